"""Films of every kind, made with PyAV when a test needs them."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.resources import asset_path


def demo_pictures(count: int, size_wh: tuple[int, int] = (320, 240)) -> list[NDArray[np.uint8]]:
    """Return the demo clip's first pictures, BGR."""
    with av.open(str(asset_path("demo/demo.mp4"))) as container:
        frames = (frame for frame, _ in zip(container.decode(video=0), range(count), strict=False))
        return [np.asarray(cv2.resize(f.to_ndarray(format="bgr24"), size_wh), dtype=np.uint8) for f in frames]


def numbered_pictures(count: int, size_wh: tuple[int, int] = (160, 96)) -> list[NDArray[np.uint8]]:
    """Return pictures that tell their number, which ``number_of`` reads: eight black or white bars, as a byte."""
    return [_bars(number, size_wh) for number in range(count)]


def number_of(picture: NDArray[np.uint8]) -> int:
    """Return which of the ``numbered_pictures`` a decoded one is, upright or not deinterlaced alike."""
    width = picture.shape[1]
    columns = [round((bit + 0.5) * width / 8) for bit in range(8)]
    return sum(int(picture[:, column].mean() > 128) << bit for bit, column in enumerate(columns))


def _bars(number: int, size_wh: tuple[int, int]) -> NDArray[np.uint8]:
    width, height = size_wh
    bits = np.array([number >> bit & 1 for bit in range(8)], np.uint8) * 200 + 28
    line = bits[np.arange(width) * 8 // width]
    return np.repeat(np.tile(line, (height, 1))[:, :, None], 3, axis=2)


def write_film(
    path: Path,
    pictures: Iterable[NDArray[np.uint8]],
    *,
    fps: float = 25.0,
    times_s: Iterable[float] | None = None,
    ticks: int = 90_000,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    container: str | None = None,
    rotation: int = 0,
    options: Mapping[str, str] | None = None,
    keyframe_every: int = 10,
) -> Path:
    """Write pictures of one size as a film.

    ``times_s`` are their times, in steps of 1 / ``ticks`` seconds, where they do not come evenly.
    """
    pictures = list(pictures)
    height, width = pictures[0].shape[:2]
    stamps = [number / fps for number in range(len(pictures))] if times_s is None else list(times_s)
    with av.open(str(path), "w", format=container) as output:
        stream = output.add_stream(codec, rate=Fraction(fps).limit_denominator(1001), options=dict(options or {}))
        stream.width, stream.height, stream.pix_fmt = width, height, pix_fmt
        stream.codec_context.gop_size = keyframe_every
        if times_s is not None:
            stream.codec_context.time_base = Fraction(1, ticks)
        if rotation:
            stream.set_display_rotation(rotation)
        for number, (picture, time_s) in enumerate(zip(pictures, stamps, strict=True)):
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            if times_s is None:
                frame.pts, frame.time_base = number, 1 / Fraction(fps).limit_denominator(1001)
            else:
                frame.pts, frame.time_base = round(time_s * ticks), Fraction(1, ticks)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


INTERLACED = {"flags": "+ilme+ildct", "x264-params": "tff=1"}
"""Options of an encoder that make an interlaced film."""


def interlace(pictures: Iterable[NDArray[np.uint8]]) -> Iterator[NDArray[np.uint8]]:
    """Yield pictures of which every second line is from the next moment, as a camcorder takes them."""
    pictures = list(pictures)
    for first, second in zip(pictures[::2], pictures[1::2], strict=True):
        woven = first.copy()
        woven[1::2] = second[1::2]
        yield woven


def damage(path: Path, start: float, end: float) -> Path:
    """Fill a part of a file, in shares of its length, with zeros."""
    content = bytearray(path.read_bytes())
    first, last = int(len(content) * start), int(len(content) * end)
    content[first:last] = bytes(last - first)
    path.write_bytes(content)
    return path


def cut_off(path: Path, share: float) -> Path:
    """Keep only the first part of a file."""
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    return path
