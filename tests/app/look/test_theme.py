"""Controls stand out from what is around them, in both themes and with high contrast."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QToolButton,
    QWidget,
)

import app.look.theme as theme_module
from app.look.palettes import HIGH, Role, contrast_of, has_high_contrast, is_dark
from app.look.theme import apply_colours, apply_theme
from app.widgets.probability_bars import ProbabilityBars
from tests.contrast import contrast_ratio

CONTROLS = (QCheckBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QSpinBox, QTableWidget, QToolButton)

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


@pytest.mark.parametrize("kind", CONTROLS)
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


def focus_ring_of(qtbot, button):
    """Return the contrast with a button's fill of what appears around its words once it has the focus."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 120)
    button.setParent(page)
    button.setGeometry(40, 40, 120, 34)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    before = page.grab().toImage()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    after = page.grab().toImage()
    across = [(button.x() + x, button.geometry().center().y()) for x in range(8)]
    fill = before.pixelColor(*across[-1]).name()
    changed = [place for place in across if before.pixelColor(*place) != after.pixelColor(*place)]
    inside = [place for place in changed if contrast_ratio(before.pixelColor(*place).name(), fill) < 1.1]
    return max((contrast_ratio(after.pixelColor(*place).name(), fill) for place in inside), default=1.0)


@pytest.fixture(params=["", "primary", "record"])
def filled(request):
    """A button that is checked, one that asks to be pressed first, and the one that records."""
    button = QToolButton(text="Go on", checkable=True, checked=not request.param)
    button.setObjectName(request.param)
    return button


def test_the_focus_is_seen_on_a_filled_button(qtbot, theme, filled):
    assert focus_ring_of(qtbot, filled) >= EDGE


@pytest.fixture(params=["light", "dark"])
def high(request, qapp):
    before = QPalette(qapp.palette())
    apply_theme(qapp)
    apply_colours(qapp, request.param, "high")
    yield qapp.palette()
    qapp.setPalette(before)
    apply_theme(qapp)


TEXTS = [
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.PlaceholderText, Role.Base),
    (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.Link, Role.Window),
    (Role.LinkVisited, Role.Window),
]


@pytest.mark.usefixtures("high")
def test_with_high_contrast_the_focus_is_seen_on_a_filled_button(qtbot, filled):
    assert focus_ring_of(qtbot, filled) >= EDGE


@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_with_high_contrast_every_text_has_seven_to_one(high, ink, ground):
    assert contrast_of(high.color(ink), high.color(ground)) >= HIGH
    disabled = high.color(QPalette.ColorGroup.Disabled, Role.Text)
    assert contrast_of(disabled, high.color(Role.Window)) >= HIGH


@pytest.mark.parametrize("kind", [*CONTROLS, QPushButton, QProgressBar])
def test_with_high_contrast_edges_are_in_the_colour_of_the_words(qtbot, high, kind):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 200)
    widget = kind(page)
    widget.setGeometry(40, 40, 120, 60)
    page.show()
    page.setFocus()
    assert strongest_edge(widget) >= HIGH
    widget.setEnabled(False)
    assert strongest_edge(widget) >= EDGE


def test_every_bar_has_an_edge_with_high_contrast(qtbot, high):
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(300, 220)
    bars.show_probabilities(np.full(7, 1 / 7, np.float32), has_winner=False)
    bars.show()
    image = bars.grab().toImage()
    ground = high.color(Role.Window).name()
    y = 220 // 14
    assert max(contrast_ratio(image.pixelColor(x, y).name(), ground) for x in range(290, 300)) >= HIGH


def test_high_contrast_follows_the_system_where_qt_knows_it(qapp, monkeypatch):
    before = QPalette(qapp.palette())
    monkeypatch.setattr(theme_module, "_wants_high_contrast", lambda app: True)
    apply_colours(qapp, "system")
    assert has_high_contrast(qapp.palette())
    apply_colours(qapp, "dark")
    assert has_high_contrast(qapp.palette())
    assert is_dark(qapp.palette())
    monkeypatch.undo()
    apply_colours(qapp, "dark")
    assert not has_high_contrast(qapp.palette())
    qapp.setPalette(before)
    apply_theme(qapp)


def test_two_measures_of_contrast_agree():
    for one, other in (("#000000", "#ffffff"), ("#c62828", "#ffffff"), ("#83888d", "#f3f4f5")):
        assert contrast_of(QColor(one), QColor(other)) == pytest.approx(contrast_ratio(one, other), rel=1e-3)


CHOICES = [(theme, contrast) for theme in ("system", "light", "dark") for contrast in ("system", "high")]


@pytest.fixture
def palette_put_back(qapp):
    before = QPalette(qapp.palette())
    yield
    qapp.setPalette(before)
    apply_theme(qapp)


@pytest.mark.usefixtures("palette_put_back")
@pytest.mark.parametrize("before", CHOICES)
def test_colours_are_the_chosen_ones_whatever_was_chosen_before(qapp, before):
    apply_colours(qapp, "system")
    is_dark_desktop = is_dark(qapp.palette())
    for theme, contrast in CHOICES:
        apply_colours(qapp, *before)
        apply_colours(qapp, theme, contrast)
        assert has_high_contrast(qapp.palette()) is (contrast == "high")
        assert is_dark(qapp.palette()) is (is_dark_desktop if theme == "system" else theme == "dark")
