"""What the threads of the live page tell each other."""

from dataclasses import dataclass, field
from typing import Protocol

from app.services.mailbox import Mailbox
from app.services.phase import Phase
from fer_core.results import FrameResult
from fer_core.sources import Camera, Frame


@dataclass(frozen=True, slots=True)
class CaptureState:
    """What has become of the source of stream ``stream_id``.

    ``spec`` is what was really opened, ``name`` how to show it. ``message`` is the sentence that goes with LOST and
    FAILED, ``notice`` says why ``spec`` is not what was asked for; both may be empty. ``fps`` is the nominal rate.
    """

    stream_id: int
    phase: Phase
    spec: str
    name: str = ""
    is_live: bool = False
    message: str = ""
    notice: str = ""
    fps: float = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One frame on its way, the ``count``-th of stream ``stream_id``."""

    stream_id: int
    count: int
    frame: Frame

    @property
    def size_wh(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        height, width = self.frame.image_bgr.shape[:2]
        return width, height


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """The faces of a shot, the ``count``-th analysis of the program's life; the size is in pixels."""

    stream_id: int
    count: int
    captured_at: float
    size_wh: tuple[int, int]
    result: FrameResult


@dataclass(frozen=True, slots=True)
class Networks:
    """Who votes: the networks' names in the order of ``FaceResult.members``, and whether they can give evidence."""

    names: tuple[str, ...]
    can_explain: bool


class Listener(Protocol):
    """Somebody who wants every picture and every analysis; called in the threads that make them, it must not wait."""

    def take_shot(self, shot: Shot) -> None:
        """Hear of a picture."""
        ...

    def take_analysis(self, analysis: Analysis) -> None:
        """Hear of an analysis."""
        ...


class Tap:
    """Passes every picture and every analysis on to its listeners, which come and go in the window's thread."""

    def __init__(self) -> None:
        self._listeners: tuple[Listener, ...] = ()

    def add(self, listener: Listener) -> None:
        """Let a listener hear."""
        self._listeners = (*self._listeners, listener)

    def remove(self, listener: Listener) -> None:
        """Let a listener hear no more."""
        self._listeners = tuple(other for other in self._listeners if other is not listener)

    def shot(self, shot: Shot) -> None:
        """Pass a picture on."""
        for listener in self._listeners:
            listener.take_shot(shot)

    def analysis(self, analysis: Analysis) -> None:
        """Pass an analysis on."""
        for listener in self._listeners:
            listener.take_analysis(analysis)


@dataclass(frozen=True, slots=True, eq=False)
class Inbox:
    """Everything that the threads bring to the view model; ``problems`` are sentences about a failed analysis.

    ``tap`` has every picture and analysis, of which the mailboxes keep only the newest.
    """

    states: Mailbox[CaptureState] = field(default_factory=Mailbox)
    shots: Mailbox[Shot] = field(default_factory=Mailbox)
    analyses: Mailbox[Analysis] = field(default_factory=Mailbox)
    networks: Mailbox[Networks] = field(default_factory=Mailbox)
    problems: Mailbox[str] = field(default_factory=Mailbox)
    cameras: Mailbox[tuple[Camera, ...]] = field(default_factory=Mailbox)
    tap: Tap = field(default_factory=Tap)
