"""The command, from its arguments to its exit status."""

import json
import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer

import app.window.desktop
from app import command
from app.command import main
from fer_core.errors import ModelError
from tests.app.fakes import FakeAnalyzer, make_face
from tests.systems import posix_only


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def headless_calls(monkeypatch):
    """Replaces the work by a note of what was asked for."""
    calls = []

    def run(options, *, seconds):
        calls.append((options.source, options.out, seconds))
        return 0

    monkeypatch.setattr(command, "_run_headless", run)
    return calls


@pytest.fixture
def windows(monkeypatch):
    """Collects the windows that ``main`` opens, with what they had shown when they were closed."""
    seen = []

    class Watched(app.window.desktop.MainWindow):
        def closeEvent(self, event):  # noqa: N802
            model = self.view_model
            seen.append(
                {
                    "status": model.performance.status(from_camera=False),
                    "latency_ms": model.performance.latency_ms,
                    "face": model.chosen_face,
                    "spec": model.spec,
                    "banner": self.live.banner.text,
                }
            )
            super().closeEvent(event)

    monkeypatch.setattr(app.window.desktop, "MainWindow", Watched)
    return seen


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--seconds", "0"], "above 0"),
        (["--seconds", "-3"], "above 0"),
        (["--seconds", "nan"], "above 0"),
        (["--seconds", "inf"], "above 0"),
        (["--seconds", "soon"], "not 'soon'"),
        (["--out", "x"], "--out needs --headless"),
        (["--prior", "even"], "--prior needs --headless"),
        (["--headless", "--prior", "2"], "a number from 0 to 1, not '2'"),
        (["--nonsense"], "unrecognized arguments"),
        (["a.mp4", "b.mp4"], "unrecognized arguments"),
    ],
)
def test_mistakes_in_the_arguments_are_explained(arguments, complaint, capsys):
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    assert exit_info.value.code == 2
    assert complaint in capsys.readouterr().err


def test_help_tells_about_headless_runs_and_the_version_is_a_number(capsys):
    with pytest.raises(SystemExit) as exit_info:
        main(["--help"])
    assert exit_info.value.code == 0
    assert "until Ctrl-C" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.split()[1][0].isdigit()


def test_a_file_may_stand_by_itself_but_not_beside_a_source(no_display, headless_calls, capsys):
    assert main(["a.mp4"]) == 0
    assert headless_calls == [("a.mp4", None, 10.0)]
    with pytest.raises(SystemExit) as exit_info:
        main(["a.mp4", "--source", "demo"])
    assert exit_info.value.code == 2
    assert "not both" in capsys.readouterr().err


def test_without_a_display_it_says_so_and_goes_headless_for_ten_seconds(no_display, headless_calls, capsys):
    assert main([]) == 0
    assert headless_calls == [("auto", None, 10.0)]
    assert "There is no display" in capsys.readouterr().err


def test_without_a_display_the_seconds_asked_for_count(no_display, headless_calls, capsys):
    assert main(["--source", "demo", "--seconds", "2"]) == 0
    assert headless_calls == [("demo", None, 2.0)]
    assert "for 2 seconds" in capsys.readouterr().err


def test_headless_passes_everything_on(headless_calls):
    assert main(["--headless", "--source", "a.mp4", "--out", "results"]) == 0
    assert headless_calls == [("a.mp4", Path("results"), None)]


def test_headless_leaves_results_and_prints_where(capsys):
    on_kill = signal.getsignal(signal.SIGTERM)
    assert main(["--headless", "--source", "demo", "--seconds", "0.5"]) == 0
    folder = Path(capsys.readouterr().out.splitlines()[-1])
    assert folder.parent == Path("emolens-out")
    assert {path.name for path in folder.iterdir()} == {"frames.csv", "annotated.mp4", "summary.json"}
    assert json.loads((folder / "summary.json").read_text())["frames"] == 15
    assert signal.getsignal(signal.SIGTERM) is on_kill


def test_headless_says_when_the_demo_stands_in(capsys, monkeypatch):
    monkeypatch.setattr("app.services.opening.resolve_auto", lambda: "demo")
    assert main(["--headless", "--seconds", "0.1", "--out", "results"]) == 0
    assert "No camera was found" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_one_sentence_and_exit_1(capsys):
    assert main(["--headless", "--source", "nothing.mp4"]) == 1
    err = capsys.readouterr().err
    assert "nothing.mp4" in err
    assert err.count("\n") == 1


