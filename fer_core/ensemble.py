"""Soft voting over the ONNX members: the mean of their probabilities."""

from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.manifest import INPUT_SHAPE, Manifest, MemberSpec, read_manifest, read_verified
from fer_core.preprocess import FACE_SIZE
from fer_core.resources import asset_path


class OnnxMember:
    """One network in an onnxruntime session."""

    def __init__(self, spec: MemberSpec, model: bytes, *, threads: int) -> None:
        self._spec = spec
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # ONNX Runtime 1.31 folds zero padding into max pooling and computes ResNets wrongly.
        options.add_session_config_entry("optimization.disable_specified_optimizers", "Pad_Fusion")
        try:
            self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own unrelated exception types
            raise ModelError(f"onnxruntime cannot load the model {spec.file}: {error}") from error
        _check_tensors(self._session, spec)

    def predict(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return probabilities float32 (n, 7) for grey faces uint8 (n, 48, 48)."""
        norm = self._spec.normalisation
        pixels = faces.astype(np.float32)[..., None]
        faces_nhwc = (pixels * np.float32(norm.scale) - np.float32(norm.mean)) / np.float32(norm.std)
        (probabilities,) = self._session.run([self._spec.output_name], {self._spec.input_name: faces_nhwc})
        return np.asarray(probabilities, dtype=np.float32)


class OnnxEnsemble:
    """The members that one manifest names, voting with equal weight."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load every member named by ``folder/manifest.json``, with ``threads`` threads inside each operation.

        Raises ModelError where the manifest or a model is missing, damaged or does not fit.
        """
        self.manifest: Manifest = read_manifest(folder)
        self._members = [
            OnnxMember(spec, read_verified(folder, spec), threads=threads) for spec in self.manifest.members
        ]

    def predict(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the mean of the members' probabilities, float32 (n, 7), for grey faces uint8 (n, 48, 48)."""
        votes = self.predict_members(faces)
        return np.asarray(votes.mean(axis=0), dtype=np.float32)

    def predict_members(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return each member's probabilities, float32 (members, n, 7)."""
        if faces.ndim != 3 or faces.shape[1:] != (FACE_SIZE, FACE_SIZE) or faces.dtype != np.uint8:
            raise ValueError(f"expected faces uint8 (n, {FACE_SIZE}, {FACE_SIZE}), got {faces.dtype} {faces.shape}")
        if not len(faces):
            return np.empty((len(self._members), 0, len(EMOTIONS)), dtype=np.float32)
        return np.stack([member.predict(faces) for member in self._members])


def load_ensemble(folder: Path | None = None, *, threads: int = 1) -> OnnxEnsemble:
    """Load the ensemble in ``folder``, by default the one that ships with Emolens."""
    return OnnxEnsemble(folder or asset_path("models"), threads=threads)


def _check_tensors(session: ort.InferenceSession, spec: MemberSpec) -> None:
    """Raise ModelError unless the network takes and gives what the manifest says, in batches of any size."""
    for kind, tensors, name, shape in (
        ("input", session.get_inputs(), spec.input_name, INPUT_SHAPE),
        ("output", session.get_outputs(), spec.output_name, (len(EMOTIONS),)),
    ):
        found = [f"{tensor.name} {tensor.type} {tensor.shape}" for tensor in tensors]
        fits = [
            tensor.name == name
            and tensor.type == "tensor(float)"
            and tuple(tensor.shape[1:]) == shape
            and not isinstance(tensor.shape[0], int)
            for tensor in tensors
        ]
        if fits != [True]:
            raise ModelError(
                f"The model {spec.file} does not fit manifest.json, which wants the one {kind} {name} tensor(float) "
                f"of shape (any, {', '.join(map(str, shape))}); the model has {', '.join(found)}. "
                "Reinstall Emolens, or export the ensemble again."
            )
