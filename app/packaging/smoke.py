"""``python -m app.packaging.smoke FOLDER``: try the stand-alone programs, as somebody without Python would."""

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import cv2

from fer_core.camera_check.child import PROBE_ARGUMENT
from fer_core.resources import asset_path

MOST_MB: Final = 520
"""Both PyAV and OpenCV bring an FFmpeg; without PyAV's it would be 380."""

_TIMEOUT_S: Final = 120


def main(folder: Path) -> None:
    """Run everything once; raises where something fails or the folder is too large."""
    with tempfile.TemporaryDirectory() as elsewhere:
        _try_window(folder, Path(elsewhere))
        _try_headless(folder, Path(elsewhere))
        _try_predict(folder, Path(elsewhere))
        backends = json.loads(_run(folder, Path(elsewhere), "emolens", PROBE_ARGUMENT, "list").splitlines()[-1])
        _expect(backends != [], "the camera check knows an interface for cameras")
        _expect(bool(list(folder.rglob("_cffi_backend*"))), "recordings can have sound")
    size_mb = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    print(f"{folder}: {size_mb:.0f} MB", flush=True)
    _expect(size_mb <= MOST_MB, f"at most {MOST_MB} MB")


def _try_window(folder: Path, elsewhere: Path) -> None:
    _run(folder, elsewhere, "emolens", "--source", "demo", "--seconds", "5")


def _try_headless(folder: Path, elsewhere: Path) -> None:
    out = elsewhere / "out"
    _run(folder, elsewhere, "emolens", "--headless", "--source", "demo", "--seconds", "3", "--out", str(out))
    with (out / "frames.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    _expect(len(rows) > 30, "most frames of the demo have a face")


def _try_predict(folder: Path, elsewhere: Path) -> None:
    picture = cv2.VideoCapture(str(asset_path("demo/demo.mp4"))).read()[1]
    cv2.imwrite(str(elsewhere / "picture.png"), picture)
    table = elsewhere / "table.jsonl"
    _run(folder, elsewhere, "emolens-predict", "picture.png", "--out", str(table))
    _expect(bool(json.loads(table.read_text(encoding="utf-8"))["label"]), "a face is read in a picture")


def _run(folder: Path, elsewhere: Path, name: str, *arguments: str) -> str:
    program = folder.resolve() / (f"{name}.exe" if sys.platform == "win32" else name)
    unwanted = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    done = subprocess.run(
        [program, *arguments],
        cwd=elsewhere,
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        timeout=_TIMEOUT_S,
        check=True,
        encoding="utf-8",
        errors="replace",
    )
    print(f"{name} {' '.join(arguments)}: ends with 0", flush=True)
    return done.stdout


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"expected: {what}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
