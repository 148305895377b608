"""Live readings for other programs: a WebSocket with a browser overlay, LSL, OSC, a virtual camera."""

from typing import Final

DEFAULT_PORT: Final = 8765
"""The port of the WebSocket, unless another is chosen."""
