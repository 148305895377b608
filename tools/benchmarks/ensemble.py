"""``python -m tools.benchmarks.ensemble [--data DIR]``: cost of the whole soft vote on one thread, and numeric forms.

Printed are the shipped ensemble's cost, with a face's mirror image and without, then the same vote with its weights as
float32, float16 and int8: accuracy on FER2013's test folder, size, and the shortest time for one face, in milliseconds
and as a multiple of the first row's.
The float32 networks, from which the other forms are made, are converted from ``weights/release``.
The times are taken in turns, so that what else the machine does falls on all alike. JSON with the shipped ensemble's
figures is the last line.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.networks.ensemble import OnnxMember, load_ensemble
from fer_core.networks.manifest import MemberSpec
from fer_core.resources import asset_path
from tools.data_sets import FER2013
from training.data.faces import FaceDataset, load_folder
from training.export.quantise import to_float16, to_int8

Predict = Callable[[NDArray[np.uint8]], NDArray[np.float32]]
"""Grey faces uint8 (n, 48, 48) to probabilities float32 (n, 7)."""

_WEIGHTS = Path(__file__).parents[2] / "weights" / "release"
_WARM_UP = 20
_REPEATS = 300
_BATCH = 64
_CALIBRATION_STEP = 96


@dataclass(frozen=True, slots=True)
class Row:
    """What a choice of models costs, in megabytes and in the least milliseconds for one face, and how right it is."""

    name: str
    files_mb: float
    ms_per_face: float
    accuracy: float | None


def compare(
    specs: Sequence[MemberSpec],
    choices: Mapping[str, Sequence[bytes]],
    images: NDArray[np.uint8],
    labels: NDArray[np.int64] | None,
) -> list[Row]:
    """Measure the soft vote of every choice, ONNX models for ``specs`` in their order, on ``images`` uint8 (n, 48, 48).

    Times are of the first image; without ``labels`` (n,) there is no accuracy.
    """
    votes = {name: _vote(specs, models) for name, models in choices.items()}
    shortest_ms = _shortest_ms(votes, images[:1])
    return [
        Row(
            name,
            files_mb=sum(map(len, models)) / 1e6,
            ms_per_face=shortest_ms[name],
            accuracy=None if labels is None else _accuracy(votes[name], images, labels),
        )
        for name, models in choices.items()
    ]


def numeric_choices(
    specs: Sequence[MemberSpec], models: Sequence[bytes], faces: NDArray[np.uint8]
) -> dict[str, Sequence[bytes]]:
    """Return float32 ``models`` and their other numeric forms, by name; ``faces`` (n, 48, 48) calibrate int8."""
    pairs = list(zip(specs, models, strict=True))
    return {
        "float32": models,
        "float16": [to_float16(model) for model in models],
        "int8": [to_int8(model, faces, spec) for spec, model in pairs],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the soft vote.")
    parser.add_argument("--data", type=Path, default=FER2013, metavar="DIR", help="FER2013 (default: %(default)s)")
    data = parser.parse_args().data
    if data != FER2013 and not (data / "test").is_dir():
        parser.error(f"{data} is no folder with train/ and test/")
    ensemble, folder = load_ensemble(threads=1), asset_path("models")
    shipped = ensemble.manifest.members
    shipped_mb = sum(folder.joinpath(spec.file).stat().st_size for spec in shipped) / 1e6
    noise = np.random.default_rng(0).integers(0, 255, (8, 48, 48), dtype=np.uint8)
    one, view, eight = medians_ms(
        [
            lambda: ensemble.vote(noise[:1]),
            lambda: ensemble.predict_views(noise[:1]),
            lambda: ensemble.vote(noise),
        ]
    )
    for spec in shipped:
        print(f"{spec.name}: {spec.parameters:,} parameters")
    print(f"one face {one:.2f} ms, eight faces {eight:.2f} ms ({eight / 8 / one:.2f} of the cost per face)")
    print(f"one face without its mirror image {view:.2f} ms ({view / one:.2f} of the cost)")
    _print_comparison(shipped, originals([spec.name for spec in shipped]), data, noise)
    print(json.dumps({
        "ms_per_face": round(one, 3), "ms_per_view": round(view, 3), "ratio": round(view / one, 3),
        "ms_per_face_batch8": round(eight / 8, 3), "files_mb": round(shipped_mb, 2),
    }))  # fmt: skip


def originals(names: Sequence[str]) -> list[bytes]:
    """Return the shipped networks of these architectures as they were before any quantisation."""
    # TensorFlow, which converts them, had better not be there while the shipped ensemble is measured.
    from training.ensemble.member import load_member
    from training.export.onnx_file import to_onnx, with_maps

    networks = (load_member(_WEIGHTS / name) for name in names)
    return [to_onnx(with_maps(network, mirrored=False)) for network in networks]


def medians_ms(tasks: Sequence[Callable[[], object]], *, repeats: int = _REPEATS) -> list[float]:
    """Return the median time of each task, in milliseconds, where they are done by turns."""
    durations: list[list[float]] = [[] for _ in tasks]
    for _ in range(_WARM_UP + repeats):
        for task, times in zip(tasks, durations, strict=True):
            started = time.perf_counter()
            task()
            times.append(time.perf_counter() - started)
    return [statistics.median(times[_WARM_UP:]) * 1000 for times in durations]


def _print_comparison(
    specs: Sequence[MemberSpec], models: Sequence[bytes], data: Path, noise: NDArray[np.uint8]
) -> None:
    test = _load(data / "test")
    train = _load(data / "train")
    calibration = noise if train is None else train.images[::_CALIBRATION_STEP]
    choices = numeric_choices(specs, models, calibration)
    if test is None or train is None:
        print(f"No FER2013 in {data}, so that no accuracy is measured; name its folder with --data.")
        rows = compare(specs, choices, noise, None)
    else:
        rows = compare(specs, choices, test.images, test.labels)
    print(f"{'numbers':8} accuracy     MB  ms per face  ratio")
    for row in rows:
        accuracy = "-" if row.accuracy is None else f"{row.accuracy:.2%}"
        ratio = row.ms_per_face / rows[0].ms_per_face
        print(f"{row.name:8} {accuracy:>8} {row.files_mb:6.2f} {row.ms_per_face:12.2f} {ratio:6.2f}")


def _load(folder: Path) -> FaceDataset | None:
    return load_folder(folder) if folder.is_dir() else None


def _vote(specs: Sequence[MemberSpec], models: Sequence[bytes]) -> Predict:
    members = [OnnxMember(spec, model, threads=1) for spec, model in zip(specs, models, strict=True)]
    return lambda faces: np.mean([member.predict(faces) for member in members], axis=0)


def _shortest_ms(votes: Mapping[str, Predict], face: NDArray[np.uint8]) -> dict[str, float]:
    """Return each vote's shortest time, which other programs disturb least, over many turns."""
    shortest = dict.fromkeys(votes, float("inf"))
    for _ in range(_REPEATS):
        for name, vote in votes.items():
            started = time.perf_counter()
            vote(face)
            shortest[name] = min(shortest[name], (time.perf_counter() - started) * 1000)
    return shortest


def _accuracy(vote: Predict, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> float:
    starts = range(0, len(images), _BATCH)
    winners = np.concatenate([vote(images[first : first + _BATCH]).argmax(axis=1) for first in starts])
    return float(np.mean(winners == labels))


if __name__ == "__main__":
    main()
