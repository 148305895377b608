"""What is dropped onto the window, as paths."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QUrl


def local_paths(urls: Iterable[QUrl]) -> list[Path]:
    """Return the local files and folders among ``urls``, whose names may hold bytes that are no text."""
    return [_path_of(url) for url in urls if url.isLocalFile()]


def _path_of(url: QUrl) -> Path:
    if os.name == "nt":
        return Path(url.toLocalFile())
    # Qt's own replaces bytes that are no text, and then names a file that does not exist.
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
