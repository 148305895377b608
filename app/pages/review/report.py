"""A report about a recording: one HTML file that needs nothing else."""

import base64
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.i18n import QT_TRANSLATE_NOOP
from app.look.words import face_name, word_for
from app.pages.review.cutting import cut_rows
from app.pages.review.plots import draw_timeline
from app.pages.review.report_affect import affect
from app.pages.review.report_agreement import agreement_section
from app.pages.review.report_page import PAGE
from app.pages.review.report_tables import default_title, details, facts, shares, summary
from app.pages.review.tasks import Progress
from app.services.detectors import method_of
from fer_core.captions import percent
from fer_core.emotions import COLOURS, LABELS
from fer_core.recording.edits import Edits
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import FaceTrack, apply_merges, tracks_of
from fer_core.rows.writing import write_whole

translate = QCoreApplication.translate

_MOMENTS: Final = 24
_MOST_LINES: Final = 50
_THUMBNAIL: Final = 144

_METHOD: Final = (
    QT_TRANSLATE_NOOP(
        "Report",
        "Faces are found with {detector}, followed from picture to picture, and read by several small networks trained "
        "on FER2013. The shares are shares of the time in which a face was seen, each analysed picture standing for "
        "the time until the next one, for at most half a second.",
    ),
    QT_TRANSLATE_NOOP(
        "Report",
        "A face is called uncertain where no emotion is probable enough or most of the networks disagree. The lines "
        "show the probabilities all the same.",
    ),
    QT_TRANSLATE_NOOP(
        "Report",
        "The numbers say how an expression looks to networks that learned from other people's labels of photographs, "
        "not what a person feels. They are often wrong, more so for faces that are turned away, dark, covered or "
        "unlike those in FER2013. Don't use them to judge anybody.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Moment:
    """The strongest moment of a face and an emotion: ``row`` of the face's own table."""

    track: FaceTrack
    row: int

    @property
    def confidence(self) -> float:
        return float(self.track.table.probabilities[self.row].max())


def write_report(
    recording: Recording,
    path: Path,
    range_s: tuple[float, float] | None,
    progress: Progress,
    *,
    title: str = "",
    author: str = "",
    valence: bool = False,
) -> None:
    """Write a report about a range, or all, of a recording; raises DataError, Cancelled.

    Without a title it has the recording's, or else names its source. With ``valence`` it has valence and arousal.
    """
    recording.refuse_own_file(path)
    edits = recording.info.edits
    span_s = range_s or (0.0, recording.duration_s)
    table = apply_merges(recording.table, edits)
    tracks = tracks_of(table.between(*span_s) if range_s is not None else table, fps=recording.info.fps)
    moments = [_Moment(track, row) for track in tracks for row in track.strongest()]
    moments = sorted(moments, key=lambda moment: -moment.confidence)[:_MOMENTS]
    drawn, rest = tracks[:_MOST_LINES], tracks[_MOST_LINES:]
    steps = len(drawn) + len(moments)
    lines = []
    for done, track in enumerate(drawn):
        progress.advance(done, steps)
        lines.append(_timeline(track, edits, span_s))
    if rest:
        text = translate("Report", "Faces seen for shorter, which are not drawn: {count}.")
        lines.append(f"<p>{escape(text.format(count=len(rest)))}</p>")
    thumbnails = []
    pictures = cut_rows(recording, ((moment.track, moment.row) for moment in moments), height=_THUMBNAIL)
    for done, (moment, picture) in enumerate(zip(moments, pictures, strict=True), start=len(drawn)):
        progress.advance(done, steps)
        thumbnails.append(_thumbnail(moment, picture, edits))
    detector = translate("Report", method_of(recording.info.settings))
    method = [translate("Report", sentence).format(detector=detector) for sentence in _METHOD]
    page = PAGE.format(
        title=escape(title or edits.title or default_title(recording.info.source)),
        author=f'<p class="author">{escape(author)}</p>' if author else "",
        summary=summary(tracks, edits) + (affect(tracks, edits) if valence else ""),
        facts=facts(recording, span_s),
        notes=_notes(edits.notes),
        shares_title=escape(translate("Report", "How long each face showed what")),
        shares=shares(tracks, edits),
        lines_title=escape(translate("Report", "Probabilities over time")),
        legend=_legend(),
        lines="".join(lines),
        moments_title=escape(translate("Report", "Strongest moments")),
        moments="".join(thumbnails) or escape(translate("Report", "None could be told with certainty.")),
        markers=_markers(edits, span_s),
        agreement=agreement_section(recording, table, span_s),
        method_title=escape(translate("Report", "Method and limits")),
        method="".join(f"<p>{escape(sentence)}</p>" for sentence in method),
        details_title=escape(translate("Report", "Settings and networks")),
        details=details(recording),
    )
    write_whole(path, page.encode(errors="backslashreplace"))


def _notes(notes: str) -> str:
    title = escape(translate("Report", "Notes"))
    return f'<h2>{title}</h2><p class="notes">{escape(notes)}</p>' if notes else ""


def _legend() -> str:
    return " ".join(
        f'<span><i style="background: {COLOURS[label]}"></i>{escape(word_for(label))}</span>' for label in LABELS[:-1]
    )


def _timeline(track: FaceTrack, edits: Edits, span_s: tuple[float, float]) -> str:
    name = escape(face_name(track.face_id, edits.names))
    picture = _inline("png", draw_timeline(track, edits.markers, span_s=span_s))
    return f'<figure><figcaption>{name}</figcaption><img alt="{name}" src="{picture}"></figure>'


def _thumbnail(moment: _Moment, picture: NDArray[np.uint8] | None, edits: Edits) -> str:
    face = moment.track.table.face(moment.row)
    name = escape(face_name(face.face_id, edits.names))
    image = ""
    if picture is not None:
        image = f'<img alt="{name}" src="{_inline("jpeg", cv2.imencode(".jpg", picture)[1].tobytes())}">'
    time_s = float(moment.track.table.times_s[moment.row])
    words = f"{name}<br>{escape(word_for(face.label))} {percent(face.confidence)}<br>{time_s:.1f} s"
    return f'<figure class="moment">{image}<figcaption>{words}</figcaption></figure>'


def _markers(edits: Edits, span_s: tuple[float, float]) -> str:
    rows = "".join(
        f"<tr><td>{marker.time_s:.1f} s</td><td>{escape(marker.name)}</td></tr>"
        for marker in edits.markers
        if span_s[0] <= marker.time_s <= span_s[1]
    )
    title = escape(translate("Report", "Markers"))
    return f"<h2>{title}</h2><table>{rows}</table>" if rows else ""


def _inline(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
