"""What other programs are sent of the live page, and what they may ask for, with the real window and a real client."""

import json
import threading
import time
from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QApplication
from websockets.sync.client import connect

from app.pages.live.messages import Analysis, Shot
from app.pages.live.sending import Broadcast, Sending
from app.services.group_settings import SHOWS_GROUP
from app.services.output_settings import OUTPUT_NAMES, OUTPUT_PORT
from app.services.phase import Phase
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from fer_core.output.admission import stream_address
from fer_core.output.commands import Command, Refused
from fer_core.recording.reader import list_recordings, open_recording
from fer_core.results import FrameResult
from tests.app.fakes import FakeSource, Opener, make_face, make_frame
from tests.fer_core.output.readings import free_port


class Hub:
    def __init__(self, *, readings=True, pictures=True):
        self.wants_readings, self.wants_pictures = readings, pictures
        self.offered, self.shown = [], []

    def offer(self, reading):
        self.offered.append(reading)

    def show(self, reading):
        self.shown.append(reading)


def analysis(stream_id=1, *, captured_at=10.0):
    return Analysis(stream_id, 4, captured_at, (64, 48), FrameResult((make_face(),), 8.0))


def shot(stream_id=1, *, captured_at=10.1):
    return Shot(stream_id, 7, make_frame(captured_at=captured_at))


def test_a_picture_goes_out_with_the_faces_that_belong_on_it():
    broadcast = Broadcast(hub := Hub())
    broadcast.take_shot(shot())
    broadcast.take_analysis(analysis())
    broadcast.take_shot(shot())
    broadcast.take_shot(shot(captured_at=12.0))
    broadcast.take_shot(shot(2))
    assert [len(reading.faces) for reading in hub.shown] == [0, 1, 0, 0]
    assert hub.shown[1].image_bgr is not None
    (reading,) = hub.offered
    assert (reading.captured_at, reading.analysis_ms, reading.image_bgr) == (10.0, 8.0, None)


def test_nothing_is_made_where_nobody_wants_it():
    broadcast = Broadcast(hub := Hub(readings=False, pictures=False))
    broadcast.take_shot(shot())
    broadcast.take_analysis(analysis())
    assert hub.offered == hub.shown == []


def test_nothing_of_single_faces_goes_out_while_a_group_is_read(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    broadcast = window.outputs.findChild(Sending)._broadcast
    broadcast._hub = hub = Hub()
    qtbot.waitUntil(lambda: bool(hub.offered and hub.shown and window.view_model.newest_analysis))
    window.settings.set(SHOWS_GROUP, True)
    sent, shown, seen = len(hub.offered), len(hub.shown), window.view_model.newest_analysis.count
    qtbot.waitUntil(lambda: window.view_model.newest_analysis.count > seen + 5 and len(hub.shown) > shown + 5)
    assert len(hub.offered) <= sent + 1, "but for what was on its way"
    assert not any(reading.faces or reading.image_bgr.any() for reading in hub.shown[shown + 1 :])
    window.settings.set(SHOWS_GROUP, False)
    qtbot.waitUntil(lambda: len(hub.offered) > sent + 5 and hub.shown[-1].image_bgr.any())


def test_that_holds_from_the_start_on_where_the_class_view_was_left_on(make_window):
    settings = Settings()
    settings.set(SHOWS_GROUP, True)
    settings.save()
    window = make_window(Opener(FakeSource()))
    assert window.outputs.findChild(Sending)._broadcast.is_silent


@pytest.fixture
def window(make_window, qtbot, tmp_path):
    window = make_window(Opener(FakeSource()))
    window.settings.set(OUTPUT_PORT, free_port())
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
    window.outputs.switch("websocket", True)
    qtbot.waitUntil(lambda: "websocket" in window.outputs.listeners)
    return window


@pytest.fixture
def client(window):
    with connect(stream_address(window.outputs.port, window.outputs.token)) as client:
        yield client


def read_until(client, qtbot, kind, is_it=lambda _: True):
    """Return the next message of a kind, while the window goes on working."""
    found = []

    def look():
        while not found:
            try:
                message = json.loads(client.recv(timeout=0.01))
            except TimeoutError:
                return False
            if message["type"] == kind and is_it(message):
                found.append(message)
        return True

    qtbot.waitUntil(look)
    return found[0]


@pytest.fixture
def ask(client, qtbot):
    def ask(command, **fields):
        client.send(json.dumps({"command": command, "id": command, **fields}))
        answer = read_until(client, qtbot, "answer", lambda message: message["id"] == command)
        return answer.get("error", "done")

    return ask


def test_a_client_gets_what_the_window_shows(window, client, qtbot):
    frame = read_until(client, qtbot, "frame")
    assert (frame["width"], frame["height"]) == (64, 48)
    assert [face["label"] for face in frame["faces"]] == ["happy"]


def test_a_program_records_with_named_markers_and_stops(window, ask, client, qtbot, tmp_path):
    assert ask("stop") == ask("marker") == "No recording is running."
    assert ask("record") == "done"
    assert window.recording.is_recording
    assert ask("record") == "A recording is running already."
    qtbot.waitUntil(lambda: window.recording.elapsed_s > 0.2)
    assert ask("marker", name="film 2") == "done"
    assert ask("marker") == "done"
    client.send('{"command": "marker", "name": "end"}')
    marker = read_until(client, qtbot, "marker", lambda message: message["name"] == "end")
    assert marker["unix_s"] > 1e9
    assert ask("stop") == "done"
    assert not window.recording.is_recording
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)
    ((folder, _),) = list_recordings(tmp_path / "recordings")
    assert [marker.name for marker in open_recording(folder).info.edits.markers] == ["film 2", "2", "end"]


