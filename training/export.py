"""Keras networks to a folder of ONNX members with a manifest, as ``fer_core`` loads it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import keras
import numpy as np
import onnx
import tensorflow as tf
import tf2onnx
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.ensemble import OnnxMember
from fer_core.errors import ModelError
from fer_core.manifest import FORMAT, MemberSpec, Normalisation, read_manifest
from fer_core.sinks import make_folder, write_whole
from training.train import predict

MAX_DIFFERENCE = 1e-4
"""Largest allowed difference between a probability from Keras and from ONNX Runtime."""

MIN_SPREAD = 1e-3
"""Smallest standard deviation over faces of any probability: networks that always answer alike agree trivially."""

_OPSET = 18
_INPUT, _OUTPUT = "faces", "probabilities"


def to_onnx(model: keras.Model) -> bytes:
    """Convert a float32 network to a checked ONNX model: faces (batch, h, w, c) to probabilities (batch, 7)."""
    signature = [tf.TensorSpec(model.input_shape, tf.float32, name=_INPUT)]

    @tf.function(input_signature=signature)
    def probabilities(faces: tf.Tensor) -> dict[str, tf.Tensor]:
        return {_OUTPUT: model(faces, training=False)}

    proto, _ = tf2onnx.convert.from_function(probabilities, input_signature=signature, opset=_OPSET)
    for value in (*proto.graph.input, *proto.graph.output):
        value.type.tensor_type.shape.dim[0].dim_param = "batch"
    onnx.checker.check_model(proto)
    return proto.SerializeToString()


def describe(model: keras.Model, content: bytes) -> MemberSpec:
    """Return what the manifest says of a converted network; the file's name carries its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    return MemberSpec(
        name=model.name,
        file=f"{model.name}-{sha256[:8]}.onnx",
        sha256=sha256,
        input_name=_INPUT,
        input_shape=model.input_shape[1:],
        input_layout="NHWC",
        normalisation=Normalisation(scale=1 / 255, mean=0.0, std=1.0),
        output_name=_OUTPUT,
        parameters=model.count_params(),
    )


def check_parity(model: keras.Model, spec: MemberSpec, content: bytes, faces: NDArray[np.uint8]) -> float:
    """Return the largest difference between Keras and ONNX probabilities on ``faces``, uint8 (n, 48, 48).

    Raises ModelError above ``MAX_DIFFERENCE``, and where the answers hardly differ from face to face.
    """
    expected = predict(model, faces)
    spread = float(expected.std(axis=0).max())
    if spread < MIN_SPREAD:
        raise ModelError(f"{spec.name} answers alike for every face (spread {spread:.1e}); it has learnt nothing yet.")
    actual = OnnxMember(spec, content, threads=1).predict(faces)
    difference = float(np.abs(actual - expected).max())
    # Written so that NaN is refused as well.
    if not difference <= MAX_DIFFERENCE:
        raise ModelError(
            f"{spec.name} is not exported: Keras and ONNX Runtime differ by {difference:.1e}, "
            f"more than {MAX_DIFFERENCE:.0e}."
        )
    return difference


def export_ensemble(
    models: list[keras.Model],
    folder: Path,
    *,
    faces: NDArray[np.uint8],
    training: Mapping[str, Any],
    figures: Mapping[str, Any],
) -> dict[str, float]:
    """Write ``models`` as ONNX members and a manifest into ``folder``, replacing an earlier ensemble there.

    ``faces`` are real images, uint8 (n, 48, 48), that the conversion is checked on; returns each member's largest
    difference. The manifest is renamed into place last, so that ``folder`` always holds one whole ensemble.
    """
    make_folder(folder)
    earlier = _files_of(folder)
    specs, differences = [], {}
    for model in models:
        content = to_onnx(model)
        spec = describe(model, content)
        differences[spec.name] = check_parity(model, spec, content, faces)
        write_whole(folder / spec.file, content)
        specs.append(spec)
    manifest = {
        "format": FORMAT,
        "classes": EMOTIONS,
        "members": [asdict(spec) for spec in specs],
        "training": dict(training),
        "figures": {**figures, "keras_onnx_difference": differences},
    }
    write_whole(folder / "manifest.json", json.dumps(manifest, indent=2).encode())
    for name in earlier - {spec.file for spec in specs}:
        (folder / name).unlink(missing_ok=True)
    return differences


def _files_of(folder: Path) -> set[str]:
    if not (folder / "manifest.json").exists():
        return set()
    return {member.file for member in read_manifest(folder).members}
