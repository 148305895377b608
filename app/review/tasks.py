"""The one long piece of work that the review page has under way, and what the page has to say."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.notice import Notice
from app.review.jobs import Jobs, Progress
from app.words import sentence_for
from fer_core.errors import EmolensError

T = TypeVar("T")

_TICK_MS: Final = 200


class Tasks(QObject):
    """Long work, one at a time, with its name and progress, and the newest notice; short work beside it."""

    progress_changed = Signal()
    notice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self.on_failed)
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

        def end(value: T) -> None:
            self._end()
            then(value)

        self.tell(None)
        self.name = name
        self.progress = self._jobs.start("review", work, end)
        self._timer.start()
        self.progress_changed.emit()

    def run_quietly(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Start short work of which nothing is shown."""
        self._jobs.start("review-aside", work, then)

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

    def tell_error(self, error: EmolensError | None) -> None:
        """Show what went wrong, if anything did."""
        if error is not None:
            self.tell_problem(sentence_for(error))

    @Slot(object, str)
    def on_failed(self, progress: Progress, problem: str) -> None:
        """Say why work has failed; cancelled work fails without a sentence."""
        if progress is self.progress:
            self._end()
        if problem:
            self.tell_problem(problem)

    def close(self) -> None:
        """Give up all work and wait for its threads."""
        self._timer.stop()
        self._jobs.close()

    def _end(self) -> None:
        self.name, self.progress = "", None
        self._timer.stop()
        self.progress_changed.emit()
