"""A judge that is trained for seconds on drawn shapes: the road works, the figures mean little."""

import hashlib
from dataclasses import replace

import cv2
import numpy as np
import pytest

from fer_core.errors import DataError, ModelError
from fer_core.faces.detectors.judge import ANSWERS, MODEL, Judge
from fer_core.resources import asset_path
from training.data.faces import FaceDataset
from training.judge import run
from training.judge.material import MaterialConfig
from training.judge.negatives import Negative
from training.judge.network import MOST_PARAMETERS, build_judge, judge_loss, targets_of
from training.judge.run import JudgeConfig, run_judge
from training.judge.scenes import Examples

CONFIG = JudgeConfig(
    MaterialConfig(rounds=1, misses=0.5, pieces=3), epochs=2, more_epochs=1, batch=32, windows=10, faces=150
)
SMALL = replace(CONFIG, faces=20)


def drawn_faces(count):
    """Two eyes and a mouth on an oval, each a little different."""
    rng = np.random.default_rng(1)
    faces = np.empty((count, 48, 48), np.uint8)
    for face in faces:
        face[:] = rng.integers(0, 80)
        cv2.ellipse(face, (24, 24), (18, 23), 0, 0, 360, 200, -1)
        for x in (16, 32):
            cv2.circle(face, (x + int(rng.integers(-1, 2)), 19), 3, 20, -1)
        cv2.ellipse(face, (24, 36), (7, 2 + int(rng.integers(3))), 0, 0, 360, 40, -1)
    return faces


@pytest.fixture
def material(tmp_path, monkeypatch):
    rng, folder = np.random.default_rng(0), tmp_path / "negatives"
    folder.mkdir()
    pictures = []
    for number in range(9):
        content = cv2.imencode(".png", cv2.resize(rng.integers(0, 256, (12, 16)).astype(np.uint8), (160, 120)))[1]
        sha256 = hashlib.sha256(content.tobytes()).hexdigest()
        (folder / sha256).write_bytes(content.tobytes())
        pictures.append(Negative("p", sha256, sha256, "CC0", "train" if number > 1 else "test"))
    faces = drawn_faces(200)
    dataset = FaceDataset(faces, np.zeros(len(faces), np.int64), tuple([tmp_path] * len(faces)))
    monkeypatch.setattr(run, "load_part", lambda *_: dataset)
    monkeypatch.setattr(run, "read_list", lambda part: [picture for picture in pictures if picture.part == part])
    return folder


@pytest.mark.slow
def test_a_judge_is_trained_evaluated_and_exported_with_a_card_and_a_second_run_repeats_nothing(tmp_path, material):
    places = {"data": tmp_path, "negatives": material, "out": tmp_path / "run", "export": tmp_path / "export"}
    figures = run_judge(CONFIG, **places)
    assert figures["parameters"] < MOST_PARAMETERS
    assert figures["area_under_roc"] > 0.6
    judge = Judge(tmp_path / "export" / "judge.onnx")
    probabilities, moves = judge.judge(np.zeros((3, 32, 32), np.uint8))
    assert probabilities.shape == (3,)
    assert moves.shape == (3, 4)
    card = (tmp_path / "export" / "README.md").read_text()
    assert f"{figures['examples']:,} views" in card
    assert "{" not in card.replace("{'rounds'", "")

    before = (tmp_path / "run" / "second.weights.h5").stat().st_mtime_ns
    again = run_judge(CONFIG, **places)
    assert (tmp_path / "run" / "second.weights.h5").stat().st_mtime_ns == before
    assert again["area_under_roc"] == figures["area_under_roc"]


@pytest.fixture
def untrained(monkeypatch):
    """A run that draws and converts, without training and figures."""
    monkeypatch.setattr(run, "_fit", lambda *_, **__: None)
    monkeypatch.setattr(run, "assess", lambda *_: {})
    monkeypatch.setattr(run, "write_card", lambda *_, **__: None)
    monkeypatch.setattr(run, "to_onnx", lambda *_, **__: asset_path(MODEL).read_bytes())
    return monkeypatch


def test_a_network_that_answers_otherwise_as_onnx_is_not_exported(tmp_path, material, untrained):
    places = {"data": tmp_path, "negatives": material, "out": tmp_path / "run", "export": tmp_path / "export"}
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / run.FILE).write_bytes(b"the judge in use")
    with pytest.raises(ModelError, match="is not exported"):
        run_judge(SMALL, **places)
    assert (tmp_path / "export" / run.FILE).read_bytes() == b"the judge in use"
    assert [path.name for path in (tmp_path / "export").iterdir()] == [run.FILE]


@pytest.mark.parametrize("change", ["settings", "faces", "pictures"])
def test_a_folder_with_a_run_of_other_settings_or_data_is_refused(tmp_path, material, untrained, change):
    untrained.setattr(run, "MAX_DIFFERENCE", np.inf)
    places = {"data": tmp_path, "negatives": material, "out": tmp_path / "run", "export": tmp_path / "export"}
    run_judge(SMALL, **places)
    config = SMALL
    if change == "settings":
        config = replace(SMALL, windows=SMALL.windows + 1)
    elif change == "faces":
        other = FaceDataset(255 - drawn_faces(200), np.zeros(200, np.int64), (tmp_path,) * 200)
        untrained.setattr(run, "load_part", lambda *_: other)
    else:
        next(material.iterdir()).unlink()
    with pytest.raises(DataError, match="other settings or data; choose another --out"):
        run_judge(config, **places)


def test_the_network_is_small_enough_and_does_not_mind_the_light():
    network = build_judge()
    assert network.count_params() <= MOST_PARAMETERS
    views = np.random.default_rng(0).random((2, 32, 32, 1)).astype(np.float32)
    np.testing.assert_allclose(network(views), network(views * 0.3 + 0.4), atol=1e-3)
    assert network.output.shape == (None, ANSWERS)


def test_the_moves_of_what_is_no_face_cost_nothing():
    views = np.zeros((2, 32, 32), np.uint8)
    moves = np.array([[0.5, 0.5, 0.5, 30.0]] * 2, np.float32)
    targets = targets_of(Examples(views, np.array([True, False]), moves))
    answers = np.zeros((2, ANSWERS), np.float32)
    face, other = np.asarray(judge_loss(targets, answers))
    assert other == pytest.approx(np.log(2))
    assert face > other + 0.1
