"""Stand-ins for cameras, models and pages' threads."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from app.pages.live.threads import LiveThreads
from app.services.opening import OpenedSource
from fer_core.emotions import EMOTIONS
from fer_core.errors import SourceError
from fer_core.faces.options import AnalysisOptions
from fer_core.results import BoxXywh, FaceResult, FrameResult
from fer_core.sources import Camera, Frame


def make_frame(index=0, *, time_s=0.0, captured_at=None, size_wh=(64, 48), value=90):
    image = np.full((size_wh[1], size_wh[0], 3), value, np.uint8)
    return Frame(index, time_s, time.perf_counter() if captured_at is None else captured_at, image)


def make_face(face_id=1, *, box_xywh: BoxXywh = (10, 10, 20, 20), label="happy", confidence=0.7, is_uncertain=False):
    probabilities = np.full(len(EMOTIONS), (1 - confidence) / (len(EMOTIONS) - 1), np.float32)
    probabilities[EMOTIONS.index(label)] = confidence
    return FaceResult(face_id, box_xywh, probabilities, 1.0, is_uncertain, unsmoothed=probabilities)


class FakeSource:
    """Plays a script: an int is so many frames, an exception is raised, an Event is waited for; then None.

    A live one waits before each frame, as a camera does. Its frames are of one grey ``value``, the first of them taken
    ``first_s`` seconds after it was opened.
    """

    def __init__(
        self,
        script: Iterable[int | Exception | threading.Event] = (10**9,),
        *,
        name="Fake camera",
        is_live=True,
        fps=100.0,
        size_wh=(64, 48),
        value=90,
        first_s=0.0,
    ):
        self.name = name
        self.fps = fps
        self.is_live = is_live
        self.frame_count = None
        self.closed = 0
        self._size_wh = size_wh
        self._value = value
        self._first_s = first_s
        self._steps = self._play(script)

    def read(self):
        return next(self._steps, None)

    def close(self):
        self.closed += 1

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _play(self, script):
        index = 0
        for step in script:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, threading.Event):
                step.wait(20)
                continue
            for _ in range(step):
                if self.is_live:
                    time.sleep(1 / self.fps)
                time_s = self._first_s + index / self.fps
                yield make_frame(index, time_s=time_s, size_wh=self._size_wh, value=self._value)
                index += 1


class Opener:
    """Opens one prepared source or raises one prepared error after another; the last one for ever."""

    def __init__(self, *outcomes: FakeSource | Exception | Callable[[], FakeSource], notice=None, spec=None):
        self.specs: list[str] = []
        self._outcomes = list(outcomes)
        self._notice = notice
        self._spec = spec

    def __call__(self, spec):
        self.specs.append(spec)
        outcome = self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return OpenedSource(outcome if isinstance(outcome, FakeSource) else outcome(), self._spec or spec, self._notice)


class FakeAnalyzer:
    """Finds the same faces in every frame, after the first ``free`` ones once ``gate`` is open."""

    def __init__(
        self,
        faces: Sequence[FaceResult] = (),
        *,
        delay_s=0.0,
        error: Exception | None = None,
        gate: threading.Event | None = None,
        free: int = 0,
    ):
        self.faces = tuple(faces)
        self.delay_s = delay_s
        self.error = error
        self.gate = gate
        self.free = free
        self.options = AnalysisOptions()
        self.member_names = ("compact_vgg", "compact_resnet", "other")
        self.can_explain = True
        self.resets = 0
        self.times: list[float | None] = []

    def analyze(self, frame_bgr, *, time_s=None):
        if self.error is not None:
            raise self.error
        time.sleep(self.delay_s)
        if self.gate is not None and len(self.times) >= self.free:
            self.gate.wait(20)
        self.times.append(time_s)
        return FrameResult(self.faces, self.delay_s * 1000)

    def reset(self):
        self.resets += 1


BUILT_IN = Camera(0, "Built-in camera")


def threads_maker(opener, *, analyzer=None, cameras=(BUILT_IN,), **options):
    """Return what ``LiveViewModel`` needs to work with fakes."""
    return lambda tell: LiveThreads(
        tell=tell,
        opener=opener,
        load=lambda: analyzer or FakeAnalyzer([make_face()]),
        lister=lambda: tuple(cameras),
        **options,
    )


def failing_opener(message="There is no such thing. Choose another."):
    return Opener(SourceError(message))
