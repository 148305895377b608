"""The tables of a report, and the sentence that it begins with."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from app.look.words import face_name, sentence_for, word_for
from app.services.settings import SETTINGS
from fer_core.captions import percent
from fer_core.emotions import COLOURS, LABELS, Label
from fer_core.recording.edits import Edits
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import FaceTrack

translate = QCoreApplication.translate

_MOST_SENTENCES: Final = 5
_LONG: Final = QLocale.FormatType.LongFormat


def default_title(source: str) -> str:
    """Return what a report about a recording from a source is called where nobody says."""
    return translate("Report", "Emolens: {source}").format(source=source)


def summary(tracks: Sequence[FaceTrack], edits: Edits) -> str:
    """Say in a sentence for each of the faces seen longest what it was read as most."""
    if not tracks:
        return f"<p>{escape(translate('Report', 'No face was seen.'))}</p>"
    read = translate("Report", "{name} was read as {emotion} in {share} of {seconds} s.")
    unsure = translate("Report", "{name} was mostly uncertain: in {share} of {seconds} s.")
    said = []
    for track in tracks[:_MOST_SENTENCES]:
        label, share = max(track.shares().items(), key=lambda pair: pair[1])
        text = unsure if label == "uncertain" else read
        name, emotion = face_name(track.face_id, edits.names), word_for(label)
        said.append(text.format(name=name, emotion=emotion, share=percent(share), seconds=f"{track.seconds:.1f}"))
    return f'<p class="summary">{escape(" ".join(said))}</p>'


def facts(recording: Recording, span_s: tuple[float, float]) -> str:
    """Return what was recorded, when, and which stretch of it this is about."""
    info = recording.info
    rows = [
        (translate("Report", "Source"), info.source),
        (translate("Report", "Recorded"), _when(info.started_at)),
        (translate("Report", "Stretch"), f"{span_s[0]:.1f} – {span_s[1]:.1f} s"),
        (translate("Report", "Picture"), f"{info.size_wh[0]} × {info.size_wh[1]}, {info.fps:g} / s"),
    ]
    if info.dropped:
        rows.append((translate("Report", "Pictures that are missing"), str(info.dropped)))
    rows += [(translate("Report", "Damage"), sentence_for(problem)) for problem in recording.problems]
    return _table(rows)


def shares(tracks: Sequence[FaceTrack], edits: Edits) -> str:
    """Return a row of shares with a bar for each face, and one for all of them where there are several."""
    head = "".join(f"<th>{escape(word_for(label))}</th>" for label in LABELS)
    face, seen = escape(translate("Report", "Face")), escape(translate("Report", "Seen"))
    rows = [f"<tr><th>{face}</th><th>{seen}</th><th></th>{head}</tr>"]
    rows += [_share_row(face_name(track.face_id, edits.names), track.seconds, track.shares()) for track in tracks]
    if len(tracks) > 1:
        seconds = np.array([track.seconds for track in tracks])
        each = np.array([list(track.shares().values()) for track in tracks])
        together = seconds @ each / max(float(seconds.sum()), 1e-9)
        everybody = dict(zip(LABELS, together.tolist(), strict=True))
        rows.append(_share_row(translate("Report", "All together"), float(seconds.sum()), everybody))
    return "".join(rows)


def details(recording: Recording) -> str:
    """Return the settings, in words, and the machine's own facts, which most readers need not see."""
    info = recording.info
    rows = [("Emolens", info.version), *info.models.items()]
    rows += [_in_words(key, info.settings[key]) for key in info.settings]
    return _table(rows)


def _share_row(name: str, seconds: float, parts: Mapping[Label, float]) -> str:
    bar = "".join(
        f'<i style="width: {share * 100:.1f}%; background: {COLOURS[label]}" title="{escape(word_for(label))}"></i>'
        for label, share in parts.items()
    )
    cells = "".join(f"<td>{escape(percent(share))}</td>" for share in parts.values())
    return f'<tr><th>{escape(name)}</th><td>{seconds:.1f} s</td><td><span class="bar">{bar}</span></td>{cells}</tr>'


def _in_words(key: str, value: object) -> tuple[str, str]:
    """Return a setting as the page of settings names it; what only this program knows stays as it is kept."""
    setting = next((setting for setting in SETTINGS if setting.key == key and setting.label), None)
    if setting is None:
        return key, str(value)
    name = translate("Settings", setting.label)
    chosen = next((word for choice, word in setting.choices if choice == value), None)
    if chosen is not None:
        return name, translate("Settings", chosen)
    if isinstance(value, bool):
        return name, translate("Report", "yes") if value else translate("Report", "no")
    return name, f"{value}{translate('Settings', setting.unit) if setting.unit else ''}"


def _when(started_at: str) -> str:
    """Write a moment as people do, on the clock of the place where it was."""
    moment = QDateTime.fromString(started_at, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return started_at
    # Without the difference from Greenwich, which says nothing to most.
    local = QDateTime(moment.date(), moment.time())
    return QLocale().toString(local, QLocale().dateFormat(_LONG) + " H:mm")


def _table(rows: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
