"""What an examination of the cameras does and finds."""

from dataclasses import dataclass
from enum import StrEnum

from fer_core.sources import Camera


class Outcome(StrEnum):
    """How an attempt to get pictures from a camera ended."""

    WORKS = "works"
    CLOSED = "does not open"
    EMPTY = "opens, but gives no picture"
    HUNG = "does not answer"
    CRASHED = "driver crashed"


@dataclass(frozen=True, slots=True)
class Backend:
    """A capture interface of OpenCV (``number`` is its ``cv2.CAP_*``) and the cameras that it lists."""

    number: int
    name: str
    cameras: tuple[Camera, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a camera delivered during a few seconds.

    ``size_wh`` is in pixels; ``claimed_fps`` is what the driver says, ``fps`` what was counted, pictures a second; a
    read took ``read_ms`` in the median and ``slowest_read_ms`` at most; ``brightness`` is the last picture's mean, 0 to
    255; ``first_picture_s`` is the time from opening to the first picture in seconds. ``picture`` is the last one,
    small, as a JPEG in base 64: to be shown, not to be kept or passed on.
    """

    size_wh: tuple[int, int]
    claimed_fps: float
    fps: float
    read_ms: float
    slowest_read_ms: float
    brightness: float
    first_picture_s: float
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt with a camera through one backend at one size (width, height); measured only where it works."""

    camera: Camera
    backend: str
    wanted_wh: tuple[int, int]
    outcome: Outcome
    measured: Measurement | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has a device open."""

    pid: int
    name: str


@dataclass(frozen=True, slots=True)
class Device:
    """A camera's device file on Linux, and whether this process may read and write it.

    ``group`` owns it; ``joins_at_login`` tells that the user is in that group, but only from the next login on.
    """

    index: int
    path: str
    is_accessible: bool
    group: str = ""
    joins_at_login: bool = False
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that an examination found on ``system``, which is a ``sys.platform``.

    ``backend`` is the interface through which Emolens opens cameras. ``is_denied`` tells that Windows' privacy settings
    keep programs from the cameras. ``has_listing`` is False where the system did not answer when asked for its cameras,
    ``is_complete`` where the examination was cancelled.
    """

    system: str
    backend: str
    cameras: tuple[Camera, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    devices: tuple[Device, ...] = ()
    is_denied: bool = False
    has_listing: bool = True
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """The attempt that begins now, ``done`` of at most ``total`` being over."""

    done: int
    total: int
    camera: Camera
    backend: str
    wanted_wh: tuple[int, int]
