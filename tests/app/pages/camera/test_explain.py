"""What is said about findings, for every system on any system."""

import pytest

from app.pages.camera.explain import Level, explain
from fer_core.camera_check.findings import Device, Holder, Outcome
from fer_core.sources import Camera
from tests.findings import BUILT_IN, WEBCAM, fails, found, works

LINUX, DARWIN, WINDOWS, OTHER = "linux", "darwin", "win32", "freebsd14"
FIRST = Camera(0, "Camera 0")


def device(**values):
    return Device(**{"index": 0, "path": "/dev/video0", "is_accessible": True} | values)


def texts(findings, level=None):
    return [explanation.text for explanation in explain(findings) if level in (None, explanation.level)]


@pytest.mark.parametrize(
    ("system", "part"),
    [
        (LINUX, "lsusb"),
        (DARWIN, "System Information > Camera"),
        (WINDOWS, "Device Manager"),
        (OTHER, "lists no camera"),
    ],
)
def test_no_camera_at_all(system, part):
    problem, note = explain(found(fails(Outcome.CLOSED, FIRST), system=system, cameras=()))
    assert (problem.level, note.level) == (Level.PROBLEM, Level.NOTE)
    assert part in problem.text
    assert "without a camera" in note.text


@pytest.mark.parametrize(
    ("system", "part"),
    [
        (LINUX, "dmesg"),
        (DARWIN, "System Settings > Privacy & Security > Camera"),
        (WINDOWS, "Settings > Privacy & security > Camera"),
        (OTHER, "unplug it"),
    ],
)
def test_a_camera_that_does_not_open(system, part):
    (problem,) = explain(found(fails(Outcome.CLOSED), system=system))
    assert problem.level is Level.PROBLEM
    assert problem.text.startswith("Integrated Camera (camera 0) cannot be opened.")
    assert part in problem.text


@pytest.mark.parametrize("system", [LINUX, DARWIN, WINDOWS, OTHER])
@pytest.mark.parametrize(
    ("outcome", "part"),
    [(Outcome.EMPTY, "gives no picture"), (Outcome.HUNG, "does not answer"), (Outcome.CRASHED, "The driver of")],
)
def test_a_camera_that_opens_but_does_not_work(system, outcome, part):
    (problem,) = texts(found(fails(outcome), system=system), Level.PROBLEM)
    assert part in problem
    assert "Integrated Camera (camera 0)" in problem


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"is_accessible": False, "group": "video"}, "sudo usermod -aG video $USER"),
        ({"is_accessible": False, "group": "video", "joins_at_login": True}, "Log out and in again."),
        ({"is_accessible": False, "group": "root"}, "sudo chgrp video /dev/video0"),
        ({"is_accessible": False, "group": ""}, "sudo chgrp video /dev/video0"),
        ({"holders": (Holder(7, "zoom"), Holder(9, "cheese"))}, "in use by zoom (process 7), cheese (process 9)."),
    ],
)
def test_linux_tells_why_a_device_is_refused(changes, part):
    (problem,) = texts(found(fails(Outcome.CLOSED), devices=(device(**changes),)))
    assert part in problem


def test_a_device_that_may_not_be_used_is_told_although_no_camera_is_listed():
    shut = device(is_accessible=False, group="video")
    findings = found(fails(Outcome.CLOSED, FIRST), cameras=(), devices=(shut,))
    assert "usermod" in texts(findings)[0]
    assert not any("lsusb" in text for text in texts(findings))


def test_holders_of_a_camera_that_works_are_nobodys_business():
    (text,) = texts(found(works(), devices=(device(holders=(Holder(7, "pipewire"),)),)))
    assert "works" in text


def test_windows_settings_that_deny_come_first():
    first, *_ = texts(found(fails(Outcome.CLOSED), system=WINDOWS, is_denied=True))
    assert first.startswith("Windows keeps programs from the camera.")


def test_a_system_that_does_not_list_its_cameras():
    findings = found(works(FIRST), cameras=(), has_listing=False)
    assert texts(findings, Level.PROBLEM)[0].startswith("The system did not answer")
    assert texts(findings, Level.GOOD)[0].startswith("Camera 0 (camera 0) works")


def test_a_camera_that_works_is_said_so_with_its_true_rate():
    (good,) = explain(found(works(), works(wanted_wh=(1280, 720), fps=3.0)))
    assert good.level is Level.GOOD
    assert good.text == "Integrated Camera (camera 0) works: 29.8 pictures a second at 640×480 through V4L2."


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"fps": 14.9}, "slower than the 30 pictures"),
        ({"fps": 15.0, "claimed_fps": 0.0}, "slower than the 30 pictures"),
        ({"fps": 30.0, "claimed_fps": 60.0}, "slower than the 60 pictures"),
        ({"slowest_read_ms": 1240.0}, "pauses for up to 1.2 s"),
        ({"brightness": 0.5, "fps": 10.0}, "is black"),
    ],
)
def test_a_camera_that_works_badly(changes, part):
    good, bad = explain(found(works(**changes)))
    assert good.level is Level.GOOD
    assert bad.level in (Level.NOTE, Level.PROBLEM)
    assert part in bad.text


def test_a_camera_that_works_only_through_another_interface():
    problem, note = explain(found(fails(Outcome.CLOSED), works(backend="DSHOW"), system=WINDOWS))
    assert problem.level is Level.PROBLEM
    assert "works through DSHOW, but Emolens uses V4L2" in note.text


def test_several_cameras_are_told_in_their_order_and_one_reason_once():
    shut = device(is_accessible=False, group="video")
    twin = Camera(0, "Twin of it")
    findings = found(fails(Outcome.CLOSED), fails(Outcome.CLOSED, twin), works(WEBCAM), devices=(shut,))
    problem, good = texts(findings)
    assert "usermod" in problem
    assert good.startswith("USB webcam (camera 2) works")


def test_nothing_is_said_about_what_was_not_tried():
    assert texts(found(cameras=(BUILT_IN,), is_complete=False)) == []
    assert texts(found(cameras=(), is_complete=False)) == []
