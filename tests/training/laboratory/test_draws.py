"""The draws of a search: as many as it says, those that were stopped, and those of an earlier storage."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import optuna
import pytest
from optuna.trial import TrialState

from fer_core.errors import DataError
from tests.training.laboratory.test_search import figures_of, let_time_pass
from training.laboratory.search import count_stopped, run_study
from training.laboratory.storage import default_storage
from training.laboratory.studies import STUDIES, Search
from training.run_folder import slug
from training.settings import Trial


def test_a_drawn_trial_that_was_stopped_is_run_again(tmp_path):
    study = replace(STUDIES["my-cnn-search"], search=replace(STUDIES["my-cnn-search"].search, count=2))
    drawn = []

    def stop(trial, folder, callbacks):
        drawn.append(trial)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(study, stop, out=tmp_path, storage=default_storage(tmp_path))

    def train(trial, folder, callbacks):
        drawn.append(trial)
        return figures_of(trial, folder, callbacks)

    assert len(run_study(study, train, out=tmp_path, storage=default_storage(tmp_path))) == 2
    assert drawn[1] == drawn[0]
    assert len(drawn) == 3


def test_a_draw_that_was_stopped_is_run_again_by_one_of_those_who_begin_at_the_same_moment(tmp_path):
    count, begun = 4, []
    study = replace(STUDIES["my-cnn-search"], search=replace(STUDIES["my-cnn-search"].search, count=count))

    def fail(trial, folder, callbacks):
        begun.append(folder.name)
        raise DataError("The disk is full.")

    def train(trial, folder, callbacks):
        begun.append(folder.name)
        return figures_of(trial, folder, callbacks)

    def take_part(barrier):
        barrier.wait(timeout=60)
        return run_study(study, train, out=tmp_path, storage=default_storage(tmp_path))

    with pytest.raises(DataError, match="disk is full"):
        run_study(study, fail, out=tmp_path, storage=default_storage(tmp_path))
    with ThreadPoolExecutor(count) as threads:
        found = list(threads.map(take_part, [threading.Barrier(count)] * count))
    assert all(len(figures) == count for figures in found)
    assert sorted(begun) == sorted([*map(slug, found[0]), begun[0]])


def test_a_failed_draw_that_another_has_replaced_is_not_one_too_many(tmp_path):
    study = replace(STUDIES["my-cnn-search"], search=replace(STUDIES["my-cnn-search"].search, count=2))
    storage = default_storage(tmp_path)
    figures = run_study(study, figures_of, out=tmp_path, storage=storage)
    trials = optuna.load_study(study_name=study.name, storage=storage)
    done = trials.trials[0]
    params = {**done.params, "momentum": done.params["momentum"] / 2}
    failed = {"state": TrialState.FAIL, "params": params, "distributions": done.distributions}
    trials.add_trial(optuna.trial.create_trial(**failed))
    assert run_study(study, None, out=tmp_path, storage=storage) == figures


def test_a_search_draws_as_many_trials_as_it_says(tmp_path):
    study = STUDIES["my-cnn-search"]
    settings = []

    def train(trial, folder, callbacks):
        settings.append(trial)
        return figures_of(trial, folder, callbacks)

    storage = default_storage(tmp_path)
    figures = run_study(study, train, out=tmp_path, storage=storage)
    assert len(figures) == len(settings) == study.search.count
    assert len({trial.learning_rate for trial in settings}) == study.search.count
    run_study(study, None, out=tmp_path, storage=storage)


def test_hyperband_stops_what_promises_little(tmp_path):
    def train(trial, folder, callbacks):
        (pruning,) = callbacks
        for epoch in range(20):
            pruning.on_epoch_end(epoch, {"val_accuracy": trial.network["units"] / 1000 * (epoch + 1) / 20})
        return {"validation": {"accuracy": trial.network["units"] / 1000}}

    study = STUDIES["hyperband"]
    storage, copy = default_storage(tmp_path), default_storage(tmp_path / "copy")
    figures = run_study(study, train, out=tmp_path, storage=storage)
    assert 0 < len(figures) < study.search.count
    stopped = count_stopped(study, storage=storage)
    assert len(figures) + stopped == study.search.count
    for _ in range(2):
        assert run_study(study, None, out=tmp_path, storage=copy, recorded=figures, stopped=stopped) == figures
        assert count_stopped(study, storage=copy) == stopped


def test_a_draw_that_goes_on_is_compared_by_its_first_epochs(tmp_path):
    """The second training of a draw does not stand out because its first epoch is another's tenth."""
    study = replace(STUDIES["hyperband"], search=replace(STUDIES["hyperband"].search, count=1))
    storage = default_storage(tmp_path)

    def stop(trial, folder, callbacks):
        folder.mkdir(parents=True)
        (folder / "history.csv").write_text("epoch,val_accuracy\n0,0.1\n1,0.2\n")
        raise KeyboardInterrupt

    def go_on(trial, folder, callbacks):
        (pruning,) = callbacks
        pruning.on_train_begin()
        pruning.on_epoch_end(2, {"val_accuracy": 0.3})
        return figures_of(trial, folder, callbacks)

    with pytest.raises(KeyboardInterrupt):
        run_study(study, stop, out=tmp_path, storage=storage)
    run_study(study, go_on, out=tmp_path, storage=storage)
    (name,) = {each.study_name for each in optuna.get_all_study_summaries(storage)}
    *_, last = optuna.load_study(study_name=name, storage=storage).trials
    assert last.intermediate_values == {0: 0.1, 1: 0.2, 2: 0.3}


