"""Training that is spread over devices; in processes of their own, for Keras' backends settle their devices once."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.training.processes import finish, start
from tests.training.toys import TOYS
from training import run
from training.data.faces import Material, load_folder
from training.ensemble import member
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit.callbacks import predict, read_history
from training.fit.distribution import fit_for_keras
from training.laboratory import fitting
from training.models import ARCHITECTURES
from training.settings import MemberConfig, Stage, Trial

MEMBER = MemberConfig("toy", seed=1, epochs=2)
CONFIG = replace(SMOKE, members=(MEMBER,), batch_size=16, stages=(Stage(1.0, 32),))
TRIAL = Trial("toy", batch_size=37, patience=0)


def train_on_two_devices(data, out):
    """Train a member, and a trial that goes on after its first epoch, on a processor that is taken for two."""
    import tensorflow as tf

    (cpu,) = tf.config.list_physical_devices("CPU")
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
    mirrored = fit_for_keras(tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]))
    assert mirrored.num_replicas_in_sync == 2
    member.open_strategy = fitting.open_strategy = lambda: mirrored
    ARCHITECTURES.update(TOYS)
    train, validation = (load_folder(data / part) for part in ("train", "test"))
    member.train_member(Material(train, validation, None), MEMBER, CONFIG, out)
    for epochs in (1, 2):
        fitting.fit_trial(replace(TRIAL, epochs=epochs), train, validation, out / "trial")


def train_on_jax(data, out):
    """Train a trial and a member with JAX, say how many devices hold the trial's network, and keep its answers."""
    import jax

    ARCHITECTURES.update(TOYS)
    train, validation = (load_folder(Path(data) / part) for part in ("train", "test"))
    folder = Path(out) / "trial"
    folder.mkdir(parents=True)
    for epochs in (1, 2):
        fitting.fit_trial(replace(TRIAL, batch_size=36, epochs=epochs), train, validation, folder)
    network = member.train_member(Material(train, validation, None), MEMBER, CONFIG, Path(out) / "toy")
    np.save(Path(out) / "answers.npy", predict(network, validation.images[:37]))
    print(len(network.weights[0].value.sharding.device_set), jax.device_count())


def command(*arguments):
    assert run.main(arguments) == 0


@pytest.fixture
def two_ports():
    sockets = [socket.socket() for _ in range(2)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def test_two_devices_of_a_machine_train_one_network(made_up_data, tmp_path):
    out = tmp_path / "toy"
    (out / "trial").mkdir(parents=True)
    finish(start(train_on_two_devices, made_up_data, out))
    for folder in (out, out / "trial"):
        history = read_history(folder)
        assert list(history["epoch"]) == [0, 1]
        assert history["val_loss"].notna().iloc[-1]


def test_two_workers_train_one_network(made_up_data, tmp_path, two_ports):
    cluster = {"worker": [f"127.0.0.1:{port}" for port in two_ports]}
    study = ["study", "mlp-final", "--preset", "smoke", "--data", str(made_up_data)]
    workers = [
        start(
            command,
            *study,
            "--out",
            str(tmp_path / str(index)),
            TF_CONFIG=json.dumps({"cluster": cluster, "task": {"type": "worker", "index": index}}),
        )
        for index in range(2)
    ]
    for worker in workers:
        finish(worker)
    first, second = (
        read_history(next((tmp_path / str(index) / "mlp-final").glob("*/history.csv")).parent) for index in (0, 1)
    )
    for column in ("loss", "accuracy", "val_loss"):
        assert list(first[column]) == pytest.approx(list(second[column]))


def on_virtual_devices(count, function, *arguments):
    """Run a function of this module with JAX, which takes the processor for ``count`` devices."""
    call = f"from {__name__} import {function} as f; f(*{[str(each) for each in arguments]!r})"
    return subprocess.run(
        [sys.executable, "-c", call],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={
            **os.environ,
            "KERAS_BACKEND": "jax",
            "JAX_PLATFORMS": "cpu",
            "XLA_FLAGS": f"--xla_force_host_platform_device_count={count}",
        },
    )


def test_four_devices_of_jax_train_what_one_trains(made_up_data, tmp_path):
    for count in (1, 4):
        done = on_virtual_devices(count, "train_on_jax", made_up_data, tmp_path / str(count))
        assert done.stdout.splitlines()[-1:] == [f"{count} {count}"], done.stderr[-3000:]
    one, four = (read_history(tmp_path / str(count) / "trial") for count in (1, 4))
    assert list(four["epoch"]) == [0, 1]
    assert list(four["loss"]) == pytest.approx(list(one["loss"]), rel=0.05)
    answers = [np.load(tmp_path / str(count) / "answers.npy") for count in (1, 4)]
    assert answers[1].shape == (37, 7)
    assert np.abs(answers[0] - answers[1]).max() < 0.05


def test_a_batch_that_devices_cannot_share_is_refused(made_up_data, tmp_path):
    done = on_virtual_devices(5, "train_on_jax", made_up_data, tmp_path)
    assert "DataError: 5 devices cannot share a batch of 36 faces evenly." in done.stderr
