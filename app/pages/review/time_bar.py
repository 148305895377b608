"""The range of a recording, and which stretch of it the timelines show."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QWidget

from app.pages.review.view_model import ReviewViewModel
from app.widgets.axes import tick_text
from app.widgets.tool_button import relabel, tool_button

_MS: Final = 1000


class TimeBar(QWidget):
    """Buttons for the ends of the range, and a scroll bar and buttons for the stretch that is shown."""

    def __init__(self, model: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.begin = tool_button(self.tr("In"), self.tr("Let the range begin here (I)"), Qt.Key.Key_I)
        self.end = tool_button(self.tr("Out"), self.tr("Let the range end here (O)"), Qt.Key.Key_O)
        self.whole = tool_button("", self.tr("Forget the range that was drawn; export everything"))
        self.scroll_bar = QScrollBar(Qt.Orientation.Horizontal)
        self.scroll_bar.setAccessibleName(self.tr("The time that the lines show"))
        self.scroll_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.zoom_out = tool_button(
            "\N{MINUS SIGN}", self.tr("Show twice as much time (-, or Ctrl and the wheel)"), Qt.Key.Key_Minus
        )
        self.zoom_in = tool_button("+", self.tr("Show half as much time (+, or Ctrl and the wheel)"), Qt.Key.Key_Plus)
        self.zoom_whole = tool_button(self.tr("All"), self.tr("Show all the time (A)"), Qt.Key.Key_A)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        for button in (self.begin, self.end, self.whole):
            layout.addWidget(button)
        layout.addWidget(self.scroll_bar, 1)
        for button in (self.zoom_out, self.zoom_in, self.zoom_whole):
            layout.addWidget(button)
        self._connect()
        self.on_view_changed()
        self.on_range_changed()

    def _connect(self) -> None:
        model = self._model
        self.begin.clicked.connect(model.begin_range)
        self.end.clicked.connect(model.end_range)
        self.whole.clicked.connect(model.clear_range)
        self.zoom_in.clicked.connect(self.on_zoom_in)
        self.zoom_out.clicked.connect(self.on_zoom_out)
        self.zoom_whole.clicked.connect(model.view.show_whole)
        self.scroll_bar.valueChanged.connect(self.on_scrolled)
        # On most keyboards the plus wants Shift, and the equals sign on the same key does not.
        equals = QShortcut(QKeySequence("="), self)
        equals.activated.connect(self.on_zoom_in)
        model.view.changed.connect(self.on_view_changed)
        model.recording_changed.connect(self.on_view_changed)
        model.recording_changed.connect(self.on_range_changed)
        model.range_changed.connect(self.on_range_changed)

    @Slot()
    def on_zoom_in(self) -> None:
        """Look closer at the moment that is shown."""
        if self.zoom_in.isEnabled():
            self._model.view.zoom(1, about_s=self._model.time_s)

    @Slot()
    def on_zoom_out(self) -> None:
        """Look from further away."""
        self._model.view.zoom(-1, about_s=self._model.time_s)

    @Slot(int)
    def on_scrolled(self, start_ms: int) -> None:
        """Show another stretch."""
        self._model.view.move_to(start_ms / _MS)

    @Slot()
    def on_range_changed(self) -> None:
        """Show which range is exported."""
        range_s = self._model.range_s
        self.whole.setVisible(range_s is not None)
        if range_s is not None:
            relabel(self.whole, f"{tick_text(range_s[0])} – {tick_text(range_s[1])}  ✕")

    @Slot()
    def on_view_changed(self) -> None:
        """Show where the stretch is in the whole."""
        view, is_open = self._model.view, self._model.recording is not None
        for button in (self.begin, self.end, self.zoom_in):
            button.setEnabled(is_open)
        for button in (self.zoom_out, self.zoom_whole):
            button.setEnabled(is_open and not view.is_whole)
        length = round(view.length_s * _MS)
        self.scroll_bar.blockSignals(True)
        self.scroll_bar.setRange(0, max(round(view.whole_s[1] * _MS) - length, 0))
        self.scroll_bar.setPageStep(length)
        self.scroll_bar.setSingleStep(max(1, length // 10))
        self.scroll_bar.setValue(round(view.span_s[0] * _MS))
        self.scroll_bar.blockSignals(False)
