"""The languages that Emolens speaks: English in the source, others from Qt Linguist's files beside this one."""

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

LANGUAGES: Final = {"en": "English", "ko": "한국어"}
"""What each language calls itself, by its code (ISO 639); each but the source's has a file ``emolens_<code>.ts``."""
SOURCE_LANGUAGE: Final = "en"
SYSTEM: Final = "system"

_FOLDER = Path(__file__).parent

log = logging.getLogger(__name__)


def language_of(setting: str) -> str:
    """Return the language to speak for a setting: one of ``LANGUAGES``, the system's where it is "system"."""
    wanted = QLocale.system().name().partition("_")[0] if setting == SYSTEM else setting
    return wanted if wanted in LANGUAGES else SOURCE_LANGUAGE


def install_language(app: QCoreApplication, setting: str) -> None:
    """Let ``app`` speak the language of a setting from now on; widgets that exist keep their words.

    Where the files of a language are missing it is English.
    """
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    language = language_of(setting)
    QLocale.setDefault(QLocale(language))
    if language == SOURCE_LANGUAGE:
        return
    own, qt = f"emolens_{language}", f"qtbase_{language}"
    for name, folder in ((qt, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), (own, str(_FOLDER))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:
            log.warning("there are no words in %s: %s is missing in %s", language, name, folder)
            translator.deleteLater()


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Return ``text``, which Qt Linguist finds by this function's name and ``translate`` is given later.

    PySide's own says that it returns an object.
    """
    return text
