import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.look.theme import label_colour
from app.widgets.axes import tick_text, ticks_of
from app.widgets.lines import draw_lines, thin_out
from app.widgets.timeline import Mark, Timeline
from fer_core.emotions import EMOTIONS
from tests.app.fakes import make_face


def series(count, *, step_s=0.2, label="happy"):
    times_s = np.arange(count) * step_s - count * step_s
    return times_s, np.tile(make_face(label=label).probabilities, (count, 1))


@pytest.fixture
def timeline(qtbot):
    widget = Timeline()
    qtbot.addWidget(widget)
    widget.resize(600, 100)
    widget.show()
    return widget


def colours(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_lines_are_painted_and_painted_anew_when_they_change(timeline):
    timeline.show_series(*series(300), span_s=(-60.0, 0.0))
    assert label_colour("happy").name() in colours(timeline)
    timeline.show_series(np.empty(0), np.empty((0, 7), np.float32), span_s=(-60.0, 0.0))
    assert label_colour("happy").name() not in colours(timeline)


def test_the_lines_are_drawn_once_however_often_the_cursor_moves(timeline):
    timeline.show_series(*series(300), span_s=(-60.0, 0.0))
    timeline.grab()
    drawn = timeline._lines
    timeline.show_cursor(-3.0)
    timeline.grab()
    assert timeline._lines is drawn
    timeline.resize(500, 100)
    timeline.grab()
    assert timeline._lines is not drawn


def test_values_are_those_of_the_nearest_moment(timeline, qtbot):
    timeline.show_series(*series(300), span_s=(-60.0, 0.0))
    assert EMOTIONS[timeline.values_at(-10.0).argmax()] == "happy"
    assert timeline.values_at(10.0) is None
    middle = timeline._plot().center().toPoint()
    qtbot.mouseMove(timeline, middle)
    with qtbot.waitSignal(timeline.picked) as signal:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=middle)
    assert signal.args[0] == pytest.approx(-30, abs=0.5)


def test_short_series_keep_all_their_points():
    times_s, probabilities = series(300)
    ((same_s, same),) = thin_out(times_s, probabilities, most=400)
    np.testing.assert_array_equal(same_s, times_s)
    np.testing.assert_allclose(same, probabilities)
    assert thin_out(np.empty(0), np.empty((0, 7), np.float32), most=400) == []


def test_long_series_are_averaged():
    times_s, probabilities = series(10_000)
    probabilities[::2] = make_face(label="sad").probabilities
    ((mean_s, means),) = thin_out(times_s, probabilities, most=400)
    assert len(mean_s) <= 400
    np.testing.assert_allclose(means, np.tile(probabilities[:2].mean(axis=0), (len(means), 1)), atol=0.02)
    assert times_s[0] <= mean_s[0] < mean_s[-1] <= times_s[-1]


def test_a_closer_look_shows_every_point_of_its_stretch_and_the_lines_go_on_to_its_edges(monkeypatch, qapp):
    times_s = np.arange(0, 3600, 0.05)
    seen = []
    monkeypatch.setattr("app.widgets.lines.thin_out", lambda times_s, _, *, most: seen.append((times_s, most)) or [])
    image = QImage(100, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    nothing = np.zeros((len(times_s), 7), np.float32)
    draw_lines(painter, QRectF(0, 0, 100, 50), times_s, nothing, span_s=(100.0, 101.0))
    painter.end()
    ((shown_s, most),) = seen
    assert shown_s[0] < 100.0 <= shown_s[1]
    assert shown_s[-2] <= 101.0 < shown_s[-1]
    assert len(shown_s) < most


def test_lines_break_where_nothing_was_seen():
    times_s, probabilities = series(1000)
    times_s[500:] += 5.0
    before, after = thin_out(times_s, probabilities, most=400)
    assert before[0][-1] < times_s[500] <= after[0][0]
    assert len(before[0]) + len(after[0]) <= 402


def test_the_name_of_a_mark_ends_before_the_next_mark(timeline):
    timeline.show_series(*series(0), span_s=(0.0, 60.0))

    def painted(name):
        timeline.show_marks([Mark(30.0, ""), Mark(20.0, name)])
        image = timeline.grab().toImage()
        # The second mark stands in the middle.
        middle, height = int(timeline._plot().center().x()), image.height()
        return image.copy(0, 0, middle, height), image.copy(middle, 0, image.width() - middle, height)

    named, unnamed = painted("a question with very many words in it"), painted("")
    assert named[0] != unnamed[0]
    assert named[1] == unnamed[1]


def test_the_last_mark_has_its_name_up_to_the_edge(timeline):
    timeline.show_series(*series(0), span_s=(0.0, 60.0))

    def painted(name):
        timeline.show_marks([Mark(57.0, name)])
        return timeline.grab().toImage()

    assert painted("a question with very many words in it") != painted("")
    assert painted("x") != painted("a question with very many words in it")


@pytest.mark.parametrize(
    ("span_s", "most", "moments"),
    [
        ((0.0, 10.0), 6, [0, 2, 4, 6, 8, 10]),
        ((5.0, 8.7), 6, [5, 6, 7, 8]),
        ((-60.0, 0.0), 5, [-60, -45, -30, -15, 0]),
        ((0.0, 3700.0), 5, [0, 900, 1800, 2700, 3600]),
        ((0.0, 0.1), 1, [0, 0.1]),
    ],
)
def test_moments_on_the_axis_are_round(span_s, most, moments):
    assert ticks_of(span_s, most=most) == pytest.approx(moments)


def test_moments_are_written_as_people_say_them():
    assert (tick_text(11.97), tick_text(11.34)) == ("0:12", "0:11.3")
    assert [tick_text(moment) for moment in (0.0, 0.5, 75.0, 3600.0, -30.0)] == [
        "0:00",
        "0:00.5",
        "1:15",
        "1:00:00",
        "−0:30",
    ]


def test_hidden_lines_are_not_drawn(qtbot):
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(300, 120)
    times_s = np.arange(10.0)
    timeline.show_series(times_s, np.full((10, 7), 0.3, np.float32), span_s=(0.0, 9.0))
    shown = timeline.grab().toImage()
    timeline.hide_lines(frozenset(EMOTIONS))
    hidden = timeline.grab().toImage()
    assert shown != hidden
    timeline.hide_lines(frozenset())
    assert timeline.grab().toImage() == shown
