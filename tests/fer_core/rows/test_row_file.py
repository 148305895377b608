import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.rows.row_file import RowFile
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import make_folder, partial_path, write_whole

COLUMNS = ("name", "count", "share")
ROWS = [
    {"name": 'a, "b"\nc', "count": 1, "share": 0.5},
    {"name": "Zoë 顔.png", "count": None, "share": 0.25},
]


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    """No file may grow beyond ``limit`` bytes, which fails like a full disk."""
    resource = pytest.importorskip("resource", reason="this system has no limits for files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write_all(sink: RowFile | VideoFile, items: Iterable[Any], *, then: type[BaseException] | None = None) -> None:
    """Write ``items`` into a sink and close it as its ``with`` block would, which ends by raising ``then``."""
    with sink:
        for item in items:
            sink.write(item)
        if then:
            raise then


def test_csv_round_trip(tmp_path):
    path = tmp_path / "rows.csv"
    with RowFile(path, COLUMNS) as file:
        for row in ROWS:
            file.write(row)
        assert not path.exists()
    with path.open(encoding="utf-8", newline="") as lines:
        read = list(csv.DictReader(lines))
    assert read == [
        {"name": 'a, "b"\nc', "count": "1", "share": "0.5"},
        {"name": "Zoë 顔.png", "count": "", "share": "0.25"},
    ]
    assert file.kept == path
    assert [p.name for p in tmp_path.iterdir()] == ["rows.csv"]


def test_jsonl_round_trip(tmp_path):
    path = tmp_path / "rows.JSONL"
    with RowFile(path, COLUMNS) as file:
        for row in ROWS:
            file.write(row)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == ROWS


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_names_that_are_no_text_still_give_valid_utf8(tmp_path, suffix):
    path = tmp_path / f"rows{suffix}"
    with RowFile(path, ("name",)) as file:
        file.write({"name": "a\udcff.png"})
    assert "a\\udcff.png" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rows.txt", "rows", "rows.csv.gz"])
def test_other_suffixes_are_refused(tmp_path, name):
    with pytest.raises(DataError, match=r"ends in one of \.csv, \.jsonl, \.parquet"):
        RowFile(tmp_path / name, COLUMNS)


def test_missing_folder_and_folder_as_file_are_refused(tmp_path):
    with pytest.raises(DataError, match="No such file or directory"):
        RowFile(tmp_path / "no" / "rows.csv", COLUMNS)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        RowFile(tmp_path / "folder.csv", COLUMNS)


def test_wrong_columns_are_refused(tmp_path):
    with RowFile(tmp_path / "rows.csv", COLUMNS) as file, pytest.raises(ValueError, match="expected columns"):
        file.write({"name": "a"})


def test_each_row_is_on_disk_at_once(tmp_path):
    with RowFile(tmp_path / "rows.csv", COLUMNS) as file:
        file.write({"name": "a", "count": 1, "share": 1.0})
        assert (tmp_path / "rows.partial.csv").read_text() == "name,count,share\na,1,1.0\n"


def test_interrupted_file_is_kept_under_its_name(tmp_path):
    file = RowFile(tmp_path / "rows.csv", COLUMNS)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS[1:], then=KeyboardInterrupt)
    assert file.kept == tmp_path / "rows.csv"
    assert len(file.kept.read_text(encoding="utf-8").splitlines()) == 2


def test_interrupted_file_that_is_not_worth_keeping_leaves_nothing(tmp_path):
    file = RowFile(tmp_path / "rows.csv", COLUMNS, keeps_incomplete=False)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS[1:], then=KeyboardInterrupt)
    assert file.kept is None
    assert list(tmp_path.iterdir()) == []


def test_interrupted_file_does_not_replace_an_earlier_one(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("earlier")
    file = RowFile(path, COLUMNS)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS[1:], then=KeyboardInterrupt)
    assert path.read_text() == "earlier"
    assert file.kept == partial_path(path)
    assert "Zoë" in file.kept.read_text(encoding="utf-8")


def test_interrupted_before_the_first_row_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), RowFile(tmp_path / "rows.csv", COLUMNS) as file:
        raise KeyboardInterrupt
    assert file.kept is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_full_disk_is_a_clear_error_and_the_rows_stay_readable(tmp_path, suffix):
    path = tmp_path / f"rows{suffix}"
    rows = [{"name": f"row {index}", "count": index, "share": 0.5} for index in range(1000)]
    with full_disk(1000), pytest.raises(DataError, match=r"Cannot write .*rows"):
        write_all(RowFile(path, COLUMNS), rows)
    assert not path.exists()
    lines = partial_path(path).read_text().splitlines()
    assert len(lines) > 20
    assert "row 10" in lines[11] or "row 10" in lines[10]


