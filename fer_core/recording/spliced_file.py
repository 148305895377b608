"""Stretches of a file read as one file."""

import bisect
import io
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Self


class SplicedFile:
    """Some bytes, followed by stretches of a file, as a file of their own that can be read; nothing is copied."""

    def __init__(self, head: bytes, path: Path, spans: Sequence[tuple[int, int]]) -> None:
        """Open the file, of which ``spans`` are starts and ends in bytes; raises OSError."""
        self._head = head
        self._spans = spans
        lengths = (len(head), *(end - start for start, end in spans))
        self._starts = [0, *itertools.accumulate(lengths)]
        self._place = 0
        self._file = path.open("rb")

    def read(self, size: int) -> bytes:
        """Return the next bytes, ``size`` of them at most, none at the end; raises OSError."""
        piece = bisect.bisect_right(self._starts, self._place) - 1
        if size <= 0 or piece > len(self._spans):
            return b""
        inner = self._place - self._starts[piece]
        size = min(size, self._starts[piece + 1] - self._place)
        if piece == 0:
            content = self._head[inner : inner + size]
        else:
            self._file.seek(self._spans[piece - 1][0] + inner)
            content = self._file.read(size)
        self._place += len(content)
        return content

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place and return it; raises ValueError where it is before the beginning."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._starts[-1]}[whence]
        if origin + offset < 0:
            raise ValueError(f"expected a place in the file, got {origin + offset}")
        self._place = origin + offset
        return self._place

    def tell(self) -> int:
        """Return the place where the next byte is read."""
        return self._place

    def close(self) -> None:
        """Free the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()
