"""Trains the judge of the face search, evaluates it and exports it."""

import hashlib
import logging
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import ModelError
from fer_core.faces.detectors.judge import MIRRORED, MODEL, OUTPUT, Judge
from fer_core.rows.writing import make_folder, write_whole
from training.data.faces import load_part
from training.export.onnx_file import MAX_DIFFERENCE, to_onnx
from training.fit.callbacks import save_weights
from training.judge.assess import assess
from training.judge.card import write_card
from training.judge.material import MaterialConfig, draw_material, hardest
from training.judge.negatives import load_negatives, read_list
from training.judge.network import MOST_PARAMETERS, as_input, build_judge, judge_loss, targets_of
from training.judge.scenes import Examples, join
from training.run_folder import claim_folder, describe_environment, sole_user, write_json

FILE: Final = Path(MODEL).name

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JudgeConfig:
    """What a run is made of.

    The network is trained for ``epochs`` on the drawn examples; then what it takes for faces in the pictures without
    any is added to them, and it is trained for ``more_epochs``.
    """

    material: MaterialConfig = field(default_factory=MaterialConfig)
    epochs: int = 8
    more_epochs: int = 4
    batch: int = 256
    learning_rate: float = 2e-3
    windows: int = 300
    seed: int = 0
    faces: int | None = None
    """How many of FER2013's training images are used, None for all."""


def run_judge(config: JudgeConfig, *, data: Path, negatives: Path, out: Path, export: Path) -> dict[str, Any]:
    """Train, evaluate and export a judge; what is done already in ``out`` is not done again. Returns the figures.

    ``data`` is FER2013, ``negatives`` the folder that ``training.judge.negatives`` fills. Raises DataError where they
    are missing or ``out`` holds another run, ModelError where the network cannot be exported; ``export`` then stays as
    it was.
    """
    for folder in (out, export):
        make_folder(folder)
    with sole_user(out):
        keras.utils.set_random_seed(config.seed)
        known = load_negatives(negatives, read_list(part="train"))
        unknown = load_negatives(negatives, read_list(part="test"))
        faces = _chosen(load_part(data, "train").images, config)
        claim_folder(out, _describe(config, faces, [*known, *unknown]))
        first = _kept(out / "first.npz", lambda: draw_material(faces, known, config.material, _rng(config, 1)))
        network = build_judge()
        _fit(network, first, config, out, name="first", epochs=config.epochs)
        second = _kept(out / "second.npz", lambda: hardest(network, known, config.windows, _rng(config, 2)))
        log.info("%d views of no faces were taken for faces; they are learnt next.", len(second))
        _fit(network, join([first, second, second]), config, out, name="second", epochs=config.more_epochs)
        judge = _convert(network, out, first)
        figures = assess(judge, load_part(data, "test").images, unknown, _rng(config, 3))
        figures = {"parameters": network.count_params(), "examples": len(first), "hard": len(second), **figures}
        write_json(out / "figures.json", figures)
        write_whole(export / FILE, (out / FILE).read_bytes())
        write_card(export, figures, config=asdict(config), pictures=len(known))
        return figures


def _describe(config: JudgeConfig, faces: NDArray[np.uint8], pictures: Sequence[NDArray[np.uint8]]) -> dict[str, Any]:
    """Return what a run is made of, as a JSON object."""
    sha256 = hashlib.sha256()
    for images in (faces, *pictures):
        sha256.update(f"{images.shape}".encode() + images.tobytes())
    data = {"faces": len(faces), "pictures": len(pictures), "sha256": sha256.hexdigest()}
    return {"data": data, "config": asdict(config), "environment": describe_environment()}


def _rng(config: JudgeConfig, part: int) -> np.random.Generator:
    return np.random.default_rng((config.seed, part))


def _chosen(faces: NDArray[np.uint8], config: JudgeConfig) -> NDArray[np.uint8]:
    return faces[_rng(config, 0).permutation(len(faces))[: config.faces]]


def _kept(path: Path, draw: Any) -> Examples:
    """Return the examples in a file, which are drawn first where there is none."""
    if not path.is_file():
        started = time.monotonic()
        examples = draw()
        with (beside := path.with_suffix(".part")).open("wb") as file:
            np.savez(file, views=examples.views, are_faces=examples.are_faces, moves=examples.moves)
        beside.replace(path)
        log.info("%s: %d examples in %.0f s", path.name, len(examples), time.monotonic() - started)
    with np.load(path) as arrays:
        return Examples(arrays["views"], arrays["are_faces"], arrays["moves"])


def _fit(network: keras.Model, examples: Examples, config: JudgeConfig, out: Path, *, name: str, epochs: int) -> None:
    """Train with one cycle of the learning rate; goes on after the last finished epoch, and only loads what is done."""
    weights = out / f"{name}.weights.h5"
    if weights.is_file():
        network.load_weights(weights)
        return
    steps = epochs * math.ceil(len(examples) / config.batch)
    rate = keras.optimizers.schedules.CosineDecay(
        config.learning_rate / 20, steps, alpha=0.01, warmup_target=config.learning_rate, warmup_steps=steps // 10
    )
    network.compile(keras.optimizers.AdamW(rate, weight_decay=1e-3), loss=judge_loss)
    network.fit(
        _Batches(examples, config.batch, seed=config.seed),
        epochs=epochs,
        verbose=2,
        callbacks=[keras.callbacks.BackupAndRestore(out / f"{name}.backup")],
    )
    save_weights({weights: network})


class _Batches(keras.utils.PyDataset):
    """Examples in a new order every epoch, half of them mirrored."""

    def __init__(self, examples: Examples, size: int, *, seed: int) -> None:
        super().__init__()
        self._examples, self._targets, self._size = examples, targets_of(examples), size
        self._rng = np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self) -> int:
        return math.ceil(len(self._examples) / self._size)

    def __getitem__(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        chosen = self._order[index * self._size : (index + 1) * self._size]
        views, targets = self._examples.views[chosen], self._targets[chosen]
        mirrored = self._rng.random(len(chosen)) < 0.5
        views[mirrored] = views[mirrored, :, ::-1]
        targets[mirrored] *= MIRRORED
        return as_input(views), targets

    def on_epoch_end(self) -> None:
        self._order = self._rng.permutation(len(self._examples))


def _convert(network: keras.Model, out: Path, examples: Examples) -> Judge:
    """Write the network as ONNX and return it loaded; raises ModelError where it is too large or answers otherwise."""
    if network.count_params() > MOST_PARAMETERS:
        raise ModelError(f"The judge has {network.count_params()} parameters, more than {MOST_PARAMETERS}.")
    named = keras.Model(network.input, {OUTPUT: network.output}, name=network.name)
    write_whole(out / FILE, to_onnx(named, input_name=network.input.name))
    judge = Judge(out / FILE)
    views = examples.views[:: max(1, len(examples) // 500)]
    answers = network.predict(as_input(views), verbose=0)
    difference = float(np.abs(judge.answers(views) - answers).max())
    if not difference <= 10 * MAX_DIFFERENCE:  # logits, which are larger than probabilities; refuses NaN as well
        raise ModelError(f"The judge is not exported: Keras and ONNX Runtime differ by {difference:.1e}.")
    return judge
