"""Films and pictures of many kinds, from the demo clip, and what becomes of them by chance."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.resources import asset_path

FILMS: Final = {
    ".mp4": ("libx264", "yuv420p"), ".mkv": ("libx264", "yuv420p"), ".mov": ("prores_ks", "yuv422p10le"),
    ".avi": ("mpeg4", "yuv420p"), ".mpg": ("mpeg2video", "yuv420p"), ".ts": ("libx264", "yuv420p"),
    ".webm": ("libvpx", "yuv420p"), ".wmv": ("wmv2", "yuv420p"), ".flv": ("flv", "yuv420p"), ".gif": ("gif", "rgb8"),
    ".3gp": ("libx264", "yuv420p"), ".m4v": ("libx265", "yuv420p"),
}  # fmt: skip
"""Codec and kind of pixels for each container."""

PICTURES: Final = (
    ".jpg", ".png", ".webp", ".bmp", ".tif", ".ppm", ".pgm", ".pbm", ".pfm", ".jp2", ".hdr", ".avif", ".gif", ".sr",
    ".ras",
)  # fmt: skip

_COUNT: Final = 40
_LIES: Final = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", bytes(4), b"\0\0\xff\xff", b"\xff\xff\0\0", b"\0\0\x9c\x40")
"""Lengths and sizes that a file may claim."""


def demo_pictures(count: int = _COUNT) -> list[NDArray[np.uint8]]:
    """Return pictures of the demo clip, BGR uint8 (240, 320, 3)."""
    with av.open(str(asset_path("demo/demo.mp4"))) as clip:
        frames = (frame for frame, _ in zip(clip.decode(video=0), range(count), strict=False))
        return [np.asarray(cv2.resize(f.to_ndarray(format="bgr24"), (320, 240)), dtype=np.uint8) for f in frames]


def write_films(folder: Path) -> list[Path]:
    """Write a film of each kind, with sound too short to matter left out."""
    pictures, films = demo_pictures(), []
    for suffix, (codec, pixels) in FILMS.items():
        films.append(folder / f"whole{suffix}")
        options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
        with av.open(str(films[-1]), "w", format="mp4" if suffix == ".m4v" else None) as output:
            stream = output.add_stream(codec, rate=25, options=options)
            stream.width, stream.height, stream.pix_fmt = 320, 240, pixels
            for picture in pictures:
                output.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
            output.mux(stream.encode(None))
    return films


def write_pictures(folder: Path) -> list[Path]:
    """Write a picture of each kind that this OpenCV can write, some with 16 bits or without colour."""
    colour = demo_pictures(1)[0]
    grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    written = []
    for suffix in PICTURES:
        picture = grey if suffix in (".pgm", ".pbm") else colour
        if suffix in (".pfm", ".hdr"):
            picture = picture.astype(np.float32) / 255
        variants = [picture, picture.astype(np.uint16) * 16] if suffix in (".png", ".tif") else [picture]
        for number, variant in enumerate(variants):
            if cv2.haveImageWriter(suffix):
                written.append(folder / f"whole{number}{suffix}")
                written[-1].write_bytes(cv2.imencode(suffix, variant)[1].tobytes())
    return written


def mutated(wholes: list[Path], count: int, folder: Path, *, seed: int) -> Iterator[Path]:
    """Write and yield copies, damaged: bits turned, ends cut off, heads overwritten, pieces moved in, false lengths."""
    chance = random.Random(seed)
    contents = [path.read_bytes() for path in wholes]
    for number in range(count):
        path = wholes[number % len(wholes)]
        damage = chance.choice((_turn_bits, _turn_bits, _cut_off, _overwrite_head, _move, _insert, _lie))
        content = bytearray(contents[number % len(wholes)])
        damage(content, chance)
        copy = folder / f"{number:04d}{damage.__name__}{path.suffix}"
        copy.write_bytes(content)
        yield copy


def _turn_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 5, 50))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut_off(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(1, len(content)) :]


def _overwrite_head(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(min(len(content), 200))] = chance.choice((0, 255, 127, 128, chance.randrange(256)))


def _move(content: bytearray, chance: random.Random) -> None:
    here, there = chance.randrange(len(content)), chance.randrange(len(content))
    content[here : here + 64] = content[there : there + 64]


def _insert(content: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(content))
    content[place:place] = chance.randbytes(chance.choice((1, 8, 200)))


def _lie(content: bytearray, chance: random.Random) -> None:
    for _ in range(3):
        place = chance.randrange(max(1, min(len(content) - 4, 400)))
        content[place : place + 4] = chance.choice(_LIES)
