"""Which stretch of a recording the timelines show."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

_LEAST_S: Final = 0.5
"""No shorter stretch is shown, in seconds: a camera brings some fifteen pictures in it."""

_STEP: Final = 2.0
_AHEAD: Final = 0.1
"""Where the moment that is shown leaves the stretch, the next one begins by so much of its length before it."""

Span = tuple[float, float]


class TimeView(QObject):
    """A stretch of time within a whole, both in seconds, that can be narrowed, widened and moved."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.whole_s: Span = (0.0, 0.1)
        self.span_s = self.whole_s
        self._followed_s = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether all is shown."""
        return self.span_s == self.whole_s

    @property
    def length_s(self) -> float:
        """How long the stretch is."""
        return self.span_s[1] - self.span_s[0]

    def begin(self, duration_s: float) -> None:
        """Show the whole of another recording."""
        self.whole_s = (0.0, max(duration_s, 0.1))
        self._followed_s = 0.0
        self._show(self.whole_s)

    @Slot()
    def show_whole(self) -> None:
        """Show all."""
        self._show(self.whole_s)

    def zoom(self, steps: float, *, about_s: float) -> None:
        """Show half as much for each step, or twice as much for each below 0, with a moment where it is."""
        self._show(zoomed(self.span_s, self.whole_s, _STEP**-steps, about_s=about_s))

    def move_to(self, start_s: float) -> None:
        """Show as much, from a moment on."""
        self._show(_within(start_s, self.length_s, self.whole_s))

    def follow(self, time_s: float) -> None:
        """Keep in sight the moment that is shown, each time that it changes."""
        has_moved, self._followed_s = time_s != self._followed_s, time_s
        if has_moved and not self.span_s[0] <= time_s <= self.span_s[1]:
            self.move_to(time_s - _AHEAD * self.length_s)

    def _show(self, span_s: Span) -> None:
        if span_s != self.span_s:
            self.span_s = span_s
            self.changed.emit()


def zoomed(span_s: Span, whole_s: Span, factor: float, *, about_s: float) -> Span:
    """Return a span ``factor`` times as long in which ``about_s`` stands where it stood, as far as the whole allows."""
    start, end = span_s
    about_s = min(max(about_s, start), end)
    least_s = min(_LEAST_S, whole_s[1] - whole_s[0])
    length_s = max((end - start) * factor, least_s)
    share = (about_s - start) / (end - start)
    return _within(about_s - share * length_s, length_s, whole_s)


def _within(start_s: float, length_s: float, whole_s: Span) -> Span:
    first, last = whole_s
    if length_s >= last - first:
        return whole_s
    start_s = min(max(start_s, first), last - length_s)
    return (start_s, start_s + length_s)
