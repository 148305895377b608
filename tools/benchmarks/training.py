"""``python -m tools.benchmarks.training [--data DIR]``: images per second in training, ours against a plain ``fit``.

For each of the three compact networks: ``model.fit`` in float32 on a NumPy array, with Keras' augmentation layers in
front of the network, and the pipeline of ``training.ensemble.member`` with the preset's stages, in the faster
precision; "at full size" is its last stage alone, at 48 pixels. Both change the faces alike and take the same
optimizer and loss; averaging, checkpoints and validation are left out. They take turns, and the shortest time of each
counts. JSON is the last line.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import harmonic_mean
from tempfile import TemporaryDirectory
from typing import Final

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from tools.data_sets import FER2013
from training.data.faces import FaceDataset, load_folder
from training.data.sampling import oversample
from training.fit.batches import EMOTION_HEAD, TrainingBatches, with_augmentation
from training.fit.precision import FASTEST, dtype_policy, settle_policy
from training.models import build_model
from training.run import PRESETS
from training.settings import AugmentationConfig, TrainingConfig

_STEPS: Final = 8
_TURNS: Final = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the rate of training.")
    parser.add_argument("--data", type=Path, default=FER2013, metavar="DIR", help="FER2013 (default: %(default)s)")
    parser.add_argument("--preset", choices=PRESETS, default="cpu", help="whose recipe (default: %(default)s)")
    arguments = parser.parse_args()
    config = PRESETS[arguments.preset]
    config = replace(config, augmentation=replace(config.augmentation, share=1.0))
    faces = _some_faces(arguments.data, config.batch_size * _STEPS)
    rows = [measure(member.architecture, faces, config) for member in config.members]
    print(f"{'network':18} plain  ours  at full size  ratio  precision")
    for row in rows:
        rates = f"{row['plain']:5.0f} {row['ours']:5.0f} {row['full_size']:13.0f}"
        print(f"{row['network']:18} {rates} {row['ours'] / row['plain']:6.2f}  {row['precision']}")
    together = {name: harmonic_mean([row[name] for row in rows]) for name in ("plain", "ours", "full_size")}
    ratios = {
        "ratio": together["ours"] / together["plain"],
        "ratio_at_full_size": together["full_size"] / together["plain"],
    }
    print(json.dumps({name: round(value, 3) for name, value in {**together, **ratios}.items()}))


def measure(architecture: str, faces: FaceDataset, config: TrainingConfig) -> dict[str, float | str]:
    """Return images per second of both ways for one network."""
    with TemporaryDirectory() as folder:
        policy = settle_policy(FASTEST, partial(build_model, architecture), Path(folder), batch_size=config.batch_size)
    plain = _plain_epoch(architecture, faces, config)
    stages = [(stage.share, _our_epoch(architecture, faces, config, size=stage.size, policy=policy))
              for stage in config.stages]  # fmt: skip
    shortest = _shortest_s([plain, *(epoch for _, epoch in stages)])
    ours_s = sum(share * seconds for (share, _), seconds in zip(stages, shortest[1:], strict=True))
    images = config.batch_size * _STEPS
    return {
        "network": architecture,
        "plain": images / shortest[0],
        "ours": images / ours_s,
        "full_size": images / shortest[-1],
        "precision": policy,
    }


def _shortest_s(epochs: Sequence[Callable[[], None]]) -> list[float]:
    durations: list[list[float]] = [[] for _ in epochs]
    for _ in range(1 + _TURNS):
        for epoch, own in zip(epochs, durations, strict=True):
            started = time.perf_counter()
            epoch()
            own.append(time.perf_counter() - started)
    # The first turn builds the graphs.
    return [min(own[1:]) for own in durations]


def _plain_epoch(architecture: str, faces: FaceDataset, config: TrainingConfig) -> Callable[[], None]:
    network = build_model(architecture)
    model = keras.Sequential([keras.Input(network.input.shape[1:]), *_augmentation(config.augmentation), network])
    _compile(model, config)
    images: NDArray[np.float32] = faces.images[..., None].astype(np.float32) / 255
    labels = np.eye(len(EMOTIONS), dtype=np.float32)[faces.labels]
    return lambda: model.fit(images, labels, batch_size=config.batch_size, epochs=1, verbose=0)


def _our_epoch(
    architecture: str, faces: FaceDataset, config: TrainingConfig, *, size: int, policy: str
) -> Callable[[], None]:
    with dtype_policy(policy):
        network = build_model(architecture, size=None)
        heads = keras.Model(network.input, {EMOTION_HEAD: network.output})
        model = with_augmentation(heads, config, size=size, seed=0)
        _compile(model, config)
    targets = {EMOTION_HEAD: np.eye(len(EMOTIONS), dtype=np.float32)[faces.labels]}
    batches = TrainingBatches(faces, targets, oversample(faces.labels, "none"), config, seed=0)
    return lambda: model.fit(batches, epochs=1, shuffle=False, verbose=0)


def _augmentation(config: AugmentationConfig) -> list[keras.Layer]:
    pixels = {"value_range": (0.0, 1.0)}
    chosen: list[keras.Layer] = [
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(config.rotation),
        layers.RandomTranslation(config.translation, config.translation),
    ]
    if config.scale:
        chosen.append(layers.RandomZoom(config.scale))
    chosen += [layers.RandomBrightness(config.brightness, **pixels), layers.RandomContrast(config.contrast, **pixels)]
    if config.erasing:
        chosen.append(layers.RandomErasing(config.erasing, fill_value=0.5, **pixels))
    return chosen


def _compile(model: keras.Model, config: TrainingConfig) -> None:
    optimizer = keras.optimizers.SGD(config.learning_rate / 10, momentum=config.momentum, nesterov=True)
    model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"], jit_compile=False)


def _some_faces(data: Path, count: int) -> FaceDataset:
    faces = load_folder(data / "train")
    return faces.subset(np.random.default_rng(0).permutation(len(faces))[:count])


if __name__ == "__main__":
    main()
