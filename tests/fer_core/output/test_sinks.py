import socket
import sys
import threading
import time
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import OutputError
from fer_core.output.hub import OutputHub
from fer_core.output.reading import Mark
from fer_core.output.sinks import OUTPUTS
from fer_core.output.sinks.base import OutputKind, OutputOptions, Sink
from fer_core.output.sinks.lsl import MARKERS, STREAM, VALUES
from fer_core.output.slots import SLOTS
from tests.fer_core.output.readings import TOKEN, fed_hub, free_port, make_reading

OPTIONS = OutputOptions(0, TOKEN, 9)


def test_an_lsl_program_gets_probabilities_at_the_time_of_capture_and_markers():
    pylsl = pytest.importorskip("pylsl")

    captured_s = []

    def late(number):
        captured_s.append(time.perf_counter() - 0.5)
        return make_reading(number, captured_at=captured_s[-1])

    with fed_hub("lsl", reading=late) as (hub, _):
        (found,) = pylsl.resolve_byprop("name", STREAM, timeout=20)
        (marks,) = pylsl.resolve_byprop("name", MARKERS, timeout=20)
        numbers, markers = pylsl.StreamInlet(found), pylsl.StreamInlet(marks)
        markers.open_stream(timeout=20)
        sample, at = numbers.pull_sample(timeout=20)
        apart_s = pylsl.local_clock() - time.perf_counter()
        assert min(abs(at - apart_s - each) for each in list(captured_s)) < 0.05
        assert hub.listeners() == {"lsl": 1}
        rows = np.reshape(sample, (SLOTS, len(VALUES)))
        assert rows[0] == pytest.approx([1, *make_reading().faces[0].probabilities, 1])
        assert (rows[1, 0], rows[1, -1]) == (2, 0)
        assert np.isnan(rows[2:]).all()
        assert found.nominal_srate() == 0
        assert labels_of(numbers)[:10] == ["face1_id", *(f"face1_{e}" for e in EMOTIONS), "face1_certain", "face2_id"]
        set_at = time.perf_counter()
        hub.mark(Mark("film 2", set_at))
        (name,), at = markers.pull_sample(timeout=20)
        assert name == "film 2"
        assert at - apart_s == pytest.approx(set_at, abs=0.05)


def labels_of(inlet):
    channel = inlet.info(timeout=20).desc().child("channels").child("channel")
    labels = []
    while not channel.empty():
        labels.append(channel.child_value("label"))
        channel = channel.next_sibling()
    return labels


def test_an_osc_program_gets_each_face_at_its_addresses():
    dispatcher = pytest.importorskip("pythonosc.dispatcher").Dispatcher()
    from pythonosc.osc_server import BlockingOSCUDPServer

    heard, is_complete = {}, threading.Event()

    def hear(where, *values):
        heard[where] = values
        if {"/emolens/marker", "/emolens/face/2/label"} <= set(heard):
            is_complete.set()

    dispatcher.set_default_handler(hear)
    server = BlockingOSCUDPServer(("127.0.0.1", 0), dispatcher)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        with fed_hub("osc", osc_port=server.server_address[1]) as (hub, _):
            hub.mark(Mark("film 2", time.perf_counter()))
            assert is_complete.wait(30)
            assert hub.listeners() == {"osc": None}
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
    assert heard["/emolens/faces"] == (2,)
    assert heard["/emolens/face/1/happy"] == pytest.approx((0.7,))
    assert heard["/emolens/face/1/label"] == ("happy",)
    assert heard["/emolens/face/1/box"] == pytest.approx((100 / 640, 100 / 480, 150 / 640, 150 / 480))
    assert (heard["/emolens/face/2/certain"], heard["/emolens/face/2/label"]) == ((0,), ("uncertain",))
    assert heard["/emolens/face/3/id"] == (0,)
    assert heard["/emolens/marker"] == ("film 2",)
    assert time.time() - heard["/emolens/time"][0] == pytest.approx(0, abs=60)
    assert "/emolens/face/1/name" not in heard


def test_osc_goes_on_where_nobody_listens():
    pytest.importorskip("pythonosc")
    sink = OUTPUTS["osc"].start(OutputOptions(0, TOKEN, free_port(socket.SOCK_DGRAM)))
    for number in range(3):  # that nobody listens, a system tells with the next packet
        sink.send(make_reading(number))
        sink.mark(Mark("film 2", 0.0))
    sink.close()


class FakeCamera:
    """Stands for the camera of pyvirtualcam, which needs a driver."""

    made: ClassVar = []

    def __init__(self, width, height, fps, *, fmt):
        self.size_wh, self.fps, self.fmt, self.pictures, self.is_closed = (width, height), fps, fmt, [], False
        self.made.append(self)

    def send(self, picture):
        width, height = self.size_wh
        assert picture.shape == (height, width, 3)
        assert picture.flags.c_contiguous
        self.pictures.append(picture)

    def close(self):
        self.is_closed = True


