"""The live page asks for files, folders and addresses while its video goes on."""

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QLineEdit

from app.pages.help.shortcuts import find_keys
from app.services.phase import Phase
from app.widgets.source_picker import Ask
from tests.app.fakes import FakeSource, Opener, make_frame

KINDS = {Ask.FILE: QFileDialog, Ask.FOLDER: QFileDialog, Ask.STREAM: QInputDialog}


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(Opener(FakeSource))
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    return window


@pytest.fixture
def painted(window):
    """The moments at which the frames that came to the screen were captured."""
    moments = []
    window.live.video.painted.connect(moments.append)
    return moments


def open_dialogs(window):
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def ask_for(window, ask):
    window.live.picker.asked.emit(ask)
    (dialog,) = open_dialogs(window)
    return dialog


@pytest.mark.parametrize("ask", list(Ask))
def test_frames_are_painted_while_a_dialog_is_open(window, qtbot, painted, ask):
    dialog = ask_for(window, ask)
    assert isinstance(dialog, KINDS[ask])
    before = len(painted)
    qtbot.waitUntil(lambda: len(painted) > before + 20)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert QApplication.activeModalWidget() is None
    assert window.view_model.phase is Phase.PLAYING


@pytest.mark.parametrize("ask", list(Ask))
def test_a_second_click_brings_the_same_dialog_to_the_front(window, qtbot, ask):
    dialog = ask_for(window, ask)
    with qtbot.waitActive(window):
        window.activateWindow()
    with qtbot.waitActive(dialog):
        assert ask_for(window, ask) is dialog
    dialog.reject()
    assert open_dialogs(window) == []
    assert ask_for(window, ask) is not dialog


def test_different_dialogs_stand_beside_each_other(window):
    for ask in Ask:
        window.live.picker.asked.emit(ask)
    assert len(open_dialogs(window)) == 3


def test_a_dialog_leaves_the_pages_keys_alone_and_opens_what_was_typed(window, qtbot):
    dialog = ask_for(window, Ask.STREAM)
    is_mirrored = window.view_model.is_mirrored
    with qtbot.waitActive(dialog):
        pass
    qtbot.keyClicks(dialog.findChild(QLineEdit), " rtsp://mmm ")
    assert window.view_model.is_mirrored is is_mirrored
    assert not window.view_model.is_paused
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert window.view_model.spec == "rtsp://mmm"
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.PLAYING)
    assert open_dialogs(window) == []


def test_an_empty_address_opens_nothing(window, qtbot):
    dialog = ask_for(window, Ask.STREAM)
    dialog.setTextValue("  ")
    dialog.accept()
    assert window.view_model.spec == "camera:0"


def test_a_chosen_file_is_opened(window, tmp_path):
    path = tmp_path / "clip.png"
    cv2.imwrite(str(path), make_frame().image_bgr)
    dialog = ask_for(window, Ask.FILE)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(path))
    dialog.accept()
    assert window.view_model.spec == str(path)


def test_dialogs_go_with_the_window(window):
    dialog = ask_for(window, Ask.FOLDER)
    window.close()
    assert not dialog.isVisible()


def test_the_keys_of_a_dialog_are_not_those_of_its_page(window):
    before = find_keys(window)
    ask_for(window, Ask.FILE)
    assert find_keys(window) == before
