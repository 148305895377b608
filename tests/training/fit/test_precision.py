import json
from functools import partial

import keras
import numpy as np
import pytest

from training.fit import precision
from training.fit.precision import CANDIDATES, FASTEST, dtype_policy, settle_policy
from training.models import build_model, build_network

build = partial(build_network, "mlp", hidden=(4,))


def test_a_named_policy_is_taken_as_it_is(tmp_path):
    assert settle_policy("mixed_float16", None, tmp_path, batch_size=8) == "mixed_float16"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("faster", CANDIDATES)
def test_the_faster_one_is_taken_and_kept(faster, tmp_path, monkeypatch):
    monkeypatch.setattr(precision, "_seconds_per_step", lambda policy, *_: 1.0 if policy == faster else 2.0)
    assert settle_policy(FASTEST, build, tmp_path, batch_size=8) == faster
    monkeypatch.setattr(precision, "_seconds_per_step", None)
    assert settle_policy(FASTEST, build, tmp_path, batch_size=8) == faster


def test_steps_are_timed_for_real(tmp_path):
    chosen = settle_policy(FASTEST, build, tmp_path, batch_size=8)
    kept = json.loads((tmp_path / "precision.json").read_text())
    assert set(kept["seconds_per_step"]) == set(CANDIDATES)
    assert chosen == min(kept["seconds_per_step"], key=kept["seconds_per_step"].get)
    assert keras.config.dtype_policy().name == "float32"


def test_workers_of_one_network_do_not_choose_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("TF_CONFIG", "{}")
    assert settle_policy(FASTEST, None, tmp_path, batch_size=8) == "float32"


@pytest.mark.parametrize("name", ["half_vgg", "half_resnet"])
def test_networks_in_half_precision_answer_in_float32(name):
    with dtype_policy("mixed_bfloat16"):
        network = build_model(name)
    assert network(np.zeros((1, 48, 48, 1), np.float32)).dtype == "float32"
