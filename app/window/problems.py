"""Where everything that goes wrong is told, from any thread, to be shown without getting in the way."""

import logging
import traceback
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.look.words import sentence_for
from fer_core.errors import EmolensError
from fer_core.passwords import without_passwords

_MOST_WAITING: Final = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """A clear sentence for the user, and what a bug report needs (mostly a traceback), which may be empty."""

    text: str
    details: str = ""


class Problems(QObject):
    """Passes every problem on to whoever shows them; ``report`` may be called in any thread."""

    reported = Signal(Problem)

    def report(self, text: str, details: str = "") -> None:
        """Tell the user about something that went wrong."""
        self.reported.emit(Problem(text, details))


class ProblemQueue:
    """Problems that wait to be read, the oldest first; one with the same sentence as another is not added."""

    def __init__(self) -> None:
        self._waiting: list[Problem] = []
        self._read = 0

    @property
    def current(self) -> Problem | None:
        """The problem to be read now."""
        return self._waiting[0] if self._waiting else None

    @property
    def position(self) -> tuple[int, int]:
        """Which of how many the current one is, from 1, counted since nothing last waited."""
        return self._read + 1, self._read + len(self._waiting)

    def add(self, problem: Problem) -> None:
        """Let a problem wait its turn; beyond fifty the queue is full."""
        is_known = any(problem.text == other.text for other in self._waiting)
        if not is_known and len(self._waiting) < _MOST_WAITING:
            self._waiting.append(problem)

    def dismiss(self) -> None:
        """Go on to the next problem."""
        del self._waiting[:1]
        self._read = self._read + 1 if self._waiting else 0


class ProblemHandler(logging.Handler):
    """Reports every logged failure that nobody caught (critical, with its traceback) as a problem."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.CRITICAL)
        self._problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        """Put the failure into a sentence, its traceback into the details."""
        if record.exc_info and (error := record.exc_info[1]) is not None:
            details = "".join(traceback.format_exception(error))
            self._problems.report(without_passwords(_sentence(error)), without_passwords(details))


def _sentence(error: BaseException) -> str:
    if isinstance(error, EmolensError):
        return sentence_for(error)
    sentence = QCoreApplication.translate(
        "Problems", "Something unexpected went wrong ({what}). Emolens goes on; the details help to mend it."
    )
    return sentence.format(what=f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