def test_an_older_storage_draws_none_too_many(tmp_path):
    """It still has on its list what the results of another have settled."""
    study = replace(STUDIES["my-cnn-search"], search=replace(STUDIES["my-cnn-search"].search, count=2))
    storage = default_storage(tmp_path)

    def stop(trial, folder, callbacks):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(study, stop, out=tmp_path, storage=storage)
    (failed,) = optuna.load_study(study_name=None, storage=storage).trials
    optuna.load_study(study_name=None, storage=storage).enqueue_trial(failed.params)
    recorded = {"dropout 0.3": {"validation": {"accuracy": 0.4}}}
    assert run_study(study, None, out=tmp_path, storage=storage, recorded=recorded, stopped=1) == recorded


def test_a_draw_that_failed_half_drawn_is_repeated_once(tmp_path):
    study = replace(STUDIES["my-cnn-search"], search=replace(STUDIES["my-cnn-search"].search, count=2))
    storage = default_storage(tmp_path)
    trials = optuna.create_study(study_name=study.name, storage=storage, direction="maximize")
    half = trials.ask()
    half.suggest_float("dropout", 0.1, 0.5)
    trials.tell(half, state=TrialState.FAIL)
    for _ in range(2):
        assert len(run_study(study, figures_of, out=tmp_path, storage=storage)) == 2
    done = [trial for trial in trials.trials if trial.state is TrialState.COMPLETE]
    assert sum(trial.params["dropout"] == half.params["dropout"] for trial in done) == 1


@pytest.mark.filterwarnings("ignore:Heartbeat of storage")
def test_a_killed_draw_is_compared_anew(tmp_path):
    """How far Hyperband let it get does not count for its repetition, which may be in another bracket."""
    study = replace(STUDIES["hyperband"], search=replace(STUDIES["hyperband"].search, count=1))
    storage, noted = default_storage(tmp_path), []

    def kill(trial, folder, callbacks):
        callbacks[0].on_epoch_end(9, {"val_accuracy": 0.1})
        os.kill(os.getpid(), signal.SIGKILL)

    def train(trial, folder, callbacks):
        (running,) = optuna.load_study(study_name=None, storage=storage).get_trials(states=(TrialState.RUNNING,))
        noted.append(running)
        return figures_of(trial, folder, callbacks)

    work = partial(run_study, study, kill, out=tmp_path, storage=storage)
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    let_time_pass(storage)
    run_study(study, train, out=tmp_path, storage=storage)
    killed, again = optuna.load_study(study_name=None, storage=storage).trials
    assert "completed_rung_0" in killed.system_attrs
    assert noted[0].number == again.number
    assert set(noted[0].system_attrs) == {"fixed_params"}
    assert again.params == killed.params


def test_draws_that_are_recorded_count_where_the_storage_is_not_there(tmp_path):
    study = replace(STUDIES["my-cnn-search"], search=replace(STUDIES["my-cnn-search"].search, count=3))
    recorded = {"dropout 0.3": {"validation": {"accuracy": 0.4}}}
    drawn = []

    def train(trial, folder, callbacks):
        drawn.append(trial)
        return figures_of(trial, folder, callbacks)

    storage = default_storage(tmp_path)
    for _ in range(2):
        found = run_study(study, train, out=tmp_path, storage=storage, recorded=recorded)
        assert found["dropout 0.3"] == recorded["dropout 0.3"]
        assert len(found) == 3
    assert len(drawn) == 2


@pytest.mark.parametrize(
    "suggest",
    [
        # Values that a folder's name does not tell apart are one.
        lambda trial: trial.suggest_float("learning_rate", 0.0001666, 0.0001684),
        lambda trial: trial.suggest_categorical("learning_rate", [0.1, 0.2]),
    ],
)
def test_draws_are_of_different_settings_also_in_a_copy_and_after_an_interruption(tmp_path, suggest):
    def draw(trial):
        return Trial("mlp", learning_rate=suggest(trial))

    def stop(trial, folder, callbacks):
        begun.append(folder.name)
        raise KeyboardInterrupt

    def train(trial, folder, callbacks):
        begun.append(folder.name)
        return figures_of(trial, folder, callbacks)

    begun, study = [], replace(STUDIES["my-cnn-search"], search=Search("random", 2, 1, draw))
    with pytest.raises(KeyboardInterrupt):
        run_study(study, stop, out=tmp_path, storage=default_storage(tmp_path))
    found = run_study(study, train, out=tmp_path, storage=default_storage(tmp_path))
    assert begun == [begun[0], *map(slug, found)]
    assert len(found) == 2
    copy, one = default_storage(tmp_path / "copy"), dict(list(found.items())[:1])
    assert set(run_study(study, train, out=tmp_path / "copy", storage=copy, recorded=one)) == set(found)
    more = replace(study, search=replace(study.search, count=3))
    with pytest.raises(DataError, match="draw 3 settings but has too few different ones"):
        run_study(more, train, out=tmp_path, storage=default_storage(tmp_path))
