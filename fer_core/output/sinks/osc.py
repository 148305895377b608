"""Open Sound Control: numbers for programs of music, light and stage, as a bundle for each reading."""

from contextlib import suppress
from typing import Any, Final

from fer_core.emotions import EMOTIONS
from fer_core.output.reading import Mark, Reading, unix_time_of
from fer_core.output.sinks.base import OutputKind, OutputOptions, Sink, import_extra
from fer_core.output.slots import FaceSlots
from fer_core.results import FaceResult

_EXTRA: Final = "osc"
_LOST: Final = (ConnectionError, BlockingIOError)
"""What some systems say where nobody listens, or nobody reads: packets may be lost."""


class OscSink(Sink):
    """Sends UDP packets to a port of this computer; the addresses are in ``docs/output.md``."""

    def __init__(self, options: OutputOptions) -> None:
        import_extra("pythonosc", extra=_EXTRA)
        self._client = import_extra("pythonosc.udp_client", extra=_EXTRA).SimpleUDPClient("127.0.0.1", options.osc_port)
        self._bundles = import_extra("pythonosc.osc_bundle_builder", extra=_EXTRA)
        self._messages = import_extra("pythonosc.osc_message_builder", extra=_EXTRA)
        self._slots = FaceSlots()

    def send(self, reading: Reading) -> None:
        """Send the number of faces, and those at the places."""
        # Receivers drop bundles of a time that has passed, so the moment of capture is a value.
        bundle = self._bundles.OscBundleBuilder(self._bundles.IMMEDIATELY)
        self._add(bundle, "/emolens/time", (unix_time_of(reading.captured_at), "d"))
        self._add(bundle, "/emolens/faces", len(reading.faces))
        for number, face in enumerate(self._slots.place(reading.faces, reading.captured_at), start=1):
            self._add(bundle, f"/emolens/face/{number}/id", 0 if face is None else face.face_id)
            if face is not None:
                self._add_face(bundle, f"/emolens/face/{number}", face, reading)
        with suppress(*_LOST):
            self._client.send(bundle.build())

    def mark(self, mark: Mark) -> None:
        """Send a marker's name."""
        with suppress(*_LOST):
            self._client.send_message("/emolens/marker", mark.name)

    def close(self) -> None:
        """Free the socket."""
        self._client.close()

    def _add_face(self, bundle: Any, place: str, face: FaceResult, reading: Reading) -> None:
        for emotion, probability in zip(EMOTIONS, face.probabilities, strict=True):
            self._add(bundle, f"{place}/{emotion}", float(probability))
        self._add(bundle, f"{place}/label", face.label)
        self._add(bundle, f"{place}/certain", int(not face.is_uncertain))
        width, height = reading.size_wh
        x, y, box_width, box_height = face.box_xywh
        self._add(bundle, f"{place}/box", x / width, y / height, box_width / width, box_height / height)
        if name := reading.names.get(face.face_id):
            self._add(bundle, f"{place}/name", name)

    def _add(self, bundle: Any, address: str, *values: float | str | tuple[float, str]) -> None:
        message = self._messages.OscMessageBuilder(address)
        for value in values:
            message.add_arg(*value) if isinstance(value, tuple) else message.add_arg(value)
        bundle.add_content(message.build())


KIND: Final = OutputKind(
    title="OSC",
    hint="Open Sound Control, for programs of music, light and stage, such as TouchDesigner or Max, on this computer.",
    start=OscSink,
    package="pythonosc",
    extra=_EXTRA,
)
