"""Training that is spread over devices; in processes of their own, for TensorFlow settles its devices once."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit.callbacks import read_history
from training.settings import MemberConfig, Stage, Trial

ROOT = Path(__file__).parents[3]

TWO_DEVICES = """
import sys
from dataclasses import replace
from pathlib import Path
import tensorflow as tf
(cpu,) = tf.config.list_physical_devices("CPU")
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
from training.laboratory import fitting
from training.ensemble import member
from training.fit.distribution import fit_for_keras
mirrored = fit_for_keras(tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]))
member.open_strategy = fitting.open_strategy = lambda: mirrored
from tests.training.fit.test_distribution import CONFIG, MEMBER, TRIAL
from training.data.faces import Material, load_folder
from training.laboratory.fitting import fit_trial
data, out = map(Path, sys.argv[1:])
parts = [load_folder(data / part) for part in ("train", "test")]
assert mirrored.num_replicas_in_sync == 2
member.train_member(Material(*parts, None), MEMBER, CONFIG, out)
for epochs in (1, 2):
    fit_trial(replace(TRIAL, epochs=epochs), *parts, out / "trial")
"""

MEMBER = MemberConfig("half_vgg", seed=1, epochs=2)
CONFIG = replace(SMOKE, members=(MEMBER,), batch_size=16, stages=(Stage(1.0, 32),))
TRIAL = Trial("my_cnn", batch_size=37, patience=0)


def start(arguments, **environment):
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def finish(process):
    try:
        output, _ = process.communicate(timeout=240)
    finally:
        process.kill()
    assert process.returncode == 0, output[-3000:]


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
    out = tmp_path / "half_vgg"
    (out / "trial").mkdir(parents=True)
    finish(start(["-c", TWO_DEVICES, str(made_up_data), str(out)]))
    for folder in (out, out / "trial"):
        history = read_history(folder)
        assert list(history["epoch"]) == [0, 1]
        assert history["val_loss"].notna().iloc[-1]


def test_two_workers_train_one_network(made_up_data, tmp_path, two_ports):
    cluster = {"worker": [f"127.0.0.1:{port}" for port in two_ports]}
    command = ["-m", "training.run", "study", "mlp-final", "--preset", "smoke", "--data", str(made_up_data)]
    workers = [
        start(
            [*command, "--out", str(tmp_path / str(index))],
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
