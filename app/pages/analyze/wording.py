"""What the analyze page says in words."""

import dataclasses
import re
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt

from app.look.clock import clock
from app.look.words import fill_in, word_for
from app.pages.analyze.checking import DAMAGED
from app.pages.analyze.messages import Item, ItemState, Progress, ResultPage, ResultRow
from fer_core.captions import percent
from fer_core.emotions import Label
from fer_core.files import TOO_LARGE
from fer_core.pictures import CANNOT_BE_OPENED
from fer_core.predict.pictures import NO_FACE

_SHARES: Final = 3
"""Emotions that are named for a face of a video."""


def item_name(item: Item) -> str:
    """Return what to call an item of the queue."""
    name = printable(item.path.name or str(item.path))
    if item.is_video or item.is_folder or item.total <= 1:
        return name
    return QCoreApplication.translate("Analyze", "{name} and {count} more").format(
        name=name, count=f"{item.total - 1:,}"
    )


def item_status(item: Item, progress: Progress, *, is_paused: bool) -> str:
    """Say where an item is: how far, how fast, for how long, or why not."""
    if item.state is ItemState.DONE:
        return _outcome(item, progress)
    counts = item_counts(item, progress)
    if item.state is ItemState.CANCELLED:
        return QCoreApplication.translate("Analyze", "Skipped at {counts}").format(counts=counts)
    if progress.item_id != item.id:
        waiting = QCoreApplication.translate("Analyze", "Waiting: {counts}")
        return waiting.format(counts=counts) if item.done else QCoreApplication.translate("Analyze", "Waiting")
    if is_paused:
        return QCoreApplication.translate("Analyze", "Paused at {counts}").format(counts=counts)
    return _speed(counts, progress)


def _outcome(item: Item, progress: Progress) -> str:
    # What could not be read counts as done, even a video that could not be opened any more.
    read = item.done - item.problems
    if item.problems == 1 and read <= 0:
        return QCoreApplication.translate("Analyze", "Could not be read")
    if item.problems and item.is_video:
        item = dataclasses.replace(item, done=read)
        rest = QCoreApplication.translate("Analyze", "Done: {counts}; the rest could not be read")
        return rest.format(counts=item_counts(item, progress))
    text = QCoreApplication.translate("Analyze", "Done: {counts}").format(counts=item_counts(item, progress))
    unreadable = QCoreApplication.translate("Analyze", "{count} could not be read").format(count=f"{item.problems:,}")
    return f"{text}, {unreadable}" if item.problems else text


def _speed(counts: str, progress: Progress) -> str:
    if not progress.rate:
        return counts
    text = QCoreApplication.translate("Analyze", "{counts}, {rate} a second")
    text = text.format(counts=counts, rate=f"{progress.rate:.1f}")
    if progress.left_s is None:
        return text
    left = QCoreApplication.translate("Analyze", "{text}, {duration} left")
    return left.format(text=text, duration=clock(progress.left_s))


def item_counts(item: Item, progress: Progress) -> str:
    """Return such as ``12 of 300 pictures``."""
    done, total = (progress.done, progress.total) if progress.item_id == item.id else (item.done, item.total)
    of = (
        QCoreApplication.translate("Analyze", "{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        if total > max(done, 1)
        else f"{done:,}"
    )
    if of == "1":
        frame = QCoreApplication.translate("Analyze", "1 frame")
        return frame if item.is_video else QCoreApplication.translate("Analyze", "1 picture")
    frames = QCoreApplication.translate("Analyze", "{count} frames")
    pictures = QCoreApplication.translate("Analyze", "{count} pictures")
    return (frames if item.is_video else pictures).format(count=of)


def remark_on(row: ResultRow) -> str:
    """Say what the other columns do not: why there is no face, or when a video's face was seen."""
    if row.error is not None:
        if row.error == DAMAGED:
            return QCoreApplication.translate("Analyze", "This result is damaged; analyse the file again")
        return (
            QCoreApplication.translate("Analyze", "No face found")
            if row.error == NO_FACE
            else reason_in_words(row.error)
        )
    if row.first_s is None or row.last_s is None:
        return ""
    named = (f"{word_for(label)} {percent(share)}" for label, share in row.shares[:_SHARES])
    # A number and its unit stay on one line.
    shares = ", ".join(named).replace(" %", "\N{NO-BREAK SPACE}%")
    return QCoreApplication.translate("Analyze", "{shares} of the time; seen {start} to {end}").format(
        shares=shares, start=clock(row.first_s), end=clock(row.last_s)
    )


def kind_of(row: ResultRow) -> str:
    """Say what kind of file a result is from."""
    return (
        QCoreApplication.translate("Analyze", "Video")
        if row.is_video
        else QCoreApplication.translate("Analyze", "Picture")
    )


def count_of(label: Label | None, count: int) -> str:
    """Return such as ``happy 12``; None stands for files without a face."""
    word = QCoreApplication.translate("Analyze", "without a face") if label is None else word_for(label)
    return f"{word} {count:,}"


def video_tip(row: ResultRow) -> str:
    """Say what the emotion and the numbers of a video's face are."""
    return QCoreApplication.translate(
        "Analyze",
        "The emotion is what the face was called in most of its {count} frames;\n"
        "the numbers are means over them, so another one may have the highest.",
    ).format(count=f"{row.frames:,}")


def reason_in_words(text: str) -> str:
    """Translate why a file could not be read, which the results keep in English as ``emolens-predict`` writes it."""
    for template in (TOO_LARGE, CANNOT_BE_OPENED):
        before, name, after = re.split(r"\{(\w+)\}", template)
        if match := re.fullmatch(f"{re.escape(before)}(.*){re.escape(after)}", text):
            return fill_in(template, {name: match[1]})
    return fill_in(text, {})


def page_summary(page: ResultPage) -> str:
    """Say how many results there are of each emotion, or how many of them are in the table."""
    if len(page.rows) < page.total:
        return QCoreApplication.translate("Analyze", "The first {shown} of {total} results; an export has all").format(
            shown=f"{len(page.rows):,}", total=f"{page.total:,}"
        )
    counts = ", ".join(count_of(label, count) for label, count in page.counts)
    if page.total == 1:
        text = QCoreApplication.translate("Analyze", "1 result")
    else:
        text = QCoreApplication.translate("Analyze", "{total} results").format(total=f"{page.total:,}")
    return f"{text}: {counts}" if counts else text


def printable(text: str) -> str:
    """Return the name of a file with bytes that are no text written as escapes."""
    return text.encode(errors="backslashreplace").decode()


def path_tip(path: Path) -> str:
    """Return a path as a tooltip that Qt shows to the letter, even if it looks like markup."""
    text = printable(str(path))
    # Entities would be shown as such in a text that Qt takes for plain.
    return escape(text) if Qt.mightBeRichText(text) else text
