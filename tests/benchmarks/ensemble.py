"""``python -m tests.benchmarks.ensemble``: cost of the whole soft vote on one thread, and the size of its files."""

import json
import statistics
import time

import numpy as np

from fer_core.ensemble import OnnxEnsemble, load_ensemble
from fer_core.resources import asset_path

_WARM_UP = 20
_REPEATS = 300


def median_ms(ensemble: OnnxEnsemble, faces: np.ndarray) -> float:
    """Return the median time of one vote on ``faces``, uint8 (n, 48, 48), in milliseconds."""
    durations = []
    for _ in range(_WARM_UP + _REPEATS):
        started = time.perf_counter()
        ensemble.predict(faces)
        durations.append(time.perf_counter() - started)
    return statistics.median(durations[_WARM_UP:]) * 1000


def main() -> None:
    """Measure and print."""
    ensemble = load_ensemble(threads=1)
    faces = np.random.default_rng(0).integers(0, 255, (8, 48, 48), dtype=np.uint8)
    one, eight = median_ms(ensemble, faces[:1]), median_ms(ensemble, faces)
    files_mb = sum(asset_path("models").joinpath(m.file).stat().st_size for m in ensemble.manifest.members) / 1e6
    for member in ensemble.manifest.members:
        print(f"{member.name}: {member.parameters:,} parameters")
    print(f"one face {one:.2f} ms, eight faces {eight:.2f} ms ({eight / 8 / one:.2f} of the cost per face)")
    print(json.dumps({
        "ms_per_face": round(one, 3), "ms_per_face_batch8": round(eight / 8, 3), "files_mb": round(files_mb, 2),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
