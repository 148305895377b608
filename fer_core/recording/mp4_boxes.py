"""The boxes that an MP4 file consists of (ISO/IEC 14496-12): reading and writing the few kinds that are needed."""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fer_core.errors import DataError


@dataclass(frozen=True, slots=True)
class Samples:
    """A stretch of encoded pictures: ``entry`` is the "stsd" box that says how to decode them.

    ``timescale`` is ticks a second, ``ticks`` a picture's share of them; ``sizes`` are in bytes, ``keys`` tells which
    pictures can be decoded without the one before; ``start`` is the place of the first byte in the file.
    """

    entry: bytes
    timescale: int
    ticks: int
    sizes: tuple[int, ...]
    keys: tuple[bool, ...]
    start: int


def box(kind: bytes, *contents: bytes) -> bytes:
    """Return a box of some kind, such as ``b"moov"``."""
    content = b"".join(contents)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def full_box(kind: bytes, flags: int, *contents: bytes, version: int = 0) -> bytes:
    """Return a box that begins with a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *contents)


def scan(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start of the content and end of each box from the file's place to ``end``; a cut one is left out."""
    place = file.tell()
    while place + 8 <= end:
        file.seek(place)
        size, kind = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            size, header = struct.unpack(">Q", file.read(8))[0], 16
        if size < header or place + size > end:
            return
        yield kind, place + header, place + size
        place += size


def read_samples(file: BinaryIO, end: int) -> Samples:
    """Return where the pictures of a whole MP4 file with one track are; raises DataError where it is none."""
    try:
        found = _tables(file, end, {})
        entry, start = found[b"stsd"], found[b"mdat"]
        sizes = _sizes(found[b"stsz"], end)
        # Without a table of keys, every picture is one.
        keys = _numbers(found[b"stss"], 12) if b"stss" in found else range(1, len(sizes) + 1)
        timescale = struct.unpack(">I", found[b"mdhd"][20:24])[0]
        ticks = struct.unpack(">I", found[b"stts"][20:24])[0]
    except (KeyError, struct.error) as error:
        raise DataError("The video has no table of pictures ({error}).", error=error) from error
    place = struct.unpack(">Q", start)[0]
    return Samples(entry, timescale, ticks, sizes, _flags(keys, len(sizes)), place)


_PARENTS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_WANTED = (b"stsd", b"stsz", b"stss", b"mdhd", b"stts")


def _tables(file: BinaryIO, end: int, found: dict[bytes, bytes]) -> dict[bytes, bytes]:
    for kind, start, stop in scan(file, end):
        if kind in _PARENTS:
            file.seek(start)
            _tables(file, stop, found)
        elif kind in _WANTED:
            file.seek(start - 8)
            found[kind] = file.read(stop - start + 8)
        elif kind == b"mdat":
            found[kind] = struct.pack(">Q", start)
    return found


def _sizes(table: bytes, file_size: int) -> tuple[int, ...]:
    common, count = struct.unpack(">II", table[12:20])
    if common * count > file_size:
        raise DataError("The video's table of pictures is damaged.")
    return (common,) * count if common else _numbers(table, 16)


def _numbers(table: bytes, place: int) -> tuple[int, ...]:
    """Return the numbers that follow their count, which is at ``place``."""
    count = struct.unpack(">I", table[place : place + 4])[0]
    return struct.unpack(f">{count}I", table[place + 4 : place + 4 + 4 * count])


def _flags(keys: Collection[int], count: int) -> tuple[bool, ...]:
    numbers = frozenset(keys)
    return tuple(number in numbers for number in range(1, count + 1))
