"""What people's codes are called."""

from PySide6.QtCore import QCoreApplication

from app.look.words import word_for
from fer_core.coding.codes import CodedLabel


def word_of(label: CodedLabel) -> str:
    """Return what to call a coded label in the user's language."""
    return QCoreApplication.translate("Coding", "unsure") if label == "unsure" else word_for(label)
