"""The settings of the window's look, and what it remembers from one start to the next."""

from typing import Final

from app.i18n import LANGUAGES, QT_TRANSLATE_NOOP, SYSTEM
from app.services.setting import Setting

_LOOK = QT_TRANSLATE_NOOP("Settings", "Appearance")

LANGUAGE: Final = Setting(
    "look/language", SYSTEM, _LOOK,
    QT_TRANSLATE_NOOP("Settings", "Language"),
    QT_TRANSLATE_NOOP("Settings", "Takes effect when Emolens is started again."),
    choices=((SYSTEM, QT_TRANSLATE_NOOP("Settings", "As the system")), *LANGUAGES.items()),
    needs_restart=True,
)  # fmt: skip
THEME: Final = Setting(
    "look/theme", "system", _LOOK,
    QT_TRANSLATE_NOOP("Settings", "Colours"),
    choices=(
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
    ),
)  # fmt: skip
CONTRAST: Final = Setting(
    "look/contrast", "system", _LOOK,
    QT_TRANSLATE_NOOP("Settings", "Contrast"),
    QT_TRANSLATE_NOOP("Settings", "High contrast has black or white words, and edges around everything."),
    choices=(
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("high", QT_TRANSLATE_NOOP("Settings", "High")),
    ),
)  # fmt: skip
SHOWS_TIMELINE: Final = Setting("live/shows_timeline", True)
IS_WELCOMED: Final = Setting("live/is_welcomed", False)
"""Whether the user has seen what there is to know before the first picture."""

WINDOW_GEOMETRY: Final = Setting("window/geometry", "")
"""Where the window was, as Qt writes it, in base 64."""

MINI_GEOMETRY: Final = Setting("mini/geometry", "")
"""Where the mini window was, in the same way."""

MINI_SHOWS: Final = Setting("mini/shows", "video", choices=(("video", ""), ("bars", "")))
HAS_CHECKED_CAMERAS: Final = Setting("camera/has_checked", False)
"""Whether the camera check has begun by itself, as it does at the first visit to its page."""

LAST_PAGE: Final = Setting("window/page", "live")
"""The page that was in front, by the name of its sign."""

REPORT_AUTHOR: Final = Setting("report/author", "")
"""Who wrote the last report."""

RECENT: Final = Setting("window/recent", "[]")
"""What was opened last, as JSON."""

STUDY_FOLDER: Final = Setting("study/folder", "")
"""The study that was open last."""
