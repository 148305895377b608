"""The class view in the window: numbers of all faces together, recorded as numbers, and no face anywhere."""

import pytest
from PySide6.QtCore import Qt

from app.pages.live.group_model import GroupModel
from app.services.group_settings import (
    GROUP_INTERVAL_S,
    GROUP_LEAST,
    IS_GROUP_TOLD,
    SHOWS_GROUP,
    SHOWS_GROUP_VIDEO,
    VALENCE,
)
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from fer_core.emotions import LABELS
from fer_core.recording.group_reader import open_group
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face
from tests.app.pages.live.rig import Rig
from tests.fer_core.recording.test_group_recording import assert_numbers_only

FOUR = [make_face(number, box_xywh=(15 * number, 4, 12, 12)) for number in range(3)] + [
    make_face(3, box_xywh=(45, 30, 12, 12), label="sad", is_uncertain=True)
]


@pytest.fixture
def analyzer():
    return FakeAnalyzer(FOUR)


@pytest.fixture
def window(make_window, qtbot, analyzer, tmp_path):
    window = make_window(Opener(FakeSource()), analyzer=analyzer)
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    window.settings.set(GROUP_INTERVAL_S, 0.5)
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
    return window


@pytest.fixture
def group(window, qtbot):
    """The class view, once what there is to know has been read."""
    window.settings.set(IS_GROUP_TOLD, True)
    qtbot.keyClick(window, Qt.Key.Key_G)
    group = window.live.group
    qtbot.waitUntil(lambda: group.heading.text() == "4 faces, 1 of them uncertain")
    return group


def test_before_the_first_reading_it_is_said_where_that_is_forbidden(window, qtbot):
    page = window.live
    qtbot.keyClick(window, Qt.Key.Key_G)
    qtbot.waitUntil(page.group.isVisible)
    assert page.group.understood.isVisible()
    assert not page.panel.isVisible()
    assert not page.video.isVisible()
    assert not page.record_controls.record.isEnabled(), "nothing is recorded of which nothing is known"
    assert page.group.model.newest is None
    page.group.understood.click()
    qtbot.waitUntil(lambda: page.group.model.newest is not None)
    assert window.settings.get(IS_GROUP_TOLD)
    assert page.record_controls.record.isEnabled()
    assert not page.group.understood.isVisible()


def test_the_card_is_read_by_keyboard_and_then_the_page_has_the_keys(window, qtbot):
    page = window.live
    qtbot.keyClick(window, Qt.Key.Key_G)
    qtbot.waitUntil(page.group.understood.hasFocus)
    window.show_page(window.help)
    window.show_page(page)
    qtbot.waitUntil(page.group.understood.hasFocus)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    qtbot.waitUntil(page.hasFocus)
    assert window.settings.get(IS_GROUP_TOLD)
    assert not page.group.show_video.isChecked()


def test_no_single_face_is_shown_and_the_video_only_where_that_is_wished(group, window, qtbot):
    page = window.live
    assert window.view_model.faces == ()
    assert window.view_model.chosen_face is None
    assert not page.video.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_V)
    qtbot.waitUntil(page.video.isVisible)
    assert page.video._faces == ()
    assert not page.minute.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: page.panel.isVisible() and page.video.isVisible())
    qtbot.waitUntil(lambda: len(page.video._faces) == 4)


def test_the_bars_say_in_words_what_they_show(group):
    assert group.shares.accessibleDescription() == "happy 75 %, uncertain 25 %"
    assert group.means.accessibleDescription().startswith("angry 5 % ± 0 %")
    assert group.timeline.accessibleDescription() == "Faces: 4 to 4"


def test_it_is_on_at_the_next_start(group, window):
    assert Settings().get(SHOWS_GROUP)


def test_below_the_fewest_faces_nothing_is_shown(group, window, qtbot, analyzer):
    analyzer.faces = tuple(FOUR[:2])
    qtbot.waitUntil(lambda: group.heading.text() == "Fewer than 3 faces: nothing is shown.")
    assert group.shares.accessibleDescription() == group.means.accessibleDescription() == "Nothing is shown"
    window.settings.set(GROUP_LEAST, 2)
    qtbot.waitUntil(lambda: group.heading.text() == "2 faces, 0 of them uncertain")


