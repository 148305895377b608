"""The queue in the database: what was added, and how far it has come."""

import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from app.pages.analyze.checking import item_of, path_of
from app.pages.analyze.database import to_bytes
from app.pages.analyze.messages import Item, ItemState

_CHUNK: Final = 256


class QueueStore:
    """Items and their files; every method raises sqlite3.Error, and the caller commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, files: Sequence[Path], *, named: Path, is_video: bool) -> int:
        """Add an item that is called ``named``, of all files that are not in the queue yet; return how many are new."""
        connection = self._connection
        item = connection.execute(
            "INSERT INTO items (path, is_video, is_folder, state, done, total, problems) VALUES (?, ?, ?, ?, 0, 0, 0)",
            (to_bytes(named), is_video, not is_video and named not in files, ItemState.WAITING),
        ).lastrowid
        new = connection.executemany(
            "INSERT OR IGNORE INTO files (item, path) VALUES (?, ?)",
            ((item, to_bytes(Path(os.path.abspath(file)))) for file in files),
        ).rowcount
        if not new:
            connection.execute("DELETE FROM items WHERE id = ?", (item,))
        elif not is_video:
            connection.execute("UPDATE items SET total = ? WHERE id = ?", (new, item))
        return new

    def items(self) -> tuple[Item, ...]:
        """Return the queue in the order in which it was filled."""
        rows = self._connection.execute(
            "SELECT id, path, is_video, is_folder, state, done, total, problems FROM items ORDER BY id"
        )
        return tuple(item_of(row) for row in rows)

    def next_item(self, *, leave_out: Collection[int] = ()) -> Item | None:
        """Return the first item that is waiting and not among those to ``leave_out``."""
        waiting = (item for item in self.items() if item.state is ItemState.WAITING and item.id not in leave_out)
        return next(waiting, None)

    def waiting_files(self, item_id: int) -> Iterator[Path]:
        """Yield the files of an item that are not finished, few at a time."""
        last = 0
        while rows := self._connection.execute(
            "SELECT id, path FROM files WHERE item = ? AND is_done = 0 AND id > ? ORDER BY id LIMIT ?",
            (item_id, last, _CHUNK),
        ).fetchall():
            for last, kept in rows:  # noqa: B007
                yield path_of(kept)

    def finish_file(self, item_id: int, path: Path, *, is_problem: bool) -> None:
        """Note that a picture is analysed, or cannot be."""
        self._connection.execute("UPDATE files SET is_done = 1 WHERE path = ?", (to_bytes(path),))
        self._connection.execute(
            "UPDATE items SET done = done + 1, problems = problems + ? WHERE id = ?", (is_problem, item_id)
        )

    def set_frames(self, item_id: int, *, done: int, total: int) -> None:
        """Note how far a video has come."""
        self._connection.execute("UPDATE items SET done = ?, total = ? WHERE id = ?", (done, total, item_id))

    def add_problems(self, item_id: int, count: int) -> None:
        """Note that so many further frames of a video cannot be read; they count as done, as pictures do."""
        self._connection.execute(
            "UPDATE items SET done = done + ?1, total = total + ?1, problems = problems + ?1 WHERE id = ?2",
            (count, item_id),
        )

    def finish(self, item_id: int) -> None:
        """Note that an item is finished, unless it was cancelled."""
        self._connection.execute(
            "UPDATE items SET state = ? WHERE id = ? AND state = ?", (ItemState.DONE, item_id, ItemState.WAITING)
        )

    def set_cancelled(self, item_id: int, cancelled: bool) -> None:
        """Take an unfinished item out of the work, or put it back."""
        self._connection.execute(
            "UPDATE items SET state = ? WHERE id = ? AND state != ?",
            (ItemState.CANCELLED if cancelled else ItemState.WAITING, item_id, ItemState.DONE),
        )

    def remove(self, item_id: int) -> None:
        """Forget an item and all its results."""
        self._connection.execute("DELETE FROM items WHERE id = ?", (item_id,))
