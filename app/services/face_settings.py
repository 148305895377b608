"""The settings of how faces are found and read."""

from typing import Final

from app.i18n import QT_TRANSLATE_NOOP
from app.services.detectors import DETECTOR_CHOICES, DETECTOR_KEY
from app.services.models import check_models
from app.services.setting import Setting
from fer_core.faces.detectors import DEFAULT

_LIVE = QT_TRANSLATE_NOOP("Settings", "Live")
_NETWORKS = QT_TRANSLATE_NOOP("Settings", "Networks")

SMOOTHING_S: Final = Setting(
    "live/smoothing_s", 0.2, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Smoothing"),
    QT_TRANSLATE_NOOP("Settings", "After this time a change of expression shows to 63 %; 0 shows each frame as it is."),
    maximum=2.0, step=0.1, unit=QT_TRANSLATE_NOOP("Settings", " s"),
)  # fmt: skip
ANALYSES_PER_S: Final = Setting(
    "live/analyses_per_s", 30, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Analyses a second at most"),
    QT_TRANSLATE_NOOP("Settings", "A smaller number keeps weak laptops cool; the video stays smooth."),
    minimum=2, maximum=60,
)  # fmt: skip
STRICTNESS: Final = Setting(
    "live/strictness", "calibrated", _LIVE,
    QT_TRANSLATE_NOOP("Settings", "When a face is uncertain"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Of the answers that are called certain about 8 in 10 are right as calibrated, about 9 in 10 if stricter. "
        "It holds for Live, Review and Analyze.",
    ),
    choices=(
        ("calibrated", QT_TRANSLATE_NOOP("Settings", "As calibrated")),
        ("stricter", QT_TRANSLATE_NOOP("Settings", "Stricter")),
        ("custom", QT_TRANSLATE_NOOP("Settings", "Below a number of one's own")),
    ),
)  # fmt: skip
MIN_CONFIDENCE: Final = Setting(
    "live/min_confidence", 0, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Uncertain below"),
    QT_TRANSLATE_NOOP("Settings", "The number of one's own: the higher it is, the fewer faces are certain."),
    maximum=95, step=5, unit=" %", only_with=(STRICTNESS, "custom"),
)  # fmt: skip
DETECTOR: Final = Setting(
    DETECTOR_KEY, DEFAULT, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Faces to find"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Faces of every size and tilt are best for most; the others are plainer searches. "
        "It holds for Live, Review and Analyze.",
    ),
    choices=DETECTOR_CHOICES,
)  # fmt: skip
PRIOR: Final = Setting(
    "networks/prior", 75, _NETWORKS,
    QT_TRANSLATE_NOOP("Settings", "Give rare emotions their due"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "The networks learned from pictures of which many were happy and few disgusted, so they expect that of others. "
        "0 leaves it so, at 100 they expect every emotion alike; 75 was best for faces from elsewhere. It holds for "
        "Live, Review and Analyze.",
    ),
    maximum=100, step=5, unit=" %",
)  # fmt: skip
MODELS_FOLDER: Final = Setting(
    "networks/folder", "", _NETWORKS,
    QT_TRANSLATE_NOOP("Settings", "Folder of networks"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Networks of your own, as the training exports them; empty for those that Emolens brings along. "
        "Takes effect when Emolens is started again.",
    ),
    is_folder=True, check=check_models, needs_restart=True,
)  # fmt: skip
VIDEO_STEP: Final = Setting(
    "analyze/video_step", 1, QT_TRANSLATE_NOOP("Settings", "Analyze"),
    QT_TRANSLATE_NOOP("Settings", "Frames of a video"),
    QT_TRANSLATE_NOOP("Settings", "1 analyses every frame, 5 every fifth, which takes a fifth of the time."),
    minimum=1, maximum=60,
)  # fmt: skip
