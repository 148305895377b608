"""The live page about the chosen face, in the window and driven by fakes."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.services.face_settings import SMOOTHING_S
from app.services.opening import OFF, open_spec
from app.services.phase import Phase
from app.services.window_settings import SHOWS_TIMELINE
from fer_core.emotions import EMOTIONS
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face, make_frame

VOTES = np.stack([make_face(label=label, confidence=0.8).probabilities for label in ("happy", "sad", "happy")])
SMALL = make_face(1, box_xywh=(4, 4, 10, 10), label="sad")
LARGE = replace(make_face(2, box_xywh=(30, 10, 30, 30)), members=VOTES)


@pytest.fixture
def analyzer():
    return FakeAnalyzer((SMALL, LARGE))


@pytest.fixture
def window(make_window, qtbot, analyzer):
    window = make_window(Opener(FakeSource()), analyzer=analyzer)
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None and window.view_model.study.can_explain)
    return window


def test_a_typed_name_is_written_over_its_face_and_offered_again(window, qtbot, analyzer):
    page = window.live
    qtbot.keyClick(window, Qt.Key.Key_N)
    qtbot.keyClicks(page.panel.name.lineEdit(), "Sam F")
    assert not page.mirror.isChecked() or window.view_model.is_mirrored
    qtbot.keyClick(page.panel.name.lineEdit(), Qt.Key.Key_Return)
    assert dict(page.video._names) == {1: "Face 1", 2: "Sam F"}
    qtbot.keyClick(window, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: page.panel.heading.text() == "Sad 70 %")
    assert page.panel.name.currentText() == ""
    assert page.panel.name.itemText(0) == "Sam F"
    # The face comes back under another number, and without its name.
    analyzer.faces = (replace(LARGE, face_id=9),)
    qtbot.waitUntil(lambda: window.view_model.study.face_id == 9)
    assert page.panel.name.currentText() == ""
    assert "comes back within a minute" in page.panel.name.toolTip()
    assert "was not recognised" in page.panel.resting.toolTip()


def test_who_was_recognised_is_shown_as_such_and_can_be_said_to_be_someone_else(window, qtbot, analyzer):
    page, study = window.live, window.view_model.study
    assert page.panel.other.isHidden()
    study.give_name(2, "Sam")
    analyzer.faces = (replace(SMALL, is_recognised=True), replace(LARGE, is_recognised=True))
    qtbot.waitUntil(page.panel.other.isVisible)
    assert dict(page.video._names) == {1: "Face 1 (by clothes)", 2: "Sam (by clothes)"}
    qtbot.keyClick(window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: analyzer.options.mistaken == {2})
    analyzer.faces = (SMALL, replace(LARGE, face_id=3))
    qtbot.waitUntil(page.panel.other.isHidden)
    assert dict(page.video._names) == {1: "Face 1", 3: "Face 3"}
    assert study.names.known == ("Sam",)


def test_h_shows_a_hidden_last_minute_and_holds_it(window, qtbot):
    page = window.live
    qtbot.keyClick(window, Qt.Key.Key_T)
    qtbot.waitUntil(page.minute.isHidden)
    qtbot.keyClick(window, Qt.Key.Key_H)
    qtbot.waitUntil(page.minute.isVisible)
    assert page.minute.hold.isChecked()
    assert page.timeline.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: not page.minute.hold.isChecked())
    assert page.minute.isVisible()


def test_the_last_minute_of_the_chosen_face_can_be_held_still(window, qtbot):
    page = window.live
    timeline = page.minute.timeline
    qtbot.waitUntil(lambda: len(timeline._times_s) > 2)
    assert EMOTIONS[timeline.values_at(0.0).argmax()] == "happy"
    qtbot.keyClick(window, Qt.Key.Key_H)
    qtbot.waitUntil(page.minute.hold.isChecked)
    held, frame = timeline._times_s, window.view_model.frame
    sampled = len(window.view_model.study.history.series(2)[0])
    qtbot.waitUntil(lambda: len(window.view_model.study.history.series(2)[0]) > sampled + 1)
    assert timeline._times_s is held
    assert window.view_model.frame is not frame
    qtbot.keyClick(window, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: len(timeline._times_s) > len(held))


def test_another_source_is_not_held_by_what_was_held_of_the_one_before(window, qtbot):
    minute = window.live.minute
    qtbot.waitUntil(lambda: len(minute.timeline._times_s) > 2)
    qtbot.keyClick(window, Qt.Key.Key_H)
    qtbot.waitUntil(minute.hold.isChecked)
    window.view_model.open_source(OFF)
    assert not minute.hold.isChecked()
    assert len(minute.timeline._times_s) == 0


def test_the_timeline_can_be_put_away_for_good(window, qtbot):
    assert window.live.minute.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not window.live.minute.isVisible())
    assert not window.settings.get(SHOWS_TIMELINE)


def test_the_networks_votes_are_shown(window, qtbot):
    page = window.live
    assert page.panel.votes.lines == ("VGG-like: happy 80 %", "ResNet-like: sad 80 %", "other: happy 80 %")
    qtbot.keyClick(window, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: page.panel.votes.lines[0] == "VGG-like: –")


def test_evidence_is_asked_for_while_why_is_pressed(window, qtbot, analyzer):
    qtbot.keyClick(window, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: analyzer.options.explained_id == 2)
    qtbot.waitUntil(window.live.panel.why.isChecked)
    qtbot.keyClick(window, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: analyzer.options.explained_id is None)


def test_networks_without_maps_cannot_say_why(make_window, qtbot):
    analyzer = FakeAnalyzer([LARGE])
    analyzer.can_explain = False
    page = make_window(Opener(FakeSource()), analyzer=analyzer).live
    assert not page.panel.why.isEnabled()
    qtbot.waitUntil(lambda: "no activation maps" in page.panel.why.toolTip())
    assert not page.panel.why.isEnabled()


def test_a_resting_face_is_counted_down_and_can_be_cancelled(window, qtbot):
    panel = window.live.panel
    qtbot.keyClick(window, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: panel.sign.text().startswith("Look neutral: "))
    assert panel.resting.text() == "Cancel"
    qtbot.keyClick(window, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: panel.sign.text() == "")
    assert panel.resting.text() == "Look neutral for 10 s"


def test_settings_take_effect_at_once(window, qtbot, analyzer):
    window.settings.set(SMOOTHING_S, 1.5)
    qtbot.waitUntil(lambda: analyzer.options.smoothing_s == 1.5)


def test_a_snapshot_is_kept_and_its_place_is_told(window, qtbot, tmp_path):
    window.view_model.snapshots._folder = tmp_path / "Emolens"
    qtbot.keyClick(window, Qt.Key.Key_S)
    path = tmp_path / "Emolens" / "emolens-0001.png"
    qtbot.waitUntil(lambda: window.live.banner.text == f"The picture is saved as {path}.")
    assert path.stat().st_size > 100
    window.live.banner.dismissed.emit()
    assert window.live.banner.text == ""


def test_everything_has_room_in_the_smallest_window(window, qtbot):
    window.resize(window.minimumSize())
    page = window.live
    assert (window.width(), window.height()) == (760, 480)
    assert page.panel.widget().width() <= page.panel.viewport().width()
    assert page.panel.bars.visibleRegion().boundingRect().height() == page.panel.bars.height()
    for button in (page.pause, page.mirror, page.next_face, page.snapshot, page.timeline, page.minute.hold):
        assert button.width() >= button.sizeHint().width()
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))


def test_new_controls_have_explanations(window):
    page = window.live
    for widget in (page.snapshot, page.timeline, page.minute.hold, page.panel.why, page.panel.resting, page.panel.name):
        assert widget.toolTip()


def test_a_folder_of_one_picture_is_read_to_its_end_and_one_of_none_says_so(make_window, qtbot, tmp_path):
    for name in ("one", "bad"):
        (tmp_path / name).mkdir()
    cv2.imwrite(str(tmp_path / "one" / "a.png"), make_frame().image_bgr)
    (tmp_path / "bad" / "a.png").write_text("no picture")
    window = make_window(open_spec, source="demo")
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None, timeout=10_000)
    window.view_model.open_source(str(tmp_path / "one"))
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.ENDED)
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
    assert window.recent.specs == (str(tmp_path / "one"),)
    window.view_model.open_source(str(tmp_path / "bad"))
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.FAILED)
    assert window.live.banner.text == "None of the pictures in bad can be read."
    assert "Choose another source" in window.view_model.message
    assert window.recent.specs == (str(tmp_path / "one"),)
