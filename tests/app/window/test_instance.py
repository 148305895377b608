"""A second start hands what it was given to the window that is open."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QMessageBox

from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.window import instance as module
from app.window.instance import Instance, address_of, hand_over
from fer_core.errors import SourceError
from fer_core.resources import asset_path
from fer_core.sources import AUTO
from tests.app.fakes import FakeSource, Opener, make_frame
from tests.systems import posix_only

TOP = Path(__file__).parents[3]
VIDEO = asset_path("demo") / "demo.mp4"


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path, monkeypatch):
    # As short as those of real systems: names of sockets have a limit.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def address(qapp):
    return address_of(Settings())


@pytest.fixture
def first(address):
    instance = Instance(address)
    instance.serve(lambda _: None)
    yield instance
    instance.close()


def hand_over_meanwhile(qtbot, address, *sources):
    """Hand sources over from another process, one after the other; return which of them were taken."""
    code = "import sys; from app.window.instance import hand_over; "
    code += "print([hand_over(sys.argv[1], source) for source in sys.argv[2:]])"
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-c", code, address, *sources]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: process.poll() is not None)
    return process.communicate()[0].strip()


@pytest.mark.slow
def test_what_was_given_is_handed_over_as_it_is_called_everywhere(first, address, qtbot, tmp_path):
    shutil.copy(VIDEO, tmp_path / "clip.mp4")
    asked = []
    first.asked.connect(asked.append)
    sources = ("clip.mp4", "camera:1", "rtsp://host/live", "demo", AUTO)
    assert hand_over_meanwhile(qtbot, address, *sources) == str([True] * 5)
    assert asked == [str(tmp_path / "clip.mp4"), "camera:1", "rtsp://host/live", "demo", AUTO]


@pytest.mark.slow
@posix_only
def test_names_that_are_no_text_arrive_whole(first, address, qtbot, tmp_path):
    name = str(tmp_path / os.fsdecode(b"\xff.mp4"))
    shutil.copy(VIDEO, name)
    with qtbot.waitSignal(first.asked) as asked:
        assert hand_over_meanwhile(qtbot, address, name) == "[True]"
    assert asked.args == [name]


def test_other_settings_have_another_window(first, address, tmp_path):
    other = address_of(Settings(tmp_path / "others" / "settings.ini"))
    assert other != address
    assert not hand_over(other, AUTO)


@posix_only
def test_a_user_without_a_name_has_a_window_too(qapp, monkeypatch):
    def nameless():
        raise OSError("No username set in the environment")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert address_of(Settings())


@posix_only
def test_in_a_flatpak_the_window_is_where_every_start_finds_it(qapp, monkeypatch, tmp_path):
    monkeypatch.setenv("FLATPAK_ID", "io.github.emolens.Emolens")
    assert Path(address_of(Settings())).parent == tmp_path / "app" / "io.github.emolens.Emolens"


def test_nobody_is_there_where_no_window_is_open(address):
    assert not hand_over(address, AUTO)


@pytest.mark.slow
@posix_only
def test_what_a_killed_window_has_left_is_cleaned_up(address, qtbot):
    left = socket.socket(socket.AF_UNIX)
    left.bind(address)
    left.close()
    assert Path(address).exists()
    assert not hand_over(address, AUTO)
    instance = Instance(address)
    instance.serve(lambda _: None)
    assert hand_over_meanwhile(qtbot, address, AUTO) == "[True]"
    instance.close()
    assert not Path(address).exists()


@posix_only
def test_nothing_is_handed_to_another_user(first, address, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    assert not hand_over(address, AUTO)


def test_a_window_that_hangs_is_not_waited_for_long_and_keeps_its_place(first, address, monkeypatch, qtbot):
    monkeypatch.setattr(module, "_PATIENCE_MS", 100)
    # Its event loop does not run meanwhile.
    assert not hand_over(address, AUTO)
    second = Instance(address)
    assert second.is_second
    second.close()
    monkeypatch.undo()


@pytest.mark.slow
def test_of_several_that_start_at_the_same_moment_one_is_the_first(address):
    code = "import sys; from PySide6.QtCore import QCoreApplication; from app.window.instance import Instance; "
    code += "app = QCoreApplication([]); sys.stdin.readline(); instance = Instance(sys.argv[1]); "
    code += "print(instance.is_second, flush=True); sys.stdin.readline()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", code, address]
    starts = [subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(TOP)}, **pipes) for _ in range(3)]
    for start in starts:
        start.stdin.write("now\n")
        start.stdin.flush()
    answers = [start.stdout.readline().strip() for start in starts]
    for start in starts:
        start.communicate("end\n", timeout=30)
    assert sorted(answers) == ["False", "True", "True"]


@pytest.mark.slow
def test_a_window_that_is_still_being_built_is_waited_for(address, qtbot):
    instance, asked = Instance(address), []
    QTimer.singleShot(1500, lambda: instance.serve(asked.append))
    assert hand_over_meanwhile(qtbot, address, AUTO) == "[True]"
    assert asked == [AUTO]
    instance.close()


@pytest.mark.parametrize("told", [b"nonsense\n", b"[1, 2]\n", b"\xff\n", b"x" * 100_000])
def test_nonsense_is_refused(first, address, qtbot, told):
    stranger = QLocalSocket()
    stranger.connectToServer(address)
    assert stranger.waitForConnected(5000)
    with qtbot.waitSignal(stranger.disconnected), qtbot.assertNotEmitted(first.asked):
        stranger.write(told)
        stranger.flush()


@pytest.fixture
def window(make_window, qtbot, tmp_path):
    window = make_window(Opener(FakeSource(fps=50.0)))
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.recording.can_record)
    return window


@posix_only
def test_what_is_opened_keeps_a_name_that_is_no_text(window, tmp_path):
    name = str(tmp_path / os.fsdecode(b"\xff.mp4"))
    window.outside.on_source_asked(name)
    assert window.view_model.spec == name


def test_the_window_comes_to_the_front_and_opens_it(window, qtbot):
    window.showMinimized()
    window.outside.on_source_asked(str(VIDEO))
    assert not window.isMinimized()
    assert window.view_model.spec == str(VIDEO)
    window.outside.on_source_asked(AUTO)
    assert window.view_model.spec == str(VIDEO)


def test_a_recording_goes_on_until_the_user_lets_it_end(window, qtbot):
    window.recording.toggle()
    window.outside.on_source_asked(str(VIDEO))
    assert window.recording.is_recording
    (question,) = window.findChildren(QMessageBox)
    assert "demo.mp4" in question.text()
    next(button for button in question.buttons() if button.text() == "Stop and open").click()
    qtbot.waitUntil(lambda: not window.recording.is_recording)
    assert window.view_model.spec == str(VIDEO)


def test_each_file_that_is_brought_has_a_question_of_its_own(window):
    window.recording.toggle()
    for name in ("one.mp4", "two.mp4", "two.mp4"):
        window.outside.on_source_asked(f"/films/{name}")
    questions = window.findChildren(QMessageBox)
    assert sorted(question.windowTitle() for question in questions) == ["Open one.mp4", "Open two.mp4"]


def test_a_recording_goes_on_while_another_page_opens_what_it_takes(window, qtbot):
    window.recording.toggle()
    window.show_page(window.review)
    window.outside.on_source_asked(str(VIDEO))
    assert window.recording.is_recording
    assert not window.findChildren(QMessageBox)
    assert window.page is window.review
    assert window.view_model.spec == "camera:0"


@pytest.mark.parametrize("name", ["nothing.mp4", "notes.txt", "none_%03d.png"])
def test_what_cannot_be_opened_is_told_where_it_was_given_and_not_handed_over(first, address, qtbot, tmp_path, name):
    (tmp_path / "notes.txt").write_text("no film")
    with qtbot.assertNotEmitted(first.asked, wait=100), pytest.raises(SourceError):
        hand_over(address, name)


def test_where_no_window_is_open_the_new_one_tells_what_cannot_be_opened(address):
    assert not hand_over(address, "nothing.mp4")


@pytest.mark.slow
@posix_only
def test_folders_and_pictures_are_handed_over_as_they_are(first, address, qtbot, tmp_path):
    (tmp_path / "study").mkdir()
    cv2.imwrite(str(tmp_path / "face.png"), make_frame().image_bgr)
    assert hand_over_meanwhile(qtbot, address, "study", "face.png") == "[True, True]"


@pytest.mark.slow
@posix_only
def test_the_command_ends_with_a_sentence_where_a_window_is_open(first, address, qtbot, tmp_path):
    shutil.copy(VIDEO, tmp_path / "clip.mp4")
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "clip.mp4"],
        env={**os.environ, "PYTHONPATH": str(TOP)},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    with qtbot.waitSignal(first.asked) as asked:
        pass
    assert asked.args == [str(tmp_path / "clip.mp4")]
    qtbot.waitUntil(lambda: process.poll() is not None)
    assert process.returncode == 0
    assert "Emolens is open already" in process.stderr.read()


@pytest.mark.slow
@posix_only
def test_the_command_fails_where_the_open_window_could_not_open_the_file(first, address, qtbot):
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "nothing.mp4"],
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stderr=subprocess.PIPE,
        text=True,
    )
    with qtbot.assertNotEmitted(first.asked):
        qtbot.waitUntil(lambda: process.poll() is not None)
    assert process.returncode == 1
    assert process.stderr.read().startswith("emolens: There is no video or folder 'nothing.mp4'")
