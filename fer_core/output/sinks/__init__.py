"""The ways out to other programs: one file for each, and the list of them."""

from typing import Final

from fer_core.output.sinks import lsl, osc, virtual_camera, websocket
from fer_core.output.sinks.base import OutputKind

OUTPUTS: Final[dict[str, OutputKind]] = {
    "websocket": websocket.KIND,
    "lsl": lsl.KIND,
    "osc": osc.KIND,
    "camera": virtual_camera.KIND,
}
"""Every way out by its name.

A new one is a file here with its ``KIND``, and a line in this table.
"""
