"""What is in a file is told by its content; what cannot be read is counted and named."""

import os
import struct
import zlib

import cv2
import numpy as np
import pytest

from fer_core import files, pictures
from fer_core.errors import DataError, SourceError
from fer_core.files import find_pictures, is_video, read_or_explain
from fer_core.kinds import FileKind, kind_of, pictures_in
from fer_core.pictures import read_picture
from fer_core.sources import open_source
from tests.films import numbered_pictures, write_film
from tests.stand_ins import save
from tests.systems import posix_only

FILMS = {
    "phone.3gp": {},
    "camcorder.MTS": {"container": "mpegts"},
    "stick.m2ts": {"container": "mpegts"},
    "tv.ts": {},
    "flash.flv": {"codec": "flv"},
    "windows.asf": {"codec": "wmv2"},
    "dvd.vob": {"codec": "mpeg2video"},
    "web.webm": {"codec": "libvpx"},
    "old.avi": {"codec": "mpeg4"},
    "apple.mov": {},
    "no_suffix": {"container": "mp4"},
    "a film called.jpg": {"container": "matroska"},
    "moving.gif": {"codec": "gif", "pix_fmt": "rgb8"},
    "moving.png": {"codec": "apng", "pix_fmt": "rgb24", "container": "apng"},
}
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)


def encoded(suffix, *, value=90):
    shape = (40, 60) if suffix == ".pgm" else (40, 60, 3)
    return cv2.imencode(suffix, np.full(shape, value, np.uint8))[1].tobytes()


@pytest.mark.parametrize("name", FILMS)
def test_films_are_told_whatever_their_name(tmp_path, name):
    film = write_film(tmp_path / name, numbered_pictures(4), **FILMS[name])
    assert kind_of(film) is FileKind.FILM
    assert is_video(film)
    with open_source(str(film)) as source:
        assert len(list(iter(source.read, None))) == 4


@pytest.mark.parametrize(
    "suffix", [".jpg", ".png", ".bmp", ".webp", ".tif", ".ppm", ".pgm", ".jp2", ".avif", ".gif", ".hdr", ".ras"]
)
def test_pictures_are_told_whatever_their_name(tmp_path, suffix):
    if not cv2.haveImageWriter(suffix):
        pytest.skip("this OpenCV does not write it")
    picture = tmp_path / "picture.mp4"
    picture.write_bytes(encoded(suffix))
    assert kind_of(picture) is FileKind.PICTURE
    assert not is_video(picture)
    assert read_or_explain(picture).shape == (40, 60, 3)


@pytest.mark.parametrize("name", ["jfif.jfif", "jpe.jpe", "none", "called.heic"])
def test_a_jpeg_is_read_under_any_name(tmp_path, name):
    (tmp_path / name).write_bytes(encoded(".jpg"))
    assert find_pictures([tmp_path]).files == [tmp_path / name]
    assert read_picture(tmp_path / name) is not None


def test_what_is_neither_is_left_out_counted_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "reads_heic", lambda: False)
    names = ("notes.txt", "sound.m4a", "program.ts", "table.csv", "more.txt")
    for name in names:
        (tmp_path / name).write_bytes(b"\0\0\0\x18ftypM4A \0\0\0\0" if name == "sound.m4a" else b"BM, said P.\n" * 300)
    for name in ("1.heic", "2.HEIC"):
        (tmp_path / name).write_bytes(HEIC)
    (tmp_path / "._picture.jpg").write_bytes(b"left by a Mac")
    (tmp_path / "picture.jpg").write_bytes(encoded(".jpg"))
    found = find_pictures([tmp_path])
    assert found.files == [tmp_path / "picture.jpg"]
    heic, others = map(str, found.remarks)
    assert heic.startswith("HEIC pictures left out: 2. Save them as JPEG")
    assert others == "Other files left out: 5 (.csv, .m4a, .ts, .txt)."


def test_a_folder_of_nothing_but_heic_pictures_says_what_helps(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "reads_heic", lambda: False)
    (tmp_path / "1.heic").write_bytes(HEIC)
    with pytest.raises(DataError, match=r"HEIC pictures left out: 1\. Save them as JPEG"):
        find_pictures([tmp_path])


def test_damaged_files_are_told_by_their_suffix_so_that_they_are_reported(tmp_path):
    for name in ("cut.jpg", "cut.mp4", "empty.png"):
        (tmp_path / name).write_bytes(b"" if name == "empty.png" else b"damaged")
    assert [path.name for path in find_pictures([tmp_path]).files] == ["cut.jpg", "cut.mp4", "empty.png"]
    assert [is_video(tmp_path / name) for name in ("cut.jpg", "cut.mp4", "empty.png")] == [False, True, False]


