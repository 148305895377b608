"""Before the first picture: somebody new is told what comes, and no camera is opened that nobody looks at."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from app.services.opening import OFF
from app.services.phase import Phase
from app.services.settings import Settings
from app.services.window_settings import IS_WELCOMED, LAST_PAGE
from tests.app.fakes import FakeSource, Opener
from tests.app.pages.live.rig import Rig
from tests.app.test_clipping import cut_words
from tools.screenshots import SIZES


def test_somebody_new_is_welcomed_before_a_camera_is_opened(make_window, qtbot):
    opener = Opener(FakeSource())
    window = make_window(opener, source="auto", is_welcomed=False)
    page = window.live
    qtbot.waitUntil(page.welcome.camera.isVisible)
    qtbot.wait(100)
    assert opener.specs == []
    # The card can be used at once by keyboard.
    qtbot.waitUntil(page.welcome.camera.hasFocus)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert opener.specs == ["auto"]
    assert page.video.isVisible()
    assert window.settings.get(IS_WELCOMED)


@pytest.mark.parametrize(("button", "specs", "front"), [("demo", ["demo"], "live"), ("check", [], "camera")])
def test_the_card_leads_to_the_demo_and_to_the_check(make_window, qtbot, button, specs, front):
    opener = Opener(FakeSource())
    window = make_window(opener, source="auto", is_welcomed=False)
    qtbot.waitUntil(window.live.welcome.demo.isVisible)
    getattr(window.live.welcome, button).click()
    qtbot.waitUntil(lambda: opener.specs == specs)
    assert window.page.objectName() == front


@pytest.mark.parametrize("button", ["camera", "demo"])
def test_after_the_card_the_page_has_the_keys(make_window, qtbot, button):
    window = make_window(Opener(FakeSource()), source="auto", is_welcomed=False)
    page = window.live
    qtbot.waitUntil(page.welcome.camera.hasFocus)
    getattr(page.welcome, button).setFocus()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.PLAYING)
    qtbot.waitUntil(page.hasFocus)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.view_model.is_paused)
    assert not page.minute.hold.isChecked()


@pytest.mark.parametrize("size_wh", SIZES)
def test_no_word_of_the_card_is_cut(make_window, qtbot, size_wh):
    window = make_window(Opener(FakeSource()), source="auto", is_welcomed=False)
    window.resize(*size_wh)
    qtbot.waitUntil(window.live.welcome.camera.isVisible)
    qtbot.waitUntil(lambda: cut_words(window.live.welcome) == [])


def by_key(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_C)


def by_the_list(window, qtbot):
    window.live.picker.source_chosen.emit("camera:0")


@pytest.mark.parametrize("begin", [by_key, by_the_list])
def test_who_begins_without_the_card_is_welcomed_once(make_window, qtbot, begin):
    window = make_window(Opener(FakeSource()), source="auto", is_welcomed=False)
    qtbot.waitUntil(window.live.welcome.isVisible)
    begin(window, qtbot)
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert window.settings.get(IS_WELCOMED)


def test_a_film_that_was_named_welcomes_nobody_to_the_camera(make_window, qtbot):
    window = make_window(Opener(FakeSource()), source="clip.mp4", is_welcomed=False)
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert not window.settings.get(IS_WELCOMED)


@pytest.fixture(params=[True, False], ids=["known", "new"])
def elsewhere(request, make_window, qtbot):
    """The window on the page of settings, where it was left, and what it opens."""
    settings = Settings()
    settings.set(LAST_PAGE, "settings")
    settings.save()
    opener = Opener(FakeSource())
    window = make_window(opener, source="auto", is_welcomed=request.param)
    qtbot.waitUntil(lambda: window.page.objectName() == "settings")
    return window, opener


@pytest.mark.parametrize(
    "open_it",
    [
        lambda window, spec: window.open_spec(spec),
        lambda window, spec: window.open_spec("http://example.org/stream"),
        lambda window, spec: window.take_drop([Path(spec)]),
    ],
    ids=["recent", "stream", "drop"],
)
def test_what_was_asked_for_elsewhere_is_opened_and_no_camera_before(elsewhere, qtbot, monkeypatch, open_it):
    window, opener = elsewhere
    # Of the pages that accept a video, the live one is to be tried.
    monkeypatch.setattr(window, "page_for", lambda paths: window.live)
    open_it(window, "clip.mp4")
    assert window.page is window.live
    assert not window.live.welcome.isVisible()
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert opener.specs in (["clip.mp4"], ["http://example.org/stream"])


def test_asking_for_a_file_elsewhere_opens_no_camera(elsewhere, qtbot):
    window, opener = elsewhere
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = window.live.findChild(QFileDialog)
    assert window.page is window.live
    assert not window.live.welcome.isVisible()
    dialog.fileSelected.emit("clip.mp4")
    dialog.reject()
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert opener.specs == ["clip.mp4"]


def test_the_card_is_not_in_the_way_of_a_source_that_was_named(make_window, qtbot):
    window = make_window(Opener(FakeSource()), source="clip.mp4", is_welcomed=False)
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert not window.live.welcome.isVisible()


def test_the_camera_is_opened_only_when_the_live_page_is_first_shown(make_window, qtbot):
    settings = Settings()
    settings.set(LAST_PAGE, "settings")
    settings.save()
    opener = Opener(FakeSource())
    window = make_window(opener, source="auto")
    qtbot.waitUntil(lambda: window.page.objectName() == "settings")
    qtbot.wait(100)
    assert opener.specs == []
    window.show_page(window.live)
    qtbot.waitUntil(lambda: opener.specs == ["auto"])
    window.show_page(window.help)
    window.show_page(window.live)
    qtbot.wait(50)
    assert opener.specs == ["auto"]


def test_c_switches_the_camera_off_and_on_again(make_window, qtbot):
    source = FakeSource()
    opener = Opener(source, FakeSource)
    window = make_window(opener)
    model, page = window.view_model, window.live
    qtbot.waitUntil(lambda: model.frame is not None)
    qtbot.keyClick(window, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: model.phase is Phase.OFF)
    qtbot.waitUntil(lambda: source.closed == 1)
    assert "The camera is off" in page.video.accessibleDescription()
    assert page.picker.currentText() == "Camera off (C)"
    assert model.frame is None
    for button in (page.record_controls.record, page.pause, page.snapshot):
        assert not button.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: model.frame is not None)
    assert opener.specs == ["camera:0", "camera:0"]


def test_a_camera_that_is_switched_off_twice_is_switched_on_again():
    rig = Rig()
    rig.play()
    for _ in range(2):
        rig.model.open_source(OFF)
    rig.model.switch_camera()
    assert rig.threads.calls[-1] == ("open", "camera:0", False)


def test_before_anything_was_open_off_changes_nothing():
    rig = Rig()
    rig.model.open_source(OFF)
    rig.model.switch_camera()
    assert rig.threads.calls[-1] == ("open", "auto", False)


def test_c_that_is_held_switches_the_camera_once(make_window):
    live = make_window(Opener(FakeSource())).live
    (switching,) = (key for key in live.findChildren(QShortcut) if key.key() == QKeySequence(Qt.Key.Key_C))
    assert not switching.autoRepeat()


def test_what_the_camera_still_delivers_is_not_shown_once_it_is_off():
    rig = Rig()
    rig.play()
    stream_id = rig.threads.stream_id
    rig.model.open_source(OFF)
    rig.shot(stream_id=stream_id)
    rig.state(Phase.LOST, stream_id=stream_id, message="gone")
    assert rig.model.frame is None
    assert rig.model.phase is Phase.OFF
    assert rig.threads.calls[-1] == "off"
