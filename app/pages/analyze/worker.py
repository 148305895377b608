"""The analysis thread's work: one item of the queue after the other."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.pages.analyze.claim import claim, lock_of
from app.pages.analyze.database import open_database, problem_of
from app.pages.analyze.engine import Engine
from app.pages.analyze.messages import AnalyzeInbox, Item, Progress
from app.pages.analyze.numbering import Numbering
from app.pages.analyze.pace import Pace
from app.pages.analyze.queue_store import QueueStore
from app.pages.analyze.result_store import ResultStore
from app.services.mailbox import Doorbell
from fer_core.errors import DataError
from fer_core.faces.crop import crop_face, to_grey
from fer_core.predict.pictures import NO_FACE
from fer_core.results import FrameResult
from fer_core.sources import Frame

_SUMMARY_S: Final = 10.0
_CLEARLY_BETTER: Final = 0.05
_REMEMBERED_S: Final = 1.0
"""As long as the tracker remembers a face."""

log = logging.getLogger(__name__)


class AnalyzeWorker:
    """Analyses what is waiting in the database at ``path``, until ``stop``; it starts at rest.

    Of several processes with the same database only one works at a time, which a lock file beside it holds.

    ``every`` is how many frames of a video there are for each that is analysed; ``announce`` is called when an item was
    left or is finished, and when the work begins, since another process may have changed the queue.
    """

    def __init__(
        self,
        path: Path,
        *,
        load: Callable[[], Engine],
        inbox: AnalyzeInbox,
        doorbell: Doorbell,
        announce: Callable[[], None],
    ) -> None:
        self.every = 1
        self._announce = announce
        self._path = path
        self._load = load
        self._inbox = inbox
        self._doorbell = doorbell
        self._engine: Engine | None = None
        self._condition = threading.Condition()
        self._is_paused = True
        self._is_stopped = False
        self._has_work = False
        self._cancelled: set[int] = set()

    # What other threads ask for.

    def stop(self) -> None:
        """Make ``run`` return soon, with everything kept that is analysed."""
        with self._condition:
            self._is_stopped = True
            self._condition.notify_all()

    def set_paused(self, paused: bool) -> None:
        """Rest, or go on."""
        with self._condition:
            self._is_paused = paused
            self._has_work = True
            self._condition.notify_all()

    def look(self) -> None:
        """See whether there is something to do."""
        with self._condition:
            self._has_work = True
            self._condition.notify_all()

    def set_cancelled(self, item_id: int, cancelled: bool) -> None:
        """Leave an item at once, or allow it again."""
        with self._condition:
            (self._cancelled.add if cancelled else self._cancelled.discard)(item_id)
            self._has_work = True
            self._condition.notify_all()

    # The work.

    def run(self) -> None:
        """Work until ``stop``; what goes wrong is reported and lets the work rest."""
        while self._wait_for_work():
            try:
                self._work()
            except sqlite3.Error as error:
                log.warning("the analysis has halted", exc_info=True)
                self._halt(problem_of(self._path, error))
            except Exception as error:
                text = QCoreApplication.translate(
                    "Analyze", "The analysis stopped unexpectedly ({error}). Press Resume all to go on."
                )
                self._halt(sentence_of_failure(error, text))

    def _work(self) -> None:
        """Analyse all that is waiting, or until there is a reason to rest."""
        connection = open_database(self._path)
        lock = lock_of(self._path)
        try:
            run = _Run(self, connection, self._inbox, self._doorbell)
            try:
                if run.queue.next_item(leave_out=self._cancelled) is None:
                    return
                claim(lock)
            finally:
                self._announce()
            while not self.rests() and (item := run.queue.next_item(leave_out=self._cancelled)) is not None:
                self._inbox.progress.put(Progress(item.id, item.done, item.total))
                self._doorbell.ring()
                if self._engine is None:
                    self._engine = self._load()
                run.analyze(item, self._engine)
                self._announce()
        finally:
            connection.close()
            lock.unlock()
            self._inbox.progress.put(Progress(0))
            self._doorbell.ring()

    def rests(self) -> bool:
        """Whether the work is paused or over."""
        return self._is_paused or self._is_stopped

    def leaves(self, item_id: int) -> bool:
        """Whether an item is to be left now; waits while the work is paused."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_stopped or not self._is_paused or item_id in self._cancelled)
            return self._is_stopped or item_id in self._cancelled

    def is_cancelled(self, item_id: int) -> bool:
        """Whether an item was cancelled."""
        return item_id in self._cancelled

    def _wait_for_work(self) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._is_stopped or (self._has_work and not self._is_paused))
            self._has_work = False
            return not self._is_stopped

    def _halt(self, problem: str) -> None:
        with self._condition:
            self._is_paused = True
        self._inbox.halted.put(problem)
        self._doorbell.ring()


