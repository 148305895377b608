"""Fixtures of the analyze page's tests."""

import contextlib
import sqlite3
from threading import Event

import numpy as np
import pytest

from app.look.theme import apply_theme
from app.pages.analyze import database
from app.pages.analyze.database import open_database
from app.pages.analyze.page import AnalyzePage
from app.pages.analyze.queue_store import QueueStore
from app.pages.analyze.result_store import ResultStore
from app.pages.analyze.threads import AnalyzeThreads
from app.pages.analyze.view_model import AnalyzeViewModel
from app.services.settings import Settings
from fer_core.faces.pipeline import FacePipeline
from fer_core.predict.pictures import predict_pictures
from fer_core.predict.videos import VideoPrediction
from fer_core.rows.video_file import VideoFile
from fer_core.sources.base import Frame
from tests.stand_ins import BRIGHTNESS, NEVER_UNCERTAIN, BrightnessEnsemble, FixedDetector, save


class BrightnessEngine:
    """Reads brightness as emotion; waits for ``gate`` before each picture and each frame from ``gate_from`` on."""

    def __init__(self, *, rule=NEVER_UNCERTAIN, gate=None, gate_from=0):
        self.gate = gate
        self.gate_from = gate_from
        self.read = []
        self._ensemble = BrightnessEnsemble(rule=rule)
        self._detector = FixedDetector((4, 4, 40, 40))
        self.member_names = ()

    def read_pictures(self, paths):
        def noted():
            for path in paths:
                if self.gate is not None and len(self.read) >= self.gate_from:
                    self.gate.wait(20)
                self.read.append(path)
                yield path

        rule = self._ensemble.manifest.uncertainty
        return predict_pictures(noted(), detector=self._detector, classifier=self._ensemble, rule=rule, batch=1)

    def open_video(self, path, *, every, first):
        return VideoPrediction(path, _GatedPipeline(self), every=every, first=first)


class _GatedPipeline(FacePipeline):
    def __init__(self, engine):
        super().__init__(engine._ensemble, make_detector=lambda _: engine._detector)
        self._engine = engine
        self.seen = 0

    def analyze(self, frame_bgr, *, time_s=None):
        if self._engine.gate is not None and self.seen >= self._engine.gate_from:
            self._engine.gate.wait(20)
        self.seen += 1
        self._engine.read.append(round(time_s, 3))
        return super().analyze(frame_bgr, time_s=time_s)


@pytest.fixture
def make_clip():
    def make(path, emotions=("happy",) * 20, *, fps=10.0):
        with VideoFile(path, fps=fps) as video:
            for emotion in emotions:
                video.write(np.full((64, 96, 3), BRIGHTNESS[emotion] if emotion else 0, np.uint8))
        return path

    return make


@pytest.fixture
def gated():
    """An engine that stops after three pictures or frames, until its gate is set."""
    engine = BrightnessEngine(gate=Event(), gate_from=3)
    yield engine
    engine.gate.set()


@pytest.fixture
def make_model(qapp, tmp_path):
    """Return a function that makes a started view model on the tests' data folder."""
    models = []

    def make(engine=None, *, load=None, folder=tmp_path / "data", settings=None, start=True):
        engine = engine or BrightnessEngine()

        def threads(tell):
            return AnalyzeThreads(tell=tell, folder=folder, load=load or (lambda: engine))

        model = AnalyzeViewModel(settings or Settings(), make_threads=threads)
        models.append(model)
        if start:
            model.start()
        return model

    yield make
    for model in models:
        model.close()


@pytest.fixture
def make_page(make_model, qtbot, qapp):
    """Return a function that shows the page, and returns it with its view model."""
    apply_theme(qapp)
    pages = []

    def make(engine=None):
        page = AnalyzePage(make_model(engine, start=False))
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1100, 640)
        page.show()
        page.enter()
        return page, page._view_model

    yield make
    for page in pages:
        page.shut()


SIZE = (64, 96)


def wait(qtbot, condition):
    qtbot.waitUntil(condition, timeout=20_000)


def wait_for_end(qtbot, model, *, results):
    """Wait until all is analysed and the page shows what is kept: pages come after the items."""

    def is_settled():
        if not model.items or model.is_busy:
            return False
        with contextlib.closing(open_database(model._threads._path)) as connection:
            return ResultStore(connection).page(model.query) == model.page and model.page.total == results

    wait(qtbot, is_settled)


@pytest.fixture
def album(tmp_path):
    for name, emotion in (("a", "sad"), ("b", "happy"), ("c", "fear")):
        save(tmp_path / "album" / f"{name}.png", emotion, SIZE)
    return tmp_path / "album"


@pytest.fixture
def filled(tmp_path, album):
    """A database with three pictures of an album and a video of one face, all analysed."""
    path = tmp_path / "data" / database.FILE_NAME
    with contextlib.closing(open_database(path)) as connection:
        queue, results = QueueStore(connection), ResultStore(connection)
        files = sorted(album.iterdir())
        queue.add(files, named=album, is_video=False)
        for prediction in BrightnessEngine().read_pictures(files):
            results.add_picture(1, prediction)
            queue.finish_file(1, prediction.path, is_problem=False)
            face, crop = prediction.faces[0], prediction.crops[0]
        film = tmp_path / "film.mp4"
        queue.add([film], named=film, is_video=True)
        for number in range(4):
            frame = Frame(number, number / 10, 0.0, np.zeros((4, 4, 3), np.uint8))
            results.add_frame_face(2, frame, face, number=1)
        results.set_best(2, frame, face, crop, number=1)
        results.summarise_video(2, film)
        for item in (1, 2):
            queue.finish(item)
        connection.commit()
    return path


def change(path, statement, *values):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()
