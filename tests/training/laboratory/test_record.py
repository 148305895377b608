"""What has trained a network, where several machines, backends or versions had a hand in it."""

import keras
import pytest

from tests.training.laboratory.test_trial import TRIAL, StopAfter, faces  # noqa: F401 (a fixture)
from training.laboratory import record
from training.laboratory.fitting import BEST
from training.laboratory.provenance import describe_training
from training.laboratory.record import METRICS, read_environments
from training.laboratory.summary import commits_of
from training.laboratory.trial import run_trial
from training.run_folder import HISTORY, LAST

FIRST = {"commit": "1f", "tensorflow": "2.21.0", "backend": "tensorflow", "accelerators": []}
SECOND = {"commit": "2f", "jax": "0.11.2", "backend": "jax", "accelerators": ["NVIDIA H100"]}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "t"


@pytest.fixture
def train(faces, folder, monkeypatch):  # noqa: F811
    def run(environment, stop=None):
        monkeypatch.setattr(record, "_environment", lambda: environment)
        if stop is None:
            run_trial(TRIAL, faces, folder)
            return
        with pytest.raises(KeyboardInterrupt):
            run_trial(TRIAL, faces, folder, callbacks=[stop])

    return run


class StopWithin(keras.callbacks.Callback):
    """Stops before an epoch has ended."""

    def on_train_batch_begin(self, batch, logs=None):
        raise KeyboardInterrupt


def test_all_that_went_on_with_a_trial_are_recorded_and_named(train, folder):
    train(FIRST, StopAfter(1))
    train(FIRST, StopAfter(2))
    assert read_environments(folder) == [FIRST]
    train(SECOND, StopAfter(3))
    train(FIRST)
    assert read_environments(folder) == [FIRST, SECOND]
    summary = {"name": "mlp-baseline", "trials": {"t": {"precision": "float32"}}}
    assert describe_training(summary, folder.parent) == (
        "TensorFlow 2.21.0; JAX 0.11.2 on NVIDIA H100, float32, seed 1"
    )
    assert commits_of([folder]) == ["1f", "2f"]


def test_what_was_stopped_within_the_first_epoch_has_trained_nothing(train, folder):
    train(FIRST, StopWithin())
    train(SECOND)
    assert read_environments(folder) == [SECOND]


def test_what_was_stopped_within_a_later_epoch_has_trained_nothing(train, folder):
    train(FIRST, StopAfter(1))
    train(SECOND, StopWithin())
    train(FIRST)
    assert read_environments(folder) == [FIRST]


def test_what_only_measures_has_trained_nothing(train, folder):
    train(FIRST)
    (folder / METRICS).unlink()
    train(SECOND)
    assert read_environments(folder) == [FIRST]


@pytest.mark.parametrize("lost", [[LAST, BEST], [METRICS, HISTORY, BEST]])
def test_what_trained_weights_that_are_lost_is_forgotten(lost, train, folder):
    train(FIRST, StopAfter(1))
    train(SECOND, StopAfter(2) if METRICS not in lost else None)
    for name in lost:
        (folder / name).unlink()
    train(SECOND)
    assert read_environments(folder) == [SECOND]


def test_who_has_trained_where_the_record_was_removed_is_unknown(train, folder):
    train(FIRST)
    (folder / record.TRIAL).unlink()
    train(SECOND)
    summary = {"name": "mlp-baseline", "trials": {"t": {"precision": "float32"}}}
    assert describe_training(summary, folder.parent) == "unknown backend, float32, seed 1"
    assert commits_of([folder]) == []
