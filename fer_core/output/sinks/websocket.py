"""A WebSocket on this computer, for programs of one's own, and the overlay for OBS that it feeds."""

from typing import Final

from fer_core.output.message import frame_message, marker_message
from fer_core.output.reading import Mark, Reading
from fer_core.output.sinks.base import OutputKind, OutputOptions, Sink


class WebSocketSink(Sink):
    """Serves readings as JSON, and takes commands."""

    def __init__(self, options: OutputOptions) -> None:
        # It takes a moment to load, which most runs of Emolens need not wait for.
        from fer_core.output.server import OutputServer  # noqa: PLC0415

        self._server = OutputServer(options)
        self._server.start()

    @property
    def listeners(self) -> int | None:
        """How many programs and overlays are connected."""
        return self._server.clients

    def send(self, reading: Reading) -> None:
        """Send a frame to everybody who is connected."""
        if self._server.clients:
            self._server.publish(frame_message(reading))

    def mark(self, mark: Mark) -> None:
        """Send a marker to everybody who is connected."""
        self._server.publish_marker(marker_message(mark))

    def close(self) -> None:
        """Hang up."""
        self._server.close()


KIND: Final = OutputKind(
    title="WebSocket and overlay",
    hint="Numbers for programs of one's own, an overlay for OBS, and commands from both. Only this computer gets them.",
    start=WebSocketSink,
)
