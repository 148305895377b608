import keras
import numpy as np
import pytest

from fer_core.errors import DataError
from training.data.faces import load_folder
from training.fit.answers import predict
from training.laboratory.explain import (
    convolutions,
    feature_maps,
    grad_cam,
    overlay,
    plot_feature_maps,
    plot_grad_cam,
)
from training.models import build_network
from training.reports.plots import plot_predictions


@pytest.fixture(scope="module")
def network():
    keras.utils.set_random_seed(0)
    return build_network("shallow_cnn")


@pytest.fixture(scope="module")
def faces(made_up_data):
    return load_folder(made_up_data / "test").subset(np.arange(0, 112, 16))


def test_feature_maps_are_what_the_layers_answer(network, faces):
    names = convolutions(network)
    first, second = feature_maps(network, faces.images[0], names)
    assert first.shape == (46, 46, 32)
    assert second.shape == (21, 21, 64)
    kernel, bias = network.get_layer(names[0]).get_weights()
    expected = np.tensordot(faces.images[0][:3, :3] / 255, kernel[:, :, 0], axes=2) + bias
    np.testing.assert_allclose(first[0, 0], np.maximum(expected, 0), atol=1e-5)


def test_heat_is_where_the_winner_comes_from():
    # The first class is the mean of the left half, the others are constant.
    inputs = keras.Input((48, 48, 1))
    maps = keras.layers.Conv2D(1, 1, use_bias=False, kernel_initializer="ones")(inputs)
    weights = np.zeros((48, 48, 1, 7), np.float32)
    weights[:, :24, 0, 0] = 0.01
    logits = keras.layers.Dense(7, use_bias=False)(keras.layers.Flatten()(maps))
    network = keras.Model(inputs, keras.layers.Softmax()(logits))
    network.layers[-2].set_weights([weights.reshape(-1, 7)])
    face = np.zeros((1, 48, 48), np.uint8)
    face[0, 10:20, 5:15] = 255
    heat = grad_cam(network, face)[0]
    assert heat.max() == pytest.approx(1)
    assert heat[10:20, 5:15].min() > 0.99
    assert heat[30:, 30:].max() == 0


def test_heat_of_all_faces_at_once_is_that_of_each(network, faces):
    together = grad_cam(network, faces.images)
    assert together.shape == (7, 21, 21)
    assert together.min() >= 0
    assert together.max() <= 1
    np.testing.assert_allclose(together[2], grad_cam(network, faces.images[2:3])[0], atol=1e-4)
    chosen = grad_cam(network, faces.images[:2], classes=(3, 3))
    assert chosen.shape == (2, 21, 21)


def test_a_pretrained_base_can_be_looked_at(faces):
    network = build_network("transfer_vgg16")
    assert convolutions(network) == ["base_maps"]
    assert grad_cam(network, faces.images[:1]).shape == (1, 1, 1)


def test_a_layer_that_there_is_not_is_named_with_the_others(network, faces):
    with pytest.raises(DataError, match="choose one of conv2d"):
        grad_cam(network, faces.images, layer_name="dense")


def test_heat_without_tensorflow_is_refused(network, faces, monkeypatch):
    monkeypatch.setattr("training.laboratory.explain.BACKEND", "jax")
    with pytest.raises(DataError, match="unset KERAS_BACKEND"):
        grad_cam(network, faces)


def test_an_overlay_is_hot_where_the_heat_is():
    face = np.full((48, 48), 100, np.uint8)
    heat = np.zeros((6, 6), np.float32)
    heat[:, :3] = 1
    picture = overlay(face, heat)
    assert picture.shape == (48, 48, 3)
    assert picture[24, 5, 0] > picture[24, 5, 2]
    assert picture[24, 43, 2] > picture[24, 43, 0]


@pytest.mark.usefixtures("drawn_in_full")
def test_pictures_are_drawn(network, faces, tmp_path):
    plot_feature_maps(network, faces.images[0], tmp_path / "maps.png")
    plot_grad_cam(network, faces, tmp_path / "heat.png")
    plot_predictions(faces, predict(network, faces.images), tmp_path / "sheet.png", title="a network")
    assert all(path.stat().st_size > 5000 for path in tmp_path.iterdir())
