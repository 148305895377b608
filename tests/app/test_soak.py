"""Minutes of a camera, as fast as they go, through the window: nothing piles up, nothing is lost unnoticed."""

import threading
from dataclasses import dataclass, field

import numpy as np
import psutil
import pytest

from app.pages.live.history import SPAN_S, STEP_S
from app.pages.live.watchdog import Watchdog
from app.services.face_settings import ANALYSES_PER_S
from app.services.mailbox import Mailbox
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.window.window import MainWindow
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.pipeline import FacePipeline
from fer_core.recording.reader import list_recordings, open_recording
from fer_core.recording.writer import RecordingWriter
from fer_core.sources import Frame
from tests.app.fakes import FakeSource, Opener
from tests.app.leaks import running_threads
from tests.stand_ins import BrightnessEnsemble

FRAMES = 20_000
WARM_UP = 2_000
FPS = 50.0
SIZE_WH = (32, 24)
PICTURE_BYTES = SIZE_WH[0] * SIZE_WH[1] * 3
MOST_WAITING_BYTES = 400 * PICTURE_BYTES
MOST_GROWTH_BYTES = (FRAMES - WARM_UP) * PICTURE_BYTES / 2
"""Half of what the pictures after the warm-up take, had they piled up anywhere."""
PATIENCE_MS = 3_600_000
"""Longer than pytest lets any test run."""


class FloodSource(FakeSource):
    """A camera whose pictures, by their own clock taken 50 times a second, come as fast as they are read.

    It stands still after the first, the warm-up and the last one until it is let on.
    """

    def __init__(self):
        super().__init__(name="Flood", fps=FPS)
        self.let_on = {count: threading.Event() for count in (1, WARM_UP, FRAMES)}
        self.stands_at = 0

    def _play(self, script):
        rng = np.random.default_rng(0)
        for index in range(FRAMES):
            if index in self.let_on:
                self._stand(index)
            image = rng.integers(60, 200, (SIZE_WH[1], SIZE_WH[0], 3), dtype=np.uint8)
            yield Frame(index, index / FPS, index / FPS, image)
        self._stand(FRAMES)

    def _stand(self, count):
        self.stands_at = count
        self.let_on[count].wait()


class PassingFaces(FaceDetector):
    """Finds two faces, one of which gives its place to another person after every 100 pictures."""

    def __init__(self):
        self.calls = 0

    def detect(self, grey):
        self.calls += 1
        return [(1, 1, 8, 8), (20, 14 * (self.calls // 100 % 2), 8, 8)]


class CountingMailbox(Mailbox):
    """Counts what nobody took before the next came."""

    def __init__(self):
        super().__init__()
        self.replaced = 0

    def put(self, item):
        with self._condition:
            self.replaced += self._item is not None
            super().put(item)


@dataclass
class Soak:
    """The window on the flood, the moments of all pictures that it has recorded, and the most that piled up in it."""

    window: MainWindow
    flood: FloodSource
    pipeline: FacePipeline
    written_s: list[float]
    waiting_bytes: int = 0
    samples: int = 0
    rss_bytes: dict[int, int] = field(default_factory=dict)

    @property
    def analysed(self):
        newest = self.window.view_model.newest_analysis
        return newest.count if newest else 0

    def is_through(self, count):
        """Tell whether the first so many pictures are all dealt with, and weigh what is waiting."""
        model, recorder = self.window.view_model, self.window.live.recording._recorder
        self.waiting_bytes = max(self.waiting_bytes, recorder._waiting_bytes)
        self.samples = max(self.samples, sum(map(len, model.study.history._samples.values())))
        # Each picture is either analysed or counted as replaced by a later one, and so it is with recording.
        is_recorded = len(self.written_s) + recorder.dropped == count - 1
        return is_recorded and self.flood.stands_at == count == self.analysed + model._threads._jobs.replaced

    def drive(self, qtbot):
        """Let all pictures through and record all but the first."""
        window, flood = self.window, self.flood
        window.show_page(window.help)
        qtbot.waitUntil(lambda: flood.stands_at == 1 and window.help.about.toPlainText() != "", timeout=PATIENCE_MS)
        window.show_page(window.live)
        window.live.recording.toggle()
        self.let_through(qtbot, 1, WARM_UP)
        # From here on nothing is painted, which is faster.
        window.show_page(window.help)
        self.let_through(qtbot, WARM_UP, FRAMES)

    def let_through(self, qtbot, start, end):
        """Let the pictures from one standstill to the next through, and weigh the process then."""
        self.flood.let_on[start].set()
        qtbot.waitUntil(lambda: self.is_through(end), timeout=PATIENCE_MS)
        self.rss_bytes[end] = psutil.Process().memory_info().rss

    def check_bounds(self):
        """Fail where anything has grown with the number of pictures."""
        assert self.rss_bytes[FRAMES] - self.rss_bytes[WARM_UP] < MOST_GROWTH_BYTES
        assert self.waiting_bytes <= MOST_WAITING_BYTES
        # Two faces at a time, each kept with its minute for a minute after it was seen last.
        assert self.samples <= 2 * 2 * SPAN_S / STEP_S
        assert len(self.pipeline._smoothers) <= 4

    def check_files(self, qtbot, folder):
        """End the recording and fail where it lacks anything that it does not tell of."""
        self.window.live.recording.toggle()
        qtbot.waitUntil(lambda: "The recording is in" in self.window.live.banner.text, timeout=PATIENCE_MS)
        ((folder_of_recording, _),) = list_recordings(folder)
        info = open_recording(folder_of_recording).info
        assert info.is_finished
        assert info.dropped == FRAMES - 1 - len(self.written_s)
        assert info.frames == round(self.written_s[-1] * FPS) + 1


@pytest.fixture
def flood():
    source = FloodSource()
    yield source
    for event in source.let_on.values():
        event.set()


@pytest.fixture
def written_s(monkeypatch):
    """The moments of all pictures that a recording has written."""
    times_s, write = [], RecordingWriter.write_picture

    def count(writer, image_bgr, *, time_s):
        times_s.append(time_s)
        return write(writer, image_bgr, time_s=time_s)

    monkeypatch.setattr(RecordingWriter, "write_picture", count)
    return times_s


@pytest.fixture
def recordings(tmp_path):
    """The folder that is recorded into, where more pictures may be analysed than there are: none is turned away."""
    settings = Settings()
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    settings.set(ANALYSES_PER_S, 60)
    settings.save()
    return tmp_path / "recordings"


@pytest.fixture
def make_soak(make_window, monkeypatch, flood, written_s, recordings):
    """Return a function that opens the window on a detector."""
    monkeypatch.setattr("app.pages.live.threads.Mailbox", CountingMailbox)
    monkeypatch.setattr("app.pages.live.recording._MOST_BYTES", MOST_WAITING_BYTES)

    def make(detector):
        pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: detector)
        # The camera may stand still for as long as it takes to weigh.
        watchdog = Watchdog(stall_s=PATIENCE_MS / 1000)
        window = make_window(Opener(flood), analyzer=pipeline, watchdog=watchdog)
        return Soak(window, flood, pipeline, written_s)

    return make


def test_twenty_thousand_pictures_pile_up_nowhere(make_soak, qtbot, recordings):
    threads, faces = running_threads(), PassingFaces()
    soak = make_soak(faces)
    soak.drive(qtbot)
    assert soak.analysed == faces.calls > WARM_UP / 10
    soak.check_bounds()
    soak.check_files(qtbot, recordings)

    soak.flood.let_on[FRAMES].set()
    soak.window.close()
    assert running_threads() <= threads
    assert soak.flood.closed == 1
