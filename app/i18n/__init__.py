"""The languages that Emolens speaks: English in the source, others from Qt Linguist's files beside this one."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

LANGUAGES: Final = ("en", "ko")
SYSTEM: Final = "system"

_FOLDER = Path(__file__).parent


def language_of(setting: str) -> str:
    """Return the language to speak for a setting: one of ``LANGUAGES``, the system's where it is "system"."""
    wanted = QLocale.system().name()[:2] if setting == SYSTEM else setting
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def install_language(app: QCoreApplication, setting: str) -> None:
    """Let ``app`` speak the language of a setting from now on; widgets that exist keep their words."""
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    language = language_of(setting)
    QLocale.setDefault(QLocale(language))
    if language != LANGUAGES[0]:
        translator = QTranslator(app)
        translator.load(f"emolens_{language}", str(_FOLDER))
        app.installTranslator(translator)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Return ``text``, which Qt Linguist finds by this function's name and ``translate`` is given later.

    PySide's own says that it returns an object.
    """
    return text
