"""A detector that is only a line in the table, as far as a user's command line."""

import csv

import cv2
import numpy as np
import pytest

from fer_core.errors import ModelError
from fer_core.faces.detectors import DETECTORS, live_detector, stills_detector
from fer_core.faces.detectors.base import DetectorKind, FaceDetector, reframe
from fer_core.predict import command
from fer_core.rows.video_file import VideoFile
from tests.stand_ins import BrightnessEnsemble

BOX = (16, 8, 20, 20)


class RedDetector(FaceDetector):
    """Takes the red part of a picture for a face whose box covers half of its side."""

    takes_colour = True

    def detect(self, frame):
        red = (frame[:, :, 2] > 150) & (frame[:, :, 0] < 100)
        return [reframe(cv2.boundingRect(red.astype(np.uint8)), 2.0)] if red.any() else []


@pytest.fixture
def toy(monkeypatch):
    monkeypatch.setitem(DETECTORS, "toy", DetectorKind("Red faces", "their colour", *[lambda _: RedDetector()] * 2))
    monkeypatch.setattr(command, "load_ensemble", lambda _: BrightnessEnsemble())


def picture():
    image = np.full((64, 96, 3), 128, np.uint8)
    x, y, width, height = BOX
    image[y : y + height, x : x + width] = (0, 0, 255)
    return image


def boxes_in(table):
    with table.open(encoding="utf-8", newline="") as lines:
        return [tuple(int(row[name]) for name in "xywh") for row in csv.DictReader(lines)]


def test_a_detector_of_one_line_finds_coloured_faces_in_pictures_and_videos(tmp_path, toy):
    cv2.imwrite(str(tmp_path / "a.png"), picture())
    with VideoFile(tmp_path / "b.mp4", fps=10) as video:
        video.write(picture())
    out = tmp_path / "r.csv"
    assert command.main([str(tmp_path), "--detector", "toy", "--out", str(out)]) == 0
    still, moving = boxes_in(out)
    assert still == (6, -2, 40, 40)
    assert np.abs(np.subtract(moving, still)).max() <= 4


def test_the_command_line_offers_every_detector_and_refuses_others(tmp_path, toy, capsys):
    (tmp_path / "a.png").touch()
    with pytest.raises(SystemExit):
        command.main(["--help"])
    assert "toy: red faces" in " ".join(capsys.readouterr().out.split())
    with pytest.raises(SystemExit):
        command.main([str(tmp_path / "a.png"), "--detector", "dowser"])
    message = capsys.readouterr().err
    assert all(name in message for name in ("dowser", "haar", "tilted", "toy"))


@pytest.mark.parametrize("name", DETECTORS)
def test_every_detector_can_be_made_for_both_uses_and_finds_the_demo_face(name, demo_frames):
    frame = demo_frames[0].image_bgr
    try:
        detectors = live_detector(name), stills_detector(name)
    except ModelError as error:
        pytest.skip(str(error))
    for detector in detectors:
        assert len(detector.detect(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))) == 1
        if detector.takes_colour:
            assert len(detector.detect(frame)) == 1


def test_a_box_is_reframed_about_its_centre():
    assert reframe((10, 20, 30, 30), 1.0) == (10, 20, 30, 30)
    assert reframe((10, 20, 30, 20), 2.0) == (-5, 0, 60, 60)
