"""The settings of recordings."""

from typing import Final

from app.i18n import QT_TRANSLATE_NOOP
from app.services.setting import Setting

_RECORDING = QT_TRANSLATE_NOOP("Settings", "Recording")

RECORD_ANNOTATED: Final = Setting(
    "recording/annotated", False, _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Draw boxes and emotions into the video"),
    QT_TRANSLATE_NOOP("Settings", "They can be shown in Review anyway."),
)  # fmt: skip
RECORD_BLURRED: Final = Setting(
    "recording/blurred", False, _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Make faces in the video unrecognisable"),
    QT_TRANSLATE_NOOP("Settings", "This cannot be undone. A face that is not found stays visible."),
)  # fmt: skip
RECORD_SOUND: Final = Setting(
    "recording/sound", False, _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Record sound with the microphone"),
    QT_TRANSLATE_NOOP("Settings", "Everybody in the room can be heard: ask them first. Emolens makes nothing of it."),
)  # fmt: skip
RECORDINGS_FOLDER: Final = Setting(
    "recording/folder", "", _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Folder for recordings"),
    QT_TRANSLATE_NOOP("Settings", "Without one, recordings go to the folder Emolens among your videos."),
    is_folder=True,
)  # fmt: skip
