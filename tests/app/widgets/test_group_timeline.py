"""A group over time, where there are more intervals than columns."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.look.theme import label_colour
from app.widgets.group_timeline import draw_group
from fer_core.emotions import EMOTIONS, LABELS
from fer_core.group import GroupInterval, GroupReading
from fer_core.recording.group_table import table_of


def interval(number, label):
    """Return an interval of a second in which all four faces are called alike, or which has too few."""
    if label is None:
        return GroupInterval(number, number + 1, None)
    shares = np.eye(len(LABELS))[LABELS.index(label)]
    even = np.full(len(EMOTIONS), 1 / len(EMOTIONS))
    return GroupInterval(number, number + 1, GroupReading(4, 0, shares, even, even.copy()))


def colours_of(labels):
    """Return the colours of a picture of intervals that follow each other."""
    table = table_of([interval(number, label) for number, label in enumerate(labels)])
    image = QImage(900, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_group(painter, QRectF(image.rect()), table, interval_s=1.0, span_s=(0.0, len(labels)), ink=QColor("black"))
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(60, 880, 4) for y in range(10, 120, 4)}


@pytest.mark.usefixtures("qapp")
def test_intervals_that_share_a_column_are_taken_together():
    colours = colours_of(["happy", "sad"] * 600)
    assert {label_colour("happy").name(), label_colour("sad").name()} <= colours


@pytest.mark.usefixtures("qapp")
def test_an_interval_with_too_few_faces_does_not_hide_its_neighbour():
    assert label_colour("sad").name() in colours_of([None, "sad"] * 600)
    assert label_colour("sad").name() not in colours_of([None] * 1200)
