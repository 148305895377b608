import numpy as np
import pytest

from fer_core.errors import DataError
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


def test_an_unknown_architecture_is_named_with_the_known_ones():
    with pytest.raises(DataError, match="compact_vgg"):
        build_model("lenet")
