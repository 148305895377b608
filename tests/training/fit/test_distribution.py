"""Training that is spread over devices; in processes of their own, for TensorFlow settles its devices once."""

import json
import socket
from dataclasses import replace

import pytest

from tests.training.processes import finish, start
from tests.training.toys import TOYS
from training import run
from training.data.faces import Material, load_folder
from training.ensemble import member
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit import distribution
from training.fit.callbacks import read_history
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
    member.open_strategy = fitting.open_strategy = distribution.open_strategy = lambda: mirrored
    ARCHITECTURES.update(TOYS)
    train, validation = (load_folder(data / part) for part in ("train", "test"))
    member.train_member(Material(train, validation, None), MEMBER, CONFIG, out)
    for epochs in (1, 2):
        fitting.fit_trial(replace(TRIAL, epochs=epochs), train, validation, out / "trial")


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
