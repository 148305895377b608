"""Charts of a study's report, as SVG that stands within HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from fer_core.captions import percent
from fer_core.study.bootstrap import MeanInterval

_WIDTH: Final = 480
_NAMES: Final = 150
_ROW: Final = 24
_TOP: Final = 30
_FOOT: Final = 22
_LETTERS: Final = 22
_INK: Final = "#22262a"
_FAINT: Final = "#dde1e4"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A line of a chart: its name, and a share from 0 to 1 with its interval."""

    name: str
    value: MeanInterval


def draw_chart(title: str, rows: Sequence[ChartRow], *, colour: str) -> str:
    """Return a chart of dots with whiskers on a scale from 0 to 100 %, one line each; its text says the numbers."""
    height = _TOP + _ROW * len(rows) + _FOOT
    parts = [f'<text x="0" y="16" font-weight="600">{escape(title)}</text>']
    for tick in (0, 25, 50, 75, 100):
        x = _place(tick / 100)
        parts.append(f'<path d="M{x:.1f} {_TOP - 6}V{height - _FOOT}" stroke="{_FAINT}"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle" font-size="11">{tick} %</text>')
    for number, row in enumerate(rows):
        parts.append(_line(row, _TOP + _ROW * number + _ROW / 2 - 3, colour))
    spoken = "; ".join(f"{row.name}: {interval_text(row.value)}" for row in rows)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}. {escape(spoken)}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">{"".join(parts)}</svg>'
    )


def interval_text(value: MeanInterval) -> str:
    """Return a mean with the ends of its interval, such as ``12 % [8, 15]``, to be broken only between the two."""
    if value.low is None or value.high is None:
        return percent(value.mean)
    return f"{percent(value.mean)} [{value.low * 100:.0f},\N{NO-BREAK SPACE}{value.high * 100:.0f}]"


def _line(row: ChartRow, y: float, colour: str) -> str:
    name = row.name if len(row.name) <= _LETTERS else row.name[: _LETTERS - 1] + "…"
    x = _place(row.value.mean)
    whisker = ""
    if row.value.low is not None and row.value.high is not None:
        low, high = _place(row.value.low), _place(row.value.high)
        ends = "".join(f"M{end:.1f} {y - 5:.1f}V{y + 5:.1f}" for end in (low, high))
        whisker = f'<path d="M{low:.1f} {y:.1f}H{high:.1f}{ends}" stroke="{_INK}" stroke-width="1.5" fill="none"/>'
    return (
        f"<g><title>{escape(row.name)}: {escape(interval_text(row.value))}</title>"
        f'<text x="{_NAMES - 12}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>{whisker}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}" stroke="{_INK}"/></g>'
    )


def _place(share: float) -> float:
    return _NAMES + share * (_WIDTH - _NAMES - 24)
