"""``emolens --serve``: the real command, without a window and with one, and a real client."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

import app.window.desktop
from app.command import main
from tests.fer_core.output.readings import free_port, next_of
from tests.systems import posix_only


@contextmanager
def headless(tmp_path, *options, port=None):
    """Run the command on the demo, and hand over the process, a client and the folder."""
    out = tmp_path / "out"
    command = (sys.executable, "-m", "app", "--headless", "--source", "demo", "--out", str(out), *options)
    process = subprocess.Popen(
        [*command, "--serve", str(port or free_port())],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        address = process.stderr.readline().split()[-1]
        assert address.startswith("ws://127.0.0.1:")
        with connect(address) as client:
            yield process, client, out
    finally:
        process.kill()
        process.communicate()


def ask(client, command):
    client.send(json.dumps(command))
    return next_of(client, "answer")


@pytest.mark.slow
def test_a_run_without_a_window_is_marked_and_stopped_by_a_program(tmp_path):
    with headless(tmp_path) as (process, client, out):
        frame = next_of(client, "frame")
        assert frame["faces"][0]["probabilities"]
        assert ask(client, {"command": "marker", "name": "film 2", "id": 1})["ok"]
        assert ask(client, {"command": "marker", "id": 2})["ok"]
        assert "not paused" in ask(client, {"command": "pause", "id": 3})["error"]
        assert ask(client, {"command": "stop", "id": 4})["ok"]
        assert process.wait(60) == 0
    summary = json.loads((out / "summary.json").read_text())
    assert [marker["name"] for marker in summary["markers"]] == ["film 2", "2"]
    assert 0 <= summary["markers"][0]["time_s"] <= summary["wall_seconds"] + 1
    assert summary["ended"] == "finished"


@posix_only
@pytest.mark.slow
def test_ctrl_c_hangs_up_and_finishes_all_files(tmp_path):
    with headless(tmp_path) as (process, client, out):
        next_of(client, "frame")
        process.send_signal(signal.SIGINT)
        with pytest.raises(ConnectionClosed):
            next_of(client, "nothing")
        assert process.wait(60) == 130
    assert json.loads((out / "summary.json").read_text())["ended"] == "interrupted"


def test_a_port_that_is_taken_ends_the_run_with_a_sentence(capfd, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = ["--headless", "--source", "demo", "--out", str(tmp_path / "out"), "--serve", str(port)]
        assert main(run) == 1
    assert f"emolens: Port {port} is taken by another program" in capfd.readouterr().err


@pytest.mark.parametrize("port", ["80", "70000", "x", "-1", "٨٠٨٠"])
def test_a_port_that_cannot_be_is_a_wrong_argument(capsys, port):
    with pytest.raises(SystemExit, match="2"):
        main(["--serve", port])
    assert "port" in capsys.readouterr().err


def test_the_window_serves_at_the_port_of_the_command_line(monkeypatch):
    port, heard = free_port(), []

    class Watched(app.window.desktop.MainWindow):
        def on_shown(self):
            super().on_shown()
            self.looking = QTimer(self, interval=20)
            self.looking.timeout.connect(self.look)
            self.looking.start()
            self.deadline = time.monotonic() + 60

        def look(self):
            if "websocket" in self.outputs.listeners and not heard:
                with connect(f"ws://127.0.0.1:{port}/stream?token={self.outputs.token}") as client:
                    heard.append(json.loads(client.recv(timeout=20))["type"])
            if heard or time.monotonic() > self.deadline:
                self.looking.stop()
                self.close_at_once()

    monkeypatch.setattr(app.window.desktop, "MainWindow", Watched)
    assert main(["--source", "demo", "--serve", str(port)]) == 0
    assert heard == ["hello"]
