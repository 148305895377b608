"""Videos through ``emolens-predict``: real files, read by stand-ins for detector and ensemble."""

import csv
import json
import os

import cv2
import numpy as np
import pyarrow.parquet as pq
import pytest

from fer_core.errors import DataError
from fer_core.faces.detectors import DETECTORS
from fer_core.faces.pipeline import FacePipeline
from fer_core.predict import command
from fer_core.predict.command import main
from fer_core.predict.pictures import NO_FACE
from fer_core.predict.videos import VideoPrediction
from fer_core.rows.columns import COLUMNS, VIDEO_KINDS
from fer_core.rows.video_file import VideoFile
from fer_core.sources import open_source
from tests.films import cut_off, write_film
from tests.stand_ins import BRIGHTNESS, BrightnessEnsemble, FixedDetector, kind_of, save
from tests.systems import posix_only

BOX = (10, 10, 40, 40)


@pytest.fixture
def ensemble(monkeypatch):
    ensemble = BrightnessEnsemble()
    monkeypatch.setattr(command, "load_ensemble", lambda _: ensemble)
    monkeypatch.setitem(DETECTORS, "haar", kind_of(BOX))
    monkeypatch.setitem(DETECTORS, "careful", kind_of(BOX))
    return ensemble


def clip(path, emotions=("happy",) * 10, *, fps=10.0):
    with VideoFile(path, fps=fps) as video:
        for emotion in emotions:
            video.write(np.full((64, 96, 3), BRIGHTNESS[emotion] if emotion else 0, np.uint8))
    return path


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def frames_in(path):
    return int(cv2.VideoCapture(str(path)).get(cv2.CAP_PROP_FRAME_COUNT))


def test_a_video_has_a_row_per_face_and_frame(tmp_path, ensemble, capsys):
    video = clip(tmp_path / "a.mp4")
    assert main([str(video), "--out", str(tmp_path / "r.csv")]) == 0
    rows = read_csv(tmp_path / "r.csv")
    assert tuple(rows[0]) == tuple(VIDEO_KINDS) == (
        "path", "frame", "time_s", "face", "x", "y", "w", "h", "label", "confidence", "agreement", "face_confidence",
        "recognised", "angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "error",
    )  # fmt: skip
    assert [row["frame"] for row in rows] == [str(i) for i in range(10)]
    assert [float(row["time_s"]) for row in rows] == pytest.approx([i / 10 for i in range(10)])
    assert {(row["path"], row["face"], row["label"], row["x"], row["error"]) for row in rows} == {
        (str(video), "1", "happy", "10", "")
    }
    assert "10 faces (0 uncertain) in 10 frames of 1 video; 0 without a face; 0 unreadable" in capsys.readouterr().out


def test_every_nth_frame(tmp_path, ensemble):
    assert main([str(clip(tmp_path / "a.mp4")), "--every", "3", "--out", str(tmp_path / "r.jsonl")]) == 0
    rows = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert [row["frame"] for row in rows] == [0, 3, 6, 9]
    assert rows[1]["time_s"] == pytest.approx(0.3)


@pytest.mark.parametrize("every", ["0", "-1", "two", "1.5"])
def test_every_takes_whole_numbers_from_one(tmp_path, ensemble, every, capsys):
    with pytest.raises(SystemExit, match="2"):
        main([str(clip(tmp_path / "a.mp4")), f"--every={every}"])
    assert "expected a whole number from 1" in capsys.readouterr().err


def test_a_folder_of_both_makes_one_table_with_typed_columns(tmp_path, ensemble, capsys):
    save(tmp_path / "in" / "a.png", "sad", (64, 96))
    clip(tmp_path / "in" / "b.mp4")
    (tmp_path / "in" / "broken.avi").write_bytes(b"no video at all")
    (tmp_path / "in" / "empty.webm").touch()
    clip(tmp_path / "in" / "dark.mp4", (None,) * 5)
    assert main([str(tmp_path / "in"), "--out", str(tmp_path / "r.parquet")]) == 0
    table = pq.read_table(tmp_path / "r.parquet")
    assert str(table.schema.field("frame").type) == "int64"
    picture, *frames, broken, dark, empty = table.to_pylist()
    assert (picture["label"], picture["frame"], picture["time_s"]) == ("sad", None, None)
    assert [row["frame"] for row in frames] == list(range(10))
    assert "not a video that can be read" in broken["error"]
    assert dark["error"] == NO_FACE
    assert empty["error"] == "the file is empty"
    output = capsys.readouterr().out
    assert "1 face (0 uncertain) in 1 image; 0 without a face; 0 unreadable" in output
    assert "10 faces (0 uncertain) in 15 frames of 4 videos; 1 without a face; 2 unreadable" in output


def test_files_of_which_none_can_be_read_are_an_error_and_a_table_all_the_same(tmp_path, ensemble, capsys):
    os.makedirs(tmp_path / "in")
    (tmp_path / "in" / "a.png").touch()
    (tmp_path / "in" / "b.avi").write_bytes(b"no video at all")
    assert main([str(tmp_path / "in"), "--out", str(tmp_path / "r.csv")]) == 1
    assert "None of the files can be read" in capsys.readouterr().err
    assert all(row["error"] for row in read_csv(tmp_path / "r.csv"))
    clip(tmp_path / "in" / "dark.mp4", (None,) * 5)
    assert main([str(tmp_path / "in"), "--out", str(tmp_path / "r.csv")]) == 0


