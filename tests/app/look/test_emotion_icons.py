"""The signs of the emotions, and how well the colours of both themes stand out."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from app.look import emotion_icons
from app.look.emotion_icons import emotion_pixmap, paint_emotion
from app.look.palettes import palette_of
from app.look.theme import label_colour, text_colour_on
from fer_core.emotions import LABELS
from tests.contrast import contrast_ratio

Role = QPalette.ColorRole


def grey_sign(label, side=16):
    """Return a sign as somebody sees it who sees no colours, all filled alike: float (side, side), 0 to 255."""
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_emotion(painter, label, QRectF(0, 0, side, side), edge=QColor("black"))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(side, image.bytesPerLine())
    return rows[:, :side].astype(float)


def test_the_signs_differ_without_their_colours(qapp, monkeypatch):
    monkeypatch.setattr(emotion_icons, "label_colour", lambda label: QColor("#b0b0b0"))
    signs = {label: grey_sign(label) for label in LABELS}
    for one, other in combinations(LABELS, 2):
        assert np.abs(signs[one] - signs[other]).mean() > 12, (one, other)


@pytest.mark.parametrize("label", LABELS)
def test_a_sign_has_the_colour_of_its_emotion_and_a_clear_ground(qapp, label):
    image = emotion_pixmap(label, size=40).toImage()
    shades = {image.pixelColor(x, y).name() for x in range(80) for y in range(80)}
    assert label_colour(label).name() in shades
    assert image.pixelColor(0, 79).alpha() == 0
    assert not emotion_pixmap(label).isNull()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_every_ground_of_both_themes(qapp, theme):
    palette = palette_of(theme)
    pairs = [
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
    for ink, ground in pairs:
        ratio = contrast_ratio(palette.color(ink).name(), palette.color(ground).name())
        assert ratio >= 4.5, (ink, ground, ratio)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("label", LABELS)
def test_words_on_an_emotions_colour_and_the_edge_around_it_can_be_read(qapp, theme, label):
    colour, palette = label_colour(label), palette_of(theme)
    assert contrast_ratio(text_colour_on(colour).name(), colour.name()) >= 4.5
    # Pale colours on a pale window are seen by their edge, which is in the text's colour.
    assert contrast_ratio(palette.color(Role.WindowText).name(), palette.color(Role.Window).name()) >= 4.5


@pytest.mark.parametrize("label", LABELS)
def test_every_emotions_colour_stands_out_from_a_dark_window(qapp, label):
    ground = palette_of("dark").color(Role.Window).name()
    assert contrast_ratio(label_colour(label).name(), ground) >= 2.5
