"""Where frames come from: cameras, videos, streams, pictures and the demo clip, all read alike."""

import logging
import re
from pathlib import Path
from typing import Final

from cv2_enumerate_cameras import enumerate_cameras

from fer_core.errors import SourceError, reason_of
from fer_core.kinds import FileKind, kind_of
from fer_core.resources import asset_path
from fer_core.sources.base import Frame, FrameSource
from fer_core.sources.camera import CAMERA_BACKEND, Camera, open_camera
from fer_core.sources.images import is_missing_pattern, open_folder, open_pattern
from fer_core.sources.stream import STREAM_SCHEMES, StreamSource
from fer_core.sources.video import VideoSource

__all__ = [
    "AUTO",
    "DEMO",
    "DEMO_CLASS",
    "Camera",
    "Frame",
    "FrameSource",
    "camera_spec",
    "is_camera",
    "is_demo",
    "list_cameras",
    "open_source",
    "resolve_auto",
]

AUTO: Final = "auto"
"""The spec that ``resolve_auto`` turns into one that ``open_source`` knows."""

DEMO: Final = "demo"
"""The spec of the bundled clip."""

DEMO_CLASS: Final = "demo:class"
"""The spec of the bundled clip of four faces."""

_DEMOS: Final = {DEMO: ("demo/demo.mp4", "Demo"), DEMO_CLASS: ("demo/class.mp4", "Demo of a class")}

_CAMERA = re.compile(r"camera:(-?\d+)")

log = logging.getLogger(__name__)


def camera_spec(index: int) -> str:
    """Return the spec that opens camera ``index``."""
    return f"camera:{index}"


def is_camera(spec: str) -> bool:
    """Tell whether a spec names a camera by number."""
    return _CAMERA.fullmatch(spec) is not None


def is_demo(spec: str) -> bool:
    """Tell whether a spec names a bundled clip."""
    return spec in _DEMOS


def list_cameras() -> tuple[Camera, ...]:
    """Return this computer's cameras by number; empty where there are none or the system will not tell."""
    try:
        found = {info.index: Camera(info.index, info.name) for info in enumerate_cameras(CAMERA_BACKEND)}
    except Exception:  # drivers fail in their own ways, and a list is a convenience
        log.exception("cannot list cameras")
        return ()
    return tuple(found[index] for index in sorted(found))


def resolve_auto() -> str:
    """Return the spec of the first camera, or ``demo`` where there is none."""
    cameras = list_cameras()
    return camera_spec(cameras[0].index) if cameras else DEMO


def open_source(spec: str) -> FrameSource:
    """Open what ``spec`` names.

    ``spec`` is ``demo`` or ``demo:class`` (the bundled clips, endless), ``camera:N``, the path of a video file or a
    folder of pictures, a numbered pattern such as ``img_%03d.png``, or an http, https or rtsp address. Raises
    SourceError, or CameraError, with what is wrong and what to do.
    """
    if is_demo(spec):
        clip, name = _DEMOS[spec]
        return VideoSource(asset_path(clip), name=name, loop=True)
    if camera := _CAMERA.fullmatch(spec):
        return open_camera(int(camera[1]))
    if re.match(rf"({'|'.join(STREAM_SCHEMES)})://", spec, re.IGNORECASE):
        return StreamSource(spec)
    try:
        return _open_path(spec)
    except PermissionError as error:
        raise SourceError("{spec} cannot be opened: {reason}.", spec=spec, reason=reason_of(error)) from error


def _open_path(spec: str) -> FrameSource:
    path = Path(spec)
    if path.is_dir():
        return open_folder(path)
    if is_missing_pattern(path):
        return open_pattern(path)
    if path.is_file() and kind_of(path) in (FileKind.PICTURE, FileKind.HEIC):
        raise SourceError(
            "{path} is a single picture. Open the folder that it lies in, or have it analysed as a file.",
            path=path,
        )
    if path.is_file():
        return VideoSource(path)
    raise SourceError(
        "There is no video or folder {path!r}: expected auto, demo, camera:N, a video, a folder of pictures, "
        "a pattern such as img_%03d.png, or an http, https or rtsp address.",
        path=spec,
    )