def test_a_heic_picture_says_what_helps(tmp_path, monkeypatch):
    (tmp_path / "phone.heic").write_bytes(HEIC)
    monkeypatch.setattr(pictures, "reads_heic", lambda: False)
    with pytest.raises(DataError, match="save it as JPEG, or install"):
        read_or_explain(tmp_path / "phone.heic")


def test_heic_pictures_are_read_where_the_extra_is_installed(tmp_path):
    heif = pytest.importorskip("pillow_heif")
    rgb = np.dstack([np.full((64, 96), value, np.uint8) for value in (200, 90, 30)])
    heif.from_bytes("RGB", (96, 64), rgb.tobytes()).save(tmp_path / "phone.heic", quality=95)
    assert find_pictures([tmp_path]).files == [tmp_path / "phone.heic"]
    assert np.abs(read_or_explain(tmp_path / "phone.heic").astype(int) - (30, 90, 200)).max() < 12


def test_of_several_pictures_in_a_file_the_first_is_read_and_that_is_said(tmp_path):
    pages = [np.full((20, 30, 3), value, np.uint8) for value in (50, 200, 90)]
    cv2.imwritemulti(str(tmp_path / "pages.tif"), pages)
    animation = cv2.Animation()
    animation.frames, animation.durations = pages, [100] * 3
    (tmp_path / "moving.webp").write_bytes(cv2.imencodeanimation(".webp", animation)[1].tobytes())
    (tmp_path / "single.tif").write_bytes(encoded(".tif"))
    assert [pictures_in(path) for path in sorted(tmp_path.iterdir())] == [3, 3, 1]
    assert [str(remark) for remark in find_pictures([tmp_path]).remarks] == [
        "Files of which only the first picture is read: 2 (moving.webp, pages.tif)."
    ]
    assert abs(int(read_or_explain(tmp_path / "moving.webp").mean()) - 50) < 6


def test_a_tiff_whose_pages_go_round_in_a_circle_ends(tmp_path):
    (tmp_path / "circle.tif").write_bytes(struct.pack("<2sHIHI", b"II", 42, 8, 0, 8))
    assert pictures_in(tmp_path / "circle.tif") == 10_000


@pytest.mark.parametrize("suffix", [".png", ".tif", ".pgm"])
@pytest.mark.parametrize("bits", [10, 12, 16])
def test_deep_pictures_of_few_bits_are_as_bright_as_those_of_eight(tmp_path, suffix, bits):
    eight = np.tile(np.arange(256, dtype=np.uint16), (8, 1))
    (tmp_path / f"deep{suffix}").write_bytes(cv2.imencode(suffix, (eight << (bits - 8)))[1].tobytes())
    assert np.abs(read_or_explain(tmp_path / f"deep{suffix}")[:, :, 0].astype(int) - eight).max() <= 1


def test_dark_pictures_of_eight_bits_stay_dark(tmp_path):
    (tmp_path / "night.png").write_bytes(encoded(".png", value=20))
    assert read_or_explain(tmp_path / "night.png").max() == 20


def bomb(width, height, *, bits, colour):
    """Return a PNG of nothing but zeros."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    channels = {0: 1, 2: 3, 6: 4}[colour]
    row = bytes(1 + width * channels * bits // 8)
    compressor = zlib.compressobj(9)
    data = b"".join(compressor.compress(row) for _ in range(height)) + compressor.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_picture_that_unpacks_to_gigabytes_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "bomb.png").write_bytes(bomb(9000, 9000, bits=8, colour=0))
    with pytest.raises(DataError, match="more than 60 million pixels"):
        read_or_explain(tmp_path / "bomb.png")


def test_a_png_whose_length_lies_is_refused_at_once(tmp_path):
    content = bytearray(cv2.imencode(".png", numbered_pictures(1)[0])[1].tobytes())
    content[33:37] = b"\xff\0\x20\0"
    (tmp_path / "lie.png").write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        read_or_explain(tmp_path / "lie.png")


def test_a_film_of_gigapixels_is_refused(tmp_path):
    path = tmp_path / "vast.avi"
    write_film(path, numbered_pictures(2), codec="mjpeg", pix_fmt="yuvj420p")
    content = path.read_bytes()
    # The size that a JPEG's frame header (SOF0) claims.
    place = content.index(b"\xff\xc0") + 5
    path.write_bytes(content[:place] + struct.pack(">HH", 60_000, 60_000) + content[place + 4 :])
    with open_source(str(path)) as source:
        assert len(list(iter(source.read, None))) == 1
    path.write_bytes(content.replace(content[place : place + 4], struct.pack(">HH", 60_000, 60_000)))
    with pytest.raises(SourceError, match="not a video"):
        open_source(str(path))


@posix_only
def test_a_pipe_called_like_a_picture_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    save(tmp_path / "a.png", "happy")
    assert find_pictures([tmp_path]).files == [tmp_path / "a.png", tmp_path / "pipe.jpg"]
