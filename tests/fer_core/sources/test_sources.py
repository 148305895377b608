import collections
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest

from fer_core import sources
from fer_core.errors import CameraError, SourceError
from fer_core.sources import Camera, camera_spec, is_camera, list_cameras, open_source, resolve_auto
from fer_core.sources.camera import CameraSource


def picture(value):
    return np.full((48, 64, 3), value, np.uint8)


def read_all(source):
    with source:
        return list(iter(source.read, None))


@pytest.fixture
def video(tmp_path):
    path = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (64, 48))
    for value in range(0, 200, 20):
        writer.write(picture(value))
    writer.release()
    return path


def test_a_video_is_read_to_its_end(video):
    source = open_source(str(video))
    assert (source.fps, source.frame_count, source.is_live, source.name) == (25, 10, False, "clip.avi")
    frames = read_all(source)
    assert [frame.index for frame in frames] == list(range(10))
    assert [frame.time_s for frame in frames] == pytest.approx([i / 25 for i in range(10)])
    assert [round(float(frame.image_bgr.mean()), -1) for frame in frames] == list(range(0, 200, 20))


def test_a_truncated_video_is_read_as_far_as_it_goes(tmp_path):
    path = tmp_path / "cut.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (320, 240))
    for seed in range(10):
        writer.write(np.random.default_rng(seed).integers(0, 255, (240, 320, 3), dtype=np.uint8))
    writer.release()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert 0 < len(read_all(open_source(str(path)))) < 10


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 4096])
def test_a_file_that_is_no_video_is_refused(tmp_path, content):
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="not a video"):
        open_source(str(path))


@pytest.fixture
def folder(tmp_path):
    for number in (1, 2, 10):
        cv2.imwrite(str(tmp_path / f"img_{number:03d}.png"), picture(number))
    (tmp_path / "img_003.png").write_bytes(b"broken")
    (tmp_path / "notes.txt").write_text("no picture")
    return tmp_path


def test_a_folder_or_pattern_is_read_in_order_without_the_unreadable(folder):
    for spec in (folder, folder / "img_%03d.png"):
        source = open_source(str(spec))
        assert source.frame_count == 4
        assert [int(frame.image_bgr[0, 0, 0]) for frame in read_all(source)] == [1, 2, 10]


def test_a_pattern_without_digits_counts_by_number(tmp_path):
    for number in (9, 10):
        cv2.imwrite(str(tmp_path / f"{number}.png"), picture(number))
    assert [int(f.image_bgr[0, 0, 0]) for f in read_all(open_source(str(tmp_path / "%d.png")))] == [9, 10]


def test_the_demo_never_ends():
    with open_source("demo") as demo:
        indices = [demo.read().index for _ in range(5)]
        assert indices == list(range(5))
        assert demo.frame_count is None
        length = int(cv2.VideoCapture(str(sources.asset_path("demo/demo.mp4"))).get(cv2.CAP_PROP_FRAME_COUNT))
        for _ in range(length):
            last = demo.read()
    assert last.index == length + 4
    assert last.time_s == pytest.approx(last.index / demo.fps)


@pytest.mark.parametrize(
    ("spec", "message"),
    [("nowhere.mp4", "There is no"), ("camera:-1", "go from 0"), ("camera:99999999999999999999", "go from 0"),
     ("camera:97", "cannot be opened"),
     ("no_%03d.png", "No pictures are named"), ("http://127.0.0.1:9/x", "does not answer"), ("", "expected")],
)  # fmt: skip
def test_what_cannot_be_opened_is_said(tmp_path, monkeypatch, spec, message):
    monkeypatch.chdir(tmp_path)
    if spec == "":
        spec = "camera:x"
    with pytest.raises(SourceError, match=message):
        open_source(spec)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_pictures_is_left_out_and_told(folder, caplog):
    os.mkfifo(folder / "img_002b.png")
    assert len(read_all(open_source(str(folder)))) == 3
    assert sum("is left out" in message for message in caplog.messages) == 2


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(SourceError, match="holds no pictures"):
        open_source(str(tmp_path))


def test_cameras_are_told_from_other_specs():
    assert is_camera(camera_spec(0))
    assert is_camera("camera:12")
    for spec in ("camera:", "camera:x", "camera:1.mp4", "demo", "folder/camera:0"):
        assert not is_camera(spec)


def test_auto_takes_the_first_camera_or_the_demo(monkeypatch):
    monkeypatch.setattr(sources, "list_cameras", lambda: (Camera(2, "USB"), Camera(4, "Other")))
    assert resolve_auto() == "camera:2"
    monkeypatch.setattr(sources, "list_cameras", lambda: ())
    assert resolve_auto() == "demo"


def test_cameras_are_listed_once_and_by_number(monkeypatch):
    infos = [Camera(3, "B"), Camera(0, "A"), Camera(3, "B")]
    monkeypatch.setattr(sources, "enumerate_cameras", lambda backend: infos)
    assert list_cameras() == (Camera(0, "A"), Camera(3, "B"))


def test_a_system_that_cannot_list_cameras_has_none(monkeypatch):
    def fail(backend):
        raise OSError("no bus")

    monkeypatch.setattr(sources, "enumerate_cameras", fail)
    assert list_cameras() == ()


class FlakyCapture:
    """Fails now and then, then for good."""

    def __init__(self, answers):
        self._answers = iter(answers)

    def read(self):
        ok = next(self._answers, False)
        return ok, picture(5) if ok else None

    def get(self, prop):
        return 0.0

    def release(self):
        pass


def test_a_camera_survives_hiccups_and_reports_its_loss():
    capture = FlakyCapture([True, False, False, True])
    source = CameraSource(capture, name="Camera", lost=lambda: CameraError("gone"))
    assert [source.read().index, source.read().index] == [0, 1]
    with pytest.raises(CameraError, match="gone") as first:
        source.read()
    with pytest.raises(CameraError, match="gone") as second:
        source.read()
    assert second.value is not first.value


class MjpegHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for value in range(0, 250, 10):
            _, jpeg = cv2.imencode(".jpg", picture(value))
            self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\n\r\n" + jpeg.tobytes() + b"\r\n")

    def log_message(self, *args):
        pass


def test_a_stream_is_read_until_it_stops():
    server = ThreadingHTTPServer(("127.0.0.1", 0), MjpegHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/video.mjpg"
        with open_source(f"{address}?pwd=secret") as stream:
            assert stream.is_live
            assert stream.name == f"{address}?pwd=***"
            frames = [stream.read() for _ in range(15)]
            assert [frame.index for frame in frames] == list(range(15))
            with pytest.raises(SourceError, match=r"\*\*\* has stopped"):
                collections.deque(iter(stream.read, None))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_single_picture_is_told_apart_from_a_damaged_video(tmp_path):
    cv2.imwrite(str(tmp_path / "a.jpg"), np.zeros((48, 64, 3), np.uint8))
    with pytest.raises(SourceError, match=r"a\.jpg is a single picture"):
        open_source(str(tmp_path / "a.jpg"))
