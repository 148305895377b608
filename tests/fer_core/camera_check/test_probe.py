"""Cameras of different kinds, as the child sees them."""

import base64
import time

import cv2
import numpy as np
import pytest

from fer_core.camera_check import probe
from fer_core.camera_check.findings import Outcome


class FakeCapture:
    """Delivers ``pictures`` of 320×240, whatever is asked for, after ``failures`` failed reads."""

    def __init__(self, *, is_open=True, failures=0, pictures=10**9):
        self.is_open = is_open
        self.failures = failures
        self.pictures = pictures
        self.settings = {}
        self.released = False

    def isOpened(self):  # noqa: N802
        return self.is_open

    def set(self, key, value):
        self.settings[key] = value

    def get(self, key):
        return 60.0 if key == cv2.CAP_PROP_FPS else 0.0

    def read(self):
        time.sleep(0.002)
        if self.failures:
            self.failures -= 1
            return False, None
        if not self.pictures:
            return False, None
        self.pictures -= 1
        return True, np.full((240, 320, 3), 7, np.uint8)

    def release(self):
        self.released = True


def try_camera(capture):
    opened = []
    answer = probe.try_camera(200, 3, (1280, 720), seconds=0.1, opener=lambda *args: opened.append(args) or capture)
    assert opened == [(3, 200)]
    return answer


def test_a_camera_that_works_is_measured():
    capture = FakeCapture(failures=2)
    answer = try_camera(capture)
    measured = answer["measured"]
    assert answer["outcome"] == Outcome.WORKS
    assert (measured["size_wh"], measured["claimed_fps"], measured["brightness"]) == ((320, 240), 60.0, 7.0)
    assert 0 < measured["fps"] < 500
    assert 2 <= measured["read_ms"] <= measured["slowest_read_ms"]
    assert measured["first_picture_s"] > 0
    assert (capture.settings[cv2.CAP_PROP_FRAME_WIDTH], capture.settings[cv2.CAP_PROP_FRAME_HEIGHT]) == (1280, 720)
    assert capture.released
    small = cv2.imdecode(np.frombuffer(base64.b64decode(measured["picture"]), np.uint8), cv2.IMREAD_COLOR)
    assert small.shape == (144, 192, 3)
    assert small.mean() == pytest.approx(7, abs=1)


def test_a_camera_that_does_not_open():
    assert try_camera(FakeCapture(is_open=False)) == {"outcome": Outcome.CLOSED, "measured": None}


@pytest.mark.parametrize("pictures", [0, 1])
def test_a_camera_without_pictures_or_with_one_only(pictures, monkeypatch):
    monkeypatch.setattr(probe, "_FIRST_PICTURE_S", 0.05)
    capture = FakeCapture(pictures=pictures)
    assert try_camera(capture) == {"outcome": Outcome.EMPTY, "measured": None}
    assert capture.released
