"""Which faces belong on each picture of a recording: analyses come later than pictures, and not for all of them."""

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

from app.pages.live.messages import Analysis, Shot
from fer_core.results import BoxXywh, FaceResult
from fer_core.sources import Frame

LONGEST_WAIT_S: Final = 0.5
"""So long, in seconds, a picture waits for its analysis where nothing depends on that but labels."""

_STALE_S: Final = 1.0

_KNOWN_S: Final = 1.0
"""So long, in seconds, a face is expected about where it was seen."""


@dataclass(frozen=True, slots=True, eq=False)
class JoinedShot:
    """A picture with its faces.

    ``analysed`` are the faces of this very picture, None where it was not analysed; ``faces`` are those to show on it.
    ``boxes`` is where faces may be: those just before, in and just after it. It is None where nobody knows: neither the
    picture nor a later one has been analysed, or a face was seen, or looked for next, in a picture of another size,
    which may show another part of the scene.
    """

    shot: Shot
    analysed: tuple[FaceResult, ...] | None
    faces: tuple[FaceResult, ...]
    boxes: tuple[BoxXywh, ...] | None


class Joiner:
    """Joins the shots and analyses of one stream, both in the order of their capture and of any size.

    One search may miss a face: where faces are is not known before one was found, or a second of analyses found none.
    A picture waits for ``longest_wait_s`` for an analysis of itself or of a later one.
    """

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self._longest_wait_s = longest_wait_s
        self._shots: deque[Shot] = deque()
        self._analyses: deque[Analysis] = deque()
        self._previous: Analysis | None = None
        self._known_from = math.inf
        self._seen: dict[int, tuple[Analysis, BoxXywh]] = {}

    def __len__(self) -> int:
        return len(self._shots)

    def add_shot(self, shot: Shot) -> None:
        """Take the next picture."""
        self._shots.append(shot)

    def add_analysis(self, analysis: Analysis) -> None:
        """Take the next analysis."""
        self._analyses.append(analysis)
        known_from = analysis.captured_at + (0.0 if analysis.result.faces else _KNOWN_S)
        self._known_from = min(self._known_from, known_from)

    def next(self, now_s: float, *, in_a_hurry: bool = False) -> JoinedShot | None:
        """Return the oldest picture once its faces are known, or it has waited for too long by the capture's clock."""
        if not self._shots:
            return None
        captured_at = self._shots[0].frame.captured_at
        has_analysis = bool(self._analyses) and self._analyses[-1].captured_at >= captured_at
        if not (has_analysis or in_a_hurry or now_s - captured_at >= self._longest_wait_s):
            return None
        return self._join(self._shots.popleft())

    def _join(self, shot: Shot) -> JoinedShot:
        moment = shot.frame.captured_at
        while self._analyses and self._analyses[0].captured_at <= moment:
            self._previous = self._analyses.popleft()
            self._seen.update({face.face_id: (self._previous, face.box_xywh) for face in self._previous.result.faces})
        self._seen = {face: seen for face, seen in self._seen.items() if moment - seen[0].captured_at < _KNOWN_S}
        previous = self._previous
        faces = fitting_faces(previous, shot.frame)
        is_own = previous is not None and previous.captured_at == moment
        return JoinedShot(shot, analysed=faces if is_own else None, faces=faces, boxes=self._boxes(shot, is_own=is_own))

    def _boxes(self, shot: Shot, *, is_own: bool) -> tuple[BoxXywh, ...] | None:
        following = self._analyses[0] if self._analyses else None
        if (following is None and not is_own) or shot.frame.captured_at < self._known_from:
            return None
        looked_at = [analysis for analysis, _ in self._seen.values()] + ([] if following is None else [following])
        if any(analysis.size_wh != shot.size_wh for analysis in looked_at):
            return None
        later = () if following is None else tuple(face.box_xywh for face in following.result.faces)
        return (*(box for _, box in self._seen.values()), *later)


def fitting_faces(analysis: Analysis | None, frame: Frame | None) -> tuple[FaceResult, ...]:
    """Return the faces of an analysis that is recent enough, and of the right size, for a frame."""
    if analysis is None or frame is None:
        return ()
    is_same_size = analysis.size_wh == (frame.image_bgr.shape[1], frame.image_bgr.shape[0])
    is_recent = frame.captured_at - analysis.captured_at < _STALE_S
    return analysis.result.faces if is_same_size and is_recent else ()
