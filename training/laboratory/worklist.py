"""What is done and what is left of a study, by Optuna's storage, which several processes share."""

import logging
import time
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, Final

import optuna
from optuna.trial import FrozenTrial, TrialState

from training.laboratory.draws import describe_draw, draw_another
from training.laboratory.storage import STORAGE_ERRORS, open_storage
from training.laboratory.studies import Study
from training.run_folder import slug

HEARTBEAT_S: Final = 10
"""A trial in training gives a sign of life this often; after three times as long without one it counts as killed."""

_GIVEN_UP = (TrialState.FAIL, TrialState.PRUNED)
"""States of trials that leave their cell to another."""

_CELL, _FIGURES, _NAME, _BEGUN = "cell", "figures", "name", "begun"

log = logging.getLogger(__name__)


class Left(Enum):
    """What is left to do of a study."""

    SOME = auto()
    """A trial to begin."""
    OTHERS = auto()
    """Only trials that other processes are at, and may leave unfinished."""
    NONE = auto()
    """Nothing."""


class Worklist:
    """The trials of a study in a storage, by its address for SQLAlchemy.

    All processes that name the same storage and the same ``run`` share them; those of a search need one run folder,
    too, or they draw too many. Raises DataError for a driver that is not installed or a storage of another version; all
    methods raise STORAGE_ERRORS where the storage cannot be used.
    """

    def __init__(self, study: Study, storage: str, *, run: str = "") -> None:
        self.study = study
        self.planned = study.search.count if study.search else len(study.trials)
        self._name = f"{study.name} {run}".strip()
        self._database = open_storage(storage, heartbeat_s=HEARTBEAT_S, on_killed=enqueue_again)
        self._trials = optuna.create_study(
            study_name=self._name,
            storage=self._database,
            sampler=optuna.samplers.RandomSampler(),
            pruner=optuna.pruners.HyperbandPruner(max_resource=study.search.epochs)
            if study.search and study.search.method == "hyperband"
            else optuna.pruners.NopPruner(),
            direction="maximize",
            load_if_exists=True,
        )
        self._seen_s: dict[int, float] = {}
        """When trials that have yet to begin were first seen, by their numbers."""

    def figures(self) -> dict[str, dict[str, Any]]:
        """Return the figures of all finished trials, in the order of the study."""
        done = {trial.user_attrs[_NAME]: trial.user_attrs[_FIGURES] for trial in self._known(TrialState.COMPLETE)}
        return {name: done[name] for name in self.study.trials or done if name in done}

    def count_stopped(self) -> int:
        """Return how many draws of a search were stopped early, which leaves them without figures."""
        return len(self._known(TrialState.PRUNED)) if self.study.search else 0

    def count_done(self) -> int:
        """Return how many trials have come to their end."""
        # A pruned cell of a grid is another's repetition.
        return len(self._known(TrialState.COMPLETE)) + self.count_stopped()

    def add_recorded(self, recorded: Mapping[str, dict[str, Any]], *, stopped: int) -> None:
        """Add the draws that the storage does not know, as of a copy of results, to its trials that are settled."""
        known = self._folders()
        pruned = optuna.trial.create_trial(state=TrialState.PRUNED)
        self._trials.add_trials([pruned] * (stopped - self.count_stopped()))
        for name, figures in recorded.items():
            if slug(name) not in known:
                value = figures["validation"]["accuracy"]
                trial = optuna.trial.create_trial(value=value, user_attrs={_NAME: name, _FIGURES: figures})
                self._trials.add_trial(trial)

    def retry_failed_draws(self) -> None:
        """Put draws that failed or were interrupted on the list again, but for those that others have replaced."""
        known = self._known()
        settled = [_parameters(trial) for trial in known if trial.state is not TrialState.FAIL]
        for failed in known:
            parameters = _parameters(failed)
            # One that failed early has drawn only some of what its repetition has.
            is_wanted = len(settled) < self.planned and not any(parameters.items() <= each.items() for each in settled)
            if failed.state is TrialState.FAIL and parameters and is_wanted:
                enqueue_again(self._trials, failed)
                settled.append(parameters)

    def look_for_work(self) -> Left:
        """Return what is left, with what killed processes were at, and the next cell or draw, on the list.

        Raises DataError for a search of fewer settings than it is to draw.
        """
        optuna.storages.fail_stale_trials(self._trials)
        self._retry_never_begun()
        if self.study.search and self.count_done() >= self.planned:
            return Left.NONE
        known = self._known()
        states = [trial.state for trial in known if trial.state is not TrialState.FAIL]
        if TrialState.WAITING in states:
            return Left.SOME
        if self.study.search:
            is_left, are_others = len(states) < self.planned, TrialState.RUNNING in states
            if is_left:
                self._trials.enqueue_trial(draw_another(self.study.search, self._folders()))
        else:
            # Also a cell that another process has just given up for a dead one's.
            cells = {_cell(trial) for trial in known if trial.state not in _GIVEN_UP}
            done = {_cell(trial) for trial in known if trial.state is TrialState.COMPLETE}
            free = [name for name in self.study.trials if name not in cells]
            is_left, are_others = bool(free), not done.issuperset(self.study.trials)
            if free:
                # A process with another run folder may do so at the same time.
                self._trials.enqueue_trial({_CELL: free[0]})
        return Left.SOME if is_left else Left.OTHERS if are_others else Left.NONE

    def wait(self, *, is_told: bool) -> None:
        """Wait a while for what other processes are at, of which the user ``is_told`` already or is now."""
        if not is_told:
            log.info(
                "%s: waiting for a trial that another process is at; if that was killed, it is run here %d s after its"
                " last sign of life",
                self.study.name,
                3 * HEARTBEAT_S,
            )
        time.sleep(HEARTBEAT_S)

    def take(self, work: Callable[[optuna.Trial], float]) -> None:
        """Take one trial and have the ``work`` on it done, which returns its validation accuracy.

        One that another process has finished or given up for dead meanwhile is its, or is run again.
        """
        try:
            self._trials.optimize(work, n_trials=1)
        except (ValueError, AssertionError) as error:
            # Optuna's error, or the one of its own that it raises over it. The figures are in the trial's folder.
            if "Cannot tell a" in f"{error} {error.__context__}":
                return
            if isinstance(error.__context__, STORAGE_ERRORS):
                raise error.__context__ from error.__context__.__cause__
            raise

    def begin(self, trial: optuna.Trial) -> None:
        """Give the first sign of life of a trial that was taken."""
        # The thread that gives the others may come too late to tell of a process that is killed at once.
        study_id = self._database.get_study_id_from_name(self._name)
        self._database.record_heartbeat(self._database.get_trial_id_from_study_id_trial_number(study_id, trial.number))
        trial.set_user_attr(_BEGUN, value=True)

    def choose_cell(self, trial: optuna.Trial) -> str:
        """Return which cell of a grid a trial is; raises TrialPruned where another process has it."""
        if _cell(self._known()[trial.number]) is None:
            # Another process was faster at the only one on the list.
            raise optuna.TrialPruned
        name: str = trial.suggest_categorical(_CELL, list(self.study.trials))
        earlier = (each for each in self._known() if each.number < trial.number and each.state not in _GIVEN_UP)
        if any(_cell(each) == name for each in earlier):
            raise optuna.TrialPruned
        return name

    def name_trial(self, trial: optuna.Trial, name: str) -> None:
        """Note the name of a trial, which its folder has."""
        trial.set_user_attr(_NAME, name)

    def record_figures(self, trial: optuna.Trial, figures: Mapping[str, Any]) -> None:
        """Note what a trial came to."""
        trial.set_user_attr(_FIGURES, figures)

    def _known(self, *states: TrialState) -> list[FrozenTrial]:
        """Return the trials in one of the ``states``, all where none is given."""
        return self._trials.get_trials(deepcopy=False, states=states or None)

    def _folders(self) -> set[str]:
        """Return the names of the folders of a search's draws, also of those that have yet to begin."""
        trials = self._known()
        return {slug(each.user_attrs.get(_NAME) or describe_draw(_parameters(each))) for each in trials}

    def _retry_never_begun(self) -> None:
        """Have trials run again whose process was killed before its first sign of life, so that nobody misses it."""
        now = time.monotonic()
        never_begun = {each.number: each for each in self._known(TrialState.RUNNING) if _BEGUN not in each.user_attrs}
        # Machines that share a storage do not share a clock.
        self._seen_s = {number: self._seen_s.get(number, now) for number in never_begun}
        for number, trial in never_begun.items():
            if now - self._seen_s[number] > 3 * HEARTBEAT_S:
                self._trials.tell(number, state=TrialState.FAIL)
                enqueue_again(self._trials, trial)


def enqueue_again(study: optuna.Study, trial: FrozenTrial) -> None:
    """Put the parameters of a trial that failed or was killed on the list, without what was noted of its course.

    Optuna's own callback hands that on as well, such as how far Hyperband let it get in another bracket.
    """
    study.enqueue_trial(_parameters(trial))


def _parameters(trial: FrozenTrial) -> dict[str, Any]:
    """Return the parameters that a trial has drawn, and those that it was given and has yet to take."""
    return {**trial.system_attrs.get("fixed_params", {}), **trial.params}


def _cell(trial: FrozenTrial) -> str | None:
    return _parameters(trial).get(_CELL)
