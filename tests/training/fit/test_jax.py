"""Training with JAX, which takes a processor for several devices; in processes of their own, for it does so once."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.training.toys import TOYS
from training.data.faces import Material, load_folder
from training.ensemble import member
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit import answers
from training.fit.answers import predict
from training.fit.batches import scale
from training.fit.callbacks import read_history
from training.laboratory import fitting
from training.models import ARCHITECTURES
from training.settings import MemberConfig, Stage, Trial

pytestmark = pytest.mark.slow

MEMBER = MemberConfig("toy", seed=1, epochs=1)
CONFIG = replace(SMOKE, members=(MEMBER,), batch_size=16, stages=(Stage(1.0, 32),))
TRIAL = Trial("toy", batch_size=36, epochs=1, patience=0)


def train_trial(data, out):
    """Train a trial, whose last batches no four devices can share."""
    ARCHITECTURES.update(TOYS)
    train, validation = (load_folder(Path(data) / part) for part in ("train", "test"))
    Path(out).mkdir()
    fitting.fit_trial(TRIAL, train, validation.subset(np.arange(37)), Path(out))


def train_member(data, out):
    """Train a member, say on how many devices its network lies, and keep its answers."""
    ARCHITECTURES.update(TOYS)
    train, validation = (load_folder(Path(data) / part) for part in ("train", "test"))
    network = member.train_member(Material(train, validation, None), MEMBER, CONFIG, Path(out) / "toy")
    np.save(Path(out) / "answers.npy", predict(network, validation.images[:37]))
    print(len(network.weights[0].value.sharding.device_set))


def train_on_odd_numbers(data, out):
    """Train, and answer as recorded, with batches of which the last ones are smaller."""
    ARCHITECTURES.update(TOYS)
    answers._EVALUATION_BATCH = 16
    train, validation = (load_folder(Path(data) / part) for part in ("train", "test"))
    assert len(train) % TRIAL.batch_size
    Path(out).mkdir()
    some = validation.subset(np.arange(37))
    fitting.fit_trial(TRIAL, train, some, Path(out))
    network = fitting.build_untrained(TRIAL)
    network.load_weights(Path(out) / fitting.BEST)
    probabilities = predict(network, some.images)
    np.testing.assert_allclose(probabilities, network(scale(some.images)), atol=1e-5)
    recorded = read_history(Path(out)).iloc[-1]
    assert recorded["val_accuracy"] == pytest.approx(np.mean(probabilities.argmax(axis=1) == some.labels), rel=1e-5)
    assert recorded["val_loss"] == pytest.approx(-np.log(probabilities[range(37), some.labels]).mean(), rel=1e-3)


def train_few(data, out):
    """Train a trial on fewer faces than a batch has."""
    ARCHITECTURES.update(TOYS)
    faces = load_folder(Path(data) / "train").subset(np.arange(10))
    fitting.fit_trial(TRIAL, faces, faces, Path(out))


def start(count, function, *arguments, **environment):
    """Start a function of this module with JAX on ``count`` devices."""
    call = f"from {__name__} import {function.__name__} as f; f(*{[str(each) for each in arguments]!r})"
    devices = {"JAX_PLATFORMS": "cpu", "XLA_FLAGS": f"--xla_force_host_platform_device_count={count}", **environment}
    return subprocess.Popen(
        [sys.executable, "-c", call], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "KERAS_BACKEND": "jax", **devices},
    )  # fmt: skip


def outcome(process):
    """Wait for a process; returns what it printed and told."""
    try:
        return process.communicate(timeout=240)
    finally:
        process.kill()


def test_four_devices_train_what_one_trains(made_up_data, tmp_path):
    processes = [start(count, train_trial, made_up_data, tmp_path / str(count)) for count in (1, 4)]
    for process in processes:
        told = outcome(process)[1]
        assert process.returncode == 0, told[-3000:]
    one, four = (read_history(tmp_path / str(count)).iloc[-1] for count in (1, 4))
    assert four["loss"] == pytest.approx(one["loss"], rel=0.02)
    assert four["val_accuracy"] == pytest.approx(one["val_accuracy"], abs=0.06)


def test_a_member_lies_on_every_device(made_up_data, tmp_path):
    (tmp_path / "toy").mkdir()
    printed, told = outcome(start(4, train_member, made_up_data, tmp_path))
    assert printed.splitlines()[-1:] == ["4"], told[-3000:]
    answers = np.load(tmp_path / "answers.npy")
    assert answers.shape == (37, 7)
    np.testing.assert_allclose(answers.sum(axis=1), 1, atol=1e-5)


def test_a_step_is_compiled_for_one_number_of_faces(made_up_data, tmp_path):
    process = start(1, train_on_odd_numbers, made_up_data, tmp_path / "out", JAX_LOG_COMPILES="1")
    told = outcome(process)[1]
    assert process.returncode == 0, told[-3000:]
    steps = re.findall(r"Finished XLA compilation of jit\((\w*_step)\w*\)", told)
    assert sorted(steps) == ["predict_step", "test_step", "train_step"]


def test_a_batch_that_devices_cannot_share_is_refused(made_up_data, tmp_path):
    told = outcome(start(5, train_trial, made_up_data, tmp_path / "out"))[1]
    assert "DataError: 5 devices cannot share a batch of 36 faces evenly." in told


def test_devices_share_fewer_faces_than_a_batch_has(made_up_data, tmp_path):
    process = start(4, train_few, made_up_data, tmp_path)
    told = outcome(process)[1]
    assert process.returncode == 0, told[-3000:]
    assert read_history(tmp_path)[["loss", "val_loss"]].notna().all(axis=None)
