"""The choice between float32 networks and smaller, faster ones of the same weights."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fer_core.networks.ensemble import OnnxMember
from fer_core.networks.manifest import MemberSpec
from training.data.faces import FaceDataset
from training.export.onnx_file import predict_members, renamed
from training.export.quantise import to_float16, to_int8

MAX_LOSS = 0.003
"""Validation accuracy that int8 networks may cost; float16 ones are as slow as float32 and only measured."""

_CALIBRATION_FACES = 300

Models = Sequence[tuple[MemberSpec, bytes]]


def choose_form(float32: Models, train: FaceDataset, validation: FaceDataset) -> tuple[Models, dict[str, Any]]:
    """Return the members as int8, or as they are where int8 loses more than ``MAX_LOSS`` of the vote's accuracy.

    Also returned are, by form, the accuracy on ``validation`` and the size of the files in megabytes.
    """
    faces = train.images[:: max(1, len(train) // _CALIBRATION_FACES)]
    forms: dict[str, Models] = {
        "float32": float32,
        "float16": [renamed(spec, to_float16(content)) for spec, content in float32],
        "int8": [renamed(spec, to_int8(content, faces, spec)) for spec, content in float32],
    }
    figures = {
        form: {
            "accuracy": _accuracy(members, validation.images, validation.labels),
            "megabytes": sum(len(content) for _, content in members) / 1e6,
        }
        for form, members in forms.items()
    }
    chosen = "int8" if figures["float32"]["accuracy"] - figures["int8"]["accuracy"] <= MAX_LOSS else "float32"
    return forms[chosen], {"chosen": chosen, **figures}


def _accuracy(members: Models, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> float:
    sessions = [OnnxMember(spec, content, threads=1) for spec, content in members]
    return float(np.mean(predict_members(sessions, images).mean(axis=0).argmax(axis=1) == labels))
