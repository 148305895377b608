"""The trials of a study, run one after the other by each of the processes that share them."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import keras
import optuna

from fer_core.errors import DataError
from training.fit.callbacks import read_history
from training.laboratory.draws import describe_draw
from training.laboratory.storage import STORAGE_ERRORS, unusable
from training.laboratory.studies import Study
from training.laboratory.worklist import Left, Worklist
from training.run_folder import slug, taking_turns
from training.settings import Trial

Train = Callable[[Trial, Path, Sequence[keras.callbacks.Callback]], dict[str, Any]]
"""Trains a trial in a folder, with callbacks of Keras, and returns its figures."""

log = logging.getLogger(__name__)


def run_study(
    study: Study,
    train: Train,
    *,
    out: Path,
    storage: str,
    run: str = "",
    recorded: Mapping[str, dict[str, Any]] | None = None,
    stopped: int = 0,
    on_trial: Callable[[dict[str, dict[str, Any]]], object] | None = None,
) -> dict[str, dict[str, Any]]:
    """Run what is left of ``study``, in folders below ``out``, and return the figures of its trials by their names.

    ``storage`` is an address for SQLAlchemy. All processes that name the same one, and the same ``run``, share the
    trials, and none is run twice. ``recorded`` are figures of draws of a search that count although the storage may not
    know of them, ``stopped`` is how many draws were stopped early, which have none. ``on_trial`` is called with the
    figures so far, once there are some. Raises DataError where the storage cannot be used.
    """
    try:
        worklist = Worklist(study, storage, run=run)
        if study.search:
            with taking_turns(out):
                worklist.add_recorded(recorded or {}, stopped=stopped)
                worklist.retry_failed_draws()
        progress, is_waiting = _Progress(worklist), False
        while (left := _run_next(worklist, train, out, progress)) is not Left.NONE:
            if left is Left.OTHERS:
                worklist.wait(is_told=is_waiting)
            elif on_trial and (figures := worklist.figures()):
                on_trial(figures)
            is_waiting = left is Left.OTHERS
        return worklist.figures()
    except STORAGE_ERRORS as error:
        raise DataError(unusable(storage, error)) from error


def count_stopped(study: Study, *, storage: str, run: str = "") -> int:
    """Return how many draws of a search were stopped early, which leaves them without figures.

    ``storage`` and ``run`` are those of ``run_study``. Raises DataError where the storage cannot be used.
    """
    if study.search is None:
        return 0
    try:
        return Worklist(study, storage, run=run).count_stopped()
    except STORAGE_ERRORS as error:
        raise DataError(unusable(storage, error)) from error


def _run_next(worklist: Worklist, train: Train, out: Path, progress: "_Progress") -> Left:
    """Run the next trial, if there is one, and return what was left before it."""
    # Two processes at once would begin one draw too many, and from SQLite take the same trial.
    with ExitStack() as turn:
        turn.enter_context(taking_turns(out))
        left = worklist.look_for_work()
        if left is Left.SOME:

            def work(trial: optuna.Trial) -> float:
                turn.close()
                worklist.begin(trial)
                return _run_trial(worklist, trial, train, out)

            progress.tell()
            worklist.take(work)
    return left


def _run_trial(worklist: Worklist, trial: optuna.Trial, train: Train, out: Path) -> float:
    study = worklist.study
    callbacks: list[keras.callbacks.Callback] = []
    if study.search is None:
        name = worklist.choose_cell(trial)
        settings = study.trials[name]
    else:
        settings = study.search.suggest(trial)
        name = describe_draw(trial.params)
        if study.search.method == "hyperband":
            callbacks.append(_Pruning(trial, out / study.name / slug(name)))
    worklist.name_trial(trial, name)
    figures = train(settings, out / study.name / slug(name), callbacks)
    worklist.record_figures(trial, figures)
    return float(figures["validation"]["accuracy"])


class _Progress:
    """Says how many trials of a study are done, and how long the others take at the pace since this process began."""

    def __init__(self, worklist: Worklist) -> None:
        self._worklist = worklist
        self._began = time.monotonic()
        self._done_before = worklist.count_done()

    def tell(self) -> None:
        """Log it; without an estimate before the first trial is done."""
        done, planned = self._worklist.count_done(), self._worklist.planned
        gained = done - self._done_before
        left_s = (planned - done) * (time.monotonic() - self._began) / gained if gained else None
        estimate = f", about {timedelta(seconds=round(left_s))} left" if left_s else ""
        log.info("%s: %d of %d trials done%s", self._worklist.study.name, done, planned, estimate)


class _Pruning(keras.callbacks.Callback):
    """Tells Optuna of every epoch, and ends the trial where it is not worth more of them."""

    def __init__(self, trial: optuna.Trial, folder: Path) -> None:
        super().__init__()
        self._trial = trial
        self._folder = folder

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Report the epochs of an earlier process, for trials are compared by their first, third and ninth epochs."""
        for epoch, accuracy in read_history(self._folder)[["epoch", "val_accuracy"]].itertuples(index=False):
            self._report(int(epoch), float(accuracy))

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Report the epoch's validation accuracy."""
        assert logs is not None
        self._report(epoch, logs["val_accuracy"])

    def _report(self, epoch: int, accuracy: float) -> None:
        self._trial.report(accuracy, epoch)
        if self._trial.should_prune():
            raise optuna.TrialPruned
