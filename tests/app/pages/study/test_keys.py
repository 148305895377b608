"""A study's keys: markers and intervals, set, chosen and refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from fer_core.study.model import MarkerKey
from fer_core.study.study_file import read_study
from tests.app.pages.study.helpers import recorded, shown, wait_until_free


def test_keys_set_markers_and_intervals_here_and_on_the_stimulus(page, qtbot):
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: shown(page))
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7):
        qtbot.keyClick(page, key)
    page.stimulus_window.activateWindow()
    qtbot.keyClick(page.stimulus_window, Qt.Key.Key_F7)
    wait_until_free(qtbot, page)
    ((_, recording),) = recorded(page)
    names = [marker.name for marker in recording.info.edits.markers]
    assert sorted(names) == ["answer start", "answer stop", "film start", "film stop", "smile"]
    qtbot.keyClick(page, Qt.Key.Key_F6)
    assert page.model.notice is not None


def test_a_marker_whose_name_cannot_be_kept_is_told(page, qtbot):
    page.keys.key.setKeySequence(QKeySequence("F8"))
    page.keys.name.setText("a\u202eb")
    page.keys.add.click()
    wait_until_free(qtbot, page)
    assert "cannot be shown" in page.banner.text
    assert len(read_study(page.model.folder).keys) == 2


def test_keys_are_added_and_removed_with_the_keyboard(page, qtbot):
    panel = page.keys
    panel.key.setKeySequence(QKeySequence("F8"))
    qtbot.keyClicks(panel.name, "pause")
    panel.interval.setChecked(True)
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    wait_until_free(qtbot, page)
    assert page.model.study.keys[-1] == MarkerKey("F8", "pause", is_interval=True)
    panel.keys.setCurrentRow(0)
    panel.remove.click()
    wait_until_free(qtbot, page)
    assert [key.name for key in read_study(page.model.folder).keys] == ["answer", "pause"]


@pytest.mark.parametrize("key", ["R", "P", "Ctrl+1", "Esc", "F1"])
def test_a_key_that_does_something_else_is_refused(page, qtbot, key):
    panel = page.keys
    panel.key.setKeySequence(QKeySequence(key))
    panel.name.setText("pause")
    panel.add.click()
    assert "does something else" in page.banner.text
    assert not page.model.is_busy
    assert len(page.model.study.keys) == 2
