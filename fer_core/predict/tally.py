"""Counts over a run of pictures, and the score where folder names tell the true emotions."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from fer_core.emotions import EMOTIONS, Emotion, parse_emotion
from fer_core.errors import DataError
from fer_core.predict.journal import EarlierFile, Row
from fer_core.predict.pictures import NO_FACE, PicturePrediction
from fer_core.predict.scoring import Score, describe_score
from fer_core.results import FaceResult, FrameResult
from fer_core.sources.base import Frame
from fer_core.terminal.streams import counted


def true_emotion(path: Path) -> Emotion | None:
    """Return the emotion that the folder of a picture is named after, in either Kaggle spelling, or None."""
    return parse_emotion(Path(os.path.abspath(path)).parent.name)


class Tally:
    """What a run has seen so far."""

    def __init__(self) -> None:
        self.pictures = 0
        self.faces = 0
        self.uncertain = 0
        self.without_face = 0
        self.filled = 0
        self.unreadable = 0
        self._outside_classes = 0
        self._unscored_without_face = 0
        self._unscored_unreadable = 0
        self._score = Score()

    def add(self, prediction: PicturePrediction) -> dict[str, int | str | None]:
        """Count one picture; its largest face is what its folder's name is compared with.

        Returns what was counted, as ``recall`` takes it.
        """
        counts: dict[str, int | str | None] = {
            "faces": len(prediction.faces),
            "uncertain": sum(face.is_uncertain for face in prediction.faces),
            "error": prediction.error,
            "filled": int(prediction.is_filled),
        }
        largest = prediction.faces[0] if prediction.faces else None
        self._count(prediction.path, counts, largest)
        return counts

    def recall(self, earlier: EarlierFile) -> None:
        """Count a picture that an earlier run has finished."""
        self._count(earlier.path, earlier.counts, _face_of(earlier.first) if earlier.counts["faces"] else None)

    def _count(self, path: Path, counts: Mapping[str, Any], largest: FaceResult | None) -> None:
        without_face = counts["error"] == NO_FACE
        unreadable = counts["error"] is not None and not without_face
        self.pictures += 1
        self.faces += counts["faces"]
        self.uncertain += counts["uncertain"]
        self.without_face += without_face
        self.filled += counts.get("filled", 0)  # journals of earlier versions have none
        self.unreadable += unreadable
        emotion = true_emotion(path)
        if emotion is None:
            self._outside_classes += 1
        elif largest is not None:
            self._score.add(emotion, largest.probabilities, is_uncertain=largest.is_uncertain)
        else:
            self._unscored_without_face += without_face
            self._unscored_unreadable += unreadable

    @property
    def looks_like_crops(self) -> bool:
        """Whether most pictures are filled by a face or, as it is with crops that cut a face short, show none."""
        return self.filled + self.without_face > self.pictures / 2

    def summary(self) -> str:
        """Return the counts as one line."""
        return (
            f"{counted(self.faces, 'face')} ({self.uncertain} uncertain) in {counted(self.pictures, 'image')}; "
            f"{self.without_face} without a face; {self.unreadable} unreadable"
        )

    def score_text(self) -> str:
        """Return how many pictures were scored, which were not, and the score; raises DataError where none was."""
        unscored = self._unscored_without_face + self._unscored_unreadable
        result = self._score
        labelled = result.count + unscored
        if not result.count:
            raise DataError(
                "There is nothing to score: no image in class folders shows a face ({count} in all).", count=labelled
            )
        lines = [f"{result.count} of {counted(labelled, 'image')} in class folders scored"]
        if unscored:
            lines[0] += f"; not scored: {self._unscored_without_face} without a face"
            lines[0] += f", {self._unscored_unreadable} unreadable"
            as_wrong = result.accuracy * result.count / labelled
            lines.append(f"accuracy with those counted as wrong: {as_wrong:.4f}")
        if self._outside_classes:
            lines.append(f"{counted(self._outside_classes, 'image')} outside class folders not scored")
        return "\n".join([*lines, "", describe_score(result)])


class VideoTally:
    """What a run has seen of videos so far."""

    def __init__(self) -> None:
        self.videos = 0
        self.frames = 0
        self.faces = 0
        self.uncertain = 0
        self.without_face = 0
        self.unreadable = 0
        self.incomplete = 0
        self._before = (0, 0, 0)
        self._name = ""
        self._frame_count = 0
        self._passed = 0
        self._passed_s = 0.0

    def begin_video(self, name: str, frame_count: int | None) -> None:
        """Go on to another video, with as many frames as its file tells."""
        self._name, self._frame_count = name, frame_count or 0
        self._passed, self._passed_s = 0, 0.0
        self._before = (self.frames, self.faces, self.uncertain)

    def pass_frame(self, frame: Frame, *, fps: float) -> None:
        """Note how far into the video the work has come, whether this frame was analysed or not."""
        self._passed, self._passed_s = frame.index + 1, frame.time_s + 1 / fps

    @property
    def place(self) -> str:
        """How far into which video the work has come; empty between videos."""
        if not self._name:
            return ""
        # Files may tell too few frames, or none.
        of = f"{self._passed} of " if self._passed < self._frame_count else ""
        frames = counted(max(self._passed, self._frame_count), "frame")
        return f"{of}{frames} ({self._passed_s:.1f} s) of {self._name}"

    @property
    def has_faces(self) -> bool:
        """Whether the video has shown a face so far."""
        return self.faces > self._before[1]

    def add_frame(self, result: FrameResult) -> None:
        """Count one analysed frame."""
        self.frames += 1
        self.faces += len(result.faces)
        self.uncertain += sum(face.is_uncertain for face in result.faces)

    def end_video(self, error: str | None, *, is_whole: bool = True) -> dict[str, int | str | None]:
        """Count one video, which was read to its end, with or without damage, or failed with ``error``.

        Returns what was counted in it, as ``recall`` takes it.
        """
        now = (self.frames, self.faces, self.uncertain) if self._name else self._before
        frames, faces, uncertain = (after - before for after, before in zip(now, self._before, strict=True))
        self._name = ""
        self.incomplete += not is_whole
        self.videos += 1
        self.without_face += error == NO_FACE
        self.unreadable += error is not None and error != NO_FACE
        return {"frames": frames, "faces": faces, "uncertain": uncertain, "error": error, "is_whole": is_whole}

    def recall(self, earlier: EarlierFile) -> None:
        """Count a video that an earlier run has finished."""
        self.frames += earlier.counts["frames"]
        self.faces += earlier.counts["faces"]
        self.uncertain += earlier.counts["uncertain"]
        self.end_video(earlier.counts["error"], is_whole=earlier.counts["is_whole"])

    def summary(self) -> str:
        """Return the counts as one line."""
        text = (
            f"{counted(self.faces, 'face')} ({self.uncertain} uncertain) in {counted(self.frames, 'frame')} of "
            f"{counted(self.videos, 'video')}; {self.without_face} without a face; {self.unreadable} unreadable"
        )
        return f"{text}; {self.incomplete} with frames missing" if self.incomplete else text


def _face_of(row: Row) -> FaceResult:
    """Return the face of a row, with the probabilities that were written, to six decimals."""
    probabilities = np.array([float(row[emotion] or 0.0) for emotion in EMOTIONS], dtype=np.float32)
    x, y, width, height = (int(row[side] or 0) for side in "xywh")
    agreement = float(row["agreement"] or 0.0)
    return FaceResult(1, (x, y, width, height), probabilities, agreement, is_uncertain=row["label"] == "uncertain")
