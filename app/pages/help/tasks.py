"""How to do what people come for, step by step."""

from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.i18n import QT_TRANSLATE_NOOP

TASKS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Read a face now"),
        (
            QT_TRANSLATE_NOOP("HelpTasks", "On Live, choose a camera at the top, and sit before it in the light."),
            QT_TRANSLATE_NOOP("HelpTasks", "With several faces, click on one, or press F for the next."),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "If a face looks sad or angry at rest, press B and look neutral for ten seconds."
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Record a lesson or a talk"),
        (
            QT_TRANSLATE_NOOP(
                "HelpTasks",
                "Ask everybody who will be seen or heard. In the European Union reading emotions at work and in "
                "schools is prohibited, except for medical or safety reasons.",
            ),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "Choose in Settings whether faces are made unrecognisable, and whether sound is recorded."
            ),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "On Live, press R. K marks a moment. D leaves a small window on top of other programs."
            ),
            QT_TRANSLATE_NOOP("HelpTasks", "Press R again to stop, and then Open in Review."),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "See what a group shows together, in numbers"),
        (
            QT_TRANSLATE_NOOP(
                "HelpTasks",
                "Read Class view, the last tab of this page: where it is prohibited, and what to ask for before.",
            ),
            QT_TRANSLATE_NOOP("HelpTasks", "On Live, press G. V shows the video beside the numbers, G faces again."),
            QT_TRANSLATE_NOOP("HelpTasks", "Press R to record the numbers, and no picture. R again ends it."),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "Open in Review shows them as a chart; Report… writes that with its limits."
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Show a reading in OBS or in a call"),
        (
            QT_TRANSLATE_NOOP(
                "HelpTasks",
                "For OBS, go to Output, switch WebSocket and overlay on, and press Copy beside Overlay, boxes, or "
                "beside Overlay, bars.",
            ),
            QT_TRANSLATE_NOOP(
                "HelpTasks",
                "In OBS, add a source, Browser: paste the address, give it the width and height of the camera's "
                "source, and lay it over that.",
            ),
            QT_TRANSLATE_NOOP(
                "HelpTasks",
                "In a call, share the mini window, which D opens on Live; V shows the bars or the video in it. Tell "
                "the others what it shows.",
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Analyse a folder"),
        (
            QT_TRANSLATE_NOOP("HelpTasks", "Drop it onto Analyze, or press Add folder… there."),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "You may close Emolens meanwhile; Resume all goes on where it was left the next time."
            ),
            QT_TRANSLATE_NOOP("HelpTasks", "Export… writes every face to a table."),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Compare people"),
        (
            QT_TRANSLATE_NOOP("HelpTasks", "Name each face: N on Live, or a click on its name in Review."),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "In Review, begin a range with I and end it with O; the shares are those of it."
            ),
            QT_TRANSLATE_NOOP("HelpTasks", "Export, Table… writes a row for each face and picture, with the names."),
            QT_TRANSLATE_NOOP(
                "HelpTasks",
                "Heed what the networks cannot tell: faces differ at rest, and errors may differ between people.",
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Report on a recording"),
        (
            QT_TRANSLATE_NOOP("HelpTasks", "Open it in Review, and merge faces that are the same person."),
            QT_TRANSLATE_NOOP(
                "HelpTasks", "Write what you have seen yourself into the notes, and mark moments with K."
            ),
            QT_TRANSLATE_NOOP("HelpTasks", "Export, Report… writes one file that any browser shows, with its limits."),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpTasks", "Find out why a camera does not work"),
        (
            QT_TRANSLATE_NOOP("HelpTasks", "On Camera, press F5. Each camera gets a card, and below it what to do."),
            QT_TRANSLATE_NOOP("HelpTasks", "Copy report puts what was found on the clipboard, for whoever helps you."),
        ),
    ),
)
"""What people come for, and its steps, in English; translated in the context "HelpTasks"."""


def tasks_html() -> str:
    """Return all tasks with their steps."""
    return "".join(f"<h3>{_word(title)}</h3><ol>{_steps(steps)}</ol>" for title, steps in TASKS)


def _steps(steps: tuple[str, ...]) -> str:
    return "".join(f'<li style="margin-bottom: 4px">{_word(step)}</li>' for step in steps)


def _word(text: str) -> str:
    return escape(QCoreApplication.translate("HelpTasks", text))
