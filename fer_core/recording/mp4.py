"""An MP4 video that can be played at every moment of its making, and after a crash.

It grows by fragments (ISO/IEC 14496-12, "moof" with "mdat"), each of which says itself where its pictures are.
Finishing it adds the table of all pictures ("moov") at the end and turns all that stands before it, the tables of the
fragments included, into the content of one "mdat", by overwriting a few bytes that were left free for that: nothing is
copied.
"""

import contextlib
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from fer_core.errors import DataError
from fer_core.recording.mp4_boxes import Samples, box, full_box, read_samples, scan
from fer_core.rows.writing import cannot_write

_FILE_TYPE: Final = box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2iso6mp41")
_FREE: Final = box(b"free", bytes(8))
_MATRIX: Final = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_KEY, _NO_KEY = 0x02000000, 0x01010000
_TRUN: Final = 0x000601
"""The fragment's run of pictures has an offset of the first byte, and each picture's size and flags."""
_BASE_IS_MOOF: Final = 0x020000
_MOVIE_SCALE: Final = 1000

_Box: TypeAlias = tuple[bytes, int, int]
"""Kind, and where the content begins and ends."""


@dataclass(frozen=True, slots=True)
class Track:
    """What all pictures have in common; see ``Samples``."""

    entry: bytes
    timescale: int
    ticks: int

    @property
    def size_wh(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = struct.unpack(">HH", self.entry[48:52])
        return width, height


def start_video(file: BinaryIO, track: Track) -> None:
    """Write the beginning of a video that grows."""
    extends = full_box(b"trex", 0, struct.pack(">5I", 1, 1, track.ticks, 0, _NO_KEY))
    file.write(_FILE_TYPE + _FREE + _movie(track, (), box(b"mvex", extends)))
    file.flush()


def append_fragment(file: BinaryIO, track: Track, samples: Samples, data: bytes, *, number: int, first: int) -> None:
    """Append the ``number``-th fragment, from 1, whose first picture is the ``first``-th of the video, from 0."""
    rows = b"".join(
        struct.pack(">II", size, _KEY if is_key else _NO_KEY)
        for size, is_key in zip(samples.sizes, samples.keys, strict=True)
    )

    def movie_fragment(offset: int) -> bytes:
        return box(
            b"moof",
            full_box(b"mfhd", 0, struct.pack(">I", number)),
            box(
                b"traf",
                full_box(b"tfhd", _BASE_IS_MOOF, struct.pack(">I", 1)),
                full_box(b"tfdt", 0, struct.pack(">Q", first * track.ticks), version=1),
                full_box(b"trun", _TRUN, struct.pack(">Ii", len(samples.sizes), offset), rows),
            ),
        )

    file.write(movie_fragment(len(movie_fragment(0)) + 8) + box(b"mdat", data))
    file.flush()


def finish_video(path: Path) -> int:
    """Give a video that grew its final table, cut off what is incomplete, and return how many pictures it has.

    One that is finished stays as it is. Raises DataError where it is no such video or cannot be written.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            return _finish(file)
    except OSError as error:
        raise cannot_write(path, error) from error
    except struct.error as error:
        raise DataError(
            "The video {path} is damaged, so it cannot be finished ({error}).", path=path, error=error
        ) from error


def count_pictures(path: Path) -> int:
    """Return how many pictures of a video that grew can be read, be it finished or not, up to the first damage."""
    count = 0
    with contextlib.suppress(OSError, struct.error, DataError), path.open("rb") as file:
        boxes = _read_boxes(file)
        if (finished := _count_finished(file, boxes)) is not None:
            return finished
        for moof, mdat in _fragments(boxes):
            count += len(_read_run(file, moof, mdat[1]).sizes)
    return count


def _finish(file: BinaryIO) -> int:
    boxes = _read_boxes(file)
    if (finished := _count_finished(file, boxes)) is not None:
        return finished
    fragments = _fragments(boxes)
    runs = [_read_run(file, moof, mdat[1]) for moof, mdat in fragments]
    end = fragments[-1][1][2] if fragments else boxes[2][2]
    track = _read_track(file, boxes[2])
    file.truncate(end)
    try:
        _write(_at(file, end), _movie(track, runs))
    except OSError:
        # Without its table, too, it can be played.
        file.truncate(end)
        raise
    # From here on the video is finished: this turns all between the file type and the new table into pictures' data.
    _write(_at(file, len(_FILE_TYPE)), struct.pack(">I4sQ", 1, b"mdat", end - len(_FILE_TYPE)))
    return sum(len(run.sizes) for run in runs)


def _read_boxes(file: BinaryIO) -> list[_Box]:
    return list(scan(file, os.fstat(file.fileno()).st_size))


def _count_finished(file: BinaryIO, boxes: Sequence[_Box]) -> int | None:
    """Return how many pictures a finished video has, None where it is not finished."""
    if [kind for kind, *_ in boxes] != [b"ftyp", b"mdat", b"moov"]:
        return None
    return len(read_samples(_at(file, 0), boxes[-1][2]).sizes)


def _fragments(boxes: Sequence[_Box]) -> list[tuple[_Box, _Box]]:
    """Return the whole fragments of a video that is not finished."""
    if [kind for kind, *_ in boxes[:3]] != [b"ftyp", b"free", b"moov"]:
        raise DataError("The video was not recorded by Emolens, or its beginning is damaged.")
    return [pair for pair in zip(boxes[3::2], boxes[4::2], strict=False) if (pair[0][0], pair[1][0]) == _PAIR]


_PAIR: Final = (b"moof", b"mdat")


def _write(file: BinaryIO, content: bytes) -> None:
    """Write all of it; a file without a buffer takes what fits on the disk and says how much."""
    while content:
        content = content[file.write(content) :]


def _at(file: BinaryIO, place: int) -> BinaryIO:
    file.seek(place)
    return file


def _read_run(file: BinaryIO, moof: _Box, start: int) -> Samples:
    """Return the sizes and keys of a fragment whose pictures begin at ``start``."""
    for kind, content, end in scan(_at(file, moof[1]), moof[2]):
        if kind != b"traf":
            continue
        for inner, place, stop in scan(_at(file, content), end):
            if inner == b"trun":
                count = struct.unpack(">4xI4x", _at(file, place).read(12))[0]
                if place + 12 + 8 * count > stop:
                    break
                values = struct.unpack(f">{2 * count}I", file.read(8 * count))
                return Samples(b"", 0, 0, values[::2], tuple(flags == _KEY for flags in values[1::2]), start)
    raise DataError("A fragment of the video is damaged.")


def _read_track(file: BinaryIO, moov: _Box) -> Track:
    entry, timescale, ticks = b"", 0, 0
    places = [moov[1:]]
    while places:
        content, end = places.pop()
        for kind, start, stop in scan(_at(file, content), end):
            payload = _at(file, start).read(stop - start) if kind not in _NESTED else b""
            if kind in _NESTED:
                places.append((start, stop))
            elif kind == b"stsd":
                entry = box(kind, payload)
            elif kind == b"mdhd":
                timescale = struct.unpack(">12xI", payload[:16])[0]
            elif kind == b"trex":
                ticks = struct.unpack(">12xI", payload[:16])[0]
    return Track(entry, timescale, ticks)


_NESTED: Final = (b"trak", b"mdia", b"minf", b"stbl", b"mvex")


def _movie(track: Track, runs: Sequence[Samples], *extra: bytes) -> bytes:
    """Return the box that describes the video and all pictures of ``runs``."""
    count = sum(len(run.sizes) for run in runs)
    duration = count * track.ticks
    shown = round(duration / track.timescale * _MOVIE_SCALE)
    width, height = track.size_wh
    return box(
        b"moov",
        full_box(
            b"mvhd", 0, struct.pack(">4IIH10x", 0, 0, _MOVIE_SCALE, shown, 0x10000, 0x100), _MATRIX, bytes(24),
            struct.pack(">I", 2),
        ),
        box(
            b"trak",
            full_box(
                b"tkhd", 3, struct.pack(">5I8x4H", 0, 0, 1, 0, shown, 0, 0, 0, 0), _MATRIX,
                struct.pack(">II", width << 16, height << 16),
            ),
            box(
                b"mdia",
                full_box(b"mdhd", 0, struct.pack(">4I2H", 0, 0, track.timescale, duration, 0x55C4, 0)),
                full_box(b"hdlr", 0, bytes(4), b"vide", bytes(12), b"VideoHandler\0"),
                box(
                    b"minf",
                    full_box(b"vmhd", 1, bytes(8)),
                    box(b"dinf", full_box(b"dref", 0, struct.pack(">I", 1), full_box(b"url ", 1))),
                    box(b"stbl", track.entry, *_tables(track, runs)),
                ),
            ),
        ),
        *extra,
    )  # fmt: skip


def _tables(track: Track, runs: Sequence[Samples]) -> list[bytes]:
    """Return the boxes that say when, how large and where each picture is, a chunk for each run."""
    sizes = [size for run in runs for size in run.sizes]
    keys = [number for number, is_key in enumerate((key for run in runs for key in run.keys), start=1) if is_key]
    times = struct.pack(">III", 1, len(sizes), track.ticks) if runs else struct.pack(">I", 0)
    chunks = [struct.pack(">3I", number, len(run.sizes), 1) for number, run in enumerate(runs, start=1)]
    return [
        full_box(b"stts", 0, times),
        full_box(b"stss", 0, struct.pack(f">I{len(keys)}I", len(keys), *keys)),
        full_box(b"stsc", 0, struct.pack(">I", len(chunks)), *chunks),
        full_box(b"stsz", 0, struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
        full_box(b"co64", 0, struct.pack(f">I{len(runs)}Q", len(runs), *(run.start for run in runs))),
    ]
