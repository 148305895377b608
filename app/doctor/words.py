"""Outcomes in the user's language."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.i18n import QT_TRANSLATE_NOOP
from fer_core.diagnosis.findings import Outcome

_OUTCOMES: Final[dict[Outcome, str]] = {
    Outcome.WORKS: QT_TRANSLATE_NOOP("Doctor", "works"),
    Outcome.CLOSED: QT_TRANSLATE_NOOP("Doctor", "does not open"),
    Outcome.EMPTY: QT_TRANSLATE_NOOP("Doctor", "no picture"),
    Outcome.HUNG: QT_TRANSLATE_NOOP("Doctor", "no answer"),
    Outcome.CRASHED: QT_TRANSLATE_NOOP("Doctor", "crashed"),
}


def outcome_word(outcome: Outcome) -> str:
    """Return what to call the outcome of an attempt."""
    return QCoreApplication.translate("Doctor", _OUTCOMES[outcome])
