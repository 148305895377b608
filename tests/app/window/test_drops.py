"""Which page gets what is dropped onto the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.app.fakes import FakeSource, Opener
from tests.fer_core.recording.recordings import record

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def recording(tmp_path):
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "session.json").write_text("{}")
    return folder


def test_everything_has_a_page(make_window, recording, tmp_path):
    window = make_window(Opener(FakeSource()))
    video, picture = Path("holiday.mp4"), Path("party.jpg")
    assert window.page_for([recording]) is window.review
    assert window.page_for([video]) is window.page_for([tmp_path]) is window.live
    assert window.page_for([picture]) is window.page_for([video, picture]) is window.page_named("analyze")
    assert window.page_for([]) is None
    for page in (window.review, window.page_named("analyze")):
        window.show_page(page)
        assert window.page_for([video]) is page


def test_what_opens_in_review_is_among_the_recent_ones(make_window, recording, tmp_path, qtbot):
    window = make_window(Opener(FakeSource()))
    window.open_spec(str(recording))
    assert window.page is window.review
    qtbot.waitUntil(lambda: window.review.banner.text != "")
    assert str(recording) not in window.recent.specs
    lesson = str(record(tmp_path / "another lesson"))
    window.open_spec(lesson)
    qtbot.waitUntil(lambda: window.recent.specs[:1] == (lesson,))


def test_a_pattern_of_pictures_plays_wherever_it_is_chosen(make_window, tmp_path, qtbot):
    opener = Opener(FakeSource())
    window = make_window(opener)
    window.show_page(window.page_named("analyze"))
    pattern = str(tmp_path / "img_%03d.png")
    window.open_spec(pattern)
    assert window.page is window.live
    qtbot.waitUntil(lambda: pattern in opener.specs)


def test_a_recording_that_is_called_like_a_pattern_opens_in_review(make_window, tmp_path, qtbot):
    window = make_window(Opener(FakeSource()))
    window.open_spec(str(record(tmp_path / "50%d")))
    assert window.page is window.review
    qtbot.waitUntil(lambda: window.review.model.recording is not None)


@pytest.mark.parametrize(
    ("key", "modifiers", "title"),
    [
        (Qt.Key.Key_O, CONTROL, "Open a video"),
        (Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier, "Open a folder of pictures"),
        (Qt.Key.Key_U, CONTROL, "Open a stream"),
    ],
)
def test_what_a_key_opens_is_seen(make_window, qtbot, key, modifiers, title):
    window = make_window(Opener(FakeSource()))
    window.show_page(window.review)
    qtbot.keyClick(window.windowHandle(), key, modifiers)
    qtbot.waitUntil(lambda: any(dialog.windowTitle() == title for dialog in window.findChildren(QDialog)))
    assert window.page is window.live
