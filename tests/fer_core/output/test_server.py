import contextlib
import http.client
import itertools
import json
import socket
import threading

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from fer_core.errors import OutputError
from fer_core.output.admission import overlay_address, stream_address
from fer_core.output.commands import Command, Refused
from fer_core.output.hub import OutputHub
from fer_core.output.server import MOST_BYTES, MOST_CLIENTS, MOST_CONNECTIONS
from fer_core.output.sinks.base import OutputOptions
from tests.fer_core.output.readings import TOKEN, done, fed_hub, next_of, raw_client
from tests.systems import linux_only
from tests.waiting import wait_for


@pytest.fixture
def asked():
    return []


@pytest.fixture
def served(asked):
    """A server that is fed; its hub and its port."""

    def do(command):
        asked.append(command)
        return done(Refused("No recording is running.") if command.action == "stop" else None)

    with fed_hub("websocket", do=do) as (hub, options):
        yield hub, options.port


def address(port, token=TOKEN):
    return stream_address(port, token)


def status_of(port, path, **headers):
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asking.request("GET", path, headers=headers)
    return asking.getresponse().status


def threads_of_outputs():
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("output")]


def test_a_program_gets_a_greeting_and_then_frames(served):
    hub, port = served
    with connect(address(port)) as client:
        hello = json.loads(client.recv(timeout=20))
        assert hello["type"] == "hello"
        first, second = next_of(client, "frame"), next_of(client, "frame")
        assert second["number"] > first["number"]
        assert [face["id"] for face in first["faces"]] == [1, 2]
        assert hub.listeners() == {"websocket": 1}
    wait_for(lambda: hub.listeners() == {"websocket": 0})


def test_three_programs_get_the_same(served):
    _, port = served
    with connect(address(port)) as one, connect(address(port)) as two, connect(address(port)) as three:
        assert all(next_of(client, "frame")["width"] == 640 for client in (one, two, three))


def test_a_command_is_carried_out_and_answered_by_its_id(served, asked):
    _, port = served
    with connect(address(port)) as client:
        client.send('{"command": "marker", "name": "film 2", "id": 5}')
        answer = next_of(client, "answer")
        assert (answer["id"], answer["ok"]) == (5, True)
        client.send('{"command": "stop", "id": "s"}')
        answer = next_of(client, "answer")
        assert (answer["id"], answer["ok"], answer["error"]) == ("s", False, "No recording is running.")
    assert asked == [Command("marker", "film 2", 5), Command("stop", command_id="s")]


def test_what_is_no_command_is_answered_and_the_frames_go_on(served, asked):
    _, port = served
    with connect(address(port)) as client:
        for nonsense in ("{", "[" * 4000, b"\x00\xff", "{}"):
            client.send(nonsense)
            assert not next_of(client, "answer")["ok"]
        assert next_of(client, "frame")
    assert asked == []


def test_an_id_comes_back_as_it_was_even_where_it_is_no_proper_text(served):
    _, port = served
    with connect(address(port)) as client:
        client.send('{"command": "marker", "id": "\\ud800"}')
        assert next_of(client, "answer")["id"] == "\ud800"


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1], "%FF", "ü"])
def test_a_wrong_token_is_refused(served, token):
    _, port = served
    with pytest.raises(InvalidStatus) as refused, connect(address(port, token)):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", ["https://example.com", "null", "http://127.0.0.1", "http://127.0.0.1.example.com"])
def test_web_pages_from_elsewhere_are_refused(served, origin):
    _, port = served
    with pytest.raises(InvalidStatus) as refused, connect(address(port), origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_the_overlays_own_origin_is_let_in(served):
    _, port = served
    with connect(address(port), origin=f"http://127.0.0.1:{port}") as client:
        assert next_of(client, "frame")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", ""])
def test_a_name_that_was_made_to_lead_here_is_refused(served, host):
    _, port = served
    assert status_of(port, f"/overlay?token={TOKEN}", Host=host.format(port=port)) == 421


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/overlay?token={TOKEN}", 200),
        (f"/schema.json?token={TOKEN}", 200),
        (f"/stream?token={TOKEN}", 426),
        (f"/?token={TOKEN}", 404),
        (f"/../../etc/passwd?token={TOKEN}", 404),
        (f"//[?token={TOKEN}", 404),
        ("/overlay", 403),
        ("/nothing", 403),
    ],
)
def test_only_its_own_pages_are_given_out_and_only_with_the_token(served, path, status):
    _, port = served
    assert status_of(port, path) == status


def test_a_huge_message_ends_only_the_connection_that_sent_it(served):
    _, port = served
    with connect(address(port)) as other, connect(address(port)) as client:
        client.send("x" * (MOST_BYTES + 1))
        with pytest.raises(ConnectionClosed) as closed:
            next_of(client, "nothing")
        assert closed.value.rcvd.code == 1009
        assert next_of(other, "frame")


