"""Where the data set of a command is, where none is named."""

import os
from pathlib import Path
from typing import Final

from fer_core.errors import DataError
from training.data.drawn import draw_set

VARIABLE: Final = "EMOLENS_DATA"
"""The environment variable that names a data set."""

USUAL: Final = (Path("fer2013"), Path("fer2013.csv"))
"""Where FER2013 is looked for in the current folder."""

_DRAWN: Final = "drawn-faces"


def find_data(named: Path | None, *, draws: bool, out: Path) -> Path:
    """Return the data set that is ``named``, that ``VARIABLE`` names or that lies in the current folder.

    With ``draws`` an unnamed one is drawn in a folder of ``out``. Raises DataError where there is none.
    """
    if named is None and draws:
        return draw_set(out / _DRAWN)
    place = os.environ.get(VARIABLE)
    path = named or (Path(place) if place else None)
    if path is not None:
        if not path.exists():
            raise DataError(
                f"There is no data set {path}; name one with --data: a folder with train/ and test/, or fer2013.csv."
            )
        return path
    for path in USUAL:
        if path.exists():
            return path
    raise DataError(
        f"There is no data: download FER2013 (Kaggle: msambare/fer2013) and unpack it as ./{USUAL[0]}, or say with "
        f"--data or {VARIABLE} where it is; --preset smoke needs none and draws its own faces."
    )
