"""Where everything that goes wrong is told, from any thread, to be shown without getting in the way."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


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
