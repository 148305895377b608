import pytest

from app.pages.live.messages import CaptureState
from app.pages.live.wording import message_over_video, notice_of, source_name, status_line
from app.services.notice import Notice
from app.services.phase import Phase


def state(phase, **fields):
    return CaptureState(1, phase, fields.pop("spec", "camera:0"), **fields)


@pytest.mark.parametrize(
    ("capture_state", "notice"),
    [
        (state(Phase.PLAYING), None),
        (state(Phase.PLAYING, notice="No camera."), Notice("No camera.", stays=True)),
        (state(Phase.FAILED, message="Bad file."), Notice("Bad file.", is_problem=True)),
        (state(Phase.ENDED, name="a.mp4"), Notice("a.mp4 has ended.", replays=True)),
        (state(Phase.LOST, message="gone"), None),
    ],
)
def test_notice_of(capture_state, notice):
    assert notice_of(capture_state) == notice


@pytest.mark.parametrize(
    ("capture_state", "flags", "part"),
    [
        (state(Phase.OPENING), (False, False), "Opening…"),
        (state(Phase.PLAYING), (False, True), ""),
        (state(Phase.PLAYING, name="Camera 0"), (True, True), "Camera 0 has stopped"),
        (state(Phase.LOST, message="Camera 0 is gone."), (False, True), "Camera 0 is gone.\nTrying again"),
        (state(Phase.FAILED, message="Bad file."), (False, False), "No picture. Choose another source"),
        (state(Phase.ENDED), (False, True), ""),
    ],
)
def test_message_over_video(capture_state, flags, part):
    is_stalled, has_picture = flags
    message = message_over_video(capture_state, is_stalled=is_stalled, has_picture=has_picture)
    assert message.startswith(part)
    assert bool(message) == bool(part)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"spec": "auto"}, "Looking for a camera…"),
        ({"spec": "camera:0"}, "camera:0"),
        ({"name": "Camera 0"}, "Camera 0"),
    ],
)
def test_source_name(fields, name):
    assert source_name(state(Phase.OPENING, **fields)) == name


def test_status_line():
    line = status_line(from_camera=True, source_fps=29.96, analysis_fps=27.0, latency_ms=None)
    assert line == "Camera 30.0 FPS   ·   Analysis 27.0 FPS   ·   Capture to paint – ms"
    assert status_line(from_camera=False, source_fps=0, analysis_fps=0, latency_ms=6.4).endswith("6 ms")


def test_only_a_camera_is_called_one():
    rates = {"source_fps": 30.0, "analysis_fps": 30.0, "latency_ms": None}
    assert status_line(from_camera=True, **rates).startswith("Camera 30.0 FPS")
    assert status_line(from_camera=False, **rates).startswith("Source 30.0 FPS")
