"""The table of results for people, on the terminal."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from tqdm import tqdm

from fer_core.predict.journal import EarlierFile
from fer_core.rows.columns import Value

_MAX_PATH_WIDTH = 60


class TextTable:
    """Prints each row of ``KINDS`` or ``VIDEO_KINDS`` as a line of standard output.

    The lines keep clear of a running progress bar.
    """

    kept = None
    is_resumed = False
    can_go_on = False

    def __init__(self, path_width: int) -> None:
        self._path_width = max(len("path"), min(path_width, _MAX_PATH_WIDTH))

    def __enter__(self) -> Self:
        places = f"{'path':<{self._path_width}} {'face':>4} {'box (x y w h)':>20}"
        self._print(f"{places}  {'label':<9} {'confidence':>10} {'agreement':>9}")
        return self

    def __exit__(self, *exc_info: object) -> None:
        sys.stdout.flush()

    def earlier(self) -> Iterator[EarlierFile]:
        """Yield nothing: what was printed is not remembered."""
        return iter(())

    def begin(self, path: Path) -> None:
        """Take note of nothing: every row has its path."""

    def end(self, **counts: int | str | None) -> None:
        """Take note of nothing."""

    def write(self, row: Mapping[str, Value]) -> None:
        """Print one row."""
        moment = f" {row['time_s']:.2f} s" if row.get("time_s") is not None else ""
        path = f"{printable(str(row['path'])) + moment:<{self._path_width}}"
        if row["error"] is not None:
            self._print(f"{path} {'-':>4} {row['error']}")
            return
        box = " ".join(str(row[side]) for side in "xywh")
        confidence, agreement = (float(row[name] or 0) for name in ("confidence", "agreement"))
        self._print(f"{path} {row['face']:>4} {box:>20}  {row['label']:<9} {confidence:>10.1%} {agreement:>9.0%}")

    def _print(self, line: str) -> None:
        # Where the bar goes to a file, moving it aside for every row would only fill that file.
        if sys.stderr.isatty():
            tqdm.write(line, file=sys.stdout)
        else:
            print(line)


def printable(text: str) -> str:
    """Return ``text`` with whatever a terminal would obey or cannot show written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
