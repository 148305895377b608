"""Soft voting over the ONNX members: the mean of their probabilities, calibrated."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.networks.calibration import Calibration, calibrate
from fer_core.networks.manifest import FACE_SIZE, INPUT_SHAPE, Manifest, MemberSpec, read_manifest, read_verified
from fer_core.networks.prior import backing_of
from fer_core.networks.session import open_session
from fer_core.networks.views import mean_answer, mean_maps, with_mirror_images
from fer_core.resources import asset_path
from fer_core.results import Vote

_Shape = tuple[int | None, ...]

_AT_ONCE: Final = 16
"""Pictures that go through a network together: more take no less time each, and 3.5 MB each of memory that is kept."""


class OnnxMember:
    """One network in an onnxruntime session."""

    def __init__(self, spec: MemberSpec, model: bytes, *, threads: int) -> None:
        self._spec = spec
        try:
            self._session = open_session(model, threads=threads)
        except Exception as error:
            raise ModelError(
                "onnxruntime cannot load the model {file}: {error}", file=spec.file, error=error
            ) from error
        _check_tensors(self._session, spec)

    def predict(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return probabilities float32 (n, 7) for grey faces uint8 (n, 48, 48)."""
        if not self._spec.mirrored:
            return self.predict_view(faces)
        return mean_answer(*np.split(self.predict_view(with_mirror_images(faces)), 2))

    def predict_view(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return what ``predict`` does of these faces alone, without their mirror images."""
        return self._run(self._spec.output_name, faces)

    def explain(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return class activation maps float32 (n, 7, rows, columns) for grey faces uint8 (n, 48, 48).

        The mean of an emotion's map is its logit (Zhou et al. 2016). Raises ModelError where the network has none.
        """
        if self._spec.maps_name is None:
            raise ModelError(
                "The network {name} has no activation maps; retrain and export the ensemble to get them.",
                name=self._spec.name,
            )
        if not self._spec.mirrored:
            return self._run(self._spec.maps_name, faces)
        return mean_maps(*np.split(self._run(self._spec.maps_name, with_mirror_images(faces)), 2))

    def _run(self, output_name: str, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        starts = range(0, max(1, len(faces)), _AT_ONCE)
        return np.concatenate([self._run_batch(output_name, faces[start : start + _AT_ONCE]) for start in starts])

    def _run_batch(self, output_name: str, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        norm = self._spec.normalisation
        pixels = faces.astype(np.float32)[..., None]
        faces_nhwc = (pixels * np.float32(norm.scale) - np.float32(norm.mean)) / np.float32(norm.std)
        (output,) = self._session.run([output_name], {self._spec.input_name: faces_nhwc})
        return np.asarray(output, dtype=np.float32)


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

    def vote(self, faces: NDArray[np.uint8]) -> Vote:
        """Return the calibrated mean of the members' probabilities and who backs it, for faces uint8 (n, 48, 48)."""
        return count_votes(self.predict_members(faces), self.manifest.calibration)

    def predict_members(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return each member's own probabilities, float32 (members, n, 7), for grey faces uint8 (n, 48, 48)."""
        return self._ask(OnnxMember.predict, faces)

    def predict_views(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return what ``predict_members`` does of these faces alone, without their mirror images."""
        return self._ask(OnnxMember.predict_view, faces)

    def _ask(
        self, question: Callable[[OnnxMember, NDArray[np.uint8]], NDArray[np.float32]], faces: NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        _check_faces(faces)
        if not len(faces):
            return np.empty((len(self._members), 0, len(EMOTIONS)), dtype=np.float32)
        return np.stack([question(member, faces) for member in self._members])

    def explain(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return class activation maps float32 (n, 7, rows, columns), the members' mean, for faces uint8 (n, 48, 48).

        A larger value means more evidence for the emotion at that place of the face. Maps of unequal size are enlarged
        to the most rows and columns; for no faces both are 0. Raises ModelError where a member has no maps.
        """
        _check_faces(faces)
        if not len(faces):
            return np.empty((0, len(EMOTIONS), 0, 0), dtype=np.float32)
        maps = [member.explain(faces) for member in self._members]
        size = max(m.shape[2] for m in maps), max(m.shape[3] for m in maps)
        return np.asarray(np.mean([_enlarge(m, size) for m in maps], axis=0), dtype=np.float32)


def load_ensemble(folder: Path | None = None, *, threads: int = 1) -> OnnxEnsemble:
    """Load the ensemble in ``folder``, by default the one that ships with Emolens."""
    return OnnxEnsemble(folder or asset_path("models"), threads=threads)


def count_votes(members: NDArray[np.float32], calibration: Calibration) -> Vote:
    """Return the vote of members whose own probabilities are float32 (members, n, 7)."""
    probabilities = calibrate(members.mean(axis=0), calibration)
    return Vote(probabilities, backing=backing_of(members), members=members[:])


def _enlarge(maps: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Return maps (n, 7, rows, columns) with ``size`` rows and columns."""
    if maps.shape[2:] == size:
        return maps
    enlarged = [cv2.resize(m, size[::-1], interpolation=cv2.INTER_LINEAR) for m in maps.reshape(-1, *maps.shape[2:])]
    return np.asarray(enlarged, dtype=np.float32).reshape(*maps.shape[:2], *size)


def _check_faces(faces: NDArray[np.uint8]) -> None:
    if faces.ndim != 3 or faces.shape[1:] != (FACE_SIZE, FACE_SIZE) or faces.dtype != np.uint8:
        raise ValueError(f"expected faces uint8 (n, {FACE_SIZE}, {FACE_SIZE}), got {faces.dtype} {faces.shape}")


def _check_tensors(session: ort.InferenceSession, spec: MemberSpec) -> None:
    """Raise ModelError unless the network takes and gives what the manifest says, in batches of any size."""
    outputs: list[tuple[str, _Shape]] = [(spec.output_name, (len(EMOTIONS),))]
    if spec.maps_name is not None:
        outputs.append((spec.maps_name, (len(EMOTIONS), None, None)))
    for kind, tensors, wanted in (
        ("input", session.get_inputs(), [(spec.input_name, INPUT_SHAPE)]),
        ("output", session.get_outputs(), outputs),
    ):
        # Exporters choose the order of outputs.
        found = {tensor.name: tensor for tensor in tensors}
        if len(tensors) == len(wanted) and all(name in found and _fits(found[name], shape) for name, shape in wanted):
            continue
        raise ModelError(
            "The model {file} does not fit manifest.json, which wants as {kind} {wanted}; the model has {found}. "
            "Reinstall Emolens, or export the ensemble again.",
            file=spec.file,
            kind=kind,
            wanted=_listed((name, "tensor(float)", ("any", *shape)) for name, shape in wanted),
            found=_listed((tensor.name, tensor.type, tensor.shape) for tensor in tensors),
        )


def _fits(tensor: ort.NodeArg, shape: _Shape) -> bool:
    """Return whether a tensor is a batch, of any size, of float32 arrays of ``shape``, in which None is any length."""
    batch, *lengths = tensor.shape or [0]
    return (
        tensor.type == "tensor(float)"
        and not isinstance(batch, int)
        and len(lengths) == len(shape)
        and all(wanted in (None, length) for wanted, length in zip(shape, lengths, strict=True))
    )


def _listed(tensors: Iterable[tuple[str, str, Iterable[int | str | None]]]) -> str:
    return " and ".join(
        f"{name} {kind} ({', '.join(str(length or 'any') for length in shape)})" for name, kind, shape in tensors
    )
