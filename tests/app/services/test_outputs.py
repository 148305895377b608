import json
import socket
import threading

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from app.services.output_settings import OUTPUT_AT_START, OUTPUT_PORT, OUTPUT_TOKEN, OUTPUTS_ON
from app.services.outputs import Outputs
from app.services.settings import Settings
from fer_core.errors import OutputError
from fer_core.output.admission import stream_address
from fer_core.output.commands import Command, Refused
from fer_core.output.sinks import OUTPUTS
from fer_core.output.sinks.base import OutputKind, Sink
from tests.fer_core.output.readings import free_port, next_of


class ToySink(Sink):
    def __init__(self, options):
        self.is_closed = False

    @property
    def listeners(self):
        return 3

    def send(self, reading):
        raise OutputError("The wire is cut. Mend it.")

    def close(self):
        self.is_closed = True


@pytest.fixture
def toy(monkeypatch):
    made = []

    def start(options):
        made.append(ToySink(options))
        return made[-1]

    monkeypatch.setitem(OUTPUTS, "toy", OutputKind("Toy", "A toy.", start))
    return made


@pytest.fixture
def make_outputs():
    made = []

    def make():
        settings = Settings()
        settings.set(OUTPUT_PORT, free_port())
        made.append(Outputs(settings))
        return made[-1], settings

    yield make
    for outputs in made:
        outputs.close()


def test_all_is_off_at_first_and_the_choice_is_kept(make_outputs, qtbot, toy):
    outputs, settings = make_outputs()
    outputs.begin()
    assert outputs.listeners == {}
    outputs.switch("toy", True)
    qtbot.waitUntil(lambda: outputs.listeners == {"toy": 3})
    assert settings.get(OUTPUTS_ON) == "toy"
    outputs.switch("toy", False)
    qtbot.waitUntil(lambda: outputs.listeners == {})
    assert toy[0].is_closed


@pytest.mark.parametrize("at_start", [False, True])
def test_what_was_on_is_on_again_only_where_the_user_wants_that(make_outputs, qtbot, toy, at_start):
    outputs, settings = make_outputs()
    settings.set(OUTPUTS_ON, "toy,of a later version")
    settings.set(OUTPUT_AT_START, at_start)
    outputs.begin()
    assert outputs.is_wanted("toy") is at_start
    if at_start:
        qtbot.waitUntil(lambda: outputs.listeners == {"toy": 3})


def test_a_switch_that_is_pressed_in_haste_ends_as_it_was_left(make_outputs, qtbot, toy):
    outputs, _ = make_outputs()
    for on in (True, False, True, False, True):
        outputs.switch("toy", on)
    qtbot.waitUntil(lambda: outputs.listeners == {"toy": 3})
    for on in (False, True, False):
        outputs.switch("toy", on)
    qtbot.waitUntil(lambda: outputs.listeners == {})
    assert all(sink.is_closed for sink in toy)


def test_a_way_that_fails_is_off_and_says_why(make_outputs, qtbot, toy):
    outputs, _ = make_outputs()
    outputs.switch("toy", True)
    qtbot.waitUntil(lambda: outputs.listeners == {"toy": 3})
    outputs.hub.offer(object())
    qtbot.waitUntil(lambda: outputs.problem("toy") is not None)
    assert not outputs.is_wanted("toy")
    assert str(outputs.problem("toy")) == "The wire is cut. Mend it."
    outputs.switch("toy", True)
    assert outputs.problem("toy") is None


def test_a_port_that_is_taken_is_told_and_another_one_works(make_outputs, qtbot):
    outputs, settings = make_outputs()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.set(OUTPUT_PORT, taken.getsockname()[1])
        outputs.switch("websocket", True)
        qtbot.waitUntil(lambda: outputs.problem("websocket") is not None)
    settings.set(OUTPUT_PORT, free_port())
    outputs.switch("websocket", True)
    qtbot.waitUntil(lambda: outputs.listeners == {"websocket": 0})


def test_a_new_token_hangs_up_on_who_knows_the_one_before(make_outputs, qtbot):
    outputs, settings = make_outputs()
    outputs.switch("websocket", True)
    qtbot.waitUntil(lambda: "websocket" in outputs.listeners)
    before = outputs.token
    with connect(stream_address(outputs.port, before)) as client:
        qtbot.waitUntil(lambda: outputs.listeners == {"websocket": 1})
        outputs.renew_token()
        with pytest.raises(ConnectionClosed):
            next_of(client, "nothing")
    assert settings.get(OUTPUT_TOKEN) == outputs.token != before
    assert len(outputs.token) > 20
    qtbot.waitUntil(lambda: outputs.listeners == {"websocket": 0})
    with connect(stream_address(outputs.port, outputs.token)) as client:
        assert json.loads(client.recv(timeout=20))["type"] == "hello"


def test_a_token_and_a_port_that_change_while_it_is_being_opened_hold(make_outputs, qtbot):
    outputs, settings = make_outputs()
    outputs.switch("websocket", True)
    before = outputs.token
    outputs.renew_token()
    settings.set(OUTPUT_PORT, free_port())

    def is_served():
        try:
            with connect(stream_address(outputs.port, outputs.token)):
                return True
        except (OSError, InvalidStatus):
            return False

    qtbot.waitUntil(is_served)
    with pytest.raises(InvalidStatus), connect(stream_address(outputs.port, before)):
        pass


def test_a_port_of_the_command_line_is_for_this_time_only(make_outputs, qtbot):
    outputs, settings = make_outputs()
    port = free_port()
    outputs.serve(port)
    qtbot.waitUntil(lambda: outputs.listeners == {"websocket": 0})
    assert outputs.port == port != settings.get(OUTPUT_PORT)
    assert settings.get(OUTPUTS_ON) == ""


def test_commands_are_passed_on_in_the_window_s_thread(make_outputs, qtbot):
    outputs, _ = make_outputs()
    threads = []

    def hear(command, answer):
        threads.append(threading.current_thread())
        answer.set_result(None)

    outputs.commanded.connect(hear)
    answers = []
    asking = threading.Thread(target=lambda: answers.append(outputs.do(Command("record")).result(20)))
    asking.start()
    qtbot.waitUntil(lambda: bool(answers))
    asking.join()


def test_commands_are_refused_once_it_is_closed(make_outputs):
    outputs, _ = make_outputs()
    waiting = outputs.do(Command("record"))
    outputs.close()
    for answer in (waiting, outputs.do(Command("record"))):
        with pytest.raises(Refused, match="being closed"):
            answer.result(5)