@pytest.fixture
def virtual_camera(monkeypatch):
    monkeypatch.setattr(FakeCamera, "made", [])
    library = SimpleNamespace(Camera=FakeCamera, PixelFormat=SimpleNamespace(BGR="bgr"))
    monkeypatch.setitem(sys.modules, "pyvirtualcam", library)
    return library


def picture_of(width, height):
    return make_reading(image_bgr=np.zeros((height, width, 3), np.uint8), size_wh=(width, height))


def test_the_virtual_camera_shows_pictures_with_boxes_in_their_size(virtual_camera):
    sink = OUTPUTS["camera"].start(OPTIONS)
    sink.send(picture_of(640, 480))
    sink.send(picture_of(801, 601))
    sink.close()
    first, second = FakeCamera.made
    assert (first.size_wh, second.size_wh) == ((640, 480), (800, 600))
    assert (first.fmt, first.is_closed, second.is_closed) == ("bgr", True, True)
    assert first.pictures[0][100, 100:250].any(), "no box is drawn"


def test_no_driver_for_a_virtual_camera_is_told_with_what_to_install(virtual_camera):
    def fail(*_, **__):
        raise RuntimeError("v4l2loopback is not loaded")

    virtual_camera.Camera = fail
    with pytest.raises(OutputError, match=r"On Linux load one .*v4l2loopback.* OBS"):
        OUTPUTS["camera"].start(OPTIONS)


@pytest.mark.parametrize("name", [name for name, kind in OUTPUTS.items() if kind.extra])
def test_an_extra_that_is_missing_is_told_with_what_to_install(monkeypatch, name):
    kind = OUTPUTS[name]
    monkeypatch.setitem(sys.modules, kind.package, None)
    with pytest.raises(OutputError, match=rf"needs {kind.package}.* pip install 'emolens\[{kind.extra}\]'"):
        kind.start(OPTIONS)


class ToySink(Sink):
    """Notes what it is given; ``fails`` at a reading."""

    def __init__(self, options):
        self.given, self.is_closed, self.gate = [], threading.Event(), threading.Event()
        self.gate.set()

    def send(self, reading):
        self.gate.wait(20)
        if reading.number == 13:
            raise ValueError("a wire was cut")
        self.given.append(reading.number)

    def mark(self, mark):
        self.given.append(mark.name)

    def close(self):
        self.is_closed.set()


@pytest.fixture
def toy(monkeypatch):
    made = []

    def start(options):
        made.append(ToySink(options))
        return made[-1]

    monkeypatch.setitem(OUTPUTS, "toy", OutputKind("Toy", "A toy.", start))
    return made


def settle(is_so):
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_new_way_out_is_a_class_and_a_line_and_gets_the_newest_reading_and_every_marker(toy):
    hub = OutputHub()
    hub.start("toy", OPTIONS)
    (sink,) = toy
    sink.gate.clear()
    hub.offer(make_reading(1))
    settle(lambda: hub._feeders["toy"]._reading is None)
    for number in range(2, 9):
        hub.offer(make_reading(number))
        hub.mark(Mark(f"m{number}", 0.0))
    sink.gate.set()
    settle(lambda: sink.given[-1:] == [8])
    assert sink.given == [1, *(f"m{number}" for number in range(2, 9)), 8]
    hub.close()
    assert sink.is_closed.is_set()


def test_a_way_out_that_fails_is_closed_and_told_and_the_others_go_on(toy):
    told = []
    hub = OutputHub(lambda name, error: told.append((name, str(error))))
    hub.start("toy", OPTIONS)
    hub.offer(make_reading(13))
    settle(lambda: told)
    assert told == [("toy", "Sending has stopped: a wire was cut")]
    assert toy[0].is_closed.wait(20)
    assert hub.listeners() == {}
    hub.offer(make_reading(14))


def test_one_that_was_given_up_and_fails_late_does_not_close_the_next(toy, monkeypatch):
    told = []
    hub = OutputHub(lambda name, error: told.append(name))
    monkeypatch.setattr("fer_core.output.hub._STOP_S", 0)
    hub.start("toy", OPTIONS)
    toy[0].gate.clear()
    hub.offer(make_reading(13))
    settle(lambda: hub._feeders["toy"]._reading is None)
    hub.start("toy", OPTIONS)
    toy[0].gate.set()
    assert toy[0].is_closed.wait(20)
    assert hub.listeners() == {"toy": None}
    assert told == []
    hub.close()


def test_offering_never_waits_for_a_way_out_that_is_busy(toy):
    hub = OutputHub()
    hub.start("toy", OPTIONS)
    toy[0].gate.clear()
    started = time.perf_counter()
    for number in range(1000):
        hub.offer(make_reading(number + 20))
    assert time.perf_counter() - started < 15
    toy[0].gate.set()
    hub.close()
