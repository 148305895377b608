"""Several configurations trained on the same split and laid side by side."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from training.data.clean import group_duplicates
from training.data.faces import FaceDataset, Material, load_part
from training.data.votes import find_votes
from training.ensemble.member import load_member, train_member
from training.ensemble.run import describe_run, prepare
from training.export.onnx_file import with_maps
from training.fit.answers import predict
from training.fit.callbacks import read_history, resized
from training.run_folder import claim_folder, slug
from training.settings import TrainingConfig

log = logging.getLogger(__name__)


def compare_variants(
    variants: Mapping[str, TrainingConfig], *, data: Path, out: Path, known: Sequence[dict[str, Any]]
) -> Iterator[list[dict[str, Any]]]:
    """Train the one member of every variant in its own folder below ``out``; yield the table after each.

    A row holds the variant's name, configuration and figures. What ``known`` rows hold of the same name and
    configuration is not trained again. Raises DataError for missing data, or a folder that holds another variant.
    """
    labelled = load_part(data, "train")
    groups = group_duplicates(labelled.images)
    rows: list[dict[str, Any]] = []
    for position, (name, config) in enumerate(variants.items(), start=1):
        row = {"variant": name, "config": json.loads(json.dumps(asdict(config)))}
        same = [found for found in known if {key: found.get(key) for key in row} == row]
        if same:
            rows.append(same[0])
        else:
            log.info("Variant %d of %d: %s", position, len(variants), name)
            material = prepare(labelled, groups, config, votes=find_votes(data))
            rows.append({**row, **_run(config, material, out / slug(name))})
        yield rows


def _run(config: TrainingConfig, material: Material, folder: Path) -> dict[str, float]:
    (member,) = config.members
    claim_folder(folder, describe_run(config, material))
    train_member(material, member, config, folder / member.architecture)
    history = read_history(folder / member.architecture)
    last: dict[str, Any] = history.iloc[-1].to_dict()
    return {
        "accuracy": last["val_accuracy"],
        "macro_f1": last["val_macro_f1"],
        "unaveraged_accuracy": last["val_accuracy_unaveraged"],
        "mirrored_accuracy": _mirrored_accuracy(
            material.validation, folder / member.architecture, size=config.stages[-1].size
        ),
        "seconds_per_epoch": float(history["seconds"].mean()),
    }


def _mirrored_accuracy(validation: FaceDataset, folder: Path, *, size: int) -> float:
    network = with_maps(load_member(folder, size=size), mirrored=True)
    return float(np.mean(predict(network, resized(validation.images, size)).argmax(axis=1) == validation.labels))
