"""Pictures on several threads: the same results in the same order, and an end that leaves nobody working."""

import threading
import time

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.faces.detectors.base import FaceDetector
from fer_core.networks.ensemble import load_ensemble
from fer_core.predict import command, side_by_side
from fer_core.predict.pictures import predict_pictures
from fer_core.predict.side_by_side import HANDFUL, predict_side_by_side, usable_cores
from tests.stand_ins import NEVER_UNCERTAIN, BrightnessEnsemble, save


class WatchedDetector(FaceDetector):
    """Finds a face in every picture, and counts how many pictures are in the hands of one and of all."""

    def __init__(self, log, *, delay_s=0.0):
        self._log = log
        self._delay_s = delay_s
        self._busy = threading.Lock()

    def detect(self, frame):
        assert self._busy.acquire(blocking=False), "two threads use one detector"
        try:
            self._log.append(threading.current_thread().name)
            time.sleep(self._delay_s)
            return [(0, 0, 30, 30)]
        finally:
            self._busy.release()


@pytest.fixture
def files(tmp_path):
    return [save(tmp_path / f"{i:03}.png", EMOTIONS[i % 7]) for i in range(5 * HANDFUL + 3)]


def read(files, detectors, classifier=None):
    return predict_side_by_side(
        files, detectors=detectors, classifier=classifier or BrightnessEnsemble(), rule=NEVER_UNCERTAIN
    )


def test_the_order_is_that_of_the_files_however_the_threads_run(files):
    log = []
    detectors = [WatchedDetector(log, delay_s=delay_s) for delay_s in (0.0, 0.004, 0.001)]
    predictions = list(read(files, detectors))
    assert [p.path for p in predictions] == files
    assert [p.faces[0].label for p in predictions] == [EMOTIONS[i % 7] for i in range(len(files))]
    assert len(set(log)) > 1


@pytest.mark.slow
def test_rows_are_the_same_to_the_bit_on_any_number_of_threads(tmp_path):
    rng = np.random.default_rng(0)
    files = [
        save(tmp_path / f"{i}.png", EMOTIONS[rng.integers(0, 7)], size=(30 + i, 48)) for i in range(3 * HANDFUL - 1)
    ]
    ensemble = load_ensemble()
    alone = list(predict_pictures(files, detector=None, classifier=ensemble, rule=NEVER_UNCERTAIN))
    for threads in (2, 3):
        for one, other in zip(alone, read(files, [None] * threads, ensemble), strict=True):
            np.testing.assert_array_equal(one.faces[0].probabilities, other.faces[0].probabilities)
            assert one.faces[0].agreement == other.faces[0].agreement


@pytest.mark.slow
def test_what_networks_say_of_a_face_does_not_depend_on_those_beside_it():
    faces = np.random.default_rng(0).integers(0, 255, (37, 48, 48), dtype=np.uint8)
    ensemble = load_ensemble()
    together = ensemble.predict_members(faces)
    for size in (1, 5, 16):
        parts = [ensemble.predict_members(faces[start : start + size]) for start in range(0, len(faces), size)]
        np.testing.assert_array_equal(np.concatenate(parts, axis=1), together)


def test_a_reader_that_leaves_ends_the_threads_within_a_picture(files):
    log = []
    predictions = read(files, [WatchedDetector(log, delay_s=0.01) for _ in range(2)])
    next(predictions)
    predictions.close()
    count = len(log)
    assert count < len(files)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("pictures")]


def test_an_error_of_a_thread_comes_after_what_was_read_before_it(files):
    class Failing(BrightnessEnsemble):
        def vote(self, faces):
            if any(int(face.mean()) // 36 == 6 for face in faces):
                raise DataError("no more")
            return super().vote(faces)

    files = [file for i, file in enumerate(files) if i % 7 != 6][: 2 * HANDFUL] + files
    predictions = read(files, [None, None], Failing())
    for file in files[: 2 * HANDFUL]:
        assert next(predictions).path == file
    with pytest.raises(DataError, match="no more"):
        next(predictions)


def test_the_command_reads_folders_on_every_core(files, monkeypatch, capsys):
    used = []

    def noted(paths, *, detectors, **options):
        used.append(len(detectors))
        return predict_side_by_side(paths, detectors=detectors, **options)

    monkeypatch.setattr(command, "predict_side_by_side", noted)
    monkeypatch.setattr(command, "usable_cores", lambda: 3)
    monkeypatch.setattr(command, "load_ensemble", lambda _: BrightnessEnsemble())
    tables = []
    for cores in (3, 1):
        monkeypatch.setattr(command, "usable_cores", lambda cores=cores: cores)
        out = files[0].parent.parent / f"{cores}.csv"
        assert command.main([str(files[0].parent), "--faces", "whole", "--out", str(out)]) == 0
        tables.append(out.read_bytes())
    assert command.main([str(files[0]), "--faces", "whole"]) == 0
    assert used == [3, 1, 1]
    assert tables[0] == tables[1]
    assert usable_cores() >= 1


def test_one_thread_is_not_started_for_nothing(files, monkeypatch):
    monkeypatch.delattr(side_by_side, "ThreadPoolExecutor")
    assert len(list(read(files, [None]))) == len(files)
