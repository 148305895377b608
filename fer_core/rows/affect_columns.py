"""Valence and arousal in a table of faces, where somebody has asked for them."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from fer_core.emotions import EMOTIONS
from fer_core.rows.columns import Kind, Value
from fer_core.valence import Affect, affect_of

VALENCE: Final = "valence"
AROUSAL: Final = "arousal"


def with_affect(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the columns of a table with those of valence and arousal behind the seven probabilities."""
    wider: dict[str, Kind] = {}
    for name, kind in kinds.items():
        wider[name] = kind
        if name == EMOTIONS[-1]:
            wider |= {VALENCE: float, AROUSAL: float}
    return wider


def fitted(row: Mapping[str, Value], columns: Mapping[str, Kind]) -> dict[str, Value]:
    """Return a row with exactly these columns; valence and arousal, where they are among them, are worked out."""
    found: dict[str, Value] = {name: row.get(name) for name in columns}
    if VALENCE in columns and (affect := _affect_in(row)) is not None:
        found |= affect_columns(affect)
    return found


def affect_columns(affect: Affect) -> dict[str, Value]:
    """Return the two values under the names of their columns, rounded to three decimals."""
    return {VALENCE: round(affect.valence, 3), AROUSAL: round(affect.arousal, 3)}


def _affect_in(row: Mapping[str, Value]) -> Affect | None:
    """Return what a row's seven probabilities come to, None where it has none, as that of an error."""
    values = [row.get(emotion) for emotion in EMOTIONS]
    numbers = [value for value in values if isinstance(value, int | float)]
    return affect_of(np.array(numbers)) if len(numbers) == len(EMOTIONS) else None
