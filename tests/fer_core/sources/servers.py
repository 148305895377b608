"""Servers on this computer that behave badly, and one that notes who calls."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator

import cv2
import numpy as np

_HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"


class Server:
    """Listens on a port of its own; ``calls`` has the first bytes of every connection."""

    def __init__(self, answer: Callable[[socket.socket, bytes], None]) -> None:
        self.calls: list[bytes] = []
        self._answer = answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # Linux does not wake who waits for a connection when the socket is only closed; macOS refuses this.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(20)
            request = connection.recv(4096)
            self.calls.append(request)
            self._answer(connection, request)


@contextlib.contextmanager
def serving(answer: Callable[[socket.socket, bytes], None]) -> Iterator[Server]:
    """Serve until the block ends."""
    server = Server(answer)
    try:
        yield server
    finally:
        server.close()


def jpeg(size: int = 64, value: int = 128) -> bytes:
    picture = np.full((size, size), value, np.uint8)
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 1])[1].tobytes()


def part(content: bytes, length: int | None = None) -> bytes:
    size = len(content) if length is None else length
    return b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % size + content + b"\r\n"


def good(connection: socket.socket, request: bytes, *, pictures: int = 200) -> None:
    connection.sendall(_HEAD)
    for _ in range(pictures):
        connection.sendall(part(jpeg()))
        time.sleep(0.005)


def stalling(connection: socket.socket, request: bytes) -> None:
    good(connection, request, pictures=20)
    time.sleep(15)


def lying(connection: socket.socket, request: bytes) -> None:
    """Announce a picture of two gigabytes, and send zeros."""
    connection.sendall(_HEAD + part(jpeg()) * 3 + part(b"", length=2**31 - 1))
    while True:
        connection.sendall(bytes(2**16))


def vast(connection: socket.socket, request: bytes) -> None:
    """Go over to pictures of a quarter of a gigapixel, in a few kilobytes each."""
    connection.sendall(_HEAD + part(jpeg()) * 3)
    large = part(jpeg(16_000))
    while True:
        connection.sendall(large)


def noise(connection: socket.socket, request: bytes) -> None:
    """Send what is no picture, for ever."""
    block = np.random.default_rng(0).integers(0, 255, 2**16, dtype=np.uint8).tobytes()
    connection.sendall(_HEAD + part(jpeg()) * 3)
    while True:
        connection.sendall(block)


def endless_head(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"HTTP/1.0 200 OK\r\n")
    while True:
        connection.sendall(b"X-Filler: " + b"a" * 1000 + b"\r\n")


def dropping(connection: socket.socket, request: bytes) -> None:
    """Break off in the middle of a picture."""
    good(connection, request, pictures=5)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def redirecting(target: str) -> Callable[[socket.socket, bytes], None]:
    def answer(connection: socket.socket, request: bytes) -> None:
        connection.sendall(f"HTTP/1.0 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())

    return answer


def sending(content: bytes, kind: str) -> Callable[[socket.socket, bytes], None]:
    def answer(connection: socket.socket, request: bytes) -> None:
        head = f"HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
        connection.sendall(head.encode() + content)

    return answer
