"""``python -m app.packaging.icons FOLDER``: the icon of the program as PNG in every size that desktops ask for."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from app.look.theme import draw_app_icon

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)


def write_icons(folder: Path) -> list[Path]:
    """Write ``<size>.png`` for each size into a folder, which is made, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{size}.png" for size in SIZES]
    for size, path in zip(SIZES, paths, strict=True):
        draw_app_icon(size).save(str(path))
    return paths


if __name__ == "__main__":
    application = QGuiApplication([])
    write_icons(Path(sys.argv[1]))
