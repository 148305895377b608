"""The experiments of the source documents, each in its folder of a run, and a summary of it for the report."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.sinks import make_folder, write_whole
from training.checkpoints import predict, tensorboard_logs
from training.clean import find_worth_keeping, group_duplicates
from training.configs import Trial
from training.csv_data import Part
from training.data import FaceDataset, grouped_split, limit_per_class, load_part
from training.evaluate import evaluate
from training.models.pretrained import IMAGENET
from training.names import slug
from training.plots import plot_comparison
from training.sampling import oversample
from training.scale import Scale
from training.search import default_storage, run_study
from training.studies import STUDIES, VOTE, Study
from training.svm import fit_svm
from training.trials import METRICS, TrialData, load_trial, run_trial

SUMMARY = "summary.json"

SVM = Study("linear-svm", "B5", "Linear support vector machine on pixels", {})
"""The one experiment without a network."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Laboratory:
    """Where the data is, where results go, and how much is run.

    ``weights`` stands in for "imagenet" where a document starts from those. ``storage`` is where trials are kept (None:
    a file in ``out``). ``precision`` is a Keras dtype policy, or "fastest". With ``tensorboard`` every trial's folder
    has logs.
    """

    data: Path
    out: Path
    scale: Scale
    weights: str = "imagenet"
    storage: str | None = None
    precision: str = "float32"
    tensorboard: bool = False

    @cached_property
    def faces(self) -> TrialData:
        """Return the training images, split 80:20 so that no near-duplicates are on both sides, and the test images.

        Raises DataError for missing or damaged data.
        """
        return self._split(seed=0)

    @cached_property
    def _parts(self) -> tuple[FaceDataset, FaceDataset]:
        return self._load("train"), self._load("test")

    @cached_property
    def _groups(self) -> NDArray[np.int64]:
        return group_duplicates(self._parts[0].images)

    def run(self, name: str) -> dict[str, Any]:
        """Run what is left of a study and return its summary, which is also written; raises DataError."""
        study = self.scale.reduce(STUDIES[name])
        log.info("%s %s", study.row, study.title)
        share = self.scale.reduction(study).share

        def train(trial: Trial, folder: Path, callbacks: Sequence[keras.callbacks.Callback]) -> dict[str, Any]:
            shortened = self._with_weights(self.scale.shorten(study, trial))
            data = self._split(seed=shortened.split_seed, share=share)
            logs = [tensorboard_logs(folder)] if self.tensorboard else []
            return run_trial(shortened, data, folder, precision=self.precision, callbacks=[*callbacks, *logs])

        storage = self.storage or default_storage(self.out)
        trials = run_study(study, train, out=self.out, storage=storage, preset=self.scale.name)
        if study.votes:
            trials[VOTE] = self._vote(study)
        return self._summarise(study, trials)

    def load(self, study_name: str, trial_name: str | None = None) -> keras.Model:
        """Return the network of a finished trial, by default the study's best; raises DataError where there is none."""
        path = self.out / study_name / SUMMARY
        if not path.exists():
            raise DataError(f"{study_name!r} has not been run in {self.out}; `study {study_name}` does.")
        trials = json.loads(path.read_text(encoding="utf-8"))["trials"]
        name = trial_name or max(trials, key=lambda each: trials[each]["validation"]["accuracy"])
        planned = self.scale.reduce(STUDIES[study_name]).trials
        if name not in planned:
            raise DataError(f"{study_name} has no trial {name!r}; choose one of {', '.join(planned)}.")
        return load_trial(planned[name], self.out / study_name / slug(name))

    def run_svm(self) -> dict[str, Any]:
        """Fit the linear support vector machine of document B and return its summary."""
        path = self.out / SVM.name / METRICS
        if path.exists():
            figures = json.loads(path.read_text(encoding="utf-8"))
        else:
            make_folder(path.parent)
            figures = fit_svm(self.faces, seed=0)
            write_whole(path, json.dumps(figures, indent=2).encode())
        return self._summarise(SVM, {"linear SVM": figures})

    def _load(self, part: Part) -> FaceDataset:
        dataset = load_part(self.data, part, named=False)
        log.info("%s, %s: %d images", self.data, part, len(dataset))
        most = self.scale.images_per_class
        return dataset if most is None else limit_per_class(dataset, most)

    def _split(self, *, seed: int, share: float = 1.0) -> TrialData:
        (labelled, test), groups = self._parts, self._groups
        kept = find_worth_keeping(labelled, groups)
        _, validation = grouped_split(labelled.labels[kept], groups[kept], validation_fraction=0.2, seed=seed)
        held_back = kept[validation]
        train = np.flatnonzero(~np.isin(groups, groups[held_back]))
        if share < 1:
            order = np.random.default_rng(seed).permutation(train)
            train = np.sort(order[: round(share * len(order))])
        return TrialData(labelled.subset(train), labelled.subset(held_back), test)

    def _with_weights(self, trial: Trial) -> Trial:
        """Return a trial that starts from what this laboratory has in place of ImageNet's weights."""
        if trial.network.get("weights") != IMAGENET:
            return trial
        return replace(trial, network={**trial.network, "weights": self.weights})

    def _vote(self, study: Study) -> dict[str, Any]:
        """Return the figures of the mean of all trials' probabilities, on images that none of them has learnt from."""
        networks = [load_trial(trial, self.out / study.name / slug(name)) for name, trial in study.trials.items()]
        held_back = [self._split(seed=trial.split_seed).validation for trial in study.trials.values()]
        unseen = set.intersection(*(set(part.paths) for part in held_back))
        first = held_back[0]
        shared = first.subset(np.flatnonzero([path in unseen for path in first.paths]))
        return {
            split: evaluate(faces.labels, np.mean([predict(network, faces.images) for network in networks], axis=0))
            for split, faces in (("validation", shared), ("test", self._parts[1]))
        }

    def _summarise(self, study: Study, trials: dict[str, dict[str, Any]]) -> dict[str, Any]:
        planned = STUDIES.get(study.name, study)
        folder = self.out / study.name
        summary = {
            "name": study.name,
            "row": study.row,
            "title": study.title,
            "measure": study.measure,
            "differs": study.differs,
            "preset": self.scale.name,
            "weights": self.weights,
            "reduction": asdict(self.scale.reduction(study)),
            "planned": planned.search.count if planned.search else len(planned.trials),
            "split": {"train": len(self.faces.train), "validation": len(self.faces.validation)},
            "trials": {name: {**figures, "reported": study.reported.get(name)} for name, figures in trials.items()},
            "full_hours": estimate_hours(planned, trials, images=self._planned_images(planned)),
        }
        text = json.dumps(summary, indent=2)
        write_whole(folder / SUMMARY, text.encode())
        plot_comparison(trials, study.reported, folder / "comparison.png", title=study.title, measure=study.measure)
        return json.loads(text)

    def _planned_images(self, study: Study) -> dict[str, int]:
        """Return how many images an epoch of each planned trial goes through, with its copies."""
        labels = self.faces.train.labels
        return {name: len(oversample(labels, trial.sampling)) for name, trial in study.trials.items()}


def estimate_hours(study: Study, trials: Mapping[str, Mapping[str, Any]], *, images: Mapping[str, int]) -> float | None:
    """Return how long all planned trials would take on this machine, in hours, if none stopped early.

    The rate is the mean of those that were run; ``images`` are each trial's per epoch. None where nothing tells.
    """
    rates = [figures["images_per_second"] for figures in trials.values() if "images_per_second" in figures]
    if not rates or not study.trials:
        return None
    seconds = sum(trial.epochs * images[name] for name, trial in study.trials.items()) / float(np.mean(rates))
    return seconds / 3600
