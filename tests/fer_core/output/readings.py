"""Readings, and a server that is fed with them."""

import json
import socket
import threading
import time
from concurrent.futures import Future
from contextlib import contextmanager

from fer_core.output.hub import OutputHub
from fer_core.output.reading import Reading
from fer_core.output.sinks.base import OutputOptions
from tests.app.fakes import make_face

TOKEN = "a-token-of-tests"
FACES = (
    make_face(1, box_xywh=(100, 100, 150, 150)),
    make_face(2, box_xywh=(350, 120, 140, 150), label="sad", is_uncertain=True),
)


def make_reading(number=1, *, faces=FACES, names=None, captured_at=None, image_bgr=None, size_wh=(640, 480)):
    at = time.perf_counter() if captured_at is None else captured_at
    return Reading(number, at, size_wh, tuple(faces), 8.25, names or {}, image_bgr)


def free_port(kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def done(error=None):
    """Return what a command will have become of it: nothing, or an error."""
    answer = Future()
    answer.set_result(None) if error is None else answer.set_exception(error)
    return answer


@contextmanager
def fed_hub(*names, do=lambda _: done(), per_s=100, reading=make_reading, **options):
    """Open ways out, and give them readings again and again."""
    hub = OutputHub()
    chosen = OutputOptions(options.pop("port", 0) or free_port(), TOKEN, options.pop("osc_port", 9), do=do, **options)
    is_over = threading.Event()

    def feed():
        number = 0
        while not is_over.wait(1 / per_s):
            number += 1
            hub.offer(reading(number))

    feeding = threading.Thread(target=feed, name="feeding")
    try:
        for name in names:
            hub.start(name, chosen)
        feeding.start()
        yield hub, chosen
    finally:
        is_over.set()
        if feeding.is_alive():
            feeding.join()
        hub.close()


def next_of(client, kind):
    """Return the next message of a kind."""
    while (message := json.loads(client.recv(timeout=20)))["type"] != kind:
        pass
    return message


def raw_client(port, token=TOKEN):
    """Shake hands, and never read anything else; the system keeps little for it."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(("127.0.0.1", port))
    client.sendall(
        f"GET /stream?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return client
