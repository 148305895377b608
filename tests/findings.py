"""Findings of imaginary examinations."""

from fer_core.camera_check.findings import Attempt, Findings, Measurement, Outcome
from fer_core.sources import Camera

BUILT_IN = Camera(0, "Integrated Camera")
WEBCAM = Camera(2, "USB webcam")


def measurement(**changes):
    values = {
        "size_wh": (640, 480),
        "claimed_fps": 30.0,
        "fps": 29.8,
        "read_ms": 33.0,
        "slowest_read_ms": 41.0,
        "brightness": 110.0,
        "first_picture_s": 0.6,
    }
    return Measurement(**values | changes)


def works(camera=BUILT_IN, *, backend="V4L2", wanted_wh=(640, 480), **changes):
    return Attempt(camera, backend, wanted_wh, Outcome.WORKS, measurement(**changes))


def fails(outcome, camera=BUILT_IN, *, backend="V4L2"):
    return Attempt(camera, backend, (640, 480), outcome)


def found(*attempts, system="linux", **changes):
    cameras = tuple(dict.fromkeys(attempt.camera for attempt in attempts))
    return Findings(**{"system": system, "backend": "V4L2", "cameras": cameras, "attempts": attempts} | changes)
