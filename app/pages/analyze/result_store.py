"""The results in the database: faces of pictures, frames and faces of videos."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.pages.analyze.checking import box_of, exported, result_of
from app.pages.analyze.database import to_bytes
from app.pages.analyze.messages import SORTABLE, Query, ResultPage, Show
from fer_core.emotions import EMOTIONS, LABELS
from fer_core.predict.pictures import PicturePrediction
from fer_core.results import BoxXywh, FaceResult
from fer_core.rows.columns import FACE, FACE_CONFIDENCE, RECOGNISED, Value, face_columns
from fer_core.sources import Frame

PAGE_ROWS: Final = 1000
"""Most results that are shown at a time."""

_SHOWN: Final = {
    Show.ALL: "1",
    Show.CERTAIN: "label != 'uncertain'",
    Show.UNCERTAIN: "label = 'uncertain'",
    Show.PROBLEMS: "error IS NOT NULL",
}
_MEANS: Final = ", ".join(f"AVG({emotion})" for emotion in EMOTIONS)
_COUNTS: Final = """FROM (SELECT label, COUNT(*) AS count FROM frames b WHERE b.item = ?1 AND b.face = a.face
    GROUP BY label ORDER BY count DESC, label)"""
_SUMMARY: Final = f"""
INSERT INTO faces (item, path, {", ".join(FACE)}, frames, counts, first_s, last_s, crop, best_s,
    best_probabilities, members)
SELECT ?1, ?2, a.face, c.x, c.y, c.w, c.h, (SELECT label {_COUNTS} LIMIT 1), MAX({_MEANS}), AVG(agreement),
    AVG({FACE_CONFIDENCE}), MAX({RECOGNISED}), {_MEANS}, COUNT(*),
    (SELECT json_group_object(label, count) {_COUNTS}), MIN(a.time_s), MAX(a.time_s), c.crop, c.time_s,
    c.probabilities, c.members
