"""What the live page says in words."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.look.words import face_name
from app.pages.live.messages import CaptureState
from app.pages.live.study import FaceStudy
from app.services.notice import Notice
from app.services.opening import OFF
from app.services.phase import Phase
from fer_core.passwords import without_passwords
from fer_core.results import FaceResult
from fer_core.sources import AUTO, is_camera


def notice_of(state: CaptureState) -> Notice | None:
    """Say what a source's state means where it is news."""
    if state.phase is Phase.FAILED:
        return Notice(state.message, is_problem=True)
    if state.phase is Phase.ENDED:
        ended = QCoreApplication.translate("Live", "{source} has ended.")
        return Notice(ended.format(source=state.name), replays=True)
    return Notice(state.notice, stays=True) if state.notice else None


def snapshot_saved(path: str) -> str:
    """Say where a snapshot is."""
    return QCoreApplication.translate("Live", "The picture is saved as {path}.").format(path=path)


def source_name(state: CaptureState) -> str:
    """Return what to call a source."""
    if state.spec == OFF:
        return QCoreApplication.translate("Live", "Camera off")
    if state.spec == AUTO:
        return QCoreApplication.translate("Live", "Looking for a camera…")
    number = state.spec.rpartition(":")[2]
    if is_camera(state.spec) and state.name == f"Camera {number}":
        return QCoreApplication.translate("Live", "Camera {number}").format(number=number)
    return without_passwords(state.name or state.spec)


def pause_caption(phase: Phase, *, is_paused: bool) -> str:
    """Return the caption of what holds the picture, or lets it go on."""
    if is_paused:
        return QCoreApplication.translate("Live", "Resume")
    if phase is Phase.ENDED:
        return QCoreApplication.translate("Live", "Play")
    return QCoreApplication.translate("Live", "Pause")


def message_over_video(state: CaptureState, *, is_stalled: bool, has_picture: bool) -> str:
    """Say why there is no live picture; empty where there is one."""
    trying_again = QCoreApplication.translate("Live", "Trying again until it returns…")
    if is_stalled:
        stopped = QCoreApplication.translate("Live", "{source} has stopped delivering pictures.")
        return f"{stopped.format(source=source_name(state))}\n{trying_again}"
    if state.phase is Phase.OFF:
        return QCoreApplication.translate("Live", "The camera is off. Press C, or choose a source above.")
    if state.phase is Phase.LOST:
        return f"{state.message}\n{trying_again}"
    if state.phase is Phase.FAILED:
        return QCoreApplication.translate("Live", "No picture. Choose another source above.")
    return "" if has_picture else QCoreApplication.translate("Live", "Opening…")


def status_line(*, from_camera: bool, source_fps: float, analysis_fps: float, latency_ms: float | None) -> str:
    """Put rates and the delay from capture to paint into one line."""
    camera = QCoreApplication.translate(
        "Live", "Camera {source} FPS   ·   Analysis {analysis} FPS   ·   Capture to paint {latency} ms"
    )
    other = QCoreApplication.translate(
        "Live", "Source {source} FPS   ·   Analysis {analysis} FPS   ·   Capture to paint {latency} ms"
    )
    latency = "–" if latency_ms is None else f"{latency_ms:.0f}"
    return (camera if from_camera else other).format(
        source=f"{source_fps:.1f}", analysis=f"{analysis_fps:.1f}", latency=latency
    )


def shown_names(faces: Sequence[FaceResult], names: Mapping[int, str]) -> dict[int, str]:
    """Return what to call the faces of a picture, by their numbers; a single one without a name is called nothing.

    The names of those who were recognised say so.
    """
    recognised = QCoreApplication.translate("Live", "{name} (by clothes)")
    shown = {}
    for face in faces:
        is_numbered = len(faces) > 1 or face.is_recognised
        name = face_name(face.face_id, names) if is_numbered else names.get(face.face_id, "")
        shown[face.face_id] = recognised.format(name=name) if face.is_recognised else name
    return shown


def nobody(*, has_analysis_failed: bool) -> str:
    """Say why there is no reading."""
    if has_analysis_failed:
        return QCoreApplication.translate("Live", "No analysis")
    return QCoreApplication.translate("Live", "No face in view")


def why_tip(study: FaceStudy) -> str:
    """Say what the evidence shows, or why there is none."""
    if study.can_explain:
        return QCoreApplication.translate(
            "Live",
            "Show which places of the chosen face speak for its emotion (W): the class activation map\n"
            "(Zhou et al. 2016), the networks' mean. It is what they looked at, not why somebody looks that way.",
        )
    if study.networks is None:
        return QCoreApplication.translate("Live", "The networks are being loaded.")
    return QCoreApplication.translate(
        "Live", "These networks give no activation maps. Train and export them again with this version to get them."
    )


def resting_button(study: FaceStudy) -> str:
    """Return the caption of the button that takes out the resting face."""
    if study.measurement is not None:
        return QCoreApplication.translate("Live", "Cancel")
    if study.has_resting:
        return QCoreApplication.translate("Live", "Forget resting face")
    return QCoreApplication.translate("Live", "Look neutral for 10 s")


def resting_sign(study: FaceStudy) -> str:
    """Say what becomes of the chosen person's resting face; mostly empty."""
    if study.measurement is not None:
        seconds = math.ceil(study.measurement.remaining_s)
        return QCoreApplication.translate("Live", "Look neutral: {seconds} s").format(seconds=seconds)
    if study.was_lost:
        return QCoreApplication.translate("Live", "The face was out of sight. Try again.")
    if study.was_restless:
        return QCoreApplication.translate(
            "Live", "That was no resting face: its expression changed, or it smiled. Try again, and look neutral."
        )
    return QCoreApplication.translate("Live", "Resting face taken out") if study.has_resting else ""
