"""What has trained a network, where several machines, backends or versions had a hand in it."""

import pytest

from tests.training.laboratory.test_trial import TRIAL, StopAfter, faces  # noqa: F401 (a fixture)
from training.laboratory import trial as trials
from training.laboratory.provenance import describe_training
from training.laboratory.summary import commits_of
from training.laboratory.trial import METRICS, read_environments, run_trial

FIRST = {"commit": "1f", "tensorflow": "2.21.0", "backend": "tensorflow", "accelerators": []}
SECOND = {"commit": "2f", "jax": "0.11.2", "backend": "jax", "accelerators": ["NVIDIA H100"]}


@pytest.fixture
def train(faces, tmp_path, monkeypatch):  # noqa: F811
    def run(environment, *, stopped_after=None):
        monkeypatch.setattr(trials, "_environment", lambda: environment)
        if stopped_after is None:
            run_trial(TRIAL, faces, tmp_path / "t")
            return
        with pytest.raises(KeyboardInterrupt):
            run_trial(TRIAL, faces, tmp_path / "t", callbacks=[StopAfter(stopped_after)])

    return run


def test_all_that_went_on_with_a_trial_are_recorded_and_named(train, tmp_path):
    train(FIRST, stopped_after=1)
    train(FIRST, stopped_after=2)
    assert read_environments(tmp_path / "t") == [FIRST]
    train(SECOND, stopped_after=3)
    train(FIRST)
    assert read_environments(tmp_path / "t") == [FIRST, SECOND]
    summary = {"name": "mlp-baseline", "trials": {"t": {"precision": "float32"}}}
    assert describe_training(summary, tmp_path) == "TensorFlow 2.21.0 and JAX 0.11.2 on NVIDIA H100, float32, seed 1"
    assert commits_of([tmp_path / "t"]) == ["1f", "2f"]


def test_what_was_stopped_in_its_first_epoch_has_trained_nothing(train, faces, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(trials, "_environment", lambda: FIRST)
    monkeypatch.setattr(trials, "fit_trial", _stop)
    with pytest.raises(KeyboardInterrupt):
        run_trial(TRIAL, faces, tmp_path / "t")
    monkeypatch.undo()
    train(SECOND)
    assert read_environments(tmp_path / "t") == [SECOND]


def test_what_only_measures_has_trained_nothing(train, tmp_path):
    train(FIRST)
    (tmp_path / "t" / METRICS).unlink()
    train(SECOND)
    assert read_environments(tmp_path / "t") == [FIRST]


def _stop(*_, **__):
    raise KeyboardInterrupt
