"""Writing what a person changes, in a thread, in order."""

import queue
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.services.threads import Threads

_STOP_S: Final = 5.0


class Saver:
    """Writes what is known about recordings; ``report`` hears, in the thread, why that failed."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._waiting: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._threads = Threads(_STOP_S)

    def save(self, write: Callable[[], object]) -> None:
        """Call ``write`` soon, which raises DataError where that is impossible."""
        if not self._threads.is_running("saver"):
            self._threads.start("saver", self.run)
        self._waiting.put(write)

    def close(self) -> None:
        """Wait until everything is written."""
        if self._threads.is_running("saver"):
            self._waiting.put(None)
        self._threads.close()

    def run(self) -> None:
        """Write until the saver is closed."""
        while (write := self._waiting.get()) is not None:
            try:
                write()
            except Exception as error:
                self._tell(sentence_of_failure(error, "{error!r}"))

    def _tell(self, reason: str) -> None:
        self._report(QCoreApplication.translate("Saver", "The change is not kept. {reason}").format(reason=reason))