class _Run:
    """The work on one connection to the database."""

    def __init__(
        self, worker: AnalyzeWorker, connection: sqlite3.Connection, inbox: AnalyzeInbox, doorbell: Doorbell
    ) -> None:
        self.queue = QueueStore(connection)
        self._results = ResultStore(connection)
        self._connection = connection
        self._worker = worker
        self._inbox = inbox
        self._doorbell = doorbell
        self._best: dict[int, float] = {}

    def analyze(self, item: Item, engine: Engine) -> None:
        """Analyse an item from where it was left, and keep how far that came."""
        try:
            if item.is_video:
                self._analyze_video(item, engine)
            else:
                self._analyze_pictures(item, engine)
        except sqlite3.IntegrityError:
            # The item was removed while it was being analysed.
            self._connection.rollback()
            log.info("item %s is gone", item.id)
        self._connection.commit()

    def _analyze_pictures(self, item: Item, engine: Engine) -> None:
        pace, done = Pace(item.done), item.done

        def wanted() -> Iterator[Path]:
            for path in self.queue.waiting_files(item.id):
                if self._worker.rests() or self._worker.is_cancelled(item.id):
                    return
                yield path

        for prediction in engine.read_pictures(wanted()):
            self._results.add_picture(item.id, prediction, member_names=engine.member_names)
            self.queue.finish_file(item.id, prediction.path, is_problem=not prediction.is_readable)
            done += 1
            # Kept at once, so that the other thread is never kept waiting; in WAL mode that costs little.
            self._connection.commit()
            self._tell(item, pace, done, item.total)
        if done >= item.total:
            self.queue.finish(item.id)

    def _analyze_video(self, item: Item, engine: Engine) -> None:
        path = next(self.queue.waiting_files(item.id), item.path)
        try:
            video = engine.open_video(path, every=self._worker.every, first=item.done)
        except DataError as error:
            self._results.add_error(item.id, path, str(error))
            self.queue.finish_file(item.id, path, is_problem=True)
            self.queue.finish(item.id)
            return
        numbering: Numbering | None = None
        pace, done, total = Pace(0), 0, video.frame_count or 0
        summarised_at = time.monotonic()
        self._best = self._results.best_confidences(item.id)
        with video:
            for frame, result in video:
                done = frame.index + 1
                if frame.index < item.done:
                    # Frames that are passed over say nothing of the speed.
                    pace.restart(done)
                if result is not None:
                    numbering = numbering or self._numbering(item, frame)
                    self._keep_frame(item, frame, result, numbering, member_names=engine.member_names)
                    self.queue.set_frames(item.id, done=done, total=total)
                    self._connection.commit()
                self._tell(item, pace, done, total)
                if self._worker.rests() or self._worker.is_cancelled(item.id):
                    self._summarise(item, path)
                    if self._worker.leaves(item.id):
                        return
                    pace.restart(done)
                elif time.monotonic() - summarised_at > _SUMMARY_S:
                    self._summarise(item, path)
                    summarised_at = time.monotonic()
        self.queue.set_frames(item.id, done=done, total=done)
        self.queue.add_problems(item.id, video.frames_missing)
        self._summarise(item, path)
        if not self._results.faces_in_video(item.id):
            self._results.add_error(item.id, path, NO_FACE)
        self.queue.finish(item.id)

    def _numbering(self, item: Item, frame: Frame) -> Numbering:
        """Number faces from a frame on, at which the work on a video begins or goes on."""
        last_boxes = self._results.last_boxes(item.id, after_s=frame.time_s - _REMEMBERED_S)
        return Numbering(last_boxes, highest=self._results.faces_in_video(item.id))

    def _keep_frame(
        self, item: Item, frame: Frame, result: FrameResult, numbering: Numbering, *, member_names: Sequence[str]
    ) -> None:
        for face in result.faces:
            number = numbering.number_of(face)
            self._results.add_frame_face(item.id, frame, face, number=number)
            if face.confidence > self._best.get(number, -1.0) + _CLEARLY_BETTER:
                self._best[number] = face.confidence
                crop = crop_face(to_grey(frame.image_bgr), face.box_xywh)
                self._results.set_best(item.id, frame, face, crop, number=number, member_names=member_names)
        numbering.begin()

    def _summarise(self, item: Item, path: Path) -> None:
        self._results.summarise_video(item.id, path)
        self._connection.commit()

    def _tell(self, item: Item, pace: Pace, done: int, total: int) -> None:
        self._inbox.progress.put(Progress(item.id, done, total, pace.rate(done), pace.left_s(done, total)))
        self._doorbell.ring()
