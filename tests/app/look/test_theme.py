"""Controls stand out from what is around them, in both themes."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QTableWidget,
    QToolButton,
    QWidget,
)

from app.look.theme import apply_colours, apply_theme
from tests.contrast import contrast_ratio

EDGE = 3.0
"""What WCAG 2.1 (1.4.11) asks of the edges of controls."""


@pytest.fixture(params=["light", "dark"])
def theme(request, qapp):
    before = QPalette(qapp.palette())
    apply_theme(qapp)
    apply_colours(qapp, request.param)
    apply_theme(qapp)
    yield request.param
    qapp.setPalette(before)
    apply_theme(qapp)


def strongest_edge(widget):
    """Return the highest contrast with the window's ground along a line through the left edge of a widget."""
    page = widget.parentWidget()
    ground = page.palette().color(QPalette.ColorRole.Window).name()
    image = page.grab().toImage()
    y = widget.geometry().center().y()
    return max(contrast_ratio(image.pixelColor(widget.x() + x, y).name(), ground) for x in range(4))


@pytest.mark.parametrize(
    "kind", [QCheckBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QSpinBox, QTableWidget, QToolButton]
)
def test_the_edge_of_every_kind_of_control_is_seen(qtbot, theme, kind):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 200)
    widget = kind(page)
    widget.setGeometry(40, 40, 120, 60)
    page.show()
    page.setFocus()
    assert strongest_edge(widget) >= EDGE


def test_a_ticked_box_differs_in_more_than_colour(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    box = QCheckBox(page)
    box.setChecked(True)
    box.setGeometry(10, 10, 40, 40)
    page.show()
    image = page.grab().toImage()
    highlight = page.palette().color(QPalette.ColorRole.Highlight).name()
    colours = {image.pixelColor(x, y).name() for x in range(11, 26) for y in range(22, 38)}
    assert max(contrast_ratio(colour, highlight) for colour in colours) >= EDGE
