"""Pictures of what a network sees: its feature maps and Grad-CAM."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import keras
import numpy as np
from matplotlib import pyplot as plt
from numpy.typing import NDArray

from fer_core.errors import DataError
from training.data.faces import FaceDataset
from training.fit.answers import predict
from training.fit.backend import BACKEND
from training.fit.batches import scale
from training.reports.plots import caption_answers, plot_sheet, save

_OPACITY = 0.4
"""Share of the heat in an overlay, document C's."""


def convolutions(network: keras.Model) -> list[str]:
    """Return the names of the layers that give maps, (n, rows, columns, channels), a pretrained base as one."""
    kinds = (keras.layers.Conv2D, keras.layers.Identity)
    return [layer.name for layer in network.layers if isinstance(layer, kinds)]


def feature_maps(
    network: keras.Model, face: NDArray[np.uint8], layer_names: Sequence[str]
) -> list[NDArray[np.float32]]:
    """Return what the named layers answer to a face, uint8 (48, 48), each float32 (rows, columns, channels).

    Raises DataError for a layer that there is not.
    """
    outputs = [_layer(network, name).output for name in layer_names]
    return [np.asarray(maps[0]) for maps in keras.Model(network.input, outputs)(scale(face[None]))]


def grad_cam(
    network: keras.Model, faces: NDArray[np.uint8], *, layer_name: str | None = None, classes: Sequence[int] = ()
) -> NDArray[np.float32]:
    """Return Grad-CAM heat, float32 (n, rows, columns) in [0, 1], for faces uint8 (n, 48, 48).

    Selvaraju et al. 2017, of the probabilities as in document C, at ``layer_name`` (default: the last convolution) and
    for ``classes`` (n; default: each face's winner). Heat that is nowhere positive is 0. Raises DataError for a layer
    that there is not, and where Keras' backend is not TensorFlow.
    """
    if BACKEND != "tensorflow":
        raise DataError("Only TensorFlow draws what a network sees; unset KERAS_BACKEND for this command.")
    import tensorflow as tf  # noqa: PLC0415

    layer = _layer(network, layer_name or convolutions(network)[-1])
    both = keras.Model(network.input, [layer.output, network.output])
    with tf.GradientTape() as tape:
        maps, probabilities = both(scale(faces))
        chosen = tf.constant(classes) if classes else tf.argmax(probabilities, axis=1)
        scores = tf.gather(probabilities, chosen, axis=1, batch_dims=1)
    weights = tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2), keepdims=True)
    heat = tf.nn.relu(tf.reduce_sum(weights * maps, axis=3)).numpy()
    return heat / np.maximum(heat.max(axis=(1, 2), keepdims=True), 1e-12)


def overlay(face: NDArray[np.uint8], heat: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return a face, uint8 (48, 48), under its heat, (rows, columns) in [0, 1], as RGB uint8 (48, 48, 3)."""
    enlarged = cv2.resize(heat, face.shape[::-1], interpolation=cv2.INTER_LINEAR)
    colours = plt.get_cmap("jet")(enlarged)[..., :3] * 255
    return (_OPACITY * colours + (1 - _OPACITY) * face[..., None]).round().astype(np.uint8)


def plot_feature_maps(network: keras.Model, face: NDArray[np.uint8], path: Path, *, channels: int = 8) -> None:
    """Plot the first channels of every convolution for one face, uint8 (48, 48)."""
    names = convolutions(network)
    figure, grid = plt.subplots(
        len(names), channels, figsize=(1.2 * channels, 1.35 * len(names) + 0.5), squeeze=False, layout="constrained"
    )
    for row, name, maps in zip(grid, names, feature_maps(network, face, names), strict=True):
        for channel, axes in enumerate(row):
            axes.axis("off")
            if channel < maps.shape[2]:
                axes.imshow(maps[..., channel], cmap="viridis")
        row[0].set_title(name, fontsize=7, loc="left")
    figure.suptitle(f"{network.name}: first channels of every convolution")
    save(figure, path)


def plot_grad_cam(network: keras.Model, faces: FaceDataset, path: Path) -> None:
    """Plot each face, its heat and both together, with true and predicted emotion."""
    heat = grad_cam(network, faces.images)
    answers = caption_answers(faces.labels, predict(network, faces.images))
    enlarged = [cv2.resize(each, (48, 48), interpolation=cv2.INTER_LINEAR) for each in heat]
    colours = [(plt.get_cmap("jet")(each)[..., :3] * 255).astype(np.uint8) for each in enlarged]
    pictures, captions = [], []
    for face, colour, each, answer in zip(faces.images, colours, heat, answers, strict=True):
        pictures += [np.repeat(face[..., None], 3, axis=2), colour, overlay(face, each)]
        captions += [answer, "Grad-CAM", "both"]
    plot_sheet(np.stack(pictures), captions, path, title=f"{network.name}: Grad-CAM", columns=9)


def _layer(network: keras.Model, name: str) -> keras.layers.Layer:
    names = convolutions(network)
    if name not in names:
        raise DataError(f"{network.name} has no layer {name!r} with maps: choose one of {', '.join(names)}.")
    return network.get_layer(name)
