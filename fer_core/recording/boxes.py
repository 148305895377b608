"""The boxes of a video in fragments (ISO/IEC 14496-12): reading the few kinds that tell where its pictures are."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Track:
    """What the pictures of a video have in common.

    ``timescale`` is ticks a second. ``ticks`` is how long each picture is seen, 0 where each says so itself.
    """

    number: int
    size_wh: tuple[int, int]
    timescale: int
    ticks: int


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A fragment's pictures: the tick when each is seen, int64 (n,), and that when the last one has been.

    ``data_size`` counts the bytes of all that the fragment holds, sound included.
    """

    ticks: NDArray[np.int64]
    end_tick: int
    data_size: int


def read_track(moov: bytes) -> Track | None:
    """Return the pictures' track of a "moov" box, None where it has none; raises struct.error where it is damaged."""
    for kind, start, end in _boxes(moov, 8, len(moov)):
        if kind == b"trak" and (track := _read_trak(moov, start, end)) is not None:
            ticks = _default_ticks(moov, track.number)
            return Track(track.number, track.size_wh, track.timescale, ticks)
    return None


def read_run(moof: bytes, track: Track) -> Run | None:
    """Return a "moof" box's pictures, None where it has none; raises ValueError or struct.error where it is damaged."""
    run: Run | None = None
    data_size = 0
    for kind, start, end in _boxes(moof, 8, len(moof)):
        if kind == b"traf":
            number, first_tick, durations, size = _read_traf(moof, start, end, track)
            data_size += size
            if number == track.number:
                if not len(durations) or durations.min() < 0:
                    raise ValueError("a fragment without pictures")
                ends = first_tick + np.cumsum(durations)
                run = Run(ends - durations, int(ends[-1]), 0)
    return None if run is None else Run(run.ticks, run.end_tick, data_size)


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start of the content and end of each box; what does not fit ends them."""
    while place + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, place)
        if size < 8 or place + size > end:
            return
        yield kind, place + 8, place + size
        place += size


def _find(data: bytes, start: int, end: int, *path: bytes) -> tuple[int, int] | None:
    """Return start and end of the content of a box within boxes."""
    for kind, inner_start, inner_end in _boxes(data, start, end):
        if kind == path[0]:
            return (inner_start, inner_end) if len(path) == 1 else _find(data, inner_start, inner_end, *path[1:])
    return None


def _read_trak(moov: bytes, start: int, end: int) -> Track | None:
    places = [
        _find(moov, start, end, *path)
        for path in ((b"tkhd",), (b"mdia", b"hdlr"), (b"mdia", b"mdhd"), (b"mdia", b"minf", b"stbl", b"stsd"))
    ]
    header, handler, media, entry = (0 if place is None else place[0] for place in places)
    if None in places or moov[handler + 8 : handler + 12] != b"vide":
        return None
    number = struct.unpack_from(">I", moov, header + (20 if moov[header] else 12))[0]
    timescale = struct.unpack_from(">I", moov, media + (20 if moov[media] else 12))[0]
    size_wh = struct.unpack_from(">HH", moov, entry + 8 + 32)
    if not timescale or 0 in size_wh:
        return None
    return Track(number, (size_wh[0], size_wh[1]), timescale, 0)


def _default_ticks(moov: bytes, number: int) -> int:
    if (place := _find(moov, 8, len(moov), b"mvex")) is not None:
        for kind, start, _ in _boxes(moov, *place):
            if kind == b"trex" and struct.unpack_from(">I", moov, start + 4)[0] == number:
                return int(struct.unpack_from(">I", moov, start + 12)[0])
    return 0


def _read_traf(moof: bytes, start: int, end: int, track: Track) -> tuple[int, int, NDArray[np.int64], int]:
    """Return the number of a track, its first tick, how long each of its samples lasts, and the bytes of all."""
    number, first_tick, defaults = 0, 0, (0, 0)
    durations: list[NDArray[np.int64]] = []
    data_size = 0
    for kind, place, stop in _boxes(moof, start, end):
        if kind == b"tfhd":
            number, *defaults_found = _read_tfhd(moof, place)
            defaults = (defaults_found[0] or (track.ticks if number == track.number else 0), defaults_found[1])
        elif kind == b"tfdt":
            first_tick = struct.unpack_from(">Q" if moof[place] else ">I", moof, place + 4)[0]
        elif kind == b"trun":
            lasting, sizes = _read_trun(moof, place, stop, defaults)
            durations.append(lasting)
            data_size += int(sizes.sum())
    if first_tick >= 2**62:
        raise ValueError(f"a fragment at tick {first_tick}")
    return number, first_tick, np.concatenate(durations) if durations else np.zeros(0, np.int64), data_size


def _read_tfhd(moof: bytes, place: int) -> tuple[int, int, int]:
    """Return the number of the track, and the duration and size of samples that don't tell theirs."""
    flags, number = struct.unpack_from(">II", moof, place)
    place += 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    ticks = struct.unpack_from(">I", moof, place)[0] if flags & 0x8 else 0
    size = struct.unpack_from(">I", moof, place + (4 if flags & 0x8 else 0))[0] if flags & 0x10 else 0
    return number, ticks, size


def _read_trun(
    moof: bytes, place: int, stop: int, defaults: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how long each sample lasts, in ticks, and its size in bytes."""
    flags, count = struct.unpack_from(">II", moof, place)
    place += 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    columns = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
    if count > _MOST_SAMPLES or place + 4 * count * len(columns) > stop:
        raise ValueError(f"a run of {count} samples")
    table = np.frombuffer(moof, ">u4", count * len(columns), place).reshape(count, len(columns)).astype(np.int64)
    found = [
        table[:, columns.index(bit)] if bit in columns else np.full(count, default, np.int64)
        for bit, default in zip((0x100, 0x200), defaults, strict=True)
    ]
    return found[0], found[1]


_MOST_SAMPLES = 100_000
"""No fragment of a recording has so many."""
