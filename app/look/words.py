"""Words that many widgets need, in the user's language."""

import logging
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.i18n import QT_TRANSLATE_NOOP
from fer_core.captions import percent
from fer_core.emotions import Label
from fer_core.errors import EmolensError
from fer_core.passwords import without_passwords
from fer_core.results import FaceResult

log = logging.getLogger(__name__)

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

_FAMILIES: Final = {
    "vgg": QT_TRANSLATE_NOOP("Words", "VGG-like"),
    "resnet": QT_TRANSLATE_NOOP("Words", "ResNet-like"),
    "densenet": QT_TRANSLATE_NOOP("Words", "DenseNet-like"),
}

_REASONS: Final = (
    QT_TRANSLATE_NOOP("Reasons", "Device or resource busy"),
    QT_TRANSLATE_NOOP("Reasons", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Reasons", "File exists"),
    QT_TRANSLATE_NOOP("Reasons", "File name too long"),
    QT_TRANSLATE_NOOP("Reasons", "File too large"),
    QT_TRANSLATE_NOOP("Reasons", "Input/output error"),
    QT_TRANSLATE_NOOP("Reasons", "Is a directory"),
    QT_TRANSLATE_NOOP("Reasons", "No space left on device"),
    QT_TRANSLATE_NOOP("Reasons", "No such file or directory"),
    QT_TRANSLATE_NOOP("Reasons", "Not a directory"),
    QT_TRANSLATE_NOOP("Reasons", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Reasons", "Permission denied"),
    QT_TRANSLATE_NOOP("Reasons", "Read-only file system"),
    QT_TRANSLATE_NOOP("Reasons", "Too many open files"),
)
"""What systems that speak English say of files (``OSError.strerror``), for ``sentence_for``."""


def member_name(name: str) -> str:
    """Return what to call one of the networks, such as ``compact_vgg``."""
    family = name.rpartition("_")[2]
    return QCoreApplication.translate("Words", _FAMILIES[family]) if family in _FAMILIES else name


def word_for(label: Label) -> str:
    """Return what to call an emotion, or that none can be told."""
    return QCoreApplication.translate("Words", _WORDS[label])


def caption_for(face: FaceResult) -> str:
    """Write a face's winning emotion and its probability, such as ``happy 87 %``, or only ``uncertain``."""
    word = word_for(face.label)
    return word if face.is_uncertain else f"{word} {percent(face.confidence)}"


def face_name(face_id: int, names: Mapping[int, str]) -> str:
    """Return the name that a face was given, by its number, or else that number."""
    numbered = QCoreApplication.translate("Faces", "Face {number}").format(number=face_id)
    return names.get(face_id) or numbered


def sentence_for(error: Exception) -> str:
    """Say in the user's language what went wrong, without the passwords in addresses; any thread may ask."""
    sentence = fill_in(error.template, error.values) if isinstance(error, EmolensError) else str(error)
    return without_passwords(sentence)


def sentence_of_failure(error: Exception, unexpected: str, **values: object) -> str:
    """Say in the user's language what ended a thread's work, called in the ``except`` clause that caught it.

    An error that nobody expected is logged with its traceback, and ``unexpected``, a sentence in the user's language
    with places for ``error`` and ``values``, is said of it.
    """
    if isinstance(error, EmolensError):
        return sentence_for(error)
    log.error("unexpected failure", exc_info=error)
    return without_passwords(unexpected.format(error=error, **values))


def fill_in(template: str, values: Mapping[str, object]) -> str:
    """Return an error's template in the user's language, with its values.

    The value called ``reason`` may be an error itself, or what the system says.
    """
    sentence = QCoreApplication.translate("Errors", template)
    words = {name: _translated(value) if name == "reason" else value for name, value in values.items()}
    return sentence.format(**words) if words else sentence


def _translated(reason: object) -> object:
    if isinstance(reason, Exception):
        return sentence_for(reason)
    return QCoreApplication.translate("Reasons", reason) if reason in _REASONS else reason