def test_damaged_models_are_one_sentence_and_exit_1(capsys, monkeypatch):
    def load_pipeline(*_, **__):
        raise ModelError("The models are damaged.")

    monkeypatch.setattr("fer_core.faces.pipeline.load_pipeline", load_pipeline)
    assert main(["--headless", "--source", "demo"]) == 1
    assert capsys.readouterr().err == "emolens: The models are damaged.\n"


@pytest.mark.parametrize("mode", [["--headless"], ["--seconds", "5"]])
def test_a_folder_that_holds_no_models_is_one_sentence_with_and_without_a_window(tmp_path, windows, capsys, mode):
    assert main(["--source", "demo", "--models", str(tmp_path / "mine"), *mode]) == 1
    told = windows[0]["banner"] if windows else capsys.readouterr().err
    assert f"No models: {tmp_path / 'mine' / 'manifest.json'} is missing." in told


def test_ctrl_c_before_there_is_anything_to_keep(capsys, monkeypatch):
    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "open_spec", interrupted)
    assert main(["--headless"]) == 130
    assert "stopped" in capsys.readouterr().err


def test_the_window_reads_the_demo_with_the_real_models(windows):
    assert main(["--source", "demo", "--seconds", "5"]) == 0
    seen = windows[0]
    assert seen["spec"] == "demo"
    assert seen["latency_ms"] < 1000
    assert seen["face"] is not None
    assert seen["face"].probabilities.sum() == pytest.approx(1, abs=1e-3)
    assert "Camera 0.0" not in seen["status"]
    assert "Analysis 0.0" not in seen["status"]


def test_the_window_tells_of_a_bad_source_and_stays_but_seconds_without_a_picture_are_a_failure(windows, caplog):
    assert main(["--source", "nothing.mp4", "--seconds", "5"]) == 1
    assert "nothing.mp4" in windows[0]["banner"]
    assert "no picture came from nothing.mp4" in caplog.text


@pytest.mark.slow
def test_a_window_that_is_hidden_ends_the_program_too_and_leaves_qt_as_it_was(qapp, monkeypatch):
    class Hidden(app.window.desktop.MainWindow):
        def on_shown(self):
            super().on_shown()
            QTimer.singleShot(0, self, self.hide)

    monkeypatch.setattr(app.window.desktop, "MainWindow", Hidden)
    assert main(["--source", "demo", "--seconds", "3"]) == 0
    # Had Qt been told to end once more, this would return at once.
    loop = QEventLoop()
    QTimer.singleShot(0, partial(loop.exit, 7))
    assert loop.exec() == 7


def test_the_window_of_damaged_models_ends_with_1(windows, monkeypatch):
    def fail(*_):
        raise ModelError("The models are damaged.")

    monkeypatch.setattr("fer_core.faces.pipeline.load_pipeline", fail)
    assert main(["--source", "demo", "--seconds", "5"]) == 1
    assert windows[0]["banner"] == "The models are damaged."


def test_more_seconds_than_a_timer_can_hold(windows, monkeypatch):
    monkeypatch.setattr(app.window.desktop.MainWindow, "on_shown", lambda self: self.close())
    assert main(["--source", "demo", "--seconds", "1e12"]) == 0


@posix_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_a_polite_kill_close_the_window(windows, monkeypatch, number):
    monkeypatch.setattr("fer_core.faces.pipeline.load_pipeline", lambda *_: FakeAnalyzer([make_face()]))
    before = signal.getsignal(number)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), number))
    on_shown = app.window.desktop.MainWindow.on_shown
    monkeypatch.setattr(app.window.desktop.MainWindow, "on_shown", lambda self: (on_shown(self), timer.start()))
    assert main(["--source", "demo", "--seconds", "60"]) == 0
    timer.join()
    assert len(windows) == 1
    assert signal.getsignal(number) is before


def test_runs_that_start_together_get_folders_of_their_own(capsys, monkeypatch):
    monkeypatch.setattr(command.time, "strftime", lambda _: "now")
    folders = set()
    for _ in range(2):
        assert main(["--headless", "--source", "demo", "--seconds", "0.1"]) == 0
        folders.add(capsys.readouterr().out.splitlines()[-1])
    assert folders == {str(Path("emolens-out", "now")), str(Path("emolens-out", "now-2"))}


def test_a_password_in_an_address_is_not_told(capsys):
    assert main(["--headless", "--source", "rtmp://me:secret@door/live"]) == 1
    told = capsys.readouterr().err
    assert "rtmp://me:***@door/live" in told
    assert "secret" not in told
