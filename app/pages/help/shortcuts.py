"""The keys that work, read off the actions and buttons that they belong to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QMainWindow

from app.widgets.page import Page

_KEY_IN_TIP = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the sheet: the keys as this system writes them, what they do, and the page on which (None: all)."""

    keys: str
    meaning: str
    page: Page | None


def find_keys(window: QMainWindow) -> list[Key]:
    """Return the keys of a window and of its pages, in the order in which their owners were made."""
    found: dict[tuple[Page | None, str], Key] = {}
    for owner in window.findChildren(QObject):
        if (sequences := _sequences_of(owner)) and not _is_in_question(owner):
            page = _page_of(owner)
            keys = " / ".join(sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in sequences)
            found.setdefault((page, keys), Key(keys, _meaning_of(owner), page))
    return [key for key in found.values() if key.meaning]


def keys_of(keys: Iterable[Key], page: Page | None) -> list[Key]:
    """Return the keys of one page, or those that work everywhere."""
    return [key for key in keys if key.page is page]


def _sequences_of(owner: QObject) -> Sequence[QKeySequence]:
    match owner:
        case QAction():
            return owner.shortcuts()
        case QAbstractButton():
            return [] if owner.shortcut().isEmpty() else [owner.shortcut()]
        case QShortcut():
            return owner.keys()
    return []


def _meaning_of(owner: QObject) -> str:
    """Return what it says of itself, or else its tooltip without the key in brackets, or its text."""
    match owner:
        case QAction() | QAbstractButton():
            tip = _KEY_IN_TIP.sub("", owner.toolTip().partition("\n")[0])
            text = owner.whatsThis() or tip or owner.text().replace("&", "")
        case QShortcut():
            button = owner.parent()
            text = _meaning_of(button) if isinstance(button, QAbstractButton) else owner.whatsThis()
        case _:
            text = ""
    return text.strip()


def _is_in_question(owner: QObject) -> bool:
    """Tell whether it belongs to a dialog that is open at the moment, which shows its own keys."""
    parent: QObject | None = owner
    while parent is not None and not isinstance(parent, QDialog):
        parent = parent.parent()
    return parent is not None


def _page_of(owner: QObject) -> Page | None:
    parent: QObject | None = owner
    while parent is not None and not isinstance(parent, Page):
        parent = parent.parent()
    return parent
