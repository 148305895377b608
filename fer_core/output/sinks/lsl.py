"""Lab Streaming Layer: a stream of numbers and one of markers, for recording beside EEG, gaze and stimuli."""

import os
import socket
import time
from typing import Any, Final

import numpy as np

from fer_core.emotions import EMOTIONS
from fer_core.output.reading import Mark, Reading
from fer_core.output.sinks.base import OutputKind, OutputOptions, Sink, import_extra
from fer_core.output.slots import SLOTS, FaceSlots

STREAM: Final = "Emolens"
MARKERS: Final = "EmolensMarkers"
VALUES: Final = ("id", *EMOTIONS, "certain")
"""The values of each face, in the order of the channels."""

_EXTRA: Final = "lsl"
_IRREGULAR: Final = 0.0
_THIS_COMPUTER: Final = b"[multicast]\nResolveScope = machine\n[log]\nlevel = -2\n"


class LslSink(Sink):
    """Two outlets of LSL, which only this computer is told of, unless ``LSLAPICFG`` names settings of LSL."""

    def __init__(self, options: OutputOptions) -> None:
        self._lsl = import_extra("pylsl", extra=_EXTRA)
        if "LSLAPICFG" not in os.environ:
            # Before the first stream of the process; later it changes nothing.
            self._lsl.lib.lib.lsl_set_config_content(_THIS_COMPUTER)
        infos = self._describe(options.program), self._info(MARKERS, "Markers", 1, "string")
        self._outlets = tuple(self._lsl.StreamOutlet(info) for info in infos)
        self._slots = FaceSlots()

    @property
    def listeners(self) -> int | None:
        """1 where anybody receives; LSL does not tell how many."""
        return int(any(outlet.have_consumers() for outlet in self._outlets))

    def send(self, reading: Reading) -> None:
        """Push one sample, with the moment of capture as its time."""
        sample = np.full((SLOTS, len(VALUES)), np.nan, np.float32)
        for row, face in zip(sample, self._slots.place(reading.faces, reading.captured_at), strict=True):
            if face is not None:
                row[:] = (face.face_id, *face.probabilities, not face.is_uncertain)
        self._outlets[0].push_sample(sample.ravel().tolist(), self._time_of(reading.captured_at))

    def mark(self, mark: Mark) -> None:
        """Push a marker's name, with its moment."""
        self._outlets[1].push_sample([mark.name], self._time_of(mark.at))

    def close(self) -> None:
        """Let go of the outlets, which ends the streams."""
        self._outlets = ()

    def _time_of(self, moment: float) -> float:
        """Return a moment of ``time.perf_counter()`` on LSL's clock."""
        now: float = self._lsl.local_clock()
        return now - (time.perf_counter() - moment)

    def _info(self, name: str, kind: str, channels: int, form: str) -> Any:
        # The same id each time: a recorder that has lost the stream finds it again.
        source_id = f"{name}-{socket.gethostname()}"
        return self._lsl.StreamInfo(name, kind, channels, _IRREGULAR, form, source_id)

    def _describe(self, program: str) -> Any:
        info = self._info(STREAM, "Expression", SLOTS * len(VALUES), "float32")
        description = info.desc()
        description.append_child_value("manufacturer", "Emolens")
        description.append_child("acquisition").append_child_value("software", program)
        channels = description.append_child("channels")
        for slot in range(1, SLOTS + 1):
            for value in VALUES:
                unit = "probability" if value in EMOTIONS else "boolean" if value == "certain" else "number"
                channel = channels.append_child("channel")
                channel.append_child_value("label", f"face{slot}_{value}")
                channel.append_child_value("unit", unit)
                channel.append_child_value("type", "Expression")
        return info


KIND: Final = OutputKind(
    title="LSL",
    hint="Lab Streaming Layer, for recording faces beside EEG, gaze and stimuli, with LabRecorder for one. "
    "Other computers of the network that ask for it get it, too, unless a firewall closes its ports.",
    start=LslSink,
    package="pylsl",
    extra=_EXTRA,
)