def test_a_marker_is_set_at_the_moment_at_which_it_was_asked_for(window):
    window.recording.toggle()
    command = Command("marker", "film 2", asked_at=time.perf_counter() - 0.5)
    window.outputs.commanded.emit(command, Future())
    assert window.recording.marks == ((command.asked_at, "film 2"),)


def test_no_more_markers_are_promised_than_a_recording_keeps(window, monkeypatch):
    monkeypatch.setattr("app.pages.live.sending.MOST_EDITS", 1)
    window.recording.toggle()
    window.recording.mark()
    window.outputs.commanded.emit(Command("marker"), answer := Future())
    with pytest.raises(Refused, match="at most 1 markers"):
        answer.result()


def test_a_command_that_waits_while_the_window_closes_is_refused_and_not_done(window):
    asking = threading.Thread(target=lambda: answers.append(window.outputs.do(Command("pause"))))
    answers = []
    asking.start()
    asking.join()
    window.close_at_once()
    QApplication.processEvents()
    with pytest.raises(Refused, match="being closed"):
        answers[0].result()
    assert not window.view_model.is_paused


def test_a_program_pauses_and_goes_on_as_the_key_does(window, ask, qtbot):
    assert ask("pause") == ask("pause") == "done"
    assert window.view_model.is_paused
    assert window.live.pause.text() == "Resume"
    assert ask("resume") == "done"
    assert not window.view_model.is_paused


def test_what_cannot_be_done_is_refused(window, ask, qtbot):
    window.view_model.switch_camera()
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.OFF)
    assert ask("record") == "There is no picture to record."
    assert ask("pause") == "There is no picture to pause."


def test_a_marker_set_with_the_key_is_sent_as_well(window, client, qtbot):
    window.recording.toggle()
    window.live.record_controls.marker.click()
    assert read_until(client, qtbot, "marker")["name"] == "1"


def test_names_are_sent_only_where_the_user_wants_that(window, client, qtbot):
    window.view_model.study.give_name(1, "Anna")
    assert "name" not in read_until(client, qtbot, "frame")["faces"][0]
    window.settings.set(OUTPUT_NAMES, True)
    read_until(client, qtbot, "frame", lambda frame: frame["faces"][0].get("name") == "Anna")


def test_the_last_line_of_every_page_says_to_how_many_is_sent(window, client, qtbot):
    qtbot.waitUntil(lambda: window.output_line.label.text() == "Sending to 1 program on this computer")
    assert window.output_line.isVisible()
    window.output_line.show_page.click()
    assert window.page.objectName() == "output"
    assert not window.output_line.show_page.isVisible()
    window.outputs.switch("websocket", False)
    qtbot.waitUntil(lambda: not window.output_line.isVisible())
