"""Keras networks to a folder of ONNX members with a manifest, as ``fer_core`` loads it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import onnx
from keras import layers, ops
from numpy.typing import NDArray
from onnx import numpy_helper

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.networks.calibration import Calibration
from fer_core.networks.ensemble import OnnxMember
from fer_core.networks.manifest import FORMAT, MemberSpec, Normalisation, UncertaintyRule
from fer_core.rows.writing import make_folder, write_whole
from training.fit.answers import predict
from training.fit.batches import EMOTION_HEAD
from training.models.blocks import LOGITS, POOLING

_BATCH = 128

MAX_DIFFERENCE = 1e-4
"""Largest allowed difference between a probability from Keras and from ONNX Runtime."""

MIN_SPREAD = 1e-3
"""Smallest standard deviation over faces of any probability: networks that always answer alike agree trivially."""

_OPSET = 18
_LARGE = 1_000_000
"""Numbers in an array of weights; our own networks have none of so many."""

_INPUT, _MAPS = "faces", "activation_maps"


def with_maps(network: keras.Model, *, mirrored: bool) -> keras.Model:
    """Return ``network`` with its class activation maps, (n, 7, rows, columns), as a second output.

    The linear layer is applied before the average pooling instead of after it, which is the same sum: the mean of an
    emotion's map is its logit (Zhou et al. 2016), and the maps lie on the way to the probabilities. ``mirrored``
    averages the maps of every face and of its mirror image, turned back.
    """
    features = keras.Model(network.input, network.get_layer(POOLING).input)
    kernel, bias = network.get_layer(LOGITS).get_weights()
    classes = layers.Conv2D(len(EMOTIONS), 1, name="class_maps")
    faces = keras.Input(network.input.shape[1:], name=_INPUT)
    if mirrored:
        maps, turned = ops.split(classes(features(ops.concatenate([faces, ops.flip(faces, axis=2)], axis=0))), 2)
        maps = (maps + ops.flip(turned, axis=2)) / 2
    else:
        maps = classes(features(faces))
    classes.set_weights([kernel[None, None], bias])
    probabilities = ops.softmax(ops.mean(maps, axis=(1, 2)))
    outputs = {EMOTION_HEAD: probabilities, _MAPS: ops.transpose(maps, (0, 3, 1, 2))}
    return keras.Model(faces, outputs, name=network.name)


def without_maps(network: keras.Model) -> keras.Model:
    """Return ``network`` with named outputs as ``to_onnx`` needs them; any network can be converted this way."""
    return keras.Model(network.input, {EMOTION_HEAD: network.output}, name=network.name)


def to_onnx(model: keras.Model, *, input_name: str = _INPUT) -> bytes:
    """Convert a float32 network to a checked ONNX model with its input and named outputs, for any batch.

    Keras' backend must be TensorFlow.
    """
    import tensorflow as tf  # noqa: PLC0415
    import tf2onnx  # noqa: PLC0415

    # tf2onnx copies constants dozens of times: an AlexNet's would take 10 GB. Large ones are put in afterwards.
    large = {f"weights_{i}": each for i, each in enumerate(model.weights) if np.prod(each.shape) > _LARGE}
    signature = [
        tf.TensorSpec(model.input.shape, tf.float32, name=input_name),
        *(tf.TensorSpec(each.shape, tf.float32, name=name) for name, each in large.items()),
    ]

    @tf.function(input_signature=signature)
    def outputs(faces: tf.Tensor, *weights: tf.Tensor) -> dict[str, tf.Tensor]:
        if not large:
            return model(faces, training=False)
        given = {each.path: value for each, value in zip(large.values(), weights, strict=True)}
        parts = (model.trainable_variables, model.non_trainable_variables)
        values = [[given.get(each.path, each.value) for each in part] for part in parts]
        return model.stateless_call(*values, faces, training=False)[0]

    proto, _ = tf2onnx.convert.from_function(outputs, input_signature=signature, opset=_OPSET)
    _put_in(proto, {name: each.numpy() for name, each in large.items()})
    for value in (*proto.graph.input, *proto.graph.output):
        value.type.tensor_type.shape.dim[0].dim_param = "batch"
    onnx.checker.check_model(proto)
    return proto.SerializeToString()


def _put_in(proto: onnx.ModelProto, weights: Mapping[str, NDArray[np.float32]]) -> None:
    """Turn inputs of a model into the constants that they stand for."""
    inputs = [value for value in proto.graph.input if value.name not in weights]
    del proto.graph.input[:]
    proto.graph.input.extend(inputs)
    proto.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in weights.items())


def describe(model: keras.Model, content: bytes, *, parameters: int, mirrored: bool = False) -> MemberSpec:
    """Return what the manifest says of a converted network; the file's name carries its hash.

    Where it is ``mirrored``, whoever runs it gives it every face and its mirror image.
    """
    spec = MemberSpec(
        name=model.name,
        file="",
        sha256="",
        input_name=_INPUT,
        input_shape=model.input.shape[1:],
        input_layout="NHWC",
        normalisation=Normalisation(scale=1 / 255, mean=0.0, std=1.0),
        output_name=EMOTION_HEAD,
        maps_name=_MAPS if _MAPS in model.output else None,
        parameters=parameters,
        mirrored=mirrored,
    )
    return renamed(spec, content)[0]


def renamed(spec: MemberSpec, content: bytes) -> tuple[MemberSpec, bytes]:
    """Return other bytes for a member, with the hash and the file name that they have."""
    sha256 = hashlib.sha256(content).hexdigest()
    return replace(spec, file=f"{spec.name}-{sha256[:8]}.onnx", sha256=sha256), content


def check_parity(model: keras.Model, member: OnnxMember, faces: NDArray[np.uint8]) -> float:
    """Return the largest difference between Keras' and the member's probabilities on ``faces``, uint8 (n, 48, 48).

    Raises ModelError above ``MAX_DIFFERENCE``, and where the answers hardly differ from face to face.
    """
    expected = predict(model, faces)
    check_spread(model.name, expected)
    difference = float(np.abs(member.predict(faces) - expected).max())
    # Written so that NaN is refused as well.
    if not difference <= MAX_DIFFERENCE:
        raise ModelError(
            f"{model.name} is not exported: Keras and ONNX Runtime differ by {difference:.1e}, "
            f"more than {MAX_DIFFERENCE:.0e}."
        )
    return difference


def check_spread(name: str, answers: NDArray[np.float32]) -> None:
    """Raise ModelError where a network's probabilities, (n, 7), hardly differ from face to face."""
    spread = float(answers.std(axis=0).max())
    if spread < MIN_SPREAD:
        raise ModelError(f"{name} answers alike for every face (spread {spread:.1e}); it has learnt nothing yet.")


