"""The server of the WebSocket and of the overlay, on one port of this computer, in a thread of its own."""

import asyncio
import contextlib
import errno
import logging
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Final

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from fer_core.errors import OutputError, reason_of
from fer_core.output.admission import HOST, refusal_or_page
from fer_core.output.client import Client
from fer_core.output.message import hello_message
from fer_core.output.sinks.base import OutputOptions

MOST_CLIENTS: Final = 16
MOST_CONNECTIONS: Final = 64
"""With those that have not shown the token, of other users perhaps, which would else take all files of the process."""
MOST_BYTES: Final = 4096
"""A longer message of a client ends its connection: commands are short."""

_BUFFER_BYTES: Final = 32 * 1024
"""What the system keeps for a client that reads slowly: about half a second of frames with two faces."""

_GREETING_S: Final = 5.0
_GOODBYE_S: Final = 1.0
"""Seconds in which a client may hang up by itself, before it is cut off."""
_STOP_S: Final = 5.0
_PING_S: Final = 10.0
"""A client that does not even answer pings is hung up on after twice as long."""

_quiet = logging.getLogger(f"{__name__}.connections")
# Whatever a stranger sends to the port is no failure of ours.
_quiet.setLevel(logging.CRITICAL + 1)


class OutputServer:
    """Serves from ``start`` to ``close``; ``publish`` and ``publish_marker`` may be called in any thread."""

    def __init__(self, options: OutputOptions) -> None:
        self._options = options
        self._clients: set[Client] = set()
        self._transports: set[asyncio.Transport] = set()
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="output-server", daemon=True)
        self._is_up: Future[None] = Future()

    @property
    def clients(self) -> int:
        """How many are connected."""
        return len(self._clients)

    def start(self) -> None:
        """Listen; raises OutputError where the port cannot be had."""
        self._thread.start()
        try:
            self._is_up.result()
        except OSError as error:
            self._thread.join()
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise OutputError(
                    "Port {port} is taken by another program, or by another Emolens. Choose another port.",
                    port=self._options.port,
                ) from error
            raise OutputError(
                "Port {port} cannot be opened: {reason}", port=self._options.port, reason=reason_of(error)
            ) from error

    def publish(self, message: str) -> None:
        """Send every client a frame, unless it is still busy with an earlier one when a later one comes."""
        self._call(partial(self._offer, message, is_marker=False))

    def publish_marker(self, message: str) -> None:
        """Send every client a marker."""
        self._call(partial(self._offer, message, is_marker=True))

    def close(self) -> None:
        """Hang up on everybody and give the port back."""
        self._call(self._ended.set)
        self._thread.join(_STOP_S)

    def _offer(self, message: str, *, is_marker: bool) -> None:
        for client in self._clients:
            (client.offer_marker if is_marker else client.offer_frame)(message)

    def _call(self, do: Callable[[], object]) -> None:
        # The loop is closed once the server has ended.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(do)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except Exception as error:
            if self._is_up.done():
                raise
            self._is_up.set_exception(error)
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        with _listening_socket(self._options.port) as listener:
            server = await serve(
                self._talk,
                sock=listener,
                create_connection=_counted_in(self._transports),
                process_request=self._admit,
                compression=None,
                server_header=None,
                logger=_quiet,
                max_size=MOST_BYTES,
                max_queue=4,
                write_limit=_BUFFER_BYTES,
                open_timeout=_GREETING_S,
                close_timeout=_GOODBYE_S,
                ping_interval=_PING_S,
                ping_timeout=_PING_S,
            )
            self._is_up.set_result(None)
            await self._ended.wait()
            await self._hang_up(server)

    async def _hang_up(self, server: Server) -> None:
        """End all connections, also those that say or read nothing."""
        server.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(server.wait_closed(), _GOODBYE_S)
        for transport in self._transports:
            transport.abort()
        await server.wait_closed()

    def _admit(self, _: ServerConnection, request: Request) -> Response | None:
        return refusal_or_page(request, port=self._options.port, token=self._options.token)

    async def _talk(self, connection: ServerConnection) -> None:
        if len(self._clients) >= MOST_CLIENTS:
            await connection.close(1013, f"{MOST_CLIENTS} programs are connected already")
            return
        client = Client(connection, self._options.do)
        self._clients.add(client)
        try:
            with contextlib.suppress(ConnectionClosed):
                await client.serve(hello_message(self._options.program))
        finally:
            self._clients.discard(client)


def _counted_in(transports: set[asyncio.Transport]) -> type[ServerConnection]:
    """Return a kind of connection that is among ``transports`` while it lasts, and cut off where these are too many."""

    class Counted(ServerConnection):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            transports.add(self.transport)
            if len(transports) > MOST_CONNECTIONS:
                self.transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            transports.discard(self.transport)
            super().connection_lost(exc)

    return Counted


def _listening_socket(port: int) -> socket.socket:
    """Return a socket that listens at a port; raises OSError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets others take a port that is in use
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
        listener.bind((HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener
