"""What can be read of a recording's video, be it finished or not, whole or damaged."""

import itertools
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError, reason_of
from fer_core.recording.boxes import Run, Track, read_run, read_track

_HEAD: Final = 65_536
"""The beginning, which describes the pictures, is among so many bytes."""

_LARGEST: Final = 262_144
"""Bytes of the description of a fragment at most."""

_CHUNK: Final = 1_048_576

_LONGEST_GAP_S: Final = 10.0
"""Pauses are left out of recordings: no two fragments that touch are so far apart in time, in seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class RecordedVideo:
    """The readable fragments of a video, in their order; nothing else of the file is ever read or changed.

    ``moov`` describes the pictures, ``spans`` are start and end of each fragment in bytes. ``ticks`` and
    ``end_ticks`` tell from when until when each picture is seen, int64 (n,); between the end of one and the next,
    others are lost.
    """

    path: Path
    moov: bytes
    track: Track
    spans: tuple[tuple[int, int], ...]
    ticks: NDArray[np.int64]
    end_ticks: NDArray[np.int64]

    def numbers(self, ticks: NDArray[np.int64], *, fps: float) -> NDArray[np.int64]:
        """Return the numbers of the pictures at some ticks, where those of a second are numbered at ``fps``."""
        per_tick = fps / self.track.timescale
        numbers = ticks // self.track.ticks if self.track.ticks else np.floor(ticks * per_tick + 0.5)
        return np.asarray(numbers, dtype=np.int64)


def read_video(path: Path) -> RecordedVideo:
    """Find the fragments of a video that was recorded; raises DataError where none can be read."""
    try:
        with path.open("rb") as file:
            moov, track, place = _read_head(file, path)
            found = _in_order(list(_fragments(file, place, os.fstat(file.fileno()).st_size, track)), track)
    except FileNotFoundError as error:
        raise DataError("The video {path} is missing.", path=path) from error
    except OSError as error:
        raise DataError("The video {path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error
    runs = [run for _, run in found]
    ticks, ends = (
        _joined([run.ticks for run in runs]),
        _joined([np.append(run.ticks[1:], run.end_tick) for run in runs]),
    )
    return RecordedVideo(path, moov, track, tuple(span for span, _ in found), ticks, ends)


_Fragment = tuple[tuple[int, int], Run]


def _joined(pieces: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int64)


def _read_head(file: BinaryIO, path: Path) -> tuple[bytes, Track, int]:
    """Return the box that describes the pictures, what it says, and where it ends."""
    head = file.read(_HEAD)
    place = head.find(b"moov") - 4
    while place >= 0:
        size = struct.unpack_from(">I", head, place)[0]
        moov = head[place : place + size]
        try:
            if len(moov) == size and (track := read_track(moov)) is not None:
                return moov, track, place + size
        except (struct.error, IndexError):
            pass
        place = head.find(b"moov", place + 5) - 4
    raise DataError(
        "The video {path} cannot be read: its beginning is damaged, or Emolens did not record it.", path=path
    )


def _fragments(file: BinaryIO, place: int, size: int, track: Track) -> Iterator[_Fragment]:
    """Yield the sound fragments from a place on; behind a damaged one the next is searched for."""
    while place < size:
        if (fragment := _fragment_at(file, place, size, track)) is not None:
            yield fragment
            place = fragment[0][1]
        elif (found := _find(file, b"moof", place + 5)) is not None:
            place = found - 4
        else:
            return


def _find(file: BinaryIO, word: bytes, place: int) -> int | None:
    """Return where a word of the file begins, from a place on."""
    while True:
        file.seek(place)
        chunk = file.read(_CHUNK)
        if (found := chunk.find(word)) >= 0:
            return place + found
        if len(chunk) < _CHUNK:
            return None
        place += len(chunk) - len(word) + 1


def _fragment_at(file: BinaryIO, place: int, size: int, track: Track) -> _Fragment | None:
    """Return the fragment at a place, None where it is cut off or contradicts itself."""
    file.seek(place)
    length = int.from_bytes(file.read(4))
    if not 8 < length <= _LARGEST or file.read(4) != b"moof":
        return None
    file.seek(place)
    moof, header = file.read(length), file.read(8)
    if len(header) < 8 or header[4:] != b"mdat":
        return None
    end = place + length + int.from_bytes(header[:4])
    try:
        run = read_run(moof, track)
    except (ValueError, IndexError, struct.error):
        return None
    if run is None or end > size or run.data_size + 8 != end - place - length:
        return None
    return (place, end), run


def _in_order(found: Sequence[_Fragment], track: Track) -> list[_Fragment]:
    """Leave out fragments whose time cannot be right, because it is damaged."""
    kept: list[_Fragment] = []
    reached = end = 0
    for (span, run), following in itertools.zip_longest(found, found[1:]):
        begins = int(run.ticks[0])
        if following is not None:
            is_ahead = run.end_tick > int(following[1].ticks[0]) >= reached
        else:
            is_ahead = span[0] == end and begins - reached > _LONGEST_GAP_S * track.timescale
        if begins >= reached and not is_ahead:
            kept.append((span, run))
            reached, end = run.end_tick, span[1]
    return kept
