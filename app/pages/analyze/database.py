"""The file that keeps the queue and its results, so that nothing is lost when the program ends."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from fer_core.free_names import damaged_names, first_free
from fer_core.rows.columns import FACE, FACE_CONFIDENCE, RECOGNISED, Kind
from fer_core.rows.writing import make_folder, make_private

FILE_NAME: Final = "analysis.sqlite"

_VERSION: Final = 1
_BUSY_S: Final = 20.0
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""Kinds of failures: somebody else is at work, and a file that is not what it was, such as one without a table."""

_COMPANIONS: Final = ("-wal", "-shm")
_TYPES: Final[dict[Kind, str]] = {int: "INTEGER", float: "REAL", str: "TEXT"}
_FACE: Final = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in FACE.items())
_SCHEMA: Final = f"""
CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL, is_video INTEGER NOT NULL,
    is_folder INTEGER NOT NULL, state TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
    problems INTEGER NOT NULL);
CREATE TABLE files (id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    path BLOB NOT NULL UNIQUE, is_done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX files_of_items ON files (item, is_done, id);
CREATE TABLE faces (id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    path BLOB NOT NULL, {_FACE}, error TEXT, frames INTEGER, counts TEXT, first_s REAL, last_s REAL, crop BLOB,
    best_s REAL, best_probabilities TEXT, members TEXT);
CREATE INDEX faces_of_items ON faces (item);
CREATE TABLE frames (item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE, frame INTEGER, time_s REAL, {_FACE});
CREATE INDEX frames_of_items ON frames (item, face);
CREATE TABLE crops (item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE, face INTEGER, confidence REAL, crop BLOB,
    time_s REAL, x INTEGER, y INTEGER, w INTEGER, h INTEGER, probabilities TEXT, members TEXT,
    PRIMARY KEY (item, face));
PRAGMA user_version = {_VERSION};
"""
"""Paths are bytes, since names of files need not be text.

``frames`` has a row per face and frame of a video, ``faces`` one per face of a picture or of a whole video (``counts``:
in how many frames it had each label, as JSON; ``members``: the networks' probabilities by their names, as JSON;
``best_probabilities``: the seven at ``best_s``, as JSON), ``crops`` the best picture of each face of a video.
"""

_ADDED: Final = (
    *(("faces", name, "REAL") for name in (FACE_CONFIDENCE, "best_s")),
    *(("faces", name, "TEXT") for name in ("best_probabilities", "members")),
    ("frames", FACE_CONFIDENCE, "REAL"),
    *((table, RECOGNISED, "INTEGER") for table in ("faces", "frames")),
    ("crops", "time_s", "REAL"),
    *(("crops", name, "INTEGER") for name in ("x", "y", "w", "h")),
    *(("crops", name, "TEXT") for name in ("probabilities", "members")),
)
"""Table, name and type of the columns that files of earlier versions lack."""

log = logging.getLogger(__name__)


def open_database(path: Path) -> sqlite3.Connection:
    """Open the file, or make it, for use in this thread; raises sqlite3.Error, or DataError without a folder for it."""
    make_folder(path.parent)
    # Pictures of faces are nobody else's business. What SQLite puts beside the file gets the same rights.
    make_private(path.parent)
    with contextlib.suppress(OSError):  # SQLite says better why it cannot be opened
        path.touch(0o600)
    make_private(path)
    connection = sqlite3.connect(path, timeout=_BUSY_S)
    connection.text_factory = _text_of
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Whoever removes pictures of faces expects that they are gone from the disk.
        connection.execute("PRAGMA secure_delete = ON")
        (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        # Two threads may find a new file at the same time; one of them waits here for the other.
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
        elif version != _VERSION:
            text = QCoreApplication.translate("Analyze", "made by another version of Emolens ({version})")
            raise sqlite3.DatabaseError(text.format(version=version))
        _add_new_columns(connection)
        _check_tables(connection)
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Within it, all that is read is of one moment, whatever other threads write meanwhile; nothing may be written."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _add_new_columns(connection: sqlite3.Connection) -> None:
    """Give a file of an earlier version the columns that have come since, empty in every row."""
    there = _columns_of(connection)
    for table, column, kind in _ADDED:
        if any(name == table for name, _ in there) and (table, column) not in there:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def _check_tables(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where a table or a column is missing."""
    with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(_SCHEMA)
        missing = sorted(_columns_of(fresh) - _columns_of(connection))
    if missing:
        text = QCoreApplication.translate("Analyze", "{table} is missing in it").format(table=".".join(missing[0]))
        raise sqlite3.DatabaseError(text)


def _columns_of(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = connection.execute(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
    )
    return {(str(table), str(column)) for table, column in rows}


def _text_of(kept: bytes) -> str:
    """Read a text; where it is damaged a question mark stands for what cannot be read."""
    return kept.decode(errors="replace")


def set_aside(path: Path) -> Path:
    """Give a damaged file, with its companions, the first free names that are not opened again; raises OSError."""
    kept = first_free(damaged_names(path), _refuse_taken)
    path.replace(kept)
    for companion in _COMPANIONS:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{companion}").replace(f"{kept}{companion}")
    log.warning("%s cannot be read and is kept as %s", path, kept)
    return kept


def _refuse_taken(name: Path) -> None:
    """Raise FileExistsError where a file of this name, or one of its companions, is there."""
    if any(os.path.lexists(f"{name}{end}") for end in ("", *_COMPANIONS)):
        raise FileExistsError(name)


def is_damaged(error: sqlite3.Error) -> bool:
    """Tell a file that is no database, or another version's, from a disk that is full or locked."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def problem_of(path: Path, error: sqlite3.Error) -> str:
    """Say what a failure of the file means for the user."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _BUSY:
        text = QCoreApplication.translate(
            "Analyze", "Another program is using the results in {folder} ({error}). Close it, then press Resume all."
        )
    elif code in _DAMAGED:
        text = QCoreApplication.translate(
            "Analyze",
            "The results in {folder} are damaged ({error}). "
            "Start Emolens again: it keeps that file and begins a new one.",
        )
    else:
        text = QCoreApplication.translate(
            "Analyze",
            "The results cannot be kept in {folder} ({error}). "
            "Free some space on that disk, or see whether the folder may be written to, then press Resume all.",
        )
    return text.format(folder=path.parent, error=error)


def to_bytes(path: Path) -> bytes:
    """Return a path as the file keeps it."""
    return os.fsencode(path)
