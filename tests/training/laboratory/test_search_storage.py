"""A storage of trials that does not answer, is damaged or full."""

import errno
import os
import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import optuna
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from fer_core.errors import DataError
from tests.training.laboratory.test_search import NAMES, STUDY, figures_of
from training.laboratory import storage
from training.laboratory.search import run_study
from training.laboratory.storage import TrialStorage, default_storage


def test_a_storage_that_does_not_answer_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match="cannot be used") as caught:
        run_study(STUDY, figures_of, out=tmp_path, storage="postgresql+pg8000://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    with pytest.raises(DataError, match="cannot be used"):
        run_study(STUDY, figures_of, out=tmp_path, storage="postgresql+psycopg2://nobody@127.0.0.1:1/none")
    with pytest.raises(DataError, match="--storage is no address"):
        run_study(STUDY, figures_of, out=tmp_path, storage="nonsense")


def test_a_damaged_file_of_trials_may_be_removed(tmp_path):
    (tmp_path / "trials.sqlite").write_bytes(b"SQLite format 3, damaged")
    with pytest.raises(DataError, match="Remove it and give the command again"):
        run_study(STUDY, figures_of, out=tmp_path, storage=default_storage(tmp_path))


@pytest.mark.slow
def test_a_file_of_trials_that_another_process_writes_to_is_waited_for(tmp_path, monkeypatch):
    run_study(STUDY, figures_of, out=tmp_path, storage=default_storage(tmp_path))
    with closing(sqlite3.connect(tmp_path / "trials.sqlite")) as other, ThreadPoolExecutor(1) as thread:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(storage, "_PATIENCE_S", 0.1)
        with pytest.raises(DataError, match="database is locked"):
            run_study(STUDY, figures_of, out=tmp_path, storage=default_storage(tmp_path))
        monkeypatch.setattr(storage, "_PATIENCE_S", 60)
        found = thread.submit(run_study, STUDY, figures_of, out=tmp_path, storage=default_storage(tmp_path))
        # Longer than SQLite waits by itself.
        time.sleep(5.5)
        other.rollback()
        assert set(found.result(timeout=60)) == set(NAMES)


@pytest.fixture
def full_storage():
    """A disk on which SQLite's files grow to 120 pages at most, which is less than Optuna's tables and long figures."""

    def limit(connection, record):
        connection.execute("PRAGMA max_page_count = 120")

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


def test_a_full_disk_under_the_trials_is_one_sentence_and_they_go_on_later(tmp_path, full_storage):
    def fill(trial, folder, callbacks):
        return {**figures_of(trial, folder, callbacks), "long": ["x" * 1000] * 1000}

    trials = default_storage(tmp_path)
    reason = re.escape(os.strerror(errno.ENOSPC))
    with pytest.raises(DataError, match=rf"Cannot write .*trials\.sqlite: {reason}. Free some space"):
        run_study(STUDY, fill, out=tmp_path, storage=trials)
    assert set(run_study(STUDY, figures_of, out=tmp_path, storage=trials)) == set(NAMES)


def test_a_full_disk_when_a_failure_is_told_is_one_sentence(tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise optuna.exceptions.StorageInternalError("x") from OperationalError("", {}, Exception("disk is full"))

    def train(trial, folder, callbacks):
        monkeypatch.setattr(TrialStorage, "set_trial_state_values", fail)
        raise DataError("The disk is full.")

    with pytest.raises(DataError, match="Free some space"):
        run_study(STUDY, train, out=tmp_path, storage=default_storage(tmp_path))


def test_a_sign_of_life_that_cannot_be_written_disturbs_nobody(tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise optuna.exceptions.StorageInternalError("no room")

    monkeypatch.setattr(optuna.storages.RDBStorage, "record_heartbeat", fail)
    assert set(run_study(STUDY, figures_of, out=tmp_path, storage=default_storage(tmp_path))) == set(NAMES)


@pytest.mark.parametrize(
    "words", ["table studies already exists", "{'C': '42P07', 'M': '»studies« existiert bereits'}"]
)
def test_tables_that_another_is_making_are_waited_for_in_every_language(tmp_path, monkeypatch, words):
    attempts = []

    def make(*args, **kwargs):
        attempts.append(args)
        if len(attempts) == 1:
            raise ProgrammingError("CREATE TABLE studies", {}, Exception(words))
        return TrialStorage(*args, **kwargs)

    monkeypatch.setattr(storage, "TrialStorage", make)
    assert storage.open_storage(default_storage(tmp_path), heartbeat_s=1, on_killed=None) is not None
    assert len(attempts) == 2
