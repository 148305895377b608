"""Words that many widgets need, in the user's language."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.i18n import QT_TRANSLATE_NOOP
from fer_core.captions import percent
from fer_core.emotions import Label
from fer_core.results import FaceResult

_WORDS: Final[dict[Label, str]] = {
    "angry": QT_TRANSLATE_NOOP("Words", "angry"),
    "disgust": QT_TRANSLATE_NOOP("Words", "disgust"),
    "fear": QT_TRANSLATE_NOOP("Words", "fear"),
    "happy": QT_TRANSLATE_NOOP("Words", "happy"),
    "neutral": QT_TRANSLATE_NOOP("Words", "neutral"),
    "sad": QT_TRANSLATE_NOOP("Words", "sad"),
    "surprise": QT_TRANSLATE_NOOP("Words", "surprise"),
    "uncertain": QT_TRANSLATE_NOOP("Words", "uncertain"),
}


def word_for(label: Label) -> str:
    """Return what to call an emotion, or that none can be told."""
    return QCoreApplication.translate("Words", _WORDS[label])


def caption_for(face: FaceResult) -> str:
    """Write a face's winning emotion and its probability, such as ``happy 87 %``, or only ``uncertain``."""
    word = word_for(face.label)
    return word if face.is_uncertain else f"{word} {percent(face.confidence)}"
