"""What every page of the window has in common."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Page(QWidget):
    """One page of the main window, which is told when it comes to the front, leaves it, and must end its work.

    Files and folders that are dropped onto the window, or chosen among the recent ones, go to the page in front, or
    else to the first that accepts them.
    """

    opened = Signal(str)
    """The page has opened this path or address: the window remembers it among the recent ones."""
    review_asked = Signal(Path)
    """The user wants to see the recording in this folder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A click beside the controls gives the keyboard back to the page's own keys.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def column(self) -> QVBoxLayout:
        """Return the layout of the page: what it shows, one below the other, with room at the edges."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 8)
        layout.setSpacing(10)
        return layout

    def enter(self) -> None:
        """Come to the front: start what only makes sense while it is seen."""

    def leave(self) -> None:
        """Give way to another page: rest where nothing is lost by it."""

    def shut(self) -> None:
        """Stop every thread and timer: the window is closing."""

    def accepts_drop(self, paths: Sequence[Path]) -> bool:  # noqa: ARG002
        """Tell whether ``open_paths`` takes these files and folders, without opening any: the mouse is held."""
        return False

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files and folders for which ``accepts_drop`` was true."""


def scrolling(content: QWidget) -> QScrollArea:
    """Return an area without a frame, in which ``content`` scrolls where it has too little room."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
