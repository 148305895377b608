"""What the findings mean and what to do about them."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.pages.camera import advice
from fer_core.camera_check.findings import Attempt, Device, Findings, Holder, Measurement, Outcome
from fer_core.sources import Camera

_BLACK: Final = 4.0
"""Mean brightness, of 255, below which a picture shows nothing."""

_SLOW: Final = 0.8
"""Share of the expected rate below which a camera is slow."""

_USUAL_FPS: Final = 30.0
_PLAUSIBLE_FPS: Final = (5.0, 240.0)
_PAUSE_MS: Final = 500.0


class Level(Enum):
    """How much an explanation matters."""

    GOOD = auto()
    NOTE = auto()
    PROBLEM = auto()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is to be said about one thing that was found, in the user's language."""

    level: Level
    text: str


def explain(findings: Findings) -> tuple[Explanation, ...]:
    """Return what to tell the user about the findings, the cameras in their order."""
    cameras = cameras_of(findings)
    said = []
    if not findings.has_listing:
        said.append(_say(Level.PROBLEM, advice.NO_LISTING))
    if findings.is_denied:
        said.append(_say(Level.PROBLEM, advice.DENIED))
    for camera in cameras:
        said += about_camera(camera, findings)
    if not cameras and findings.attempts:
        said += _without_camera(findings)
    # Two devices of one camera may fail for one reason.
    return tuple(dict.fromkeys(said))


def _without_camera(findings: Findings) -> list[Explanation]:
    said = [_no_access(device) for device in findings.devices if not device.is_accessible]
    if not said:
        said.append(_say(Level.PROBLEM, advice.NO_CAMERA.get(findings.system, advice.NO_CAMERA[""])))
    return [*said, _say(Level.NOTE, advice.WITHOUT)]


def cameras_of(findings: Findings) -> tuple[Camera, ...]:
    """Return the cameras that the system lists, or else those that have worked all the same."""
    working = tuple(attempt.camera for attempt in findings.attempts if attempt.measured)
    return findings.cameras or tuple(dict.fromkeys(working))


def about_camera(camera: Camera, findings: Findings) -> list[Explanation]:
    """Return what to tell about one camera."""
    attempts = [attempt for attempt in findings.attempts if attempt.camera == camera]
    own = [attempt for attempt in attempts if attempt.backend == findings.backend]
    if not own:  # cancelled before it
        return []
    name = _words(advice.NAME, name=camera.name, number=camera.index)
    if own[0].measured:
        return _about_working(name, own[0].measured, findings.backend)
    device = next((device for device in findings.devices if device.index == camera.index), None)
    said = [_cause(name, own[0], device, findings.system)]
    elsewhere = [attempt.backend for attempt in attempts if attempt.measured]
    if elsewhere:
        said.append(_say(Level.NOTE, advice.ELSEWHERE, camera=name, other=elsewhere[0], backend=findings.backend))
    return said


def _about_working(name: str, measured: Measurement, backend: str) -> list[Explanation]:
    width, height = measured.size_wh
    fps = f"{measured.fps:.1f}"
    said = [_say(Level.GOOD, advice.WORKS, camera=name, fps=fps, width=width, height=height, backend=backend)]
    lowest, highest = _PLAUSIBLE_FPS
    expected = measured.claimed_fps if lowest <= measured.claimed_fps <= highest else _USUAL_FPS
    if measured.brightness < _BLACK:
        said.append(_say(Level.PROBLEM, advice.BLACK, camera=name))
    elif measured.fps < _SLOW * expected:
        said.append(_say(Level.NOTE, advice.SLOW, camera=name, expected=f"{expected:.0f}"))
    if measured.slowest_read_ms > _PAUSE_MS:
        said.append(_say(Level.NOTE, advice.PAUSES, camera=name, seconds=f"{measured.slowest_read_ms / 1000:.1f}"))
    return said


def _cause(name: str, attempt: Attempt, device: Device | None, system: str) -> Explanation:
    if device is not None and not device.is_accessible:
        return _no_access(device)
    if device is not None and device.holders:
        return _say(Level.PROBLEM, advice.IN_USE, camera=name, programs=", ".join(map(_program, device.holders)))
    closed = advice.CLOSED.get(system, advice.CLOSED[""])
    sentences = {Outcome.HUNG: advice.HUNG, Outcome.CRASHED: advice.CRASHED, Outcome.EMPTY: advice.EMPTY}
    return _say(Level.PROBLEM, sentences.get(attempt.outcome, closed), camera=name)


def _no_access(device: Device) -> Explanation:
    sentence = advice.AT_LOGIN if device.joins_at_login else advice.NO_GROUP
    if device.group in ("", "root"):
        sentence = advice.ONLY_ROOT
    return _say(Level.PROBLEM, sentence, path=device.path, group=device.group)


def _program(holder: Holder) -> str:
    return _words(advice.PROCESS, program=holder.name, number=holder.pid)


def _say(level: Level, sentence: str, **values: object) -> Explanation:
    return Explanation(level, _words(sentence, **values))


def _words(sentence: str, **values: object) -> str:
    return QCoreApplication.translate("CameraCheck", sentence).format(**values)
