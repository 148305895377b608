"""What is dropped onto the window, as paths."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDropEvent


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
