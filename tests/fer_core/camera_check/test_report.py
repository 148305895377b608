"""The text that goes into bug tickets."""

import getpass
from pathlib import Path

import cv2
import onnxruntime

from fer_core.camera_check.findings import Device, Holder, Outcome
from fer_core.camera_check.report import private_words, report_text, versions
from fer_core.sources import Camera
from tests.findings import fails, found, works


def test_the_report_holds_versions_and_findings():
    devices = (
        Device(0, "/dev/video0", True, holders=(Holder(12, "zoom"),)),
        Device(2, "/dev/video2", False, "video", True),
        Device(4, "/dev/video4", False),
    )
    attempts = (works(slowest_read_ms=90.0), fails(Outcome.HUNG, Camera(2, "USB webcam")))
    text = report_text(found(*attempts, devices=devices), {"Emolens": "1.2", **versions()})
    for part in (
        "Emolens: 1.2\n",
        f"OpenCV: {cv2.__version__}\n",
        f"ONNX Runtime: {onnxruntime.__version__}\n",
        "Emolens opens cameras through V4L2.\n",
        "  0: Integrated Camera\n",
        "  /dev/video0, accessible, open in zoom (12)\n",
        "  /dev/video2, no access (group video, from the next login)\n",
        "  /dev/video4, no access (group unknown)\n",
        "  0, V4L2, 640×480: works, 640×480, 29.8 FPS (driver: 30.0), read 33 ms, at most 90 ms, "
        "first picture after 0.6 s, brightness 110\n",
        "  2, V4L2, 640×480: does not answer\n",
    ):
        assert part in text
    assert "cancelled" not in text


def test_the_report_tells_what_is_missing():
    text = report_text(found(is_complete=False, has_listing=False, is_denied=True), {})
    assert "The check was cancelled." in text
    assert "did not answer when asked" in text
    assert "privacy settings deny" in text
    assert "  none\n" in text


def test_names_of_people_are_left_out():
    named = Camera(0, "Ann's iPhone, Annex of ann.smith")
    holder = Device(0, "/dev/video0", True, holders=(Holder(1, "smith-tool"),))
    text = report_text(found(works(named), devices=(holder,)), {"System": "Ann OS"}, private={"ann", "Smith"})
    assert "0: <user>'s iPhone, Annex of <user>.<user>\n" in text
    assert "<user>-tool" in text
    assert "System: Ann OS" in text


def test_nothing_about_the_user_of_this_computer_is_in_it():
    user = getpass.getuser()
    camera = Camera(0, f"Telephone of {user}")
    text = report_text(found(works(camera)), versions())
    assert str(Path.home()) not in text
    assert str(Path(__file__).parents[3]) not in text
    assert f"Telephone of {user}" not in text
    assert {word for word in private_words() if len(word) <= 2} == set()
