"""The few signs that a style sheet needs as files: a tick, and arrows, in black and in white."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "signs"


def sign_path(name: str, *, is_white: bool) -> str:
    """Return where the sign ``tick``, ``up`` or ``down`` lies, as a style sheet names it."""
    return (_FOLDER / f"{name}-{'white' if is_white else 'black'}.svg").as_posix()