def write_ensemble(
    members: Sequence[tuple[MemberSpec, bytes]],
    folder: Path,
    *,
    calibration: Calibration,
    uncertainty: UncertaintyRule,
    training: Mapping[str, Any],
    figures: Mapping[str, Any],
    stricter: UncertaintyRule | None = None,
    shares: NDArray[np.float64] | None = None,
) -> None:
    """Write ONNX members and their manifest into ``folder``, replacing an earlier ensemble there.

    ``shares`` (7,) are those of the emotions among the images trained on, None where the members did not learn them.
    The manifest is renamed into place last, so that ``folder`` always holds one whole ensemble.
    """
    make_folder(folder)
    earlier = _files_of(folder)
    for spec, content in members:
        write_whole(folder / spec.file, content)
    manifest = {
        "format": FORMAT,
        "classes": EMOTIONS,
        "members": [asdict(spec) for spec, _ in members],
        "calibration": asdict(calibration),
        "uncertainty": asdict(uncertainty),
        **({} if stricter is None else {"stricter": asdict(stricter)}),
        **({} if shares is None else {"class_shares": dict(zip(EMOTIONS, shares.tolist(), strict=True))}),
        "training": dict(training),
        "figures": dict(figures),
    }
    write_whole(folder / "manifest.json", json.dumps(manifest, indent=2).encode())
    for name in earlier - {spec.file for spec, _ in members}:
        (folder / name).unlink(missing_ok=True)


def _files_of(folder: Path) -> set[str]:
    """Return the names of an ensemble's models, of any version's manifest."""
    try:
        content = json.loads((folder / "manifest.json").read_bytes())
        return {Path(member["file"]).name for member in content["members"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def predict_members(members: Iterable[OnnxMember], images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return each member's own probabilities, float32 (members, n, 7), for grey faces uint8 (n, 48, 48).

    The faces go through in batches: a whole data set at once would take gigabytes of memory.
    """
    batches = [images[first : first + _BATCH] for first in range(0, len(images), _BATCH)]
    return np.stack([np.concatenate([member.predict(batch) for batch in batches]) for member in members])
