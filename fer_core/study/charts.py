"""Charts of a study's report, as SVG that stands within HTML."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from fer_core.study.bootstrap import MeanInterval

_WIDTH: Final = 520
_NAMES: Final = 190
_ROW: Final = 24
_TOP: Final = 30
_FOOT: Final = 22
_LETTERS: Final = 22
_INK: Final = "#22262a"
_FAINT: Final = "#dde1e4"


SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
DIFFERENCES: Final = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""The ticks of a scale from its one end to the other."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A line of a chart: its name, and a share, or a difference of two, with its interval.

    ``shown`` is what stands beside the line where the name is too long for it.
    """

    name: str
    value: MeanInterval
    shown: str = ""


def draw_chart(title: str, rows: Sequence[ChartRow], *, colour: str, ticks: Sequence[float] = SHARES) -> str:
    """Return a chart of dots with whiskers on a scale in percent, one line each; its text says the numbers."""
    height = _TOP + _ROW * len(rows) + _FOOT
    parts = [f'<text x="0" y="16" font-weight="600">{escape(title)}</text>']
    for tick in ticks:
        x = _place(tick, ticks)
        parts.append(f'<path d="M{x:.1f} {_TOP - 6}V{height - _FOOT}" stroke="{_FAINT}"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle" font-size="11">{_whole(tick)} %</text>')
    for number, row in enumerate(rows):
        parts.append(_line(row, _TOP + _ROW * number + _ROW / 2 - 3, colour, ticks))
    spoken = "; ".join(f"{row.name}: {interval_text(row.value)}" for row in rows)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}. {escape(spoken)}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">{"".join(parts)}</svg>'
    )


def shortened(name: str, letters: int) -> str:
    """Return a name that takes the room of so many letters at most, of which one of Korean takes two.

    Its middle goes: names that begin alike often end differently.
    """
    if _room(name) <= letters:
        return name
    kept = len(name) - 1
    while _room(short := f"{name[: (kept + 1) // 2]}…{name[len(name) - kept // 2 :]}") > letters:
        kept -= 1
    return short


def _room(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def interval_text(value: MeanInterval) -> str:
    """Return a mean with the ends of its interval, such as ``12 % [8, 15]``, to be broken only between the two."""
    if value.low is None or value.high is None:
        return f"{_whole(value.mean)}\N{NO-BREAK SPACE}%"
    return f"{_whole(value.mean)}\N{NO-BREAK SPACE}% [{_whole(value.low)},\N{NO-BREAK SPACE}{_whole(value.high)}]"


def _line(row: ChartRow, y: float, colour: str, ticks: Sequence[float]) -> str:
    name = row.name if _room(row.name) <= _LETTERS else shortened(row.shown or row.name, _LETTERS)
    x = _place(row.value.mean, ticks)
    whisker = ""
    if row.value.low is not None and row.value.high is not None:
        low, high = _place(row.value.low, ticks), _place(row.value.high, ticks)
        ends = "".join(f"M{end:.1f} {y - 5:.1f}V{y + 5:.1f}" for end in (low, high))
        whisker = f'<path d="M{low:.1f} {y:.1f}H{high:.1f}{ends}" stroke="{_INK}" stroke-width="1.5" fill="none"/>'
    return (
        f"<g><title>{escape(row.name)}: {escape(interval_text(row.value))}</title>"
        f'<text x="{_NAMES - 12}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>{whisker}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}" stroke="{_INK}"/></g>'
    )


def _place(value: float, ticks: Sequence[float]) -> float:
    return _NAMES + (value - ticks[0]) / (ticks[-1] - ticks[0]) * (_WIDTH - _NAMES - 24)


def _whole(share: float) -> str:
    return f"{round(share * 100)}".replace("-", "\N{MINUS SIGN}")
