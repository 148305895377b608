"""A trained network of a trial as ONNX, converted once."""

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from fer_core.networks.ensemble import OnnxMember
from fer_core.networks.manifest import MemberSpec, Normalisation
from fer_core.rows.writing import write_whole
from training.ensemble.run import PARITY_FACES
from training.export.onnx_file import check_parity, describe, to_onnx, without_maps
from training.laboratory.fitting import BEST
from training.laboratory.trial import load_trial
from training.run_folder import read_json, write_json

_MODEL, _ABOUT = "network.onnx", "network.json"


class _About(TypedDict):
    weights: str
    spec: MemberSpec
    difference: float


def convert_trial(folder: Path, faces: NDArray[np.uint8]) -> tuple[MemberSpec, bytes, float]:
    """Return the network of a finished trial as ONNX, and its largest difference to Keras on some of ``faces``.

    ``faces`` are uint8 (n, 48, 48), as the ONNX model takes them: sizes, channels and normalisation of its own are
    inside. What is converted stays in ``folder``, for as long as the weights are the same. Keras' backend must be
    TensorFlow. Raises DataError where the weights are missing, ModelError where both do not answer alike.
    """
    weights = _hash(folder / BEST)
    if (known := _converted(folder, weights)) is not None:
        return known
    network = without_maps(load_trial(folder))
    content = to_onnx(network)
    spec = describe(network, content, parameters=network.count_params())
    some = faces[np.random.default_rng(0).permutation(len(faces))[:PARITY_FACES]]
    difference = check_parity(network, OnnxMember(spec, content, threads=1), some)
    write_whole(folder / _MODEL, content)
    write_json(folder / _ABOUT, {"weights": weights, "spec": asdict(spec), "difference": difference})
    return spec, content, difference


def _converted(folder: Path, weights: str | None) -> tuple[MemberSpec, bytes, float] | None:
    """Return what was converted of these weights; None where nothing was, or it is gone or damaged."""
    if not (folder / _ABOUT).exists() or not (folder / _MODEL).exists():
        return None
    about, content = read_json(folder / _ABOUT, _About), (folder / _MODEL).read_bytes()
    spec = about["spec"]
    if about["weights"] != weights or spec["sha256"] != hashlib.sha256(content).hexdigest():
        return None
    normalisation = Normalisation(**spec["normalisation"])
    shape = tuple(spec["input_shape"])
    return MemberSpec(**{**spec, "input_shape": shape, "normalisation": normalisation}), content, about["difference"]


def _hash(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
