"""The camera page in its window, with cameras that are made up and children that are real."""

import base64
import sys
import threading
from functools import partial

import cv2
import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from app.pages.camera.page import CameraPage
from app.pages.camera.view_model import Stage, examine_cameras
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.window_settings import HAS_CHECKED_CAMERAS
from fer_core.camera_check.child import Silence, ask
from fer_core.camera_check.examine import examine
from fer_core.camera_check.findings import Outcome, Step
from tests.app.fakes import FakeSource, Opener
from tests.findings import BUILT_IN, WEBCAM, fails, found, works

HANGING = [sys.executable, "-c", "import time; time.sleep(600)"]


def hanging_processes():
    return [child for child in psutil.Process().children() if child.cmdline() == [*HANGING, "list"]]


def give(findings):
    return lambda *, stop, on_step: findings


@pytest.fixture
def open_page(make_window):
    def make(examine, *, opener=None, source="demo", **options):
        window = make_window(opener or Opener(FakeSource), source=source, **options)
        page = next(page for page in window.pages if isinstance(page, CameraPage))
        page._view_model._examine = examine
        window.show_page(page)
        return page

    return make


def check(page, qtbot):
    qtbot.mouseClick(page.check, Qt.MouseButton.LeftButton)


def wait_until_done(page, qtbot):
    qtbot.waitUntil(lambda: page._view_model.stage is Stage.DONE)


def test_the_page_begins_with_what_it_will_do(open_page):
    page = open_page(give(found()))
    assert page.status.text().startswith("Tries every camera")
    assert page.check.isEnabled()
    assert not page.cancel.isEnabled()
    assert not page.copy.isEnabled()
    assert not page.table.isVisible()


def test_findings_are_explained_and_tabulated(open_page, qtbot):
    page = open_page(give(found(works(), fails(Outcome.HUNG, WEBCAM))))
    check(page, qtbot)
    wait_until_done(page, qtbot)
    assert page.notes.texts[0].startswith("Integrated Camera (camera 0) works")
    assert "does not answer" in page.notes.texts[1]
    rows = [[page.table.item(row, column).text() for column in range(8)] for row in range(2)]
    assert rows[0] == ["0: Integrated Camera", "V4L2", "640×480", "works", "640×480", "29.8", "30", "33 / 41 ms"]
    assert rows[1] == ["2: USB webcam", "V4L2", "640×480", "no answer", "–", "–", "–", "–"]
    assert page.status.text() == "Done."
    assert page.check.isEnabled()


def test_the_report_is_copied(open_page, qtbot):
    page = open_page(give(found(works())))
    check(page, qtbot)
    wait_until_done(page, qtbot)
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Emolens camera report\n")
    assert "Qt: 6." in text
    assert "0, V4L2, 640×480: works" in text
    assert "clipboard" in page.status.text()


def test_progress_is_shown(open_page, qtbot, gate):
    def slow(*, stop, on_step):
        on_step(Step(2, 6, BUILT_IN, "V4L2", (1920, 1080)))
        gate.wait(20)
        return found(works())

    page = open_page(slow)
    check(page, qtbot)
    qtbot.waitUntil(lambda: page.progress.value() == 2)
    assert page.progress.maximum() == 6
    assert page.status.text().startswith("Attempt 3 of at most 6: Integrated Camera, V4L2, 1920×1080 · about")
    assert not page.check.isEnabled()
    gate.set()
    wait_until_done(page, qtbot)
    assert not page.progress.isVisible()


def test_the_live_page_lends_its_camera_and_gets_it_back(open_page, qtbot):
    cameras = [FakeSource(), FakeSource(), FakeSource()]
    opener = Opener(*cameras)
    closed = []

    def look(*, stop, on_step):
        closed.append(cameras[0].closed)
        return found(works())

    page = open_page(look, opener=opener, source="camera:0")
    qtbot.waitUntil(lambda: opener.specs == ["camera:0"])
    check(page, qtbot)
    assert "Live page" in page.status.text()
    wait_until_done(page, qtbot)
    qtbot.waitUntil(lambda: opener.specs == ["camera:0", "demo", "camera:0"])
    assert closed == [1]


def test_what_the_user_chose_meanwhile_stays(open_page, qtbot, gate):
    def slow(*, stop, on_step):
        gate.wait(20)
        return found(works())

    opener = Opener(FakeSource)
    page = open_page(slow, opener=opener, source="camera:0")
    qtbot.waitUntil(lambda: opener.specs == ["camera:0"])
    check(page, qtbot)
    qtbot.waitUntil(lambda: page._view_model.stage is Stage.RUNNING)
    page.window().view_model.open_source("holiday.mp4")
    gate.set()
    wait_until_done(page, qtbot)
    qtbot.waitUntil(lambda: opener.specs[-1] == "holiday.mp4")
    assert opener.specs.count("camera:0") == 1


def hanging_ask(question, *, timeout_s, stop):
    answer = ask(question, timeout_s=timeout_s, stop=stop, command=HANGING)
    assert answer is Silence.CANCELLED
    return answer


def test_cancelling_leaves_no_process(open_page, qtbot):
    page = open_page(partial(examine, ask=hanging_ask))
    check(page, qtbot)
    qtbot.waitUntil(lambda: bool(hanging_processes()))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    wait_until_done(page, qtbot)
    assert hanging_processes() == []
    assert page.status.text() == "Cancelled; this was found until then."
    assert page.check.isEnabled()


