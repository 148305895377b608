import keras
import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.networks.ensemble import OnnxMember
from training.export.onnx_file import check_parity, describe, to_onnx, without_maps
from training.models import DOCUMENTS, build_network
from training.models.pretrained import load_base

PARAMETERS = {
    "cnn": 32 * 10 + 64 * 289 + 128 * 577 + 128 * (4 * 4 * 128 + 1) + 7 * 129,
    "mlp": 128 * 2305 + 32 * 129 + 7 * 33,
    "vgg16": 14_713_536 + 4096 * 513 + 4096 * 4097 + 7 * 4097,
}
"""Counted by hand; 14,713,536 are those of VGG16's convolutions on one channel."""

LARGE = ("alexnet", "vgg16", "resnet50v2", "resnet18", "densenet169", "transfer_resnet50", "transfer_vgg16")
"""What gets few faces, and no graph of TensorFlow's, which takes longer to make than a step."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_step_changes_what_a_network_answers(name):
    network = build_network(name)
    assert network.name == name
    assert network.input_shape == (None, 48, 48, 1)
    count = 2 if name in LARGE else 8
    faces = np.random.default_rng(0).random((count, 48, 48, 1), dtype=np.float32)
    before = network(faces).numpy()
    np.testing.assert_allclose(before.sum(axis=1), 1, atol=1e-5)
    network.compile("sgd", "sparse_categorical_crossentropy", jit_compile=False, run_eagerly=name in LARGE)
    assert np.isfinite(network.train_on_batch(faces, np.arange(count) % 7))
    assert not np.array_equal(network(faces).numpy(), before)


@pytest.mark.parametrize(("name", "count"), PARAMETERS.items())
def test_the_layers_are_the_documents(name, count):
    assert build_network(name).count_params() == count


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("cnn", {"activation": "elu", "dropout": 0.2}),
        ("mlp", {"hidden": (64, 32, 16), "activation": "leaky_relu"}),
        ("pooling_cnn", {"pooling": "global"}),
        ("search_cnn", {"filters": (64, 128), "kernels": (5, 3), "dropout": 0.3, "units": 256}),
    ],
)
def test_options_change_the_network(name, options):
    def description(**options):
        keras.backend.clear_session()  # or the layers' names count on
        return build_network(name, **options).to_json()

    assert description() == description()
    assert description(**options) != description()


def test_weights_that_cannot_be_had_are_one_sentence_with_the_ways_out(tmp_path):
    def application(**options):
        raise Exception("URL fetch failure on https://example.org/w.h5: None -- [Errno -3]")

    with pytest.raises(DataError, match=r"https://example.org/w.h5.*--weights none"):
        load_base(application, "imagenet", size=48)


def test_large_weights_are_in_the_exported_model():
    network = build_network("mlp", hidden=(600, 32))
    content = without_maps(network)
    model = to_onnx(content)
    assert len(model) > 600 * 48 * 48 * 4
    faces = np.random.default_rng(0).integers(0, 255, (8, 48, 48), dtype=np.uint8)
    member = OnnxMember(describe(content, model, parameters=1), model, threads=1)
    assert check_parity(content, member, faces) < 1e-5
