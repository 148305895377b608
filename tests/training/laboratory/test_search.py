"""Trials shared between processes; the figures are made up by the stand-in for training."""

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import optuna
import pytest
from optuna.distributions import CategoricalDistribution
from optuna.trial import TrialState
from sqlalchemy import create_engine, text

from fer_core.errors import DataError
from tests.training.laboratory.postgresql import postgresql
from tests.training.processes import finish, start
from tests.waiting import wait_for
from training.laboratory import worklist
from training.laboratory.search import run_study
from training.laboratory.storage import default_storage, open_storage
from training.laboratory.studies import Study
from training.run_folder import read_json, write_json
from training.settings import Trial

NAMES = ("one", "two", "three", "four")
STUDY = Study("made-up", "X1", "Made up", {name: Trial("mlp", seed=seed) for seed, name in enumerate(NAMES)})


def work(storage, log, seconds):
    """What a process does that takes part in the study: it notes what it begins and ends."""

    def train(trial, folder, callbacks):
        with log.open("a") as file:
            file.write(f"begin {folder.name}\n")
        time.sleep(seconds)
        with log.open("a") as file:
            file.write(f"end {folder.name}\n")
        return figures_of(trial, folder, callbacks)

    worklist.HEARTBEAT_S = 4
    assert set(run_study(STUDY, train, out=log.parent, storage=storage)) == set(NAMES)


def figures_of(trial, folder, callbacks):
    return {"validation": {"accuracy": trial.seed / 10}}


def lines(log, kind):
    return sorted(line.split()[1] for line in log.read_text().splitlines() if line.startswith(kind))


def test_every_trial_is_run_once_and_read_afterwards(tmp_path):
    storage = default_storage(tmp_path)
    figures = run_study(STUDY, figures_of, out=tmp_path, storage=storage)
    assert {name: each["validation"]["accuracy"] for name, each in figures.items()} == {
        name: seed / 10 for seed, name in enumerate(NAMES)
    }
    assert run_study(STUDY, None, out=tmp_path, storage=storage) == figures


def test_a_trial_that_failed_is_run_again_with_the_next_start(tmp_path):
    def fail_at_three(trial, folder, callbacks):
        if folder.name == "three":
            raise DataError("The disk is full.")
        return figures_of(trial, folder, callbacks)

    storage = default_storage(tmp_path)
    with pytest.raises(DataError, match="disk is full"):
        run_study(STUDY, fail_at_three, out=tmp_path, storage=storage)
    assert set(run_study(STUDY, figures_of, out=tmp_path, storage=storage)) == set(NAMES)


def test_a_cell_whose_owner_died_is_not_lost_to_its_double(tmp_path):
    storage = default_storage(tmp_path)
    name, database = STUDY.name, optuna.storages.RDBStorage(storage)
    trials = optuna.create_study(study_name=name, storage=database, direction="maximize")
    for state in (TrialState.FAIL, TrialState.PRUNED):
        trials.enqueue_trial({"cell": "three"})
        trial = trials.ask({"cell": CategoricalDistribution(NAMES)})
        trials.tell(trial, state=state)
    assert set(run_study(STUDY, figures_of, out=tmp_path, storage=storage)) == set(NAMES)


def test_two_processes_share_the_trials_and_what_a_killed_one_left(tmp_path):
    log = tmp_path / "log"
    share_and_kill(default_storage(tmp_path), log)


def test_two_processes_on_one_postgresql(tmp_path):
    with postgresql() as address:
        share_and_kill(address, tmp_path / "log")


def share_and_kill(storage, log):
    log.touch()
    victim = start(work, storage, log, 300)
    try:
        wait_for(lambda: lines(log, "begin"))
    finally:
        victim.kill()
        victim.join()
    (killed,) = lines(log, "begin")
    let_time_pass(storage)
    workers = [start(work, storage, log, 0.5) for _ in range(2)]
    for worker in workers:
        finish(worker)
    assert lines(log, "end") == sorted(NAMES)
    assert lines(log, "begin") == sorted([*NAMES, killed])


def let_time_pass(storage):
    """Have the last sign of life of every trial be long ago."""
    with create_engine(storage).begin() as connection:
        assert connection.execute(text("UPDATE trial_heartbeats SET heartbeat = '2000-01-01 00:00:00'")).rowcount == 1


def share_from_the_first_moment(storage, out):
    begun = []

    def train(trial, folder, callbacks):
        begun.append(folder.name)
        return figures_of(trial, folder, callbacks)

    def take_part(barrier):
        barrier.wait(timeout=60)
        return set(run_study(STUDY, train, out=out, storage=storage))

    count = 4
    with ThreadPoolExecutor(count) as threads:
        assert all(found == set(NAMES) for found in threads.map(take_part, [threading.Barrier(count)] * count))
    assert sorted(begun) == sorted(NAMES)