def test_video_round_trip(tmp_path):
    path = tmp_path / "clip.mp4"
    with VideoFile(path, fps=29.970029) as video:
        for value in range(10):
            video.write(np.full((60, 80, 3), 20 * value, np.uint8))
        assert not path.exists()
    capture = cv2.VideoCapture(str(path))
    assert capture.get(cv2.CAP_PROP_FRAME_COUNT) == 10
    assert capture.get(cv2.CAP_PROP_FPS) == pytest.approx(29.97, abs=0.01)
    ok, image = capture.read()
    assert ok
    assert image.shape == (60, 80, 3)
    assert [p.name for p in tmp_path.iterdir()] == ["clip.mp4"]


@pytest.mark.parametrize("shape", [(61, 81), (1, 1), (1, 300), (720, 1281)])
@pytest.mark.parametrize("fps", [0.003, 0.5, 120.123, 1000.0])
def test_odd_sizes_and_rates_are_written(tmp_path, shape, fps):
    with VideoFile(tmp_path / "clip.mp4", fps=fps) as video:
        for _ in range(5):
            video.write(np.zeros((*shape, 3), np.uint8))
    video = cv2.VideoCapture(str(tmp_path / "clip.mp4"))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == 5
    assert video.get(cv2.CAP_PROP_FPS) == pytest.approx(min(max(fps, 0.5), 240), abs=0.01)


def test_pictures_of_changing_size_are_all_in_the_video(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        for side in (64, 100, 30, 64):
            video.write(np.zeros((side, side, 3), np.uint8))
    assert cv2.VideoCapture(str(tmp_path / "clip.mp4")).get(cv2.CAP_PROP_FRAME_COUNT) == 4


def test_interrupted_video_is_playable(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write_all(VideoFile(tmp_path / "clip.mp4", fps=30), [np.zeros((64, 64, 3), np.uint8)], then=KeyboardInterrupt)
    assert cv2.VideoCapture(str(tmp_path / "clip.mp4")).get(cv2.CAP_PROP_FRAME_COUNT) == 1


def test_discarded_video_leaves_nothing_and_replaces_nothing(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"before")
    video = VideoFile(path, fps=30)
    video.write(np.zeros((64, 64, 3), np.uint8))
    video.discard()
    assert video.close() is None
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["clip.mp4"]


def test_video_without_pictures_is_no_file(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30):
        pass
    assert not list(tmp_path.iterdir())


def test_video_where_none_can_be_written_is_a_clear_error(tmp_path):
    with (
        VideoFile(tmp_path / "no" / "clip.mp4", fps=30) as video,
        pytest.raises(DataError, match="Cannot write the video"),
    ):
        video.write(np.zeros((64, 64, 3), np.uint8))


def test_video_on_a_full_disk_is_a_clear_error(tmp_path):
    noise = np.random.default_rng(0).integers(0, 255, (120, 160, 3), dtype=np.uint8)
    pictures = [np.roll(noise, 7 * shift, axis=1) for shift in range(60)]
    with full_disk(20_000), pytest.raises(DataError, match="Is the disk full"):
        write_all(VideoFile(tmp_path / "clip.mp4", fps=30), pictures)
    assert not (tmp_path / "clip.mp4").exists()


@pytest.mark.parametrize("fps", [0.0, -1.0, float("nan")])
def test_impossible_rates_are_refused(tmp_path, fps):
    with pytest.raises(ValueError, match="fps above 0"):
        VideoFile(tmp_path / "clip.mp4", fps=fps)


def test_small_files_and_folders(tmp_path):
    make_folder(tmp_path / "a" / "b")
    write_whole(tmp_path / "a" / "b" / "c.json", b"{}")
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == b"{}"
    with pytest.raises(DataError, match="Cannot write"):
        write_whole(tmp_path / "no" / "c.json", b"{}")
    with pytest.raises(DataError, match="Cannot make the folder"):
        make_folder(tmp_path / "a" / "b" / "c.json" / "d")


def test_a_very_wide_picture_becomes_a_video_that_fits(tmp_path):
    path = tmp_path / "wide.mp4"
    with VideoFile(path, fps=10) as video:
        video.write(np.zeros((100, 20_000, 3), np.uint8))
    capture = cv2.VideoCapture(str(path))
    assert (capture.get(cv2.CAP_PROP_FRAME_WIDTH), capture.get(cv2.CAP_PROP_FRAME_HEIGHT)) == (8190, 40)


def test_a_name_that_is_no_text_is_refused(tmp_path):
    with pytest.raises(DataError, match="not valid text"), VideoFile(tmp_path / "a\udcff.mp4", fps=10) as video:
        video.write(np.zeros((10, 10, 3), np.uint8))