def test_a_recording_has_numbers_only_and_opens_in_review(group, window, qtbot):
    page = window.live
    assert not page.snapshot.isEnabled()
    window.view_model.take_snapshot()
    qtbot.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.recording.is_recording)
    assert not group.switch.isEnabled(), "what is recorded stays of one kind"
    qtbot.waitUntil(lambda: page.recording.elapsed_s > 1.2)
    qtbot.keyClick(window, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: len(page.recording.marks) == 1)
    qtbot.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.banner.text.startswith("The recording is in "))
    folder = window.view_model.notice.recording
    assert_numbers_only(folder)
    recording = open_group(folder)
    assert recording.table.faces.tolist()[0] == 4
    assert recording.table.shares[0, LABELS.index("happy")] == 0.75
    assert [marker.name for marker in recording.info.edits.markers] == ["1"]
    assert recording.info.is_finished
    assert group.switch.isEnabled()


def test_another_page_records_faces_before_it_was_read_what_there_is_to_know(window, qtbot, tmp_path):
    window.settings.set(SHOWS_GROUP, True)
    assert not window.recording.can_record
    window.recording.begin(tmp_path / "study")
    assert window.recording.is_recording
    assert not window.recording.is_group


def test_a_recording_that_another_page_begins_is_of_faces(group, window, qtbot, tmp_path):
    window.recording.begin(tmp_path / "study")
    qtbot.waitUntil(lambda: window.recording.elapsed_s > 0.5)
    assert not group.isVisible()
    assert not window.recording.is_group
    window.recording.stop()
    qtbot.waitUntil(lambda: window.live.banner.text.startswith("The recording is in "))
    assert (window.view_model.notice.recording / "video.mp4").exists()


def test_valence_is_a_second_line_that_says_what_it_is_by(group, window, qtbot):
    assert not group.affect.isVisible()
    window.settings.set(VALENCE, True)
    qtbot.waitUntil(lambda: group.affect.isVisible() and "by word ratings" in group.affect.text())
    assert "not a measurement" in group.affect.toolTip()
    qtbot.keyClick(window, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: window.live.panel.affect.text().startswith("Valence +"))


class TestModel:
    """Without a widget, on a clock that stands still."""

    @pytest.fixture
    def settings(self, qapp, tmp_path):
        settings = Settings(tmp_path / "settings.ini")
        for setting, value in ((SHOWS_GROUP, True), (IS_GROUP_TOLD, True), (GROUP_INTERVAL_S, 1.0)):
            settings.set(setting, value)
        return settings

    def test_intervals_older_than_a_minute_and_those_of_another_source_are_forgotten(self, settings):
        rig = Rig()
        model = GroupModel(rig.model, settings)
        rig.play(*FOUR)
        for _ in range(70):
            rig.now += 1
            rig.analysis(*FOUR)
        minute = model.last_minute()
        assert 59 <= len(minute) <= 61
        assert minute.times_s[0] >= -60
        assert minute.times_s[-1] == -1
        rig.model.open_source("camera:1")
        assert model.newest is None
        assert len(model.last_minute()) == 0

    def test_what_was_read_before_the_class_view_was_left_is_shown_no_more(self, settings):
        rig = Rig()
        model = GroupModel(rig.model, settings)
        rig.play(*FOUR)
        for _ in range(3):
            rig.now += 1
            rig.analysis(*FOUR)
        assert model.newest is not None
        model.set_on(False)
        model.set_on(True)
        assert model.newest is None
        assert len(model.last_minute()) == 0

    def test_the_video_is_hidden_until_it_is_read_what_there_is_to_know(self, settings):
        rig = Rig()
        settings.set(SHOWS_GROUP_VIDEO, True)
        settings.set(IS_GROUP_TOLD, False)
        model = GroupModel(rig.model, settings)
        assert rig.model.study.hides_video
        model.note_told()
        assert not rig.model.study.hides_video

    def test_nothing_is_remembered_of_single_faces(self, settings):
        rig = Rig()
        GroupModel(rig.model, settings)
        rig.play(*FOUR)
        rig.analysis(*FOUR)
        assert rig.model.study.history.series(1)[0].tolist() == []
