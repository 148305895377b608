"""What is in a file, told by its first bytes and not by its name."""

import re
import struct
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final

HEAD_BYTES: Final = 4096
"""So much of a file is read to tell its kind: what a disk reads at once anyway."""

_MOST_PAGES: Final = 10_000
"""A chain of pages is followed no further: a damaged one may be a circle."""


class FileKind(Enum):
    """What Emolens can do with a file."""

    PICTURE = "picture"
    FILM = "film"
    HEIC = "HEIC"
    OTHER = "other"


_PICTURES: Final = re.compile(
    rb"\xff\xd8\xff"  # JPEG
    rb"|BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"  # BMP
    rb"|RIFF....WEBP"
    rb"|II[\x2a\x2b]\0|MM\0[\x2a\x2b]"  # TIFF
    rb"|P[1-6Ff]\s"  # netpbm
    rb"|\0\0\0\x0cjP  |\xff\x4f\xff\x51"  # JPEG 2000
    rb"|#\?R(ADIANCE|GBE)|\x59\xa6\x6a\x95",  # Radiance, Sun
    re.DOTALL,
)
_FILMS: Final = re.compile(
    rb"\x1a\x45\xdf\xa3"  # Matroska, WebM
    rb"|RIFF....AVI |FLV\x01|\.RMF|DKIF|YUV4MPEG2|nut/multimedia"
    rb"|\x30\x26\xb2\x75\x8e\x66\xcf\x11"  # ASF, WMV
    rb"|....(moov|mdat|wide|free|skip|pnot|styp)"  # QuickTime without a word on its kind
    rb"|\0\0\x01[\xb3\xba]|\0?\0\0\x01[\x27\x47\x67]"  # MPEG, bare H.264
    rb"|G.{187}G.{187}G|.{4}G.{191}G.{191}G"  # MPEG transport stream, with or without times
    rb"|OggS.{24}.*(\x80theora|fishead|OVP80)"
    rb"|\x06\x0e\x2b\x34|\x1f\x07\0|\xb7\xd8\0\x20",  # MXF, DV, WTV
    re.DOTALL,
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"})
_SOUND_BRANDS: Final = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B "})


def kind_of(path: Path) -> FileKind:
    """Tell what a file holds; ``OTHER`` where it cannot be read or its beginning is unknown."""
    try:
        # A pipe or device would be waited for without end.
        if not path.is_file():
            return FileKind.OTHER
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            if head.startswith((b"GIF87a", b"GIF89a")):
                return FileKind.FILM if _gif_moves(file) else FileKind.PICTURE
    except (OSError, struct.error, IndexError):
        return FileKind.OTHER
    return _kind_of_head(head)


def _kind_of_head(head: bytes) -> FileKind:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.FILM if _chunk_number(head, b"acTL") > 1 else FileKind.PICTURE
    if head[4:8] == b"ftyp":
        return _kind_of_brand(head)
    if _PICTURES.match(head):
        return FileKind.PICTURE
    return FileKind.FILM if _FILMS.match(head) else FileKind.OTHER


def _kind_of_brand(head: bytes) -> FileKind:
    """Tell by the brands of ISO/IEC 14496-12, 4.3 what is in a file of boxes."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    major, brands = head[8:12], {head[place : place + 4] for place in range(16, length - 3, 4)}
    if major == b"avif" or (major == b"mif1" and b"avif" in brands):
        return FileKind.PICTURE
    if major in _HEIC_BRANDS:
        return FileKind.HEIC
    return FileKind.OTHER if major in _SOUND_BRANDS else FileKind.FILM


def _chunk_number(head: bytes, name: bytes) -> int:
    """Return the first number in a PNG chunk, 0 where there is none near the beginning."""
    place = head.find(name)
    return int.from_bytes(head[place + 4 : place + 8], "big") if place > 0 else 0


def is_whole_png(content: memoryview) -> bool:
    """Tell whether a PNG file's chunks (PNG specification, section 5.3) follow each other up to its end.

    On one with a length that points beyond it OpenCV 4.14 hangs.
    """
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        if bytes(content[place + 4 : place + 8]) == b"IEND":
            return True
        place += 12 + length
    return False


def _gif_moves(file: BinaryIO) -> bool:
    """Tell whether a GIF has more than one picture (GIF89a specification, sections 15 to 27)."""
    file.seek(10)
    _skip_colours(file)
    file.seek(2, 1)
    pictures = 0
    while pictures < 2:
        block = file.read(1)
        if block == b"\x2c":
            file.seek(8, 1)
            _skip_colours(file)
            file.seek(1, 1)
            pictures += 1
        elif block == b"\x21":
            file.seek(1, 1)
        else:
            return False
        while length := file.read(1)[0]:
            file.seek(length, 1)
    return True


def _skip_colours(file: BinaryIO) -> None:
    flags = file.read(1)[0]
    table = 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
    # A picture's flags are the last of its head, the screen's are followed by two bytes.
    file.seek(table, 1)


def pictures_in(path: Path) -> int:
    """Return how many pictures a picture file holds, of which only the first is read: pages, or a moving WebP's."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return 1
        with path.open("rb") as file:
            head = file.read(32)
            if head[:4] in (b"II\x2a\0", b"MM\0\x2a"):
                return _pages(file, "<" if head[:2] == b"II" else ">")
            if head[8:16] == b"WEBPVP8X" and head[20] & 2:
                return _webp_pictures(file)
    except (OSError, struct.error, IndexError):
        pass
    return 1


def _pages(file: BinaryIO, order: str) -> int:
    """Follow the chain of a TIFF file's directories (TIFF 6.0, section 2)."""
    file.seek(4)
    pages = 0
    while pages < _MOST_PAGES and (place := struct.unpack(f"{order}I", file.read(4))[0]):
        file.seek(place)
        entries = struct.unpack(f"{order}H", file.read(2))[0]
        file.seek(12 * entries, 1)
        pages += 1
    return max(pages, 1)


def _webp_pictures(file: BinaryIO) -> int:
    """Count the chunks that hold a moving WebP's pictures."""
    file.seek(12)
    pictures = 0
    while pictures < _MOST_PAGES and len(chunk := file.read(8)) == 8:
        pictures += chunk[:4] == b"ANMF"
        length = int.from_bytes(chunk[4:], "little")
        file.seek(length + length % 2, 1)
    return max(pictures, 1)
