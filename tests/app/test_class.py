"""Somebody uses the class view through the real command, by keyboard, on a film of three faces."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.services.group_settings import GROUP_INTERVAL_S, IS_GROUP_TOLD
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from fer_core.recording.group_reader import open_group
from fer_core.recording.reader import list_recordings
from tests.app.test_every_page import use  # noqa: F401
from tests.app.test_headless_group import write_class
from tests.fer_core.recording.test_group_recording import assert_numbers_only

pytestmark = pytest.mark.slow


def test_a_class_is_read_recorded_and_looked_at_again(use, qtbot, tmp_path):  # noqa: F811
    settings = Settings()
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    settings.set(GROUP_INTERVAL_S, 0.5)
    settings.save()
    film = write_class(tmp_path / "class.mp4", 3, frames=250, fps=10.0)

    def read_class(window):
        page, group = window.live, window.live.group

        def press(key, modifier=Qt.KeyboardModifier.NoModifier):
            qtbot.keyClick(window.windowHandle(), key, modifier)

        press(Qt.Key.Key_G)
        qtbot.waitUntil(group.understood.isVisible)
        group.understood.setFocus()
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: group.heading.text().startswith("3 faces, "))
        window.setFocus()
        press(Qt.Key.Key_R)
        qtbot.waitUntil(lambda: page.recording.elapsed_s >= 2)
        press(Qt.Key.Key_R)
        qtbot.waitUntil(lambda: page.banner.text.startswith("The recording is in "))
        window.on_review_asked(window.view_model.notice.recording)
        review = window.review.group
        qtbot.waitUntil(lambda: review.isVisible() and "3 faces on average" in review.summary.text())
        review.on_report_chosen(str(tmp_path / "report.html"))
        qtbot.waitUntil((tmp_path / "report.html").exists)
        press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    assert use(read_class, source=film) == 0
    ((folder, info),) = list_recordings(tmp_path / "recordings")
    assert_numbers_only(folder)
    assert info.is_finished
    assert np.nanmax(open_group(folder).table.faces) == 3
    assert Settings().get(IS_GROUP_TOLD)
