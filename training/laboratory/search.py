"""The trials of a study in Optuna's storage: several processes share them, and what a killed one left is run again."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import keras
import optuna
from optuna.trial import FrozenTrial, TrialState

from fer_core.errors import DataError
from training.fit.callbacks import read_history
from training.laboratory.storage import STORAGE_ERRORS, enqueue_again, open_storage, trial_parameters, unusable
from training.laboratory.studies import Study
from training.run_folder import slug, taking_turns
from training.settings import Trial

HEARTBEAT_S: Final = 10
"""A trial in training gives a sign of life this often; after three times as long without one it counts as killed."""

Train = Callable[[Trial, Path, Sequence[keras.callbacks.Callback]], dict[str, Any]]
"""Trains a trial in a folder, with callbacks of Keras, and returns its figures."""

_GIVEN_UP = (TrialState.FAIL, TrialState.PRUNED)
"""States of trials that leave their cell to another."""

_CELL, _FIGURES, _NAME, _BEGUN = "cell", "figures", "name", "begun"

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
    name = _name_of(study, run)
    try:
        database = open_storage(storage, heartbeat_s=HEARTBEAT_S)
        trials = _open_study(study, database, name=name)

        def run_trial(trial: optuna.Trial) -> float:
            # The thread that does so later may come too late to tell of a process that is killed at once.
            study_id = database.get_study_id_from_name(name)
            database.record_heartbeat(database.get_trial_id_from_study_id_trial_number(study_id, trial.number))
            trial.set_user_attr(_BEGUN, value=True)
            return _run(study, trials, trial, train, out)

        if study.search:
            with taking_turns(out):
                _add_recorded(trials, recorded or {}, stopped=stopped)
                _retry_failed_draws(trials, most=study.search.count)
        progress, work, is_waiting = _Progress(study, trials), "some", False
        while work != "none":
            # Two processes at once would begin one draw too many, and from SQLite take the same trial.
            with ExitStack() as turn:
                turn.enter_context(taking_turns(out))
                work = _look_for_work(study, trials)
                if work == "some":
                    progress.tell()
                    _run_next(trials, run_trial, turn)
            if work == "others":
                _wait(study, is_told=is_waiting)
            elif work == "some" and on_trial and (figures := _figures(study, trials)):
                on_trial(figures)
            is_waiting = work == "others"
        return _figures(study, trials)
    except STORAGE_ERRORS as error:
        raise DataError(unusable(storage, error)) from error


def count_stopped(study: Study, *, storage: str, run: str = "") -> int:
    """Return how many draws of a search were stopped early, which leaves them without figures.

    ``storage`` and ``run`` are those of ``run_study``. Raises DataError where the storage cannot be used.
    """
    try:
        trials = _open_study(study, open_storage(storage, heartbeat_s=HEARTBEAT_S), name=_name_of(study, run))
        return len(trials.get_trials(deepcopy=False, states=(TrialState.PRUNED,)))
    except STORAGE_ERRORS as error:
        raise DataError(unusable(storage, error)) from error


def _name_of(study: Study, run: str) -> str:
    """Return the name under which the storage has a run of a study."""
    return f"{study.name} {run}".strip()


def _wait(study: Study, *, is_told: bool) -> None:
    """Wait a while for what another process is at."""
    if not is_told:
        log.info(
            "%s: waiting for a trial that another process is at; if that was killed, it is run here %d s after its last"
            " sign of life",
            study.name,
            3 * HEARTBEAT_S,
        )
    time.sleep(HEARTBEAT_S)


def _run_next(trials: optuna.Study, run_trial: Callable[[optuna.Trial], float], turn: ExitStack) -> None:
    """Take one trial, end the ``turn`` and run it.

    One that another process has finished or given up for dead meanwhile is its, or is run again.
    """

    def run(trial: optuna.Trial) -> float:
        turn.close()
        return run_trial(trial)

    try:
        trials.optimize(run, n_trials=1)
    except (ValueError, AssertionError) as error:
        # Optuna's error, or the one of its own that it raises over it. The figures are in the trial's folder.
        if "Cannot tell a" in f"{error} {error.__context__}":
            return
        if isinstance(error.__context__, STORAGE_ERRORS):
            raise error.__context__ from error.__context__.__cause__
        raise


def _figures(study: Study, trials: optuna.Study) -> dict[str, dict[str, Any]]:
    """Return the figures of all finished trials, in the order of the study."""
    done = trials.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
    figures = {trial.user_attrs[_NAME]: trial.user_attrs[_FIGURES] for trial in done}
    return {name: figures[name] for name in study.trials or figures if name in figures}


def _open_study(study: Study, database: optuna.storages.RDBStorage, *, name: str) -> optuna.Study:
    method = study.search.method if study.search else None
    most = study.search.epochs if study.search else 1
    return optuna.create_study(
        study_name=name,
        storage=database,
        sampler=optuna.samplers.RandomSampler(),
        pruner=optuna.pruners.HyperbandPruner(max_resource=most)
        if method == "hyperband"
        else optuna.pruners.NopPruner(),
        direction="maximize",
        load_if_exists=True,
    )


def _add_recorded(trials: optuna.Study, recorded: Mapping[str, dict[str, Any]], *, stopped: int) -> None:
    """Add the draws that the storage does not know, as of a copy of results, to its trials that are settled."""
    known = {slug(trial.user_attrs.get(_NAME, "")) for trial in trials.get_trials(deepcopy=False)}
    pruned = trials.get_trials(deepcopy=False, states=(TrialState.PRUNED,))
    trials.add_trials([optuna.trial.create_trial(state=TrialState.PRUNED)] * (stopped - len(pruned)))
    for name, figures in recorded.items():
        if slug(name) not in known:
            value = figures["validation"]["accuracy"]
            trials.add_trial(optuna.trial.create_trial(value=value, user_attrs={_NAME: name, _FIGURES: figures}))


def _retry_failed_draws(trials: optuna.Study, *, most: int) -> None:
    """Put the draws of a search that failed or were interrupted on the list again, but for those that were replaced."""
    known = trials.get_trials(deepcopy=False)
    settled = [trial_parameters(trial) for trial in known if trial.state is not TrialState.FAIL]
    for failed in known:
        parameters = trial_parameters(failed)
        is_wanted = len(settled) < most and parameters not in settled
        if failed.state is TrialState.FAIL and parameters and is_wanted:
            enqueue_again(trials, failed)
            settled.append(parameters)


def _fail_never_begun(trials: optuna.Study) -> None:
    """Have trials run again whose process was killed before its first sign of life, so that nobody misses it."""
    latest = datetime.now() - timedelta(seconds=3 * HEARTBEAT_S)
    for trial in trials.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
        has_begun = _BEGUN in trial.user_attrs
        if not has_begun and trial.datetime_start is not None and trial.datetime_start < latest:
            trials.tell(trial.number, state=TrialState.FAIL)
            enqueue_again(trials, trial)


def _look_for_work(study: Study, trials: optuna.Study) -> str:
    """Return whether there is "some" work to begin, "none" any more, or work that "others" are at and may yet leave."""
    optuna.storages.fail_stale_trials(trials)
    _fail_never_begun(trials)
    known = trials.get_trials(deepcopy=False)
    states = [trial.state for trial in known if trial.state is not TrialState.FAIL]
    if TrialState.WAITING in states:
        return "some"
    if study.search:
        is_left, are_others = len(states) < study.search.count, TrialState.RUNNING in states
    else:
        # Also a cell that another process has just given up for a dead one's.
        cells = {_cell(trial) for trial in known if trial.state not in _GIVEN_UP}
        done = {_cell(trial) for trial in known if trial.state is TrialState.COMPLETE}
        free = [name for name in study.trials if name not in cells]
        is_left, are_others = bool(free), not done.issuperset(study.trials)
        if free:
            # Another process may do so at the same time.
            trials.enqueue_trial({_CELL: free[0]})
    return "some" if is_left else "others" if are_others else "none"


def _run(study: Study, trials: optuna.Study, trial: optuna.Trial, train: Train, out: Path) -> float:
    callbacks: list[keras.callbacks.Callback] = []
    if study.search is None:
        if _cell(trials.get_trials(deepcopy=False)[trial.number]) is None:
            # Another process was faster at the only one on the list.
            raise optuna.TrialPruned
        name = trial.suggest_categorical(_CELL, list(study.trials))
        settings = study.trials[name]
        if _is_repeated(trials, trial.number, name):
            raise optuna.TrialPruned
    else:
        settings = study.search.suggest(trial)
        name = _describe(trial.params)
        if study.search.method == "hyperband":
            callbacks.append(_Pruning(trial, out / study.name / slug(name)))
    trial.set_user_attr(_NAME, name)
    figures = train(settings, out / study.name / slug(name), callbacks)
    trial.set_user_attr(_FIGURES, figures)
    return float(figures["validation"]["accuracy"])


def _is_repeated(trials: optuna.Study, number: int, cell: str) -> bool:
    return any(
        other.number < number and other.state not in _GIVEN_UP and _cell(other) == cell
        for other in trials.get_trials(deepcopy=False)
    )


def _cell(trial: FrozenTrial) -> str | None:
    return trial_parameters(trial).get(_CELL)


def _describe(suggestions: dict[str, Any]) -> str:
    shown = {key: f"{value:.3g}" if isinstance(value, float) else value for key, value in suggestions.items()}
    return ", ".join(f"{key} {value}" for key, value in shown.items())


class _Progress:
    """Says how many trials of a study are done, and how long the others take at the pace since this process began."""

    def __init__(self, study: Study, trials: optuna.Study) -> None:
        self._name = study.name
        self._planned = study.search.count if study.search else len(study.trials)
        self._trials = trials
        # A pruned cell of a grid is another's repetition.
        self._states = (TrialState.COMPLETE, TrialState.PRUNED) if study.search else (TrialState.COMPLETE,)
        self._began = time.monotonic()
        self._done_before = self._done

    @property
    def _done(self) -> int:
        return len(self._trials.get_trials(deepcopy=False, states=self._states))

    def tell(self) -> None:
        """Log it; without an estimate before the first trial is done."""
        done = self._done
        gained = done - self._done_before
        left_s = (self._planned - done) * (time.monotonic() - self._began) / gained if gained else None
        estimate = f", about {timedelta(seconds=round(left_s))} left" if left_s else ""
        log.info("%s: %d of %d trials done%s", self._name, done, self._planned, estimate)


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
