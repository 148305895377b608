"""What is dropped onto the window, as paths."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow


class DropWindow(QMainWindow):
    """A window onto which files and folders can be dropped, if it takes them."""

    def takes_drop(self, paths: Sequence[Path]) -> bool:
        """Tell whether these can be dropped."""
        raise NotImplementedError

    def show_drop(self, is_possible: bool) -> None:
        """Show that what hangs on the mouse can be dropped, or no more."""
        raise NotImplementedError

    def take_drop(self, paths: Sequence[Path]) -> None:
        """Open what was dropped."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Say whether what hangs on the mouse can be dropped here."""
        if self.takes_drop(paths_of(event)):
            event.acceptProposedAction()
            self.show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Show no more that something could be dropped."""
        super().dragLeaveEvent(event)
        self.show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped."""
        self.show_drop(False)
        if self.takes_drop(paths := paths_of(event)):
            event.acceptProposedAction()
            self.take_drop(paths)


def paths_of(event: QDropEvent) -> list[Path]:
    """Return the files and folders that are dragged; nothing where any of it lies elsewhere."""
    urls = event.mimeData().urls()
    return local_paths(urls) if all(url.isLocalFile() for url in urls) else []


def local_paths(urls: Iterable[QUrl]) -> list[Path]:
    """Return the local files and folders among ``urls``, whose names may hold bytes that are no text."""
    return [_path_of(url) for url in urls if url.isLocalFile()]


def _path_of(url: QUrl) -> Path:
    if os.name == "nt":
        return Path(url.toLocalFile())
    # Qt's own replaces bytes that are no text, and then names a file that does not exist.
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
