"""What the live page says in words."""

from dataclasses import dataclass
from pathlib import Path

from app.live.messages import CaptureState, Phase
from fer_core.sources import AUTO

UNCERTAIN = "Uncertain: no emotion is probable enough, or the networks disagree."
"""What the label of an uncertain face means."""

NO_FACE, NO_ANALYSIS = "No face in view", "No analysis"

_TRYING_AGAIN = "Trying again until it returns…"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the banner; ``replays`` offers to play the recording again, ``recording`` to open that folder."""

    text: str
    is_problem: bool = False
    replays: bool = False
    recording: Path | None = None


def notice_of(state: CaptureState) -> Notice | None:
    """Say what a source's state means where it is news."""
    if state.phase is Phase.FAILED:
        return Notice(state.message, is_problem=True)
    if state.phase is Phase.ENDED:
        return Notice(f"{state.name} has ended.", replays=True)
    return Notice(state.notice) if state.notice else None


def source_name(state: CaptureState) -> str:
    """Return what to call a source."""
    if state.spec == AUTO:
        return "Looking for a camera…"
    return state.name or state.spec


def message_over_video(state: CaptureState, *, is_stalled: bool, has_picture: bool) -> str:
    """Say why there is no live picture; empty where there is one."""
    if is_stalled:
        return f"{source_name(state)} has stopped delivering pictures.\n{_TRYING_AGAIN}"
    if state.phase is Phase.LOST:
        return f"{state.message}\n{_TRYING_AGAIN}"
    if state.phase is Phase.FAILED:
        return "No picture. Choose another source above."
    return "" if has_picture else "Opening…"


def status_line(*, camera_fps: float, analysis_fps: float, latency_ms: float | None) -> str:
    """Put rates and the delay from capture to paint into one line."""
    latency = "–" if latency_ms is None else f"{latency_ms:.0f}"
    return f"Camera {camera_fps:.1f} FPS   ·   Analysis {analysis_fps:.1f} FPS   ·   Capture to paint {latency} ms"
