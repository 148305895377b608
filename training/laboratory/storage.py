"""Where the trials of studies are kept: a file in the run folder, or a server that several machines share."""

import contextlib
import errno
import os
import random
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import optuna
from optuna.trial import FrozenTrial
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, SQLAlchemyError

from fer_core.errors import DataError
from fer_core.rows.writing import cannot_write, make_folder

STORAGE_ERRORS: Final = (SQLAlchemyError, optuna.exceptions.OptunaError)
"""What a storage that cannot be used raises."""

_ATTEMPTS: Final = 10
"""How often a storage that others are just making is asked for before they count as broken."""

_TABLE_EXISTS: Final = ("already exists", "42P07")
"""What SQLite says of a table that another has made first, and PostgreSQL's code, whose words are of any language."""

_PATIENCE_S: Final = 30
"""For so long a file of trials that another process writes to is waited for; a disk may stall for SQLite's 5 s."""

_EXAMPLE: Final = "postgresql+pg8000://user@host/database"


class TrialStorage(optuna.storages.RDBStorage):
    """A storage in which a sign of life that cannot be written is left out: its thread has nobody to tell."""

    def record_heartbeat(self, trial_id: int) -> None:
        """Give a sign of life of a trial."""
        with contextlib.suppress(*STORAGE_ERRORS):
            super().record_heartbeat(trial_id)


def default_storage(out: Path) -> str:
    """Return the address of an SQLite file in the run folder, which is made."""
    make_folder(out)
    return f"sqlite:///{(out / 'trials.sqlite').absolute()}"


def open_storage(
    storage: str, *, heartbeat_s: int, on_killed: Callable[[optuna.Study, FrozenTrial], None]
) -> TrialStorage:
    """Return the storage at an address for SQLAlchemy, whose tables are made where they are not there.

    Trials in training give a sign of life every ``heartbeat_s``. Those without one for three times as long count as
    killed, and ``on_killed`` is called with each. Raises DataError for a driver that is not installed or a storage of
    another version, and SQLAlchemyError.
    """
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
    attempts_left = _ATTEMPTS
    while True:
        try:
            return TrialStorage(
                storage,
                engine_kwargs=_engine_options(storage),
                heartbeat_interval=heartbeat_s,
                grace_period=3 * heartbeat_s,
                heartbeat_stale_trial_callback=on_killed,
            )
        except (ImportError, RuntimeError) as error:  # no such driver, a storage of another version
            raise DataError(unusable(storage, error)) from error
        except SQLAlchemyError as error:
            # Another process, on another machine perhaps, is making the tables.
            is_contested = isinstance(error, IntegrityError) or any(sign in str(error) for sign in _TABLE_EXISTS)
            attempts_left -= 1
            if not is_contested or not attempts_left:
                raise
            time.sleep(random.uniform(0.1, 0.5))


def _engine_options(storage: str) -> dict[str, Any]:
    is_file = make_url(storage).get_backend_name() == "sqlite"
    return {"connect_args": {"timeout": _PATIENCE_S}} if is_file else {}


def unusable(storage: str, error: Exception) -> str:
    """Return a sentence on why the storage at an address cannot be used, and what to do."""
    if isinstance(error, optuna.exceptions.StorageInternalError) and isinstance(error.__cause__, SQLAlchemyError):
        error = error.__cause__
    reason = str(error).partition("\n")[0]
    try:
        address = make_url(storage)
    except SQLAlchemyError:
        return f"--storage is no address ({reason}); expected {_EXAMPLE}."
    if address.get_backend_name() == "sqlite":
        if "disk is full" in reason:
            return str(cannot_write(Path(str(address.database)), OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        advice = "Is there room on the disk, and may the file be written to?"
        if isinstance(error, DatabaseError) and not isinstance(error, OperationalError):
            advice = "Remove it and give the command again: what is finished is found in the trials' folders."
        return f"The trials in {address.database} cannot be used ({reason}). {advice}"
    shown = address.render_as_string(hide_password=True)
    return f"The storage {shown} cannot be used ({reason}). Is the server up, and is the address like {_EXAMPLE}?"
