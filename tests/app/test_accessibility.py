"""Everything can be reached with the keyboard, in a sensible order, and has a name that a screen reader can say."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.fakes import FakeSource, Opener

SLACK = 12
"""Pixels by which controls of one row may stand higher or lower than each other."""


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    window.problems.report("Broken.", "Traceback …")
    return window


def name_of(widget):
    """Return what a screen reader says: the accessible name, or else the text that is shown."""
    text = widget.text() if callable(getattr(widget, "text", None)) else ""
    return widget.accessibleName() or text


def stops_in(page):
    """Return the controls of a page that the tab key stops at, in its order."""
    stops, widget = [], page.nextInFocusChain()
    while widget is not page:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        if takes_tab and page.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def is_part_of_a_control(widget):
    """Tell whether Qt has made a widget inside another: its editor, list or scroll bar."""
    return widget.objectName().startswith("qt_")


def test_every_control_that_takes_the_focus_has_a_name(window):
    nameless = []
    for page in window.pages:
        window.show_page(page)
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            is_control = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisibleTo(window)
            if is_control and not is_part_of_a_control(widget) and not name_of(widget):
                nameless.append(
                    f"{page.objectName()}: {type(widget).__name__} {widget.objectName()} {widget.toolTip()}"
                )
    assert not nameless, "\n".join(sorted(set(nameless)))


def test_every_page_and_button_of_the_rail_can_be_named(window):
    for action in window._rail.actions():
        if action.data():
            assert action.text()
            assert action.shortcuts()
            assert window._rail.widgetForAction(action).toolTip()
    assert all(page.windowTitle() for page in window.pages)


def test_the_tab_key_goes_down_and_to_the_right(window):
    backwards = []
    for page in window.pages:
        window.show_page(page)
        QApplication.processEvents()
        stops = stops_in(page)
        assert stops, f"{page.objectName()} cannot be used with the keyboard"
        for one, other in pairwise(stops):
            a, b = (widget.mapTo(page, QPoint()) for widget in (one, other))
            if b.y() < a.y() - SLACK and b.x() < a.x() - SLACK:
                backwards.append(f"{page.objectName()}: {name_of(one)} → {name_of(other)}")
    assert not backwards, "\n".join(backwards)


def test_the_tab_key_leaves_a_text_again(window, qtbot):
    window.show_page(window.help)
    window.help.keys.setFocus()
    qtbot.keyClick(window.help.keys, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not window.help.keys
