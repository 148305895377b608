"""The study page in the real window: recordings of fakes, stimuli in a second window."""

import threading
import time

import numpy as np
import pytest

from app.pages.study import take as taking
from fer_core.rows.video_file import VideoFile
from fer_core.study.model import MarkerKey
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face, make_frame
from tests.app.pages.study.helpers import wait_until_free


class WatchingCamera(FakeSource):
    """Sees dark until ``lit`` is set, and light from then on; its times are those of the clock, as a camera's."""

    def __init__(self, fps=50.0):
        super().__init__(fps=fps)
        self.lit = threading.Event()
        self.first_lit_at: float | None = None
        self._opened_at = time.perf_counter()

    def read(self):
        index = super().read().index
        now, is_lit = time.perf_counter(), self.lit.is_set()
        if is_lit and self.first_lit_at is None:
            self.first_lit_at = now
        return make_frame(index, time_s=now - self._opened_at, captured_at=now, value=220 if is_lit else 20)


@pytest.fixture
def camera():
    return WatchingCamera()


@pytest.fixture
def page(make_window, qtbot, tmp_path, camera, monkeypatch):
    """The page with a study of two participants, one question and one film of half a second."""
    monkeypatch.setattr(taking, "LEAD_S", 0.3)
    monkeypatch.setattr(taking, "TAIL_MS", 200)
    video = tmp_path / "film.mp4"
    with VideoFile(video, fps=20) as film:
        for number in range(10):
            film.write(np.full((48, 64, 3), 20 * number, np.uint8))
    window = make_window(Opener(camera), analyzer=FakeAnalyzer([make_face()]))
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    page = window.page_named("study")
    window.show_page(page)
    model = page.model
    model.begin(tmp_path / "study")
    qtbot.waitUntil(lambda: model.folder is not None)
    for name in ("01", "02"):
        model.add_participant(name)
    model.add_video(video)
    model.add_stimulus("question")
    model.set_keys((MarkerKey("F6", "smile"), MarkerKey("F7", "answer", is_interval=True)))
    wait_until_free(qtbot, page)
    return page
