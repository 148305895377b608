"""A recording that runs is seen on every page, and does not end by mistake."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMessageBox

from app.look.palettes import palette_of, recording_colours
from app.services.recording_settings import RECORD_BLURRED, RECORDINGS_FOLDER
from fer_core.recording.reader import list_recordings
from tests.app.fakes import FakeSource, Opener
from tests.contrast import contrast_ratio

RECORDING = recording_colours(palette_of("light"))[0]


@pytest.fixture
def window(make_window, qtbot, tmp_path):
    window = make_window(Opener(FakeSource(fps=50.0)))
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.live.recording.can_record)
    return window


def record(window, qtbot):
    window.recording.toggle()
    qtbot.waitUntil(lambda: window.recording.elapsed_s > 0.3)


def edge_of(window):
    frame = window._frame
    return frame.grab().toImage().pixelColor(1, frame.height() // 2)


def sign_of(window):
    action = next(action for action in window._rail.actions() if action.data() == "live")
    return action.icon().pixmap(28, 28).toImage().pixelColor(22, 6)


def test_every_page_shows_that_a_recording_runs_and_stops_it(window, qtbot):
    assert edge_of(window) != RECORDING
    assert sign_of(window) != RECORDING
    record(window, qtbot)
    assert sign_of(window) == RECORDING
    assert window.windowTitle().startswith("● 0:0")
    for page in window.pages:
        window.show_page(page)
        assert edge_of(window) == RECORDING
        assert window.recording_bar.isVisible() is (page is not window.live)
        assert "Recording 0:0" in window.recording_bar.label.text()
    window.recording_bar.stop.click()
    qtbot.waitUntil(lambda: not window.recording.is_recording)
    assert edge_of(window) != RECORDING
    assert sign_of(window) != RECORDING
    assert window.windowTitle() == "Emolens"
    assert window.recording_bar.isHidden()


class PaintedEdge(QObject):
    """Counts how often the left edge of a frame is painted."""

    def __init__(self, frame):
        super().__init__(frame)
        self.count = 0
        frame.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() is QEvent.Type.Paint and event.region().contains(QPoint(1, watched.height() // 2)):
            self.count += 1
        return False


def test_the_frame_is_painted_as_soon_as_a_recording_begins_or_ends(window, qtbot):
    edge = PaintedEdge(window._frame)
    for is_recording in (True, False):
        before = edge.count
        window._frame.show_recording(is_recording)
        qtbot.waitUntil(lambda: edge.count > before)  # noqa: B023


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("is_high", "least"), [(False, 4.5), (True, 7.0)])
def test_words_on_the_red_of_a_recording_can_be_read(theme, is_high, least):
    red, ink = recording_colours(palette_of(theme, is_high=is_high))
    assert contrast_ratio(ink.name(), red.name()) >= least


def test_the_bar_leads_to_the_page_that_records(window, qtbot):
    record(window, qtbot)
    window.show_page(window.help)
    window.recording_bar.show_live.click()
    assert window.page is window.live


def test_markers_are_counted_told_and_drawn_as_they_are_set(window, qtbot):
    record(window, qtbot)
    for count in (1, 2):
        qtbot.keyClick(window, Qt.Key.Key_K)
        qtbot.waitUntil(lambda: len(window.recording.marks) == count)  # noqa: B023
        assert window.live.record_controls.marker.text() == f"Marker ({count})"
        assert window.live.banner.text.startswith(f"Marker {count} is set at 0:0")
    qtbot.waitUntil(lambda: [mark.name for mark in window.live.minute.timeline._marks] == ["1", "2"])
    assert all(-5 < mark.time_s <= 0 for mark in window.live.minute.timeline._marks)


def test_that_faces_are_hidden_is_said_before_recording(window, qtbot):
    assert not window.live.blur_sign.isVisible()
    window.settings.set(RECORD_BLURRED, True)
    assert window.live.blur_sign.isVisible()
    assert "unrecognisable" in window.live.record_controls.record.toolTip()
    record(window, qtbot)
    window.settings.set(RECORD_BLURRED, False)
    assert window.live.blur_sign.isVisible(), "the recording that runs hides them all the same"


def test_closing_during_a_recording_asks_first(window, qtbot, tmp_path):
    record(window, qtbot)
    window.close()
    question = window.findChild(QMessageBox)
    assert window.isVisible()
    question.reject()
    assert window.recording.is_recording
    window.close()
    question = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    next(button for button in question.buttons() if button.text() == "Stop and close").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    ((_, info),) = list_recordings(tmp_path / "recordings")
    assert info.is_finished
