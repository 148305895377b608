"""Opening what the user asked for, with the demo in place of a camera that is not there."""

from dataclasses import dataclass
from typing import Final

from fer_core.errors import CameraError, EmolensError
from fer_core.sources import AUTO, DEMO, FrameSource, open_source, resolve_auto

OFF: Final = "off"
"""The spec of no source at all: the camera is off."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenedSource:
    """A source, the spec that opens it again, and why it is not the one that was asked for (mostly None)."""

    source: FrameSource
    spec: str
    notice: EmolensError | None = None


def open_spec(spec: str) -> OpenedSource:
    """Open ``spec`` as ``open_source`` does; ``auto`` is the first camera or else the demo.

    Raises SourceError, or CameraError for a camera that was asked for by number.
    """
    if spec != AUTO:
        return OpenedSource(open_source(spec), spec)
    resolved = resolve_auto()
    if resolved == DEMO:
        nothing = CameraError("No camera was found, so Emolens shows its demo.")
        return OpenedSource(open_source(DEMO), DEMO, nothing)
    try:
        return OpenedSource(open_source(resolved), resolved)
    except CameraError as error:
        return OpenedSource(open_source(DEMO), DEMO, demo_instead(error))


def demo_instead(error: EmolensError) -> CameraError:
    """Return the failure of a camera as one for which the demo stands in."""
    return CameraError("{reason} Emolens shows its demo instead.", reason=error)
