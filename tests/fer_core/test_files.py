import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.files import find_pictures, mirror, read_or_explain
from tests.stand_ins import save
from tests.systems import posix_only


class TestFindPictures:
    def test_recursive_sorted_without_hidden_or_other_files(self, tmp_path):
        for name in ("b/2.png", "b/1.jpg", "a.PNG", ".hidden.png", ".git/x.png", "b/c/d.webp"):
            save(tmp_path / "x.png").rename(tmp_path / "spare")
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "spare").rename(tmp_path / name)
        (tmp_path / "notes.txt").write_text("hello")
        names = [str(path.relative_to(tmp_path)) for path in find_pictures([tmp_path]).files]
        assert names == ["a.PNG", "b/1.jpg", "b/2.png", "b/c/d.webp"]

    def test_named_file_is_always_taken_and_nothing_twice(self, tmp_path):
        picture, notes = save(tmp_path / "a.png"), tmp_path / "notes.txt"
        notes.write_text("hello")
        assert find_pictures([notes, tmp_path, picture, tmp_path / "." / "a.png"]).files == [notes, picture]

    @posix_only
    def test_links_are_followed_once_and_loops_not_at_all(self, tmp_path):
        save(tmp_path / "elsewhere" / "1.png")
        inside = save(tmp_path / "top" / "sub" / "2.png")
        (tmp_path / "top" / "linked").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "top" / "linked again").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "top" / "sub" / "loop").symlink_to(tmp_path / "top")
        (tmp_path / "top" / "sub" / "up").symlink_to(tmp_path)
        assert find_pictures([tmp_path / "top"]).files == [tmp_path / "top" / "linked" / "1.png", inside]

    def test_folder_without_pictures_is_an_error(self, tmp_path):
        (tmp_path / "notes.txt").write_text("hello")
        with pytest.raises(DataError, match="holds no pictures or videos"):
            find_pictures([tmp_path])

    def test_folder_of_copies_is_left_out(self, tmp_path):
        picture = save(tmp_path / "a.png")
        save(tmp_path / "copies" / "a.png")
        assert find_pictures([tmp_path], leave_out=tmp_path / "copies").files == [picture]

    def test_folder_that_cannot_be_listed_is_reported(self, tmp_path, monkeypatch):
        picture = save(tmp_path / "a.png")
        locked = tmp_path / "locked"
        locked.mkdir()
        real = os.scandir

        def scandir(path):
            if Path(path) == locked:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)
        assert find_pictures([tmp_path]).files == [picture, locked]
        with pytest.raises(DataError, match="cannot be listed"):
            read_or_explain(locked)


class TestReading:
    def test_every_kind_of_picture_becomes_bgr(self, tmp_path):
        grey16 = np.full((20, 30), 40_000, np.uint16)
        kinds = {
            "grey.png": np.full((20, 30), 90, np.uint8),
            "grey16.png": grey16,
            "colour16.tif": np.dstack([grey16] * 3),
            "alpha.png": np.full((20, 30, 4), 90, np.uint8),
            "binary.pgm": np.full((20, 30), 90, np.uint8),
            "Zoë 顔 .webp": np.full((20, 30, 3), 90, np.uint8),
        }
        for name, pixels in kinds.items():
            path = tmp_path / name
            path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())
            image = read_or_explain(path)
            assert (image.shape, image.dtype) == ((20, 30, 3), np.uint8)

    def test_exif_rotation_is_applied(self, tmp_path):
        jpeg = cv2.imencode(".jpg", np.zeros((20, 30, 3), np.uint8))[1].tobytes()
        tiff = b"II*\0" + (8).to_bytes(4, "little") + b"\1\0" + b"\x12\x01\x03\0\1\0\0\0\6\0\0\0" + bytes(4)
        exif = b"Exif\0\0" + tiff
        segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
        (tmp_path / "turned.jpg").write_bytes(jpeg[:2] + segment + jpeg[2:])
        assert read_or_explain(tmp_path / "turned.jpg").shape == (30, 20, 3)

    def test_first_page_of_several(self, tmp_path):
        pages = [np.full((20, 30, 3), value, np.uint8) for value in (50, 200)]
        cv2.imwritemulti(str(tmp_path / "pages.tif"), pages)
        assert (read_or_explain(tmp_path / "pages.tif") == 50).all()

    @pytest.mark.parametrize("suffix", [".jpg", ".png", ".bmp", ".webp", ".tif"])
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
    def test_cut_off_files_are_refused(self, tmp_path, suffix, share):
        noise = np.random.default_rng(0).integers(0, 255, (60, 80, 3), dtype=np.uint8)
        encoded = cv2.imencode(suffix, noise)[1].tobytes()
        (tmp_path / f"cut{suffix}").write_bytes(encoded[: int(share * len(encoded))])
        with pytest.raises(DataError, match="cut off"):
            read_or_explain(tmp_path / f"cut{suffix}")

    @posix_only
    def test_reasons(self, tmp_path):
        (tmp_path / "empty.png").touch()
        (tmp_path / "text.png").write_text("This is no picture.")
        (tmp_path / "broken.png").symlink_to(tmp_path / "nowhere")
        (tmp_path / "itself.png").symlink_to(tmp_path / "itself.png")
        os.mkfifo(tmp_path / "pipe.png")
        with (tmp_path / "vast.tif").open("wb") as file:
            file.truncate(600 * 2**20)
        for name, reason in {
            "empty.png": "empty",
            "text.png": "not a picture",
            "broken.png": "broken link",
            "itself.png": "cannot be opened",
            "pipe.png": "not a regular file",
            "vast.tif": "larger than 512 MiB",
        }.items():
            with pytest.raises(DataError, match=reason):
                read_or_explain(tmp_path / name)

    def test_more_pixels_than_opencv_takes(self, tmp_path):
        header = b"P5\n70000 70000\n255\n" + bytes(1000)
        (tmp_path / "huge.pgm").write_bytes(header)
        with pytest.raises(DataError, match="more than 60 million pixels"):
            read_or_explain(tmp_path / "huge.pgm")


def test_same_names_of_different_folders_do_not_collide(tmp_path):
    files = [tmp_path / "a" / "p" / "1.png", tmp_path / "b" / "p" / "1.png"]
    assert mirror(files, tmp_path / "out") == [tmp_path / "out/a/p/1.png", tmp_path / "out/b/p/1.png"]
    assert mirror(files[:1], tmp_path / "out") == [tmp_path / "out/1.png"]
