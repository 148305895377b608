"""What the camera page says, in English; ``QCoreApplication.translate("CameraCheck", …)`` translates it."""

from typing import Final

from app.i18n import QT_TRANSLATE_NOOP

NO_CAMERA: Final[dict[str, str]] = {
    "linux": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "Linux knows no camera. Plug the camera in, directly and not through a hub; switch a built-in one on with its "
        "key or slider, or in the firmware's set-up. The command lsusb shows whether the computer sees it at all. "
        "A virtual machine or container must be given the camera.",
    ),
    "darwin": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "macOS lists no camera. Plug it in, directly and not through a hub; a closed lid switches the built-in one "
        "off. System Information > Camera shows whether the computer sees it at all. Screen Time can forbid the camera "
        "under Content & Privacy.",
    ),
    "win32": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "Windows lists no camera. Plug it in, directly and not through a hub; switch a built-in one on with its key or "
        "slider. Device Manager > Cameras shows whether the computer sees it at all, and whether it is disabled or "
        "lacks a driver.",
    ),
    "": QT_TRANSLATE_NOOP("CameraCheck", "The system lists no camera. Plug it in, directly and not through a hub."),
}
"""What to check where no camera is listed, by ``sys.platform``; "" stands for every other."""

CLOSED: Final[dict[str, str]] = {
    "linux": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "{camera} cannot be opened. Close other programs that may use it, unplug it and plug it in again. "
        "The last lines of sudo dmesg may tell more.",
    ),
    "darwin": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "{camera} cannot be opened. Allow it under System Settings > Privacy & Security > Camera, for Emolens or for "
        "the terminal that it was started from, and start Emolens again. Close other programs that may use it.",
    ),
    "win32": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "{camera} cannot be opened. Close other programs that may use it. Under Settings > Privacy & security > "
        "Camera, switch on “Camera access” and “Let desktop apps access your camera”. Some antivirus programs block "
        "cameras, too.",
    ),
    "": QT_TRANSLATE_NOOP(
        "CameraCheck",
        "{camera} cannot be opened. Close other programs that may use it, unplug it and plug it in again.",
    ),
}
"""What to check where a camera cannot be opened, by ``sys.platform``."""

NAME: Final = QT_TRANSLATE_NOOP("CameraCheck", "{name} (camera {number})")
PROCESS: Final = QT_TRANSLATE_NOOP("CameraCheck", "{program} (process {number})")

NO_LISTING: Final = QT_TRANSLATE_NOOP(
    "CameraCheck", "The system did not answer when it was asked for its cameras. Restart the computer if that goes on."
)
DENIED: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "Windows keeps programs from the camera. Under Settings > Privacy & security > Camera, switch on “Camera access” "
    "and “Let desktop apps access your camera”.",
)
WITHOUT: Final = QT_TRANSLATE_NOOP(
    "CameraCheck", "Emolens works without a camera, too: the Live page plays videos, streams and its demo."
)

WORKS: Final = QT_TRANSLATE_NOOP(
    "CameraCheck", "{camera} works: {fps} pictures a second at {width}×{height} through {backend}."
)
BLACK: Final = QT_TRANSLATE_NOOP(
    "CameraCheck", "The picture of {camera} is black. Open its cover or privacy slider, and switch a light on."
)
SLOW: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{camera} is slower than the {expected} pictures a second that it should give. Cameras take longer in dim light: "
    "switch a light on. If that does not help, use another USB port, without a hub.",
)
PAUSES: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{camera} pauses for up to {seconds} s between two pictures. Use another USB port, without a hub, and close "
    "programs that keep the computer busy.",
)

ELSEWHERE: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{camera} works through {other}, but Emolens uses {backend}. That is worth a bug ticket: copy the report into it.",
)
IN_USE: Final = QT_TRANSLATE_NOOP("CameraCheck", "{camera} is in use by {programs}. Close that and check again.")
HUNG: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{camera} does not answer. Unplug it and plug it in again, directly and not through a hub; restart the computer if "
    "that does not help.",
)
CRASHED: Final = QT_TRANSLATE_NOOP(
    "CameraCheck", "The driver of {camera} crashed; Emolens did not. Bring the driver up to date, or install it again."
)
EMPTY: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{camera} opens, but gives no picture. Close other programs that may use it, and plug it in directly: hubs may "
    "lack power or speed.",
)

AT_LOGIN: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{path} is there, but you may use it only from your next login on, because you joined the group {group} after the "
    "last one. Log out and in again.",
)
NO_GROUP: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{path} is there, but you may not use it. Join the group {group} with the command sudo usermod -aG {group} $USER, "
    "then log out and in again.",
)
ONLY_ROOT: Final = QT_TRANSLATE_NOOP(
    "CameraCheck",
    "{path} is there, but only the administrator may use it. Give it to the group video with "
    "sudo chgrp video {path} && sudo chmod 660 {path}; a container must be started with that group.",
)
