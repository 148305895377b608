"""Nothing leaves this computer: demo, folder, headless use and recordings make no socket of any kind."""

import os
import sys

import pytest

from tests.films import numbered_pictures, write_film
from tests.sockets import KILLED, needs_guard, run_without_sockets
from tests.stand_ins import save

pytestmark = needs_guard

_RECORD = """
import sys
from pathlib import Path
from fer_core.recording.reader import open_recording
from fer_core.recording.video_pictures import VideoPictures
from tests.fer_core.recording.recordings import record
recording = open_recording(record(Path(sys.argv[1])))
with VideoPictures(recording.video_path) as pictures:
    assert pictures.read(3) is not None
"""


def python(*arguments, **options):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return run_without_sockets([sys.executable, *map(str, arguments)], env=environment, **options)


@pytest.mark.parametrize("family", ["AF_INET", "AF_UNIX"])
def test_the_guard_notices_sockets_that_c_code_makes(family):
    code = f"import ctypes, socket; ctypes.CDLL(None).socket(socket.{family}, socket.SOCK_STREAM, 0)"
    assert python("-c", code).returncode == KILLED
    assert python("-c", "import socket").returncode == 0


@pytest.mark.slow
def test_the_demo_without_a_window(tmp_path):
    done = python("-m", "app", "--headless", "--source", "demo", "--seconds", "2", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "annotated.mp4").stat().st_size


def test_a_folder_of_pictures_and_videos_called_like_addresses(tmp_path):
    folder = tmp_path / "in"
    save(folder / "a.png")
    write_film(folder / "film.mp4", numbered_pictures(6)).rename(folder / "http:127.0.0.1?x.mp4")
    (folder / "rtsp:127.0.0.1?y.mp4").write_bytes(b"no film")
    (folder / "list.m3u8").write_text("#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n")
    (folder / "list.mp4").write_text("#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n")
    table = tmp_path / "r.csv"
    done = predict_in(folder, "--out", table, "--annotate", tmp_path / "copies")
    assert done.returncode == 0, done.stderr
    assert "http:127.0.0.1?x.mp4" in table.read_text()


def predict_in(folder, *arguments):
    """Run ``emolens-predict .`` inside a folder."""
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    command = [sys.executable, "-m", "fer_core.predict", ".", *map(str, arguments)]
    return run_without_sockets(command, env=environment, cwd=folder)


def test_a_study_its_tables_and_its_report(tmp_path):
    study = tmp_path / "study"
    for arguments in (("init", study), ("tables", study, "--out", tmp_path / "out", "--bids"), ("report", study)):
        done = python("-m", "fer_core.study", *arguments)
        assert done.returncode == 0, done.stderr


def test_a_recording_made_and_opened(tmp_path):
    done = python("-c", _RECORD, tmp_path / "recording")
    assert done.returncode == 0, done.stderr