FROM frames a LEFT JOIN crops c ON c.item = a.item AND c.face = a.face WHERE a.item = ?1 GROUP BY a.face ORDER BY a.face
"""


class ResultStore:
    """Rows of faces and frames; every method raises sqlite3.Error, and the caller commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add_picture(self, item_id: int, prediction: PicturePrediction, *, member_names: Sequence[str] = ()) -> None:
        """Keep the faces of a picture, with what the networks of these names said, or why there is none."""
        path = to_bytes(prediction.path)
        if prediction.error is not None:
            self.add_error(item_id, prediction.path, prediction.error)
        for face, crop in zip(prediction.faces, prediction.crops, strict=True):
            values = {"face": face.face_id, **face_columns(face)}
            self._connection.execute(
                f"INSERT INTO faces (item, path, {', '.join(FACE)}, crop, members) VALUES ({_marks(len(FACE) + 4)})",
                (item_id, path, *(values[name] for name in FACE), crop.tobytes(), _votes(face, member_names)),
            )

    def add_error(self, item_id: int, path: Path, error: str) -> None:
        """Keep why a file has no face."""
        self._connection.execute(
            "INSERT INTO faces (item, path, error) VALUES (?, ?, ?)", (item_id, to_bytes(path), error)
        )

    def add_frame_face(self, item_id: int, frame: Frame, face: FaceResult, *, number: int) -> None:
        """Keep a face of a frame under its number in the video."""
        values = {**face_columns(face), "face": number}
        self._connection.execute(
            f"INSERT INTO frames (item, frame, time_s, {', '.join(FACE)}) VALUES ({_marks(len(FACE) + 3)})",
            (item_id, frame.index, round(frame.time_s, 4), *(values[name] for name in FACE)),
        )

    def set_best(
        self,
        item_id: int,
        frame: Frame,
        face: FaceResult,
        crop: NDArray[np.uint8],
        *,
        number: int,
        member_names: Sequence[str] = (),
    ) -> None:
        """Keep the best moment so far of a video's face: its crop, grey uint8 (48, 48), place, answer and votes."""
        self._connection.execute(
            "INSERT OR REPLACE INTO crops (item, face, confidence, crop, time_s, x, y, w, h, probabilities, members) "
            f"VALUES ({_marks(11)})",
            (
                item_id,
                number,
                face.confidence,
                crop.tobytes(),
                round(frame.time_s, 4),
                *face.box_xywh,
                json.dumps(_rounded(face.probabilities)),
                _votes(face, member_names),
            ),
        )

    def best_confidences(self, item_id: int) -> dict[int, float]:
        """Return how probable each face of a video was at its best moment so far, by the face's number."""
        rows = self._connection.execute(
            "SELECT face, confidence FROM crops WHERE item = ? AND time_s IS NOT NULL "
            "AND typeof(face) = 'integer' AND typeof(confidence) = 'real'",
            (item_id,),
        )
        return dict(rows.fetchall())

    def faces_in_video(self, item_id: int) -> int:
        """Return the highest number of a face in a video so far."""
        row = self._connection.execute(
            "SELECT MAX(face) FROM frames WHERE item = ? AND typeof(face) = 'integer'", (item_id,)
        ).fetchone()
        return int(row[0] or 0)

    def last_boxes(self, item_id: int, *, after_s: float) -> dict[int, BoxXywh]:
        """Return the last box of every face that was seen after a moment of a video, by the face's number."""
        rows = self._connection.execute(
            "SELECT face, x, y, w, h FROM frames WHERE item = ? AND time_s > ? AND typeof(face) = 'integer' "
            "ORDER BY frame",
            (item_id, after_s),
        )
        return {face: box for face, *sides in rows if (box := box_of(sides)) is not None}

    def summarise_video(self, item_id: int, path: Path) -> None:
        """Count a video's frames anew into one row per face."""
        self._connection.execute("DELETE FROM faces WHERE item = ?", (item_id,))
        self._connection.execute(_SUMMARY, (item_id, to_bytes(path)))

    def page(self, query: Query) -> ResultPage:
        """Return the first ``PAGE_ROWS`` results of a query."""
        where = f"{_SHOWN[query.show]} AND {_not_among(query.without)}"
        order = "id"
        if query.sort in SORTABLE:
            direction = "DESC" if query.is_descending else "ASC"
            # Files without a face have no value to be sorted by.
            order = f"{query.sort} IS NULL, {query.sort} {direction}, id"
        labels = dict(self._connection.execute(f"SELECT label, COUNT(*) FROM faces WHERE {where} GROUP BY label"))
        rows = self._connection.execute(
            "SELECT id, path, (SELECT is_video FROM items WHERE items.id = faces.item) AS is_video, face, label, "
            "error, frames, counts, first_s, last_s, best_s, crop, best_probabilities, members, x, y, w, h, "
            f"{', '.join(EMOTIONS)} FROM faces WHERE {where} ORDER BY {order} LIMIT {PAGE_ROWS}"
        )
        counts = tuple((label, labels[label]) for label in (*LABELS, None) if label in labels)
        return ResultPage(query, tuple(result_of(row) for row in rows), sum(labels.values()), counts)

    def has_videos(self) -> bool:
        """Tell whether there is any video in the queue."""
        return self._connection.execute("SELECT 1 FROM items WHERE is_video LIMIT 1").fetchone() is not None

    def export_rows(self, *, without: Collection[int] = ()) -> Iterator[dict[str, Value]]:
        """Yield all results as ``emolens-predict`` writes them, with the keys of ``VIDEO_KINDS``.

        Those of the items ``without`` are left out.
        """
        names, wanted = ", ".join(FACE), _not_among(without)
        rows = self._connection.execute(
            f"SELECT path, NULL, NULL, {names}, error FROM faces "
            f"WHERE (error IS NOT NULL OR item IN (SELECT id FROM items WHERE NOT is_video)) "
            f"AND {wanted} ORDER BY faces.id"
        )
        yield from map(exported, rows)
        rows = self._connection.execute(
            f"SELECT files.path, frame, time_s, {names}, NULL FROM frames JOIN files ON files.item = frames.item "
            f"WHERE {wanted.replace('item', 'frames.item')} ORDER BY frames.rowid"
        )
        yield from map(exported, rows)


def _not_among(items: Collection[int]) -> str:
    """Return the condition that a row belongs to none of some items."""
    return f"item NOT IN ({', '.join(str(int(item)) for item in items)})"


def _votes(face: FaceResult, names: Sequence[str]) -> str | None:
    """Return what each network said of a face, as the file keeps it, None where that is not known."""
    if face.members is None or len(face.members) != len(names):
        return None
    return json.dumps(dict(zip(names, map(_rounded, face.members), strict=True)))


def _rounded(probabilities: NDArray[np.float32]) -> list[float]:
    return [round(share, 4) for share in probabilities.tolist()]


def _marks(count: int) -> str:
    return ", ".join("?" * count)