def test_more_clients_than_there_may_be_are_sent_away(served):
    hub, port = served
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(connect(address(port))) for _ in range(MOST_CLIENTS)]
        wait_for(lambda: hub.listeners() == {"websocket": MOST_CLIENTS})
        with connect(address(port)) as late, pytest.raises(ConnectionClosed) as closed:
            late.recv(timeout=20)
        assert closed.value.rcvd.code == 1013
        assert next_of(clients[0], "frame")


def test_strangers_who_never_greet_are_cut_off_where_they_are_too_many(monkeypatch):
    monkeypatch.setattr("fer_core.output.server._GREETING_S", 600)
    with (
        fed_hub("websocket") as (_, options),
        contextlib.ExitStack() as stack,
        connect(address(options.port)) as client,
    ):
        place = "127.0.0.1", options.port
        crowd = [stack.enter_context(socket.create_connection(place, timeout=20)) for _ in range(MOST_CONNECTIONS)]
        with contextlib.suppress(ConnectionResetError):
            assert crowd[-1].recv(1) == b""
        assert next_of(client, "frame")


def test_fifty_that_come_and_go_leave_nothing_behind(served):
    hub, port = served
    for _ in range(50):
        with connect(address(port)) as client:
            client.recv(timeout=20)
    wait_for(lambda: hub.listeners() == {"websocket": 0})
    with connect(address(port)) as client:
        assert next_of(client, "frame")


@pytest.mark.slow
def test_a_client_that_does_not_read_gets_the_newest_once_it_does_and_holds_up_nobody():
    with fed_hub("websocket", per_s=1000) as (_, options), raw_client(options.port) as slow:
        with connect(address(options.port), max_queue=None) as quick:
            while next_of(quick, "frame")["number"] < 2000:
                pass
        # Of what was sent in the meantime only as much waits as the systems' buffers hold.
        slow.settimeout(20)
        received = b""
        while received.count(b'"frame"') < 400:
            received += slow.recv(65536)
        numbers = [int(part.split(b",")[0]) for part in received.split(b'"number":')[1:-1]]
        gaps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
        assert max(gaps) > 500
        assert min(gaps) >= 1


def test_what_is_no_http_at_all_is_hung_up_on(served):
    _, port = served
    for noise in (b"\x16\x03\x01\x02\x00", b"GET / HTTP/9\r\n\r\n", b"POST /stream HTTP/1.1\r\n\r\n", b"A" * 20_000):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as stranger:
            stranger.sendall(noise)
            stranger.shutdown(socket.SHUT_WR)
            try:
                while stranger.recv(4096):
                    pass
            except ConnectionError:
                pass
    with connect(address(port)) as client:
        assert next_of(client, "frame")


def test_a_port_that_is_taken_is_told_and_leaves_no_thread():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OutputError, match=rf"Port {port} is taken .* Choose another port\."):
            OutputHub().start("websocket", OutputOptions(port, TOKEN, 9))
    wait_for(lambda: not threads_of_outputs())


def test_the_port_is_free_again_at_once_and_clients_hear_that_it_is_over(served):
    hub, port = served
    with connect(address(port)) as client:
        hub.stop("websocket")
        with pytest.raises(ConnectionClosed):
            next_of(client, "nothing")
    hub.start("websocket", OutputOptions(port, "another", 9))
    with pytest.raises(InvalidStatus), connect(address(port)):
        pass
    with connect(address(port, "another")) as client:
        assert next_of(client, "frame")


@pytest.mark.slow
@pytest.mark.parametrize("greet", [raw_client, lambda port: socket.create_connection(("127.0.0.1", port))])
def test_whoever_neither_reads_nor_greets_does_not_keep_it_from_ending(monkeypatch, greet):
    monkeypatch.setattr("fer_core.output.server._GREETING_S", 600)
    with fed_hub("websocket", per_s=1000) as (hub, options), greet(options.port):
        with connect(address(options.port), max_queue=None) as reader:
            while next_of(reader, "frame")["number"] < 500:
                pass
        hub.stop("websocket")
        wait_for(lambda: not threads_of_outputs())


@linux_only
def test_other_computers_cannot_reach_it(served):
    _, port = served
    with socket.socket() as elsewhere:
        elsewhere.bind(("127.0.0.2", 0))
        with pytest.raises(ConnectionRefusedError):
            elsewhere.connect(("127.0.0.2", port))


def test_addresses_hold_the_token_and_lead_to_this_computer():
    assert stream_address(8765, "t") == "ws://127.0.0.1:8765/stream?token=t"
    assert overlay_address(8765, "t", show="bars") == "http://127.0.0.1:8765/overlay?token=t&show=bars"
