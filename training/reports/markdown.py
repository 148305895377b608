"""Values, settings and tables as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any


def settings(config: Mapping[str, Any], *, leave_out: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of every setting; those of an object bear its name before theirs."""
    for name, value in config.items():
        if isinstance(value, dict):
            yield from ((f"`{name}.{inner}`", _setting(each)) for inner, each in value.items())
        elif name not in leave_out:
            yield f"`{name}`", _setting(value)


def _setting(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return "; ".join(_setting(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_setting(item)}" for name, item in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def percent(share: float) -> str:
    """Return a share of 1 in percent, with one decimal."""
    return f"{100 * share:.1f} %"


def table(header: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> str:
    """Return a Markdown table whose columns but the first, ``words`` of them, are aligned to the right."""
    lines = [header, [*["---"] * words, *["--:"] * (len(header) - words)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
