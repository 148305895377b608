"""Writing ``session.json`` after every edit, in a thread, in order."""

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.services.threads import Threads
from fer_core.recording.info import RecordingInfo, write_info

_STOP_S: Final = 5.0


class Saver:
    """Writes what is known about recordings; ``report`` hears, in the thread, why that failed."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._waiting: queue.SimpleQueue[tuple[Path, RecordingInfo] | None] = queue.SimpleQueue()
        self._threads = Threads(_STOP_S)

    def save(self, folder: Path, info: RecordingInfo) -> None:
        """Write ``session.json`` of a folder soon."""
        if not self._threads.is_running("saver"):
            self._threads.start("saver", self.run)
        self._waiting.put((folder, info))

    def close(self) -> None:
        """Wait until everything is written."""
        if self._threads.is_running("saver"):
            self._waiting.put(None)
        self._threads.close()

    def run(self) -> None:
        """Write until the saver is closed."""
        while (item := self._waiting.get()) is not None:
            try:
                write_info(*item)
            except Exception as error:
                self._tell(sentence_of_failure(error, "{error!r}"))

    def _tell(self, reason: str) -> None:
        self._report(QCoreApplication.translate("Saver", "The change is not kept. {reason}").format(reason=reason))
