"""Which faces belong on the picture."""

from app.live.messages import Analysis
from fer_core.results import FaceResult
from fer_core.sources import Frame

_STALE_S = 1.0


def fitting_faces(analysis: Analysis | None, frame: Frame | None) -> tuple[FaceResult, ...]:
    """Return the faces of an analysis that is recent enough, and of the right size, for a frame."""
    if analysis is None or frame is None:
        return ()
    is_same_size = analysis.size_wh == (frame.image_bgr.shape[1], frame.image_bgr.shape[0])
    is_recent = frame.captured_at - analysis.captured_at < _STALE_S
    return analysis.result.faces if is_same_size and is_recent else ()
