"""How faces are found and read where the settings decide, and how recordings keep that."""

from typing import Any, Final

from app.services.detectors import detector_named
from app.services.face_settings import DETECTOR, MIN_CONFIDENCE, PRIOR, STRICTNESS
from app.services.setting import Setting
from app.services.settings import Settings, strictness_of
from fer_core.faces.options import AnalysisOptions

READING: Final[tuple[Setting[Any], ...]] = (STRICTNESS, MIN_CONFIDENCE, DETECTOR, PRIOR)
"""The settings that say how a face is found and read, apart from what only a live view has."""


def options_of(settings: Settings) -> AnalysisOptions:
    """Return the options for pictures and films."""
    return AnalysisOptions(
        strictness=strictness_of(settings),
        prior=settings.get(PRIOR) / 100,
        detector=detector_named(settings.get(DETECTOR)),
    )


def kept_options(settings: Settings) -> dict[str, str | int | float | bool]:
    """Return the settings of ``READING`` that count, by their keys."""
    return {
        setting.key: settings.get(setting)
        for setting in READING
        if setting.only_with is None or settings.get(setting.only_with[0]) == setting.only_with[1]
    }