def test_closing_the_window_leaves_no_process(open_page, qtbot):
    opener = Opener(FakeSource)
    page = open_page(partial(examine, ask=hanging_ask), opener=opener, source="camera:0")
    qtbot.waitUntil(lambda: opener.specs == ["camera:0"])
    check(page, qtbot)
    qtbot.waitUntil(lambda: bool(hanging_processes()))
    page.window().close()
    assert hanging_processes() == []
    qtbot.wait(50)
    assert opener.specs == ["camera:0", "demo"]


def test_a_check_that_waits_for_the_live_page_can_be_cancelled(open_page, qtbot, gate):
    opener = Opener(FakeSource([gate]))
    page = open_page(give(found()), opener=opener, source="camera:0")
    qtbot.waitUntil(lambda: opener.specs == ["camera:0"])
    check(page, qtbot)
    assert page.status.text().startswith("Waiting for the Live page")
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    assert page._view_model.stage is Stage.READY
    gate.set()


def test_a_check_that_fails_is_told(open_page, qtbot):
    def fail(*, stop, on_step):
        raise OSError("no more processes")

    page = open_page(fail)
    check(page, qtbot)
    wait_until_done(page, qtbot)
    assert page.notes.texts == ("The check failed unexpectedly (no more processes). Start it again.",)
    assert not page.copy.isEnabled()
    assert page.check.isEnabled()


def test_two_checks_are_one(open_page, qtbot, gate):
    begun = []

    def slow(*, stop, on_step):
        begun.append(threading.current_thread().name)
        gate.wait(20)
        return found()

    page = open_page(slow)
    check(page, qtbot)
    page._view_model.start()
    gate.set()
    wait_until_done(page, qtbot)
    assert begun == ["camera-check"]


def test_the_real_check_begins_and_can_be_cancelled(open_page, qtbot):
    page = open_page(examine_cameras)
    check(page, qtbot)
    page._view_model.cancel()
    wait_until_done(page, qtbot)
    assert not page._view_model.findings.is_complete
    assert page.copy.isEnabled()


def test_the_check_begins_by_itself_at_the_first_visit_only(open_page, qtbot):
    begun = []

    def look(*, stop, on_step):
        begun.append(True)
        return found(works())

    page = open_page(look, has_checked_cameras=False)
    wait_until_done(page, qtbot)
    window = page.window()
    window.show_page(window.live)
    window.show_page(page)
    assert begun == [True]
    assert window.settings.get(HAS_CHECKED_CAMERAS)


def test_the_first_visit_ends_no_recording(make_window, qtbot, tmp_path):
    window = make_window(Opener(FakeSource(fps=50.0)), has_checked_cameras=False)
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.recording.can_record)
    window.recording.toggle()
    page = window.page_named("camera")
    window.show_page(page)
    assert page._view_model.stage is Stage.REFUSED
    assert window.recording.is_recording
    assert not window.settings.get(HAS_CHECKED_CAMERAS)


def jpeg_of(value):
    content = cv2.imencode(".jpg", np.full((48, 64, 3), value, np.uint8))[1]
    return base64.b64encode(content.tobytes()).decode()


def test_every_camera_has_a_card_with_its_picture_and_its_state(open_page, qtbot):
    page = open_page(give(found(works(picture=jpeg_of(200)), fails(Outcome.HUNG, WEBCAM))))
    check(page, qtbot)
    wait_until_done(page, qtbot)
    good, bad = page.cards.states
    assert (good.camera, good.is_good, good.figures) == (BUILT_IN, True, "640×480 · 30 FPS")
    assert (bad.camera, bad.is_good, bad.figures) == (WEBCAM, False, "no answer")
    assert page.cards.isVisible()
    names = {card.accessibleName() for card in page.cards.findChildren(QFrame, "cameraCard")}
    assert names == {"Integrated Camera: ✓ Works, 640×480 · 30 FPS", "USB webcam: ! See below, no answer"}
    assert page.cards._pictures[0].image.pixelColor(5, 5).lightness() == pytest.approx(200, abs=3)
    assert page.cards._pictures[2].image.isNull()


def test_the_card_of_the_camera_that_plays_shows_what_it_sees_now(open_page, qtbot):
    page = open_page(give(found(works(picture=jpeg_of(200)))), opener=Opener(FakeSource), source="camera:0")
    check(page, qtbot)
    wait_until_done(page, qtbot)
    picture = page.cards._pictures[0]
    # The fake camera's pictures have 90.
    qtbot.waitUntil(lambda: picture.image.pixelColor(5, 5).lightness() == 90)


def test_a_picture_is_not_part_of_the_report(open_page, qtbot):
    jpeg = jpeg_of(200)
    page = open_page(give(found(works(picture=jpeg))))
    check(page, qtbot)
    wait_until_done(page, qtbot)
    assert jpeg not in page._view_model.report


def test_controls_have_names_and_tips(open_page):
    page = open_page(give(found()))
    for button in (page.check, page.cancel, page.copy):
        assert button.toolTip()
    for widget in (page.status, page.progress, page.notes, page.table):
        assert widget.accessibleName()
