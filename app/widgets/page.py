"""What every page of the window has in common."""

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One page of the main window, which is told when it comes to the front, leaves it, and must end its work."""

    def enter(self) -> None:
        """Come to the front: start what only makes sense while it is seen."""

    def leave(self) -> None:
        """Give way to another page: rest where nothing is lost by it."""

    def shut(self) -> None:
        """Stop every thread and timer: the window is closing."""
