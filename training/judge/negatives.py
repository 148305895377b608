"""``python -m training.judge.negatives DIR``: fetches the pictures without faces that the judge learns from.

``negatives.csv`` beside this file lists them: package, name in it, SHA-256, licence, and whether they are learnt from
(``train``) or kept for the figures (``test``). They come out of Debian packages (``apt-get download``, so a Debian
system is needed), scikit-image and scikit-learn, whose sample pictures are
installed with them. What another version of a package holds differently is left out, with a word.
"""

import argparse
import csv
import hashlib
import logging
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.faces.crop import to_grey
from fer_core.rows.writing import make_folder, write_whole
from fer_core.terminal.exit_codes import exit_code_of

LIST: Final = Path(__file__).with_name("negatives.csv")
_PYTHON_PACKAGES: Final = ("skimage", "sklearn")
_LONGEST_SIDE: Final = 800
"""Pixels; more detail than the views of a picture show costs only time."""

Part = Literal["train", "test"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Negative:
    """A picture without a face: a name within a package, or ``archive!name`` within an archive there."""

    package: str
    name: str
    sha256: str
    licence: str
    part: str


def read_list(path: Path = LIST, *, part: Part | None = None) -> list[Negative]:
    """Return the pictures that are listed, all or those of a part."""
    with path.open(encoding="utf-8", newline="") as file:
        listed = [Negative(**row) for row in csv.DictReader(file)]
    return [negative for negative in listed if part in (None, negative.part)]


def load_negatives(folder: Path, listed: Sequence[Negative]) -> list[NDArray[np.uint8]]:
    """Return the listed pictures that are in ``folder``, grey, in the list's order; raises DataError without any."""
    pictures = []
    for negative in listed:
        path = folder / negative.sha256
        if path.is_file() and (picture := _read(path)) is not None:
            pictures.append(picture)
    if not pictures:
        raise DataError(
            f"{folder} has none of the listed pictures without faces, which are named by their SHA-256; "
            "`python -m training.judge.negatives DIR` fetches them into a folder of their own."
        )
    return pictures


def fetch(folder: Path, listed: Sequence[Negative]) -> int:
    """Fetch the listed pictures into ``folder``, each named by its hash, and return how many are missing."""
    make_folder(folder)
    missing = [negative for negative in listed if not (folder / negative.sha256).is_file()]
    for package in sorted({negative.package for negative in missing}):
        wanted = {negative.name: negative for negative in missing if negative.package == package}
        log.info("%s: %d pictures", package, len(wanted))
        with tempfile.TemporaryDirectory() as unpacked:
            root = _root_of(package, Path(unpacked))
            for name, content in _contents(root, wanted) if root else ():
                if hashlib.sha256(content).hexdigest() == wanted[name].sha256:
                    write_whole(folder / wanted[name].sha256, content)
    return sum(not (folder / negative.sha256).is_file() for negative in listed)


def _root_of(package: str, unpacked: Path) -> Path | None:
    """Return the folder that holds a package's files, None where it cannot be had."""
    if package in _PYTHON_PACKAGES:
        spec = find_spec(package)
        return Path(spec.origin).parent if spec and spec.origin else None
    try:
        subprocess.run(["apt-get", "download", package], cwd=unpacked, check=True, capture_output=True)
        (archive,) = unpacked.glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, unpacked / "files"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        log.warning("%s cannot be fetched (%s); its pictures are left out.", package, error)
        return None
    return unpacked / "files"


def _contents(root: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        file, _, member = name.partition("!")
        path = root / file
        if not path.is_file():
            continue
        if not member:
            yield name, path.read_bytes()
            continue
        with zipfile.ZipFile(path) as archive:
            if member in archive.namelist():
                yield name, archive.read(member)


def _read(path: Path) -> NDArray[np.uint8] | None:
    """Return a picture, grey and not too large; what is transparent in it is grey."""
    image = cv2.imdecode(np.fromfile(path, dtype=np.uint8), cv2.IMREAD_UNCHANGED)
    if image is None or image.dtype != np.uint8:
        return None
    if image.ndim == 3 and image.shape[2] == 4:
        opacity = image[..., 3:].astype(np.float32) / 255
        image = (128 + (image[..., :3] - 128.0) * opacity).astype(np.uint8)
    grey = to_grey(np.asarray(image, dtype=np.uint8))
    scale = _LONGEST_SIDE / max(grey.shape)
    if scale < 1:
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return grey


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m training.judge.negatives", description="Fetch the pictures without faces of negatives.csv."
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="where they go, each named by its SHA-256")
    folder: Path = parser.parse_args(argv).folder
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    def fetch_all() -> int:
        listed = read_list()
        missing = fetch(folder, listed)
        print(f"{len(listed) - missing} of {len(listed)} pictures are in {folder}.")
        return 0

    return exit_code_of(fetch_all, command="training.judge.negatives", interrupted="stopped.")


if __name__ == "__main__":
    sys.exit(main())
