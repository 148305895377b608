"""One run of the ensemble from data to exported models, in a folder that it can be resumed from."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.networks.ensemble import OnnxMember
from fer_core.networks.manifest import MemberSpec
from fer_core.rows.writing import make_folder
from training.data.clean import find_seen, group_duplicates
from training.data.drawn import name_data
from training.data.faces import FaceDataset, Material, digest, limit_per_class, load_part
from training.data.kaggle_csv import Part
from training.data.splits import split
from training.data.votes import find_votes, load_votes
from training.ensemble.assess import assess
from training.ensemble.calibration import learnt_shares
from training.ensemble.card import write_card
from training.ensemble.cross_fit import cross_fit
from training.ensemble.distil import distil
from training.ensemble.figures import plot_figures
from training.ensemble.member import is_finished, load_member, train_member
from training.export.forms import choose_form
from training.export.onnx_file import check_parity, describe, to_onnx, with_maps, write_ensemble
from training.fit.answers import predict
from training.fit.backend import BACKEND
from training.fit.callbacks import read_history, tensorboard_logs
from training.reports.plots import (
    SHEET,
    plot_class_distribution,
    plot_learning_curves,
    plot_predictions,
    plot_roc,
    plot_twin_axes,
)
from training.run_folder import PREDICTIONS, claim_folder, describe_environment, sole_user, write_json
from training.settings import TrainingConfig

log = logging.getLogger(__name__)

PARITY_FACES = 256
ORIGINALS = "models-float32"


def run_ensemble(
    config: TrainingConfig, *, data: Path, out: Path, models: Path, tensorboard: bool = False
) -> dict[str, float] | None:
    """Train, evaluate and export what ``config`` says; returns the headline figures by name.

    ``data`` is a folder with ``train/`` and, for reporting only, ``test/``, or Kaggle's fer2013.csv. ``out`` gets
    ``run.json``, a folder per member and ``metrics.json``; ``models`` gets the ONNX ensemble with its model card, and
    ``models-float32`` in ``out`` the same networks as they were before any quantisation, with the calibration and the
    figures of those in ``models``. With ``tensorboard`` each member's folder has its logs. Returns None, and has
    trained only, where Keras' backend is not TensorFlow, which alone can export. Raises DataError where ``out`` holds
    another run, or another process is at it.
    """
    labelled, test = (_load(data, part, config) for part in ("train", "test"))
    public = None if config.validation_fraction else _load(data, "public", config)
    material = prepare(labelled, group_duplicates(labelled.images), config, votes=find_votes(data), public=public)
    log.info("%d images to train on, %d to validate on", len(material.train), len(material.validation))
    run = describe_run(config, material, data_name=name_data(data))
    claim_folder(out, run)
    for folder in (models, out / ORIGINALS):
        make_folder(folder)
    with sole_user(out):
        _train_members(material, config, out, tensorboard=tensorboard)
        if BACKEND != "tensorflow":
            return None
        exported, differences = _convert_members(config, out, test.images)
        return _export(exported, differences, material, test, run, config=config, out=out, models=models)


def _train_members(material: Material, config: TrainingConfig, out: Path, *, tensorboard: bool) -> None:
    softened = material if _are_finished(config, out) else cross_fit(material, config, out)
    for position, member in enumerate(config.members, start=1):
        log.info("Member %d of %d: %s", position, len(config.members), member.architecture)
        folder = out / member.architecture
        own = replace(config, teacher_share=member.soft_share) if config.cross_fit else config
        train_member(softened, member, own, folder, callbacks=tensorboard_logs(folder, wanted=tensorboard))
        _plot_history(folder)
    distil(material, config, out, tensorboard=tensorboard)
    if config.distillation:
        for member in config.members:
            _plot_history(out / member.architecture)


def _are_finished(config: TrainingConfig, out: Path) -> bool:
    return all(is_finished(out / member.architecture, member.cycles[-1]) for member in config.members)


def _convert_members(
    config: TrainingConfig, out: Path, faces: NDArray[np.uint8]
) -> tuple[list[tuple[MemberSpec, bytes]], dict[str, float]]:
    """Return every trained member in ``out`` as ONNX, and how much it differs from Keras, by name."""
    exported, differences = [], {}
    for member in config.members:
        network = load_member(out / member.architecture)
        spec, content, differences[network.name] = _convert(network, faces, mirrored=config.mirrored)
        exported.append((spec, content))
    return exported, differences


def _plot_history(folder: Path) -> None:
    history = read_history(folder)
    plot_learning_curves(history, folder / "learning_curves.png", title=folder.name)
    plot_twin_axes(history, folder / "loss_and_accuracy.png", title=folder.name)
    if "val_top2_accuracy" in history:
        plot_learning_curves(
            history, folder / "top2_accuracy.png", title=folder.name, columns=("accuracy", "top2_accuracy")
        )


def _export(
    exported: Sequence[tuple[MemberSpec, bytes]],
    differences: Mapping[str, float],
    material: Material,
    test: FaceDataset,
    run: Mapping[str, Any],
    *,
    config: TrainingConfig,
    out: Path,
    models: Path,
) -> dict[str, float]:
    """Calibrate, evaluate and write the ensemble that ``run`` tells of, and that has such ``differences`` to Keras."""
    chosen, forms = choose_form(exported, material.train, material.validation)
    members = {spec.name: OnnxMember(spec, content, threads=1) for spec, content in chosen}
    seen = find_seen(test.images, material.train.images)
    shares = learnt_shares(material.train.labels, sampled=config.sampling != "none" or config.class_weights)
    result = assess(members, material.validation, test, seen=seen, shares=shares)
    figures = {**result.figures, "keras_onnx_difference": differences, "forms": forms}
    write_json(out / "metrics.json", figures)
    write = partial(
        write_ensemble,
        calibration=result.calibration,
        uncertainty=result.uncertainty,
        stricter=result.stricter,
        shares=shares,
        training=run,
        figures=figures,
    )
    write(exported, out / ORIGINALS)
    write(chosen, models)
    plot_figures(figures, models)
    _plot_faces(material, test, result.answers, out)
    write_card(models)
    log.info("Exported to %s; largest difference to Keras %.1e", models, max(differences.values()))
    return _headline(figures)


def _convert(network: keras.Model, faces: NDArray[np.uint8], *, mirrored: bool) -> tuple[MemberSpec, bytes, float]:
    """Return a network as ONNX, and its largest difference to Keras on some of ``faces``, uint8 (n, 48, 48)."""
    single = with_maps(network, mirrored=False)
    content = to_onnx(single)
    spec = describe(single, content, parameters=network.count_params(), mirrored=mirrored)
    some = faces[np.random.default_rng(0).permutation(len(faces))[:PARITY_FACES]]
    complete = with_maps(network, mirrored=mirrored)
    return spec, content, check_parity(complete, OnnxMember(spec, content, threads=1), some)


def _plot_faces(material: Material, test: FaceDataset, answers: NDArray[np.float32], out: Path) -> None:
    """Draw what stays with the run, because it shows the data set or is no property of the models."""
    parts = {"training": material.train, "validation": material.validation, "test": test}
    counts = {name: np.bincount(faces.labels, minlength=len(EMOTIONS)) for name, faces in parts.items()}
    plot_class_distribution(pd.DataFrame(counts, EMOTIONS), out / "class_distribution.png")
    title = "Soft vote on the test folder"
    plot_roc(test.labels, answers, out / "roc.png", title=title)
    some = np.random.default_rng(0).permutation(len(test))[:SHEET]
    plot_predictions(test.subset(some), answers[some], out / PREDICTIONS, title=title)


def prepare(
    dataset: FaceDataset,
    groups: NDArray[np.int64],
    config: TrainingConfig,
    *,
    votes: Path,
    public: FaceDataset | None = None,
) -> Material:
    """Split a labelled data set with its ``groups`` of near-duplicates, (n,); add the votes and a teacher's answers.

    These are added where ``config`` needs them; raises DataError where they cannot be read. No group is on both sides,
    and the validation part has no blank images and no repeated ones. ``public`` is validated on, and nothing held back,
    if it is given.
    """
    train, validation = split(
        dataset,
        groups,
        public=public,
        validation_fraction=config.validation_fraction,
        training_share=config.training_share,
        seed=config.split_seed,
        cleaned=config.cleaned,
    )
    return Material(
        train,
        validation,
        load_votes(votes, train.paths) if config.needs_votes else None,
        predict(load_member(Path(config.teacher)), train.images) if config.teacher else None,
    )


def _load(data: Path, part: Part, config: TrainingConfig) -> FaceDataset:
    dataset = load_part(data, part)
    log.info("%s, %s: %d images", data, part, len(dataset))
    return dataset if config.images_per_class is None else limit_per_class(dataset, config.images_per_class)


def _headline(figures: dict[str, Any]) -> dict[str, float]:
    accuracies = {
        f"{split} accuracy, {name}": evaluation["accuracy"]
        for split in ("validation", "test")
        for name, evaluation in figures[split].items()
    }
    vote = figures["test"]["ensemble"]
    return {
        **accuracies,
        "test top-2 accuracy": vote["top2_accuracy"],
        "test macro F1": vote["macro_f1"],
        "test calibration error": vote["calibration_error"],
    }


def describe_run(config: TrainingConfig, material: Material, *, data_name: str = "FER2013") -> dict[str, Any]:
    """Return what a run is made of, as a JSON object."""
    return {
        "command": f"python -m training.run --data DIR --preset {config.name}",
        "data": {
            "name": data_name,
            "training_images": len(material.train),
            "validation_images": len(material.validation),
            "sha256": digest(material.train, material.validation),
        },
        "config": asdict(config),
        "environment": describe_environment(),
    }
