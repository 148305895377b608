"""A report about a group's recording: one HTML file that needs nothing else."""

import base64
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.i18n import QT_TRANSLATE_NOOP
from app.look.clock import clock
from app.look.group_words import group_limits, too_few
from app.look.words import sentence_for, word_for
from app.pages.review.library import title_of, when_of
from app.pages.review.tasks import Progress
from app.widgets.group_timeline import draw_group
from app.widgets.pictures import png_of
from app.widgets.timeline import Mark
from fer_core.captions import percent
from fer_core.emotions import COLOURS, EMOTIONS, LABELS
from fer_core.group import GroupReading
from fer_core.recording.group_reader import GroupRecording
from fer_core.recording.group_table import together
from fer_core.report_frame import report_template
from fer_core.rows.writing import write_whole
from fer_core.valence import affect_of

translate = QCoreApplication.translate

_CHART_WH: Final = (1600, 460)

_METHOD: Final = QT_TRANSLATE_NOOP(
    "GroupReport",
    "The faces of each picture are found, read, and taken together over intervals. A picture with fewer faces than the "
    "fewest never counts, and an interval is told of only where at least half of its pictures count. Shares are shares "
    "of readings; the mean is over all readings, and the spread is their standard deviation, between faces as well as "
    "of one face over time. Of the whole recording, each interval counts by its number of faces. Nothing that tells "
    "faces apart was recorded.",
)

_STYLE: Final = """\
img { max-width: 100%; }
.bar { display: inline-block; width: 16em; height: 1em; background: #eceeef; }
.bar i { display: block; height: 100%; }
"""

_PAGE: Final = report_template(
    """\
<p class="summary">{summary}</p>
<table>{facts}</table>
<h2>{shares_title}</h2>
<table>{shares}</table>
<h2>{chart_title}</h2>
<p><img alt="{chart_title}" src="{chart}"></p>
<h2>{method_title}</h2>
{method}
""",
    style=_STYLE,
)


def write_group_report(recording: GroupRecording, path: Path, progress: Progress, *, valence: bool) -> None:
    """Write a report about a group's recording; raises DataError, Cancelled."""
    recording.refuse_own_file(path)
    progress.advance(0, 1)
    reading = together(recording.table)
    method = (translate("GroupReport", _METHOD), *group_limits())
    page = _PAGE.format(
        title=escape(title_of(recording.info)),
        summary=escape(summary_of(recording, reading)),
        facts=_facts(recording, reading, valence=valence),
        shares_title=escape(translate("GroupReport", "What the faces were called, and the mean probabilities")),
        shares="" if reading is None else _shares(reading),
        chart_title=escape(translate("GroupReport", "Shares and number of faces over time")),
        chart=f"data:image/png;base64,{base64.b64encode(_chart(recording)).decode()}",
        method_title=escape(translate("Report", "Method and limits")),
        method="".join(f"<p>{escape(paragraph)}</p>" for paragraph in method),
    )
    write_whole(path, page.encode(errors="backslashreplace"))


def summary_of(recording: GroupRecording, reading: GroupReading | None) -> str:
    """Say in a sentence or two what the group showed, and in how much of the time it was large enough."""
    if reading is None:
        return too_few(recording.least)
    share, label = max(zip(reading.shares.tolist(), LABELS, strict=True))
    most = translate("GroupReport", "{count} faces on average; called {label} most, {share} of the readings.")
    one = translate("GroupReport", "There were at least {least} faces in the only interval, of {seconds} s.")
    many = translate("GroupReport", "There were at least {least} faces in {shown} of {all} intervals of {seconds} s.")
    shown = one if len(recording.table) == 1 else many
    return " ".join(
        (
            most.format(count=reading.faces, label=word_for(label), share=percent(share)),
            shown.format(
                least=recording.least,
                shown=int(recording.table.is_shown.sum()),
                all=len(recording.table),
                seconds=f"{recording.interval_s:g}",
            ),
        )
    )


def _facts(recording: GroupRecording, reading: GroupReading | None, *, valence: bool) -> str:
    rows = [
        (translate("Report", "Source"), recording.info.source),
        (translate("Report", "Recorded"), when_of(recording.info)),
        (translate("GroupReport", "Length"), clock(recording.duration_s)),
    ]
    if reading is not None and valence:
        affect = affect_of(reading.means)
        words = translate("GroupReport", "{valence} and {arousal}, by word ratings: not a measurement")
        both = words.format(valence=f"{affect.valence:+.2f}", arousal=f"{affect.arousal:+.2f}")
        rows.append((translate("GroupReport", "Valence and arousal"), both))
    rows += [(translate("Report", "Damage"), sentence_for(problem)) for problem in recording.problems]
    return "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)


def _shares(reading: GroupReading) -> str:
    head = "".join(
        f"<th>{escape(text)}</th>"
        for text in ("", "", translate("GroupReport", "Share"), translate("GroupReport", "Mean ± spread"))
    )
    rows = []
    for number, (label, share) in enumerate(zip(LABELS, reading.shares.tolist(), strict=True)):
        bar = f'<span class="bar"><i style="width: {share * 100:.1f}%; background: {COLOURS[label]}"></i></span>'
        mean = ""
        if number < len(EMOTIONS):
            mean = f"{percent(float(reading.means[number]))} ± {percent(float(reading.spreads[number]))}"
        rows.append(
            f"<tr><th>{escape(word_for(label))}</th><td>{bar}</td><td>{percent(share)}</td><td>{mean}</td></tr>"
        )
    return f"<tr>{head}</tr>" + "".join(rows)


def _chart(recording: GroupRecording) -> bytes:
    image = QImage(*_CHART_WH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = QFont(painter.font())
    font.setPixelSize(22)
    painter.setFont(font)
    draw_group(
        painter,
        QRectF(image.rect()),
        recording.table,
        interval_s=recording.interval_s,
        span_s=(0.0, recording.duration_s),
        ink=QColor("#30363c"),
        marks=[Mark(marker.time_s, marker.name) for marker in recording.info.edits.markers],
    )
    painter.end()
    return png_of(image)
