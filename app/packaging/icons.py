"""``python -m app.packaging.icons FOLDER``: the icon of the program for every desktop.

They are a PNG in every size that Linux asks for, ``emolens.ico`` for Windows and ``emolens.icns`` for macOS.
"""

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtGui import QGuiApplication

from app.look.theme import draw_app_icon
from app.widgets.pictures import png_of

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO: Final = (16, 24, 32, 48, 64, 256)
_ICNS: Final = (32, 64, 128, 256, 512, 1024)


def write_icons(folder: Path) -> list[Path]:
    """Write ``<size>.png`` for each size into a folder, which is made, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{size}.png" for size in SIZES]
    for size, path in zip(SIZES, paths, strict=True):
        draw_app_icon(size).save(str(path))
    return paths


def write_icon_files(folder: Path) -> tuple[Path, Path]:
    """Write ``emolens.ico`` and ``emolens.icns``, each with every size of its own, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    ico, icns = folder / "emolens.ico", folder / "emolens.icns"
    small = _images(_ICO)
    small[-1].save(ico, sizes=[image.size for image in small], append_images=small[:-1])
    large = _images(_ICNS)
    large[-1].save(icns, append_images=large[:-1])
    return ico, icns


def _images(sizes: tuple[int, ...]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(png_of(draw_app_icon(size).toImage()))) for size in sizes]


if __name__ == "__main__":
    application = QGuiApplication([])
    write_icons(Path(sys.argv[1]))
    write_icon_files(Path(sys.argv[1]))