def test_the_table_of_pictures_keeps_its_columns(tmp_path, ensemble):
    assert main([str(save(tmp_path / "a.png")), "--out", str(tmp_path / "r.csv")]) == 0
    assert tuple(read_csv(tmp_path / "r.csv")[0]) == COLUMNS


def test_annotated_copies_of_videos_are_mp4(tmp_path, ensemble):
    os.makedirs(tmp_path / "in")
    clip(tmp_path / "in" / "a.mp4")
    clip(tmp_path / "in" / "b.avi")
    copies = tmp_path / "copies"
    assert (
        main([str(tmp_path / "in"), "--every", "2", "--annotate", str(copies), "--out", str(tmp_path / "r.csv")]) == 0
    )
    assert sorted(path.name for path in copies.iterdir()) == ["a.mp4", "b.avi.mp4"]
    assert frames_in(copies / "a.mp4") == 5


def test_on_the_terminal_each_row_names_its_moment(tmp_path, ensemble, capsys):
    assert main([str(clip(tmp_path / "a.mp4"))]) == 0
    output = capsys.readouterr().out
    assert "a.mp4 0.30 s" in output
    assert "happy" in output


def test_ctrl_c_keeps_the_rows_so_far(tmp_path, ensemble, monkeypatch, capsys):
    answer = ensemble.vote

    def interrupted(faces):
        if len(ensemble.calls) == 6:
            raise KeyboardInterrupt
        return answer(faces)

    monkeypatch.setattr(ensemble, "vote", interrupted)
    out = tmp_path / "r.parquet"
    assert main([str(clip(tmp_path / "a.mp4")), "--out", str(out)]) == 130
    assert pq.read_table(out).num_rows == 6
    assert (
        f"Interrupted after 0 of 1 file and 6 of 10 frames (0.6 s) of a.mp4; their rows are in {out}."
        in capsys.readouterr().err
    )


def test_ctrl_c_tells_what_is_kept_of_copies_and_between_videos(tmp_path, ensemble, monkeypatch, capsys):
    answer = ensemble.vote

    def interrupted(faces):
        if len(ensemble.calls) == 14:
            raise KeyboardInterrupt
        return answer(faces)

    monkeypatch.setattr(ensemble, "vote", interrupted)
    videos = [str(clip(tmp_path / name)) for name in ("a.mp4", "b.mp4")]
    copies = tmp_path / "copies"
    assert main([*videos, "--annotate", str(copies)]) == 130
    errors = capsys.readouterr().err
    assert "Interrupted after 1 of 2 files and 4 of 10 frames (0.4 s) of b.mp4." in errors
    assert f"Labelled copies made so far are in {copies}." in errors
    assert (frames_in(copies / "a.mp4"), frames_in(copies / "b.mp4")) == (10, 4)


def test_reading_goes_on_at_a_later_frame(tmp_path):
    path = clip(tmp_path / "a.mp4")
    with VideoPrediction(
        path, FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector(BOX)), every=2, first=5
    ) as video:
        analysed = [frame.index for frame, result in video if result is not None]
    assert video.frame_count == 10
    assert analysed == [6, 8]


@pytest.mark.parametrize(("name", "reason"), [("none.mp4", "no such file"), ("folder.mp4", "folder")])
def test_what_cannot_be_opened_is_explained(tmp_path, name, reason):
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(DataError, match=reason):
        VideoPrediction(tmp_path / name, FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector(BOX)))


@posix_only
def test_a_name_that_is_no_text_is_read_as_any_other(tmp_path):
    video = clip(tmp_path / "a.mp4").rename(tmp_path / "a\udcff.mp4")
    with open_source(str(video)) as source:
        assert len(list(iter(source.read, None))) == 10


def test_a_damaged_video_says_how_much_of_it_was_read(tmp_path, ensemble, capsys):
    pictures = [np.full((64, 96, 3), BRIGHTNESS["happy"], np.uint8)] * 40
    video = cut_off(write_film(tmp_path / "a.avi", pictures, codec="mjpeg", pix_fmt="yuvj420p"), 0.5)
    assert main([str(video), "--out", str(tmp_path / "r.csv")]) == 0
    *faces, last = read_csv(tmp_path / "r.csv")
    assert 10 < len(faces) < 30
    assert last["error"] == f"{len(faces)} of 40 frames were read; the rest is damaged or missing"
    assert "1 with frames missing" in capsys.readouterr().out


@pytest.mark.slow
def test_the_demo_clip_is_read_by_the_real_engine(tmp_path):
    assert main(["assets/demo/demo.mp4", "--every", "30", "--out", str(tmp_path / "r.csv")]) == 0
    rows = read_csv(tmp_path / "r.csv")
    assert {row["face"] for row in rows} == {"1"}
    assert len({row["label"] for row in rows}) > 2