def test_a_study_begun_by_several_at_the_same_moment_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(worklist, "HEARTBEAT_S", 3)
    share_from_the_first_moment(default_storage(tmp_path), tmp_path)


def test_a_study_begun_by_several_on_one_postgresql_at_the_same_moment_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(worklist, "HEARTBEAT_S", 3)
    with postgresql() as address:
        share_from_the_first_moment(address, tmp_path)


def test_a_stopped_trial_is_the_next(tmp_path):
    begun = []

    def train(trial, folder, callbacks):
        begun.append(folder.name)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return figures_of(trial, folder, callbacks)

    shown = []
    with pytest.raises(KeyboardInterrupt):
        run_study(STUDY, train, out=tmp_path, storage=default_storage(tmp_path), on_trial=shown.append)
    assert [tuple(each) for each in shown] == [NAMES[:1]]
    run_study(STUDY, train, out=tmp_path, storage=default_storage(tmp_path))
    assert begun == [*NAMES[:2], *NAMES[1:]]


@pytest.mark.parametrize("state", [TrialState.COMPLETE, TrialState.FAIL])
def test_a_trial_that_another_process_ends_meanwhile_ends_nothing_here(state, tmp_path):
    storage = default_storage(tmp_path)

    def train(trial, folder, callbacks):
        database = optuna.storages.RDBStorage(storage)
        trials = optuna.load_study(study_name=STUDY.name, storage=database)
        running = trials.get_trials(states=(TrialState.RUNNING,))
        if folder.name == "two" and len(trials.trials) == 2:
            other = figures_of(trial, folder, callbacks)
            for name, value in (("name", "two"), ("figures", other)):
                database.set_trial_user_attr(running[0]._trial_id, name, value)
            values = [0.1] if state is TrialState.COMPLETE else None
            database.set_trial_state_values(running[0]._trial_id, state, values)
            if state is TrialState.COMPLETE:
                return other
        return figures_of(trial, folder, callbacks)

    assert set(run_study(STUDY, train, out=tmp_path, storage=storage)) == set(NAMES)


def train_once(trial, folder, callbacks, *, log):
    """As a trial's training: figures that are on the disk are read, and others made and left there."""
    path = folder / "metrics.json"
    if not path.exists():
        time.sleep(0.2)
        folder.mkdir(parents=True, exist_ok=True)
        write_json(path, figures_of(trial, folder, callbacks))
        with log.open("a") as file:
            file.write(f"{folder.name}\n")
    return read_json(path, dict[str, Any])


@pytest.mark.slow
def test_a_grid_killed_at_ten_random_moments_repeats_no_finished_trial_and_loses_no_figure(tmp_path, monkeypatch):
    monkeypatch.setattr(worklist, "HEARTBEAT_S", 1)
    log, random = tmp_path / "log", np.random.default_rng(0)
    study = replace(STUDY, trials={f"cell {seed}": Trial("mlp", seed=seed) for seed in range(8)})
    train = partial(train_once, log=log)
    for _ in range(10):
        work = partial(run_study, study, train, out=tmp_path, storage=default_storage(tmp_path))
        process = multiprocessing.get_context("fork").Process(target=work)
        process.start()
        process.join(random.uniform(0.1, 2.5))
        finished = {path: path.read_text() for path in tmp_path.glob("made-up/*/metrics.json")}
        process.kill()
        process.join()
        assert {path: path.read_text() for path in finished} == finished
    found = run_study(study, train, out=tmp_path, storage=default_storage(tmp_path))
    assert {name: each["validation"]["accuracy"] for name, each in found.items()} == {
        name: trial.seed / 10 for name, trial in study.trials.items()
    }
    trained = log.read_text().splitlines()
    assert len(trained) == len(set(trained))


@pytest.mark.filterwarnings("ignore:Heartbeat of storage")
@pytest.mark.parametrize("is_repeated", [False, True])
def test_a_trial_whose_process_died_before_its_first_sign_of_life_is_run_again(tmp_path, monkeypatch, is_repeated):
    monkeypatch.setattr(worklist, "HEARTBEAT_S", 0.5)
    storage = default_storage(tmp_path)
    if is_repeated:
        process = multiprocessing.get_context("fork").Process(
            target=run_study, args=(STUDY, kill_itself), kwargs={"out": tmp_path, "storage": storage}
        )
        process.start()
        process.join()
        let_time_pass(storage)
    trials = optuna.create_study(
        study_name=STUDY.name,
        storage=open_storage(storage, heartbeat_s=1, on_killed=worklist.enqueue_again),
        direction="maximize",
        load_if_exists=True,
    )
    if is_repeated:
        optuna.storages.fail_stale_trials(trials)
    else:
        trials.enqueue_trial({"cell": "one"})
    trials.ask()
    assert set(run_study(STUDY, figures_of, out=tmp_path, storage=storage)) == set(NAMES)


def kill_itself(trial, folder, callbacks):
    os.kill(os.getpid(), signal.SIGKILL)
