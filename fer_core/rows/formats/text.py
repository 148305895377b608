"""Tables of which every row is a piece of text."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fer_core.rows.columns import Value


class TextWriter:
    """Writes each row as soon as it is there, so that an unfinished file can be read."""

    def __init__(self, path: Path, encode: Callable[[Mapping[str, Value]], str], *, encoding: str = "utf-8") -> None:
        """Start the file, where there is none; ``encode`` makes the text of a row, with its end of line.

        Raises OSError.
        """
        self._encode = encode
        # Names of files may hold bytes that are no text, so "backslashreplace" keeps the file valid UTF-8.
        self._file = path.open("x", encoding=encoding, errors="backslashreplace", newline="", buffering=1)

    def write(self, row: Mapping[str, Value]) -> None:
        """Append one row; raises OSError."""
        self._file.write(self._encode(row))

    def close(self) -> None:
        """Finish the file; raises OSError."""
        self._file.close()
