"""``assets/models/manifest.json``: what the shipped ensemble consists of, how to read it, and how good it is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Self, overload

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion
from fer_core.errors import ModelError, reason_of
from fer_core.networks.calibration import Calibration

FACE_SIZE = 48
"""Side of a network's input in pixels, as in FER2013."""

FORMAT = 2

INPUT_SHAPE = (FACE_SIZE, FACE_SIZE, 1)
"""Height, width and channels of the one kind of picture that networks are given."""


Strictness = Literal["calibrated", "stricter"] | float
"""When answers are uncertain: by one of the ensemble's two rules, or below a probability of one's own, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Normalisation:
    """What turns a grey pixel 0–255 into network input: ``(pixel * scale - mean) / std``."""

    scale: float
    mean: float
    std: float


@dataclass(frozen=True, slots=True)
class MemberSpec:
    """One ONNX network: its file beside the manifest, the tensors it takes and gives, and the file's SHA-256.

    ``maps_name`` is the output with each emotion's class activation map (Zhou et al. 2016), float32
    (batch, 7, rows, columns), None where there is none. Where a member is ``mirrored``, what it says of a face is the
    mean of its answers to the face and to its mirror image, which the network itself is given one by one.
    """

    name: str
    file: str
    sha256: str
    input_name: str
    input_shape: tuple[int, int, int]
    input_layout: str
    normalisation: Normalisation
    output_name: str
    maps_name: str | None
    parameters: int
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class UncertaintyRule:
    """When a face's emotion is called uncertain: too low a calibrated probability, or too few members that agree.

    Raises ValueError unless both bounds are from 0 to 1.
    """

    min_confidence: float
    min_agreement: float

    def __post_init__(self) -> None:
        if not (0 <= self.min_confidence <= 1 and 0 <= self.min_agreement <= 1):
            raise ValueError(f"{self}, expected bounds from 0 to 1")

    def lowered(self, margin: float) -> Self:
        """Return the rule with both bounds lower by ``margin``, but not below 0."""
        return replace(
            self,
            min_confidence=max(0.0, self.min_confidence - margin),
            min_agreement=max(0.0, self.min_agreement - margin),
        )

    @overload
    def applies(self, confidence: float, agreement: float) -> bool: ...
    @overload
    def applies(
        self, confidence: NDArray[np.floating[Any]], agreement: NDArray[np.floating[Any]]
    ) -> NDArray[np.bool_]: ...
    def applies(
        self, confidence: float | NDArray[np.floating[Any]], agreement: float | NDArray[np.floating[Any]]
    ) -> bool | NDArray[np.bool_]:
        """Return whether a face is uncertain, by its winner's probability and its agreement; of arrays (n,), which."""
        # Both in double precision, so that an array is judged as its elements are.
        too_low = np.asarray(confidence, dtype=np.float64) < self.min_confidence
        too_few = np.asarray(agreement, dtype=np.float64) < self.min_agreement
        result = np.asarray(too_low | too_few)
        return result if result.ndim else bool(result)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The members of the ensemble, how to read their vote, the run that trained them, and the figures it measured.

    ``training`` and ``figures`` are plain JSON objects for people and reports. ``shares`` tells how common each emotion
    was among the images that the members learnt from, above 0 and 1 together; None where that is not known. By
    ``uncertainty`` about 80 % of the certain answers are right, by the ``stricter`` rule, None where there is none,
    about 90 %.
    """

    members: tuple[MemberSpec, ...]
    calibration: Calibration
    uncertainty: UncertaintyRule
    training: dict[str, Any]
    figures: dict[str, Any]
    shares: Mapping[Emotion, float] | None = None
    stricter: UncertaintyRule | None = None

    @property
    def class_shares(self) -> NDArray[np.float64] | None:
        """The ``shares`` as float64 (7,) over ``EMOTIONS``."""
        return None if self.shares is None else np.array([self.shares[emotion] for emotion in EMOTIONS])

    def rule(self, strictness: Strictness) -> UncertaintyRule:
        """Return the rule to call answers uncertain by; without a stricter one its bound lies halfway to 1."""
        if strictness == "calibrated":
            return self.uncertainty
        if strictness == "stricter":
            halfway = replace(self.uncertainty, min_confidence=(1 + self.uncertainty.min_confidence) / 2)
            return self.stricter or halfway
        return replace(self.uncertainty, min_confidence=strictness)

    @property
    def is_mirrored(self) -> bool:
        """Whether every member answers to a face and to its mirror image, one by one."""
        return bool(self.members) and all(member.mirrored for member in self.members)

    @property
    def has_maps(self) -> bool:
        """Whether every member gives activation maps."""
        return bool(self.members) and all(member.maps_name is not None for member in self.members)


def read_manifest(folder: Path) -> Manifest:
    """Read ``folder/manifest.json``; raises ModelError where it is missing or not what this version understands."""
    path = folder / "manifest.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            "No models: {path} is missing. Choose another folder of networks, reinstall Emolens, or train with "
            "`python -m training.run`.",
            path=path,
        ) from error
    except OSError as error:
        raise ModelError(
            "{path} cannot be read ({reason}). Reinstall Emolens, or choose another folder of networks.",
            path=path,
            reason=reason_of(error),
        ) from error
    except (ValueError, RecursionError) as error:
        raise ModelError(
            "{path} cannot be read ({reason}). Reinstall Emolens, or choose another folder of networks.",
            path=path,
            reason=error,
        ) from error
    try:
        return _parse(content)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise ModelError(
            "{path} is not a manifest of this version ({error!r}). Reinstall Emolens, or "
            "export your own ensemble again.",
            path=path,
            error=error,
        ) from error


def read_verified(folder: Path, member: MemberSpec) -> bytes:
    """Return the bytes of the member's ONNX file; raises ModelError unless their SHA-256 is the manifest's."""
    path = folder / member.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            "The model {path} cannot be read ({reason}). Reinstall Emolens, or choose another folder of networks.",
            path=path,
            reason=reason_of(error),
        ) from error
    if hashlib.sha256(content).hexdigest() != member.sha256:
        raise ModelError(
            "The model {path} is not the file that manifest.json describes (its SHA-256 differs). "
            "Reinstall Emolens, or export the ensemble again.",
            path=path,
        )
    return content


def _parse(content: dict[str, Any]) -> Manifest:
    if content["format"] != FORMAT:
        raise ValueError(f"format {content['format']}, expected {FORMAT}")
    if tuple(content["classes"]) != EMOTIONS:
        raise ValueError(f"classes {content['classes']}, expected {list(EMOTIONS)}")
    members = tuple(_parse_member(member) for member in content["members"])
    if not members:
        raise ValueError("no members")
    for what in ("name", "file"):
        if len({getattr(member, what) for member in members}) < len(members):
            raise ValueError(f"two members of the same {what}")
    return Manifest(
        members,
        calibration=Calibration.from_json(content["calibration"]),
        uncertainty=UncertaintyRule(**_parse_numbers(content["uncertainty"])),
        training=dict(content["training"]),
        figures=dict(content["figures"]),
        shares=_parse_shares(content.get("class_shares")),
        stricter=UncertaintyRule(**_parse_numbers(content["stricter"])) if "stricter" in content else None,
    )


def _parse_shares(content: dict[str, Any] | None) -> Mapping[Emotion, float] | None:
    if content is None:
        return None
    numbers = _parse_numbers(content)
    shares = {emotion: numbers[emotion] for emotion in EMOTIONS}
    if len(numbers) > len(shares) or not min(shares.values()) > 0 or not abs(sum(shares.values()) - 1) < 1e-3:
        raise ValueError(f"class_shares {content}, expected a share above 0 of each emotion, 1 together")
    return shares


def _parse_member(content: dict[str, Any]) -> MemberSpec:
    for key in ("name", "file", "sha256", "input_name", "output_name"):
        if not isinstance(content[key], str):
            raise TypeError(f"{key} {content[key]!r}, expected text")
    if Path(content["file"]).name != content["file"] or "\0" in content["file"]:
        raise ValueError(f"file {content['file']!r} is not a plain file name")
    if content["input_layout"] != "NHWC":
        raise ValueError(f"input_layout {content['input_layout']!r}, expected 'NHWC'")
    if tuple(content["input_shape"]) != INPUT_SHAPE:
        raise ValueError(f"input_shape {content['input_shape']}, expected {list(INPUT_SHAPE)}")
    if not isinstance(content["maps_name"], str | None):
        raise TypeError(f"maps_name {content['maps_name']!r}, expected a name or null")
    if not isinstance(content.get("mirrored", False), bool):
        raise TypeError(f"mirrored {content['mirrored']!r}, expected true or false")
    return MemberSpec(
        **{**content, "input_shape": INPUT_SHAPE, "normalisation": _parse_normalisation(content["normalisation"])}
    )


def _parse_normalisation(content: dict[str, Any]) -> Normalisation:
    result = Normalisation(**_parse_numbers(content))
    # Networks are given float32, in which larger numbers are infinite and smaller ones 0.
    with np.errstate(over="ignore"):
        single = np.array([result.scale, result.mean, result.std], dtype=np.float32)
    if not np.isfinite(single).all() or single[2] <= 0:
        raise ValueError(f"normalisation {content}, expected finite float32 numbers and std above 0")
    return result


def _parse_numbers(content: dict[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in dict(content).items()}
