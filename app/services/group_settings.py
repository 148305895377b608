"""The settings of a group's reading, and of the second reading by word ratings."""

from typing import Any, Final

from app.i18n import QT_TRANSLATE_NOOP
from app.services.setting import Setting
from fer_core.group import FEWEST, INTERVAL_S, LEAST

_GROUP = QT_TRANSLATE_NOOP("Settings", "Class view")

VALENCE: Final = Setting(
    "live/valence", False,
    QT_TRANSLATE_NOOP("Settings", "Live"),
    QT_TRANSLATE_NOOP("Settings", "Show valence and arousal by word ratings"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "How pleasant and how excited the seven words are by published ratings, weighted by the probabilities: a "
        "second reading of the same numbers, not a measurement. Tables and reports then have it, too.",
    ),
)  # fmt: skip
GROUP_LEAST: Final = Setting(
    "group/least", LEAST, _GROUP,
    QT_TRANSLATE_NOOP("Settings", "Fewest faces"),
    QT_TRANSLATE_NOOP("Settings", "Nothing is shown or recorded of fewer faces."),
    minimum=FEWEST, maximum=100,
)  # fmt: skip
GROUP_INTERVAL_S: Final = Setting(
    "group/interval_s", INTERVAL_S, _GROUP,
    QT_TRANSLATE_NOOP("Settings", "Interval"),
    QT_TRANSLATE_NOOP("Settings", "Faces are taken together over this time."),
    minimum=0.5, maximum=60.0, step=0.5, unit=QT_TRANSLATE_NOOP("Settings", " s"),
)  # fmt: skip
SHOWS_GROUP: Final = Setting("group/is_on", False)
"""Whether the live page shows a group in place of faces."""
IS_GROUP_TOLD: Final = Setting("group/is_told", False)
"""Whether the user has read where a group may not be read."""
SHOWS_GROUP_VIDEO: Final = Setting("group/shows_video", False)

GROUP_SETTINGS: Final[tuple[Setting[Any], ...]] = (
    VALENCE, GROUP_LEAST, GROUP_INTERVAL_S, SHOWS_GROUP, IS_GROUP_TOLD, SHOWS_GROUP_VIDEO,
)  # fmt: skip
