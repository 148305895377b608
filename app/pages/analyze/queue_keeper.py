"""The second thread's work: filling the queue, and looking up results for the table."""

import logging
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_for, sentence_of_failure
from app.pages.analyze.claim import check_unclaimed
from app.pages.analyze.database import is_damaged, open_database, problem_of, set_aside, snapshot
from app.pages.analyze.messages import AnalyzeInbox, Opening, Query
from app.pages.analyze.queue_store import QueueStore
from app.pages.analyze.result_store import ResultStore
from app.services.mailbox import Doorbell, Mailbox
from app.services.notice import Notice
from fer_core.errors import DataError
from fer_core.files import find_pictures, is_video

log = logging.getLogger(__name__)

_Job = Callable[[sqlite3.Connection], None]


class QueueKeeper:
    """Does one job after the other on the database at ``path``, until ``stop``; ``look`` is called after a change."""

    def __init__(self, path: Path, *, inbox: AnalyzeInbox, doorbell: Doorbell, look: Callable[[], None]) -> None:
        self._path = path
        self._inbox = inbox
        self._doorbell = doorbell
        self._look = look
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._wanted: Mailbox[Query] = Mailbox()
        self._stopped = threading.Event()

    # What other threads ask for.

    def stop(self) -> None:
        """Make ``run`` return soon: it still makes the changes asked for, but looks into no further folder."""
        self._stopped.set()
        self._wanted.close()
        self._jobs.put(None)

    def add(self, paths: Sequence[Path]) -> None:
        """Put files, and what folders hold, into the queue."""
        self._jobs.put(partial(self._add, tuple(paths)))

    def set_cancelled(self, item_id: int, cancelled: bool) -> None:
        """Take an item out of the work, or put it back."""
        self._jobs.put(lambda connection: self._change(connection, lambda q: q.set_cancelled(item_id, cancelled)))

    def remove(self, item_ids: Sequence[int]) -> None:
        """Forget items and their results."""

        def change(store: QueueStore) -> None:
            for item_id in item_ids:
                store.remove(item_id)

        self._jobs.put(lambda connection: self._change(connection, change))

    def tell_items(self) -> None:
        """Bring the queue as it is now."""
        self._jobs.put(self._tell_items)

    def look_up(self, query: Query) -> None:
        """Bring the results of a query; only the latest query is answered."""
        self._wanted.put(query)
        self._jobs.put(self._look_up)

    # The work.

    def run(self) -> None:
        """Work until ``stop``; what goes wrong is told, and the next job is done all the same."""
        connection: sqlite3.Connection | None = None
        while (job := self._jobs.get()) is not None:
            try:
                if connection is None:
                    connection = self._open()
                    self._inbox.opened.put(self._look_around(connection))
                    self._tell_items(connection)
                job(connection)
            except sqlite3.Error as error:
                log.warning("the database has failed", exc_info=True)
                self._tell(problem_of(self._path, error), is_problem=True)
            except OSError as error:
                self._tell(sentence_for(error), is_problem=True)
            except Exception as error:
                text = QCoreApplication.translate("Analyze", "That failed unexpectedly ({error}).")
                self._tell(sentence_of_failure(error, text), is_problem=True)
            if connection is not None:
                connection.rollback()
        if connection is not None:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return open_database(self._path)
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            kept = set_aside(self._path)
            text = QCoreApplication.translate(
                "Analyze", "Earlier results could not be read ({reason}); they are kept as {path}."
            )
            self._tell(text.format(reason=error, path=kept), is_problem=True)
            return open_database(self._path)

    def _look_around(self, connection: sqlite3.Connection) -> Opening:
        if QueueStore(connection).next_item() is None:
            return Opening(is_unfinished=False)
        try:
            check_unclaimed(self._path)
        except DataError as error:
            return Opening(is_unfinished=True, problem=sentence_for(error))
        return Opening(is_unfinished=True)

    def _add(self, paths: Sequence[Path], connection: sqlite3.Connection) -> None:
        store = QueueStore(connection)
        new = known = 0
        problems: list[str] = []
        remarks: list[str] = []
        for group in _grouped(paths, problems, remarks, is_stopped=self._stopped.is_set):
            for named, files, video in group:
                added = store.add(files, named=named, is_video=video)
                new += added
                known += len(files) - added
            # At once: nobody can write to the database while the next folder is looked into.
            connection.commit()
            self._tell_items(connection)
            self._look()
        if known and not new:
            problems.append(QCoreApplication.translate("Analyze", "All of that is in the queue already."))
        if problems or remarks:
            self._tell("\n".join(problems + remarks), is_problem=bool(problems) and not known)

    def _change(self, connection: sqlite3.Connection, change: Callable[[QueueStore], None]) -> None:
        change(QueueStore(connection))
        connection.commit()
        self._tell_items(connection)
        self._look_up(connection)
        self._look()

    def _look_up(self, connection: sqlite3.Connection) -> None:
        if (query := self._wanted.poll()) is not None:
            with snapshot(connection):
                page = ResultStore(connection).page(query)
            self._inbox.page.put(page)
            self._doorbell.ring()

    def _tell_items(self, connection: sqlite3.Connection) -> None:
        if not self._stopped.is_set():
            self._inbox.items.put(QueueStore(connection).items())
            self._doorbell.ring()

    def _tell(self, text: str, *, is_problem: bool = False) -> None:
        self._inbox.news.put(Notice(text, is_problem))
        self._doorbell.ring()


def _grouped(
    paths: Sequence[Path], problems: list[str], remarks: list[str], *, is_stopped: Callable[[], bool]
) -> Iterator[list[tuple[Path, list[Path], bool]]]:
    """Yield the items to make of each folder, then of what else was dropped: name, files, and whether it is a video."""
    # Unlike Path's own, this takes a folder that may not be looked into for no folder.
    loose = [path for path in paths if not os.path.isdir(path)]
    for folder in paths:
        if is_stopped():
            return
        if os.path.isdir(folder):
            try:
                found = find_pictures([folder])
            except DataError as error:
                problems.append(sentence_for(error))
                continue
            remarks.extend(map(sentence_for, found.remarks))
            yield list(_split(folder, found.files))
    if loose:
        found = find_pictures(loose)
        remarks.extend(map(sentence_for, found.remarks))
        yield list(_split(None, found.files))


def _split(folder: Path | None, files: list[Path]) -> Iterator[tuple[Path, list[Path], bool]]:
    pictures = [file for file in files if not is_video(file)]
    if pictures:
        yield folder or pictures[0], pictures, False
    for file in files:
        if is_video(file):
            yield file, [file], True
