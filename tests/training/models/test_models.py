from functools import partial

import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.networks.ensemble import load_ensemble
from tests.training.toys import toy_network
from training import run
from training.models import ARCHITECTURES, build_model


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_one_step_moves_every_trainable_weight(name):
    model = build_model(name)
    assert model.input_shape == (None, 48, 48, 1)
    assert model.count_params() <= 3_000_000
    rng = np.random.default_rng(0)
    faces = rng.random((16, 48, 48, 1), dtype=np.float32)
    before = [weight.numpy() for weight in model.trainable_weights]
    model.compile("sgd", "sparse_categorical_crossentropy", jit_compile=False)
    loss = model.train_on_batch(faces, rng.integers(0, 7, 16))
    assert np.isfinite(loss)
    for old, weight in zip(before, model.trainable_weights, strict=True):
        assert np.isfinite(weight.numpy()).all(), weight.path
        assert not np.array_equal(old, weight.numpy()), weight.path
    np.testing.assert_allclose(model(faces).numpy().sum(axis=1), 1, atol=1e-5)


def test_a_new_architecture_is_one_line_and_trains_to_models_that_predict(monkeypatch, made_up_data, tmp_path, capsys):
    monkeypatch.setitem(ARCHITECTURES, "toy_net", partial(toy_network, name="toy_net"))
    command = ["--data", str(made_up_data), "--preset", "smoke", "--members", "toy_net", "--out", str(tmp_path / "run")]
    assert run.main(command) == 0
    ensemble = load_ensemble(tmp_path / "run" / "models")
    assert [member.name for member in ensemble.manifest.members] == ["toy_net"]
    faces = np.random.default_rng(0).integers(0, 255, (2, 48, 48), dtype=np.uint8)
    np.testing.assert_allclose(ensemble.vote(faces).probabilities.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("names", "problem"),
    [(["lenet"], "Unknown architecture 'lenet'"), (["half_vgg", "half_vgg"], "different architectures")],
)
def test_members_that_cannot_be_are_refused_before_anything_is_read(names, problem, tmp_path, capsys):
    assert run.main(["--data", str(tmp_path), "--members", *names]) == 1
    assert problem in capsys.readouterr().err


def test_an_unknown_architecture_is_named_with_the_known_ones():
    with pytest.raises(DataError, match="compact_vgg"):
        build_model("lenet")
