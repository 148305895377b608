"""The experiments of the source documents, each in its folder of a run, and a summary of it for the report."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from training.data.clean import group_duplicates
from training.data.faces import FaceDataset, digest, limit_per_class, load_part
from training.data.kaggle_csv import Part
from training.data.splits import hold_back, share_of
from training.fit.callbacks import tensorboard_logs
from training.fit.precision import PRECISION
from training.laboratory.choice import alone, begin_with, take_from_grid
from training.laboratory.draws import recorded_draws
from training.laboratory.record import METRICS, claim, read_figures, record_environment
from training.laboratory.repeats import reseeded
from training.laboratory.scale import Scale
from training.laboratory.search import count_stopped, run_study
from training.laboratory.storage import default_storage
from training.laboratory.studies import STUDIES, SVM, VOTE, Study, command_of, document_of
from training.laboratory.summary import (
    SUMMARY,
    Figures,
    Summary,
    best_trial,
    check_goes_on,
    check_weights,
    commits_of,
    count_images,
    estimate_hours,
    kept_vote,
    merge,
    read_summary,
    recorded_figures,
    recorded_stopped,
    say_not_gathered,
)
from training.laboratory.svm import fit_svm
from training.laboratory.trial import TrialData, load_trial, predict_finite, run_trial
from training.measure import evaluate
from training.models.pretrained import IMAGENET, NONE
from training.reports.plots import plot_comparison
from training.run_folder import read_json, slug, taking_turns, write_json
from training.settings import Trial

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Laboratory:
    """Where the data is, where results go, and how much is run.

    ``weights`` stands in for "imagenet" where a document starts from those: "none", or a trained network's folder.
    ``storage`` is where trials are kept (None: a file in ``out``). ``precision`` is a Keras dtype policy, or "fastest".
    With ``tensorboard`` every trial's folder has logs. ``repetition`` is 1, or tells which other seeds are taken;
    ``only`` names the one trial of a study that is run (None: all).
    """

    data: Path
    out: Path
    scale: Scale
    weights: str = "imagenet"
    storage: str | None = None
    precision: str = "float32"
    tensorboard: bool = False
    repetition: int = 1
    only: str | None = None

    @cached_property
    def faces(self) -> TrialData:
        """Return the training images, split 80:20 so that no near-duplicates are on both sides, and the test images.

        Raises DataError for missing or damaged data.
        """
        return self._split(seed=0)

    @cached_property
    def _parts(self) -> tuple[FaceDataset, FaceDataset]:
        return self._load("train"), self._load("test")

    @property
    def labelled(self) -> FaceDataset:
        """All images that are split into those trained on and those validated on."""
        return self._parts[0]

    @property
    def test(self) -> FaceDataset:
        """The test images, for reporting only."""
        return self._parts[1]

    @cached_property
    def _groups(self) -> NDArray[np.int64]:
        return group_duplicates(self._parts[0].images)

    def run(self, name: str) -> dict[str, Any]:
        """Run what is left of a study and return its summary, which is also written; raises DataError.

        What is recorded in ``out`` stays, whatever fails.
        """
        if name == SVM.name:
            return self._run_svm()
        study = self.plan(name)
        folder, reduction = self.out / name, self.scale.reduction(study)
        check_goes_on(study, folder, reduction, weights=self._weights_of(study))
        again = f" with seeds of repetition {self.repetition}" if self.repetition > 1 else ""
        log.info("%s %s", study.row, " ".join([f"{study.title}{again}.", *reduction.sentences()]))

        def train(trial: Trial, folder: Path, callbacks: Sequence[keras.callbacks.Callback]) -> dict[str, Any]:
            shortened = self._with_weights(self.scale.shorten(study, trial))
            data = self._split(seed=shortened.split_seed, share=reduction.share)
            logs = tensorboard_logs(folder, wanted=self.tensorboard)
            return run_trial(
                shortened, data, folder, precision=self.precision, settled_in=self._comparison(study),
                callbacks=[*callbacks, *logs],
            )  # fmt: skip

        trials = run_study(
            study, train, out=self.out, storage=self._storage, run=self._fingerprint(study),
            recorded=self._recorded_draws(study), stopped=recorded_stopped(read_summary(folder)),
            on_trial=partial(self._summarise, study),
        )  # fmt: skip
        summary = self._summarise(study, trials)
        if study.votes:
            check_weights(study, folder, has_vote=summary["vote"] is not None)
            if summary["vote"] is None:
                return self._summarise(study, trials, vote=self._vote(study))
        return summary

    def plan(self, name: str) -> Study:
        """Return what is to be run of a study: the preset's part, and the grid's best where the study asks for them."""
        study = reseeded(self.scale.reduce(STUDIES[name]), self.repetition)
        if study.from_grid:
            study = take_from_grid(study, self.out)
        if self._weights_of(study) not in (None, IMAGENET, NONE):
            study = begin_with(study, Path(self.weights))
        return study if self.only is None else alone(study, self.only)

    def find(self, study: str, trial: str | None = None) -> Path:
        """Return the folder of a finished trial, by default the study's best; raises DataError where there is none."""
        summary = read_summary(self.out / study)
        if summary is None:
            left = say_not_gathered(self.out / study) or "Run it first, with the same --out."
            raise DataError(f"{self.out} has no results of {study!r} yet. {left}")
        trials = summary["trials"]
        name = trial or best_trial(trials)
        if name not in trials:
            raise DataError(f"{study} has no trial {name!r}; choose one of {', '.join(map(repr, trials))}.")
        return self.out / study / slug(name)

    def held_back(self, trial: Trial) -> FaceDataset:
        """Return the faces that a trial was validated on."""
        return self._split(seed=trial.split_seed).validation

    def _run_svm(self) -> dict[str, Any]:
        log.info("%s %s", SVM.row, SVM.title)
        folder = self.out / SVM.name
        claim(folder, {"data": digest(*self.faces.parts)})
        path = folder / METRICS
        if not path.exists():
            figures = fit_svm(self.faces, seed=0)
            record_environment(folder)
            write_json(path, figures)
        return self._summarise(SVM, {"linear SVM": read_figures(folder)})

    def _load(self, part: Part) -> FaceDataset:
        dataset = load_part(self.data, part)
        log.info("%s, %s: %d images", self.data, part, len(dataset))
        most = self.scale.images_per_class
        return dataset if most is None else limit_per_class(dataset, most)

    def _split(self, *, seed: int, share: float = 1.0) -> TrialData:
        labelled, test = self._parts
        train, validation = self._hold_back(seed)
        return TrialData(labelled.subset(share_of(train, share, seed=seed)), labelled.subset(validation), test)

    @cached_property
    def _hold_back(self) -> Callable[[int], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """The function that finds, by a split's seed, the positions to train on and to validate on.

        It keeps what it has found, which takes seconds.
        """
        return cache(lambda seed: hold_back(self.labelled, self._groups, validation_fraction=0.2, seed=seed))

    @cached_property
    def _digest(self) -> str:
        return digest(*self._parts)

    def _fingerprint(self, study: Study) -> str:
        """Return what tells the trials of a reduced study from others of its name in the same storage."""
        search = study.search and (study.search.method, study.search.count, study.search.epochs)
        settings = (
            self.weights, self.precision, self._digest, search, self.scale.reduction(study), dict(study.trials)
        )  # fmt: skip
        return f"{self.scale.name} {hashlib.sha256(repr(settings).encode()).hexdigest()[:8]}"

    def _with_weights(self, trial: Trial) -> Trial:
        """Return a trial that starts from what this laboratory has in place of ImageNet's weights."""
        if trial.network.get("weights") != IMAGENET:
            return trial
        return replace(trial, network={**trial.network, "weights": self.weights})

    def unseen(self, study: Study) -> FaceDataset:
        """Return the labelled images that none of a study's trials has learnt from."""
        held_back = [self.held_back(trial) for trial in study.trials.values()]
        unseen = set.intersection(*(set(part.paths) for part in held_back))
        first = held_back[0]
        return first.subset(np.flatnonzero([path in unseen for path in first.paths]))

    def _vote(self, study: Study) -> dict[str, Any]:
        """Return the figures of the mean of all trials' probabilities, on images that none of them has learnt from."""
        networks = [load_trial(self.out / study.name / slug(name)) for name in study.trials]

        def vote(images: NDArray[np.uint8]) -> NDArray[np.float32]:
            return np.mean([predict_finite(network, images) for network in networks], axis=0)

        parts = {"validation": self.unseen(study), "test": self.test}
        return {split: evaluate(faces.labels, vote(faces.images)) for split, faces in parts.items()}

    def _recorded_draws(self, study: Study) -> dict[str, dict[str, Any]]:
        """Return the figures of a search's draws that ``out`` has, whatever the storage knows of them."""

        def made_with() -> dict[str, Any]:
            parts = self._split(seed=0, share=self.scale.reduction(study).share).parts
            return {"precision": self.precision, "data": digest(*parts)}

        return recorded_draws(study.search, self.out / study.name, made_with) if study.search else {}

    @property
    def _storage(self) -> str:
        return self.storage or default_storage(self.out)

    def _comparison(self, study: Study) -> Path:
        """Return the folder of the precision that all trials to be compared with those of ``study`` are trained in.

        These are those of the same document, or where a study already has its own, the study's.
        """
        folder = self.out / study.name
        return folder if (folder / PRECISION).exists() else self.out / "precision" / document_of(study.row)

    def _summarise(self, study: Study, trials: Figures, *, vote: dict[str, Any] | None = None) -> dict[str, Any]:
        planned, reduction = STUDIES.get(study.name, study), self.scale.reduction(study)
        folder = self.out / study.name
        faces = self.faces  # Split before the turn, for which others wait.
        stopped = count_stopped(study, storage=self._storage, run=self._fingerprint(study))
        with taking_turns(folder):
            earlier = read_summary(folder)
            known = recorded_figures(earlier)
            trials = merge(study, known, trials)
            vote = vote or kept_vote(earlier, trials)
            made = {"preset": self.scale.name, "command": self._command(study)}
            if earlier and trials == known:
                made = {name: earlier[name] for name in made}
            shown = {name: {**figures, "reported": study.reported.get(name)} for name, figures in trials.items()}
            summary = {
                "name": study.name,
                "row": study.row,
                "title": study.title,
                "measure": study.measure,
                "differs": study.differs,
                **made,
                "commits": commits_of([folder, *(folder / slug(name) for name in trials)]),
                "weights": self._weights_of(study),
                "reduction": asdict(reduction),
                "planned": planned.search.count if planned.search else len(planned.trials) or 1,
                "stopped": max(stopped, recorded_stopped(earlier)),
                "split": {"train": len(faces.train), "validation": len(faces.validation)},
                "trials": shown,
                "vote": vote and {**vote, "reported": study.reported.get(VOTE)},
                "full_hours": estimate_hours(
                    trials, images=count_images(planned, trials, faces.train.labels, reduction)
                ),
            }
            write_json(folder / SUMMARY, summary)
            plot_comparison(
                {**trials, VOTE: vote} if vote else trials, study.reported, folder / "comparison.png",
                title=study.title, measure=study.measure,
            )  # fmt: skip
        return dict(read_json(folder / SUMMARY, Summary))

    def _weights_of(self, study: Study) -> str | None:
        """Return what the pretrained networks of a study start from; None where it has none."""
        return self.weights if any("weights" in trial.network for trial in study.trials.values()) else None

    def _command(self, study: Study) -> str:
        options = f"--preset {self.scale.name} --weights {self.weights} --precision {self.precision}"
        return f"python -m training.run {command_of(study.name)} --data DIR {options}"
