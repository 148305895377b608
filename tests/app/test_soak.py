"""Minutes of a camera, as fast as they go, through the window: nothing piles up, nothing is lost unnoticed."""

import threading

import numpy as np
import psutil
import pytest

from app.live.history import SPAN_S, STEP_S
from app.live.watchdog import Watchdog
from app.mailbox import Mailbox
from app.settings import ANALYSES_PER_S, RECORDINGS_FOLDER, Settings
from fer_core.pipeline import FacePipeline
from fer_core.session.reader import list_sessions, open_session
from fer_core.session.writer import SessionWriter
from fer_core.sources import Frame
from tests.app.fakes import FakeSource, Opener
from tests.app.leaks import running_threads
from tests.stand_ins import BrightnessEnsemble

FRAMES = 20_000
WARM_UP = 2_000
FPS = 50.0
SIZE_WH = (32, 24)
MOST_WAITING = 400
MOST_GROWTH_MB = 6.0


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
        self.let_on[count].wait(120)


class PassingFaces:
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


@pytest.fixture
def flood():
    source = FloodSource()
    yield source
    for event in source.let_on.values():
        event.set()


@pytest.fixture
def written(monkeypatch):
    """The moments of all pictures that a recording has written."""
    times_s, write = [], SessionWriter.write_picture

    def count(writer, image_bgr, *, time_s):
        times_s.append(time_s)
        return write(writer, image_bgr, time_s=time_s)

    monkeypatch.setattr(SessionWriter, "write_picture", count)
    return times_s


def rss_mb():
    return psutil.Process().memory_info().rss / 2**20


def test_twenty_thousand_pictures_pile_up_nowhere(make_window, qtbot, monkeypatch, tmp_path, flood, written):  # noqa: PLR0917
    most_bytes = MOST_WAITING * SIZE_WH[0] * SIZE_WH[1] * 3
    monkeypatch.setattr("app.live.session.Mailbox", CountingMailbox)
    monkeypatch.setattr("app.live.recording._MOST_BYTES", most_bytes)
    settings = Settings()
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    # More than there are pictures: none is turned away.
    settings.set(ANALYSES_PER_S, 60)
    settings.save()
    threads, faces = running_threads(), PassingFaces()
    pipeline = FacePipeline(faces, BrightnessEnsemble())
    # The camera may stand still for as long as it takes to weigh.
    window = make_window(Opener(flood), analyzer=pipeline, watchdog=Watchdog(stall_s=600.0))
    model, recording = window.view_model, window.live.recording
    session, history = model._session, model.study.history
    window.show_page(window.help)
    qtbot.waitUntil(lambda: flood.stands_at == 1 and window.help.about.toPlainText() != "")
    window.show_page(window.live)
    recording.toggle()
    recorder, sizes = recording._recorder, []

    def analysed():
        return model.newest_analysis.count if model.newest_analysis else 0

    def is_through(count):
        # Each picture is either analysed or counted as replaced by a later one.
        sizes.append((recorder._waiting_bytes, sum(map(len, history._samples.values()))))
        is_recorded = len(written) + recorder.dropped == count - 1
        return is_recorded and flood.stands_at == count == analysed() + session._jobs.replaced

    flood.let_on[1].set()
    qtbot.waitUntil(lambda: is_through(WARM_UP), timeout=30_000)
    before_mb = rss_mb()
    # From here on nothing is painted, which is faster.
    window.show_page(window.help)
    flood.let_on[WARM_UP].set()
    qtbot.waitUntil(lambda: is_through(FRAMES), timeout=60_000)
    assert rss_mb() - before_mb < MOST_GROWTH_MB
    waiting_bytes, samples = map(max, zip(*sizes, strict=True))
    assert waiting_bytes <= most_bytes
    # Two faces at a time, each kept with its minute for a minute after it was seen last.
    assert samples <= 2 * 2 * SPAN_S / STEP_S

    assert analysed() == faces.calls > WARM_UP / 10
    assert len(pipeline._smoothers) <= 4
    recording.toggle()
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text, timeout=20_000)
    ((folder, _),) = list_sessions(tmp_path / "recordings")
    info = open_session(folder).info
    assert info.is_finished
    assert info.dropped == FRAMES - 1 - len(written)
    assert info.frames == round(written[-1] * FPS) + 1

    flood.let_on[FRAMES].set()
    window.close()
    assert running_threads() <= threads
    assert flood.closed == 1
