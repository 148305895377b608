"""One program at the other end of the WebSocket."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from websockets.asyncio.server import ServerConnection

from fer_core.output.commands import Command, Refused, parse_command
from fer_core.output.message import answer_message

_MOST_WAITING: Final = 64
"""Markers that wait for a client that does not read; older ones are left out."""

_PATIENCE_S: Final = 5.0
"""Seconds within which a command is carried out."""


class Client:
    """Sends a client the newest frame, never an older one, and does what it asks for."""

    def __init__(self, connection: ServerConnection, do: Callable[[Command], "Future[None]"]) -> None:
        self._connection = connection
        self._do = do
        self._frame = ""
        self._markers: deque[str] = deque(maxlen=_MOST_WAITING)
        self._has_news = asyncio.Event()

    def offer_frame(self, message: str) -> None:
        """Leave a frame in place of one that has not been sent."""
        self._frame = message
        self._has_news.set()

    def offer_marker(self, message: str) -> None:
        """Leave a marker, to be sent before the next frame."""
        self._markers.append(message)
        self._has_news.set()

    async def serve(self, hello: str) -> None:
        """Talk until either side hangs up; raises ConnectionClosed."""
        await self._connection.send(hello)
        sending = asyncio.create_task(self._send_news())
        try:
            async for text in self._connection:
                await self._connection.send(await self._answer(text))
        finally:
            sending.cancel()
            # What it raised, the connection has raised here as well.
            await asyncio.gather(sending, return_exceptions=True)

    async def _send_news(self) -> None:
        while True:
            await self._has_news.wait()
            self._has_news.clear()
            while self._markers:
                await self._connection.send(self._markers.popleft())
            if self._frame:
                frame, self._frame = self._frame, ""
                await self._connection.send(frame)

    async def _answer(self, text: str | bytes) -> str:
        try:
            command = parse_command(text)
        except Refused as refusal:
            return answer_message(refusal.command_id, str(refusal))
        try:
            await asyncio.wait_for(asyncio.wrap_future(self._do(command)), _PATIENCE_S)
        except Refused as refusal:
            return answer_message(command.command_id, str(refusal))
        except TimeoutError:
            return answer_message(command.command_id, "Emolens is busy; the command was given up.")
        return answer_message(command.command_id)
