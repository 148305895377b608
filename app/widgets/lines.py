"""The seven probabilities as lines, in a widget or a picture."""

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.look.theme import label_colour
from fer_core.emotions import EMOTIONS, Emotion

_STYLES: Final[dict[Emotion, Qt.PenStyle]] = {
    "angry": Qt.PenStyle.SolidLine,
    "disgust": Qt.PenStyle.DashLine,
    "fear": Qt.PenStyle.DotLine,
    "happy": Qt.PenStyle.SolidLine,
    "neutral": Qt.PenStyle.DashDotLine,
    "sad": Qt.PenStyle.DashLine,
    "surprise": Qt.PenStyle.DotLine,
}
"""Lines differ in more than colour."""

_GAP_S: Final = 1.0
_MOST_POINTS: Final = 400


def draw_lines(
    painter: QPainter,
    plot: QRectF,
    times_s: NDArray[np.float64],
    probabilities: NDArray[np.float32],
    *,
    span_s: tuple[float, float],
    width: float = 2.0,
    hidden: Collection[Emotion] = (),
) -> None:
    """Draw probabilities (n, 7) at rising moments (n,) in seconds into ``plot``, which is ``span_s`` wide, 0 to 1 high.

    A line is broken where nothing was seen for a second; those of ``hidden`` emotions are left out.
    """
    start, end = span_s
    # With one point before and after, lines go on to the edges.
    near = slice(max(np.searchsorted(times_s, start) - 1, 0), np.searchsorted(times_s, end, side="right") + 1)
    times_s, probabilities = times_s[near], probabilities[near]
    painter.save()
    painter.setClipRect(plot)
    for piece_s, values in thin_out(times_s, probabilities, most=_MOST_POINTS):
        xs = plot.left() + (piece_s - start) / max(end - start, 1e-9) * plot.width()
        ys = plot.bottom() - values * plot.height()
        for index, emotion in enumerate(EMOTIONS):
            if emotion in hidden:
                continue
            painter.setPen(QPen(label_colour(emotion), width, _STYLES[emotion]))
            painter.drawPolyline(list(map(QPointF, xs.tolist(), ys[:, index].tolist())))
    painter.restore()


def thin_out(
    times_s: NDArray[np.float64], probabilities: NDArray[np.float32], *, most: int
) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return pieces of a series without gaps of more than a second, about ``most`` points in all.

    Moments (n,) rise, probabilities are (n, 7). Where there are more points, each is the mean of neighbours, so that
    drawing takes the same time whatever the length.
    """
    if not len(times_s):
        return []
    together = -(-len(times_s) // most)
    begins = np.concatenate([[0], np.flatnonzero(np.diff(times_s) > _GAP_S) + 1])
    pieces = np.split(np.arange(len(times_s)), begins[1:])
    starts = np.concatenate([piece[::together] for piece in pieces])
    counts = np.diff(np.append(starts, len(times_s)))
    mean_s = np.add.reduceat(times_s, starts) / counts
    means = np.add.reduceat(probabilities.astype(np.float64), starts, axis=0) / counts[:, None]
    breaks = np.searchsorted(starts, begins[1:])
    return list(zip(np.split(mean_s, breaks), np.split(means, breaks), strict=True))


def line_style(emotion: Emotion) -> Qt.PenStyle:
    """Return how the line of an emotion is dashed."""
    return _STYLES[emotion]
