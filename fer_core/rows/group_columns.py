"""What a row about a group holds: numbers over an interval, without anything that tells faces apart."""

from typing import Final

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.group import GroupInterval
from fer_core.rows.affect_columns import AROUSAL, VALENCE, affect_columns
from fer_core.rows.columns import Kind, Value
from fer_core.valence import affect_of

SHARES: Final = tuple(f"share_{label}" for label in LABELS)
MEANS: Final = tuple(f"mean_{emotion}" for emotion in EMOTIONS)
SPREADS: Final = tuple(f"sd_{emotion}" for emotion in EMOTIONS)

GROUP_KINDS: Final[dict[str, Kind]] = {
    "time_s": float,
    "n": int,
    "uncertain": int,
    **dict.fromkeys((*SHARES, *MEANS, *SPREADS), float),
    "remark": str,
}
"""Columns of a group's table: one row per interval, which begins at ``time_s``.

Where there were too few faces, ``remark`` says so and all else is missing.
"""


def group_kinds(*, valence: bool) -> dict[str, Kind]:
    """Return the columns of a group's table, with valence and arousal of the means where they are wanted."""
    return {**GROUP_KINDS, VALENCE: float, AROUSAL: float} if valence else GROUP_KINDS


def group_columns(interval: GroupInterval, *, least: int, valence: bool = False) -> dict[str, Value]:
    """Return the row of an interval, shares rounded to six decimals; ``least`` is the fewest faces that count."""
    row: dict[str, Value] = dict.fromkeys(group_kinds(valence=valence))
    row["time_s"] = round(interval.start_s, 3)
    reading = interval.reading
    if reading is None:
        row["remark"] = f"fewer than {least} faces"
        return row
    row |= {"n": reading.faces, "uncertain": reading.uncertain, "remark": ""}
    for names, values in ((SHARES, reading.shares), (MEANS, reading.means), (SPREADS, reading.spreads)):
        row |= dict(zip(names, (round(value, 6) for value in values.tolist()), strict=True))
    if valence:
        row |= affect_columns(affect_of(reading.means))
    return row
