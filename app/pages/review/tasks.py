"""Long work beside the window, in threads, with progress and to be cancelled; and what the page has to say."""

import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.look.words import sentence_for, sentence_of_failure
from app.services.notice import Notice
from app.services.threads import Background
from fer_core.errors import EmolensError

T = TypeVar("T")

_TICK_MS: Final = 200

_STOP_S: Final = 5.0


class Cancelled(Exception):  # noqa: N818
    """The user has cancelled the work."""


class Progress:
    """How far a job is; written by its thread, read by the window."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None
        self._started = time.perf_counter()
        self._cancelled = threading.Event()

    def advance(self, done: int, total: int | None = None) -> None:
        """Note how much is done, of how much; raises Cancelled once the work is unwanted."""
        if self._cancelled.is_set():
            raise Cancelled
        self.done, self.total = done, total

    def cancel(self) -> None:
        """Make the next ``advance`` end the work."""
        self._cancelled.set()

    @property
    def rate(self) -> float:
        """How much is done a second."""
        return self.done / max(time.perf_counter() - self._started, 1e-6)

    @property
    def left_s(self) -> float | None:
        """Seconds until the end, None where they cannot be told."""
        if not self.done or self.total is None:
            return None
        return max(0, self.total - self.done) / self.rate


class Tasks(QObject):
    """Long work, one at a time, with its name and progress, and the newest notice; short work beside it."""

    progress_changed = Signal()
    notice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(_STOP_S, self)
        self._under_way: list[Progress] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.progress_changed)
        self.notice: Notice | None = None
        self.progress: Progress | None = None
        self.name = ""

    def begin(self, name: str, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Start long work, unless some is under way, and pass on its result in this thread."""
        if self.progress is not None:
            self.tell(Notice(self.tr("Wait until the work below is done, or cancel it."), is_problem=True))
            return
        self.tell(None)
        self.name = name
        self.progress = self._start("review", work, then)
        self._timer.start()
        self.progress_changed.emit()

    def run_quietly(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Start short work of which nothing is shown."""
        self._start("review-aside", work, then)

    @Slot()
    def cancel(self) -> None:
        """Give up the long work."""
        if self.progress is not None:
            self.progress.cancel()

    def tell(self, notice: Notice | None) -> None:
        """Show a notice, or none."""
        self.notice = notice
        self.notice_changed.emit()

    @Slot()
    def dismiss_notice(self) -> None:
        """Take the sentence off the banner."""
        self.tell(None)

    @Slot(str)
    def tell_problem(self, problem: str) -> None:
        """Show a sentence about something that went wrong."""
        self.tell(Notice(problem, is_problem=True))

    def tell_errors(self, errors: Iterable[EmolensError]) -> None:
        """Show what went wrong, if anything did."""
        if sentences := [sentence_for(error) for error in errors]:
            self.tell_problem(" ".join(sentences))

    def close(self) -> None:
        """Give up all work and wait for its threads, for at most five seconds."""
        self._timer.stop()
        for progress in self._under_way:
            progress.cancel()
        self._background.close()

    def _start(self, thread: str, work: Callable[[Progress], T], then: Callable[[T], None]) -> Progress:
        progress = Progress()
        self._under_way.append(progress)
        self._background.start(thread, partial(self._run, work, then, progress), partial(self._end, progress))
        return progress

    def _run(self, work: Callable[[Progress], T], then: Callable[[T], None], progress: Progress) -> Callable[[], None]:
        """Do work in its thread, and return what the window's thread is to do next."""
        try:
            return partial(then, work(progress))
        except Cancelled:
            return _do_nothing
        except Exception as error:
            text = self.tr("This failed unexpectedly ({error}).")
            return partial(self.tell_problem, sentence_of_failure(error, text))

    def _end(self, progress: Progress, go_on: Callable[[], None]) -> None:
        self._under_way.remove(progress)
        if progress is self.progress:
            self.name, self.progress = "", None
            self._timer.stop()
            self.progress_changed.emit()
        go_on()


def _do_nothing() -> None:
    pass
