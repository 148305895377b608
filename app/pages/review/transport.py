"""Playing and scrubbing: button, slider, time and speed."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QWidget

from app.look.clock import clock
from app.pages.review.view_model import ReviewViewModel
from app.widgets.keys import pressed_by_keys
from app.widgets.tool_button import relabel, tool_button

_SPEEDS: Final = (0.25, 0.5, 1.0, 2.0, 4.0)


class Transport(QWidget):
    """Shows where the video stands, and goes elsewhere; the arrow keys step by a picture, with Shift by a second."""

    def __init__(self, model: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.play = tool_button(
            self.tr("Play"), self.tr("Play or hold the video (Space)"), Qt.Key.Key_Space, others=(self.tr("Pause"),)
        )
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Place in the video"))
        self.slider.setToolTip(self.tr("Left and right arrow: one picture; with Shift: one second"))
        self.time = QLabel()
        self.time.setAccessibleName(self.tr("Time"))
        self.speed = pressed_by_keys(QComboBox())
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.setAccessibleName(self.tr("Speed"))
        self.speed.setToolTip(self.tr("How fast the video plays (< slower, > faster)"))
        for speed in _SPEEDS:
            self.speed.addItem(f"{speed:g}×", speed)
        self.speed.setCurrentIndex(_SPEEDS.index(model.speed))
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.time)
        layout.addWidget(self.speed)
        self.play.clicked.connect(model.toggle_playing)
        self.speed.currentIndexChanged.connect(self.on_speed_chosen)
        self.slider.valueChanged.connect(self.on_moved)
        model.recording_changed.connect(self.on_recording_changed)
        model.picture_changed.connect(self.on_picture_changed)
        model.playing_changed.connect(self.on_playing_changed)
        self.on_recording_changed()

    def add(self, widget: QWidget) -> None:
        """Put something else last in the row."""
        self._layout.addWidget(widget)

    def add_keys(self, page: QWidget) -> None:
        """Let the arrow keys work wherever the keyboard is, while the page is shown."""
        for keys, meaning, slot in (
            ("Left", self.tr("One picture back"), self.on_left),
            ("Right", self.tr("One picture on"), self.on_right),
            ("Shift+Left", self.tr("One second back"), self.on_second_left),
            ("Shift+Right", self.tr("One second on"), self.on_second_right),
            ("<", self.tr("Play slower"), self.on_slower),
            (">", self.tr("Play faster"), self.on_faster),
        ):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setWhatsThis(meaning)
            shortcut.activated.connect(slot)

    @Slot()
    def on_left(self) -> None:
        """Go back by a picture."""
        self._model.step(frames=-1)

    @Slot()
    def on_right(self) -> None:
        """Go on by a picture."""
        self._model.step(frames=1)

    @Slot()
    def on_second_left(self) -> None:
        """Go back by a second."""
        self._model.step(seconds=-1)

    @Slot()
    def on_second_right(self) -> None:
        """Go on by a second."""
        self._model.step(seconds=1)

    @Slot()
    def on_slower(self) -> None:
        """Play at the next lower speed."""
        self.speed.setCurrentIndex(max(self.speed.currentIndex() - 1, 0))

    @Slot()
    def on_faster(self) -> None:
        """Play at the next higher speed."""
        self.speed.setCurrentIndex(min(self.speed.currentIndex() + 1, len(_SPEEDS) - 1))

    @Slot(int)
    def on_speed_chosen(self, index: int) -> None:
        """Play at a speed of the list."""
        self._model.set_speed(_SPEEDS[index])

    @Slot(int)
    def on_moved(self, number: int) -> None:
        """Go where the slider was moved."""
        self._model.show_frame(number)

    @Slot()
    def on_recording_changed(self) -> None:
        """Fit the slider to the video."""
        recording = self._model.recording
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(recording.info.frames - 1, 0) if recording else 0)
        self.slider.setPageStep(round(10 * recording.info.fps) if recording else 1)
        self.slider.blockSignals(False)
        self.setEnabled(recording is not None)
        self.on_picture_changed()
        self.on_playing_changed()

    @Slot()
    def on_picture_changed(self) -> None:
        """Show where the video stands."""
        model = self._model
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(model.frame.index if model.frame else 0)
            self.slider.blockSignals(False)
        duration_s = model.recording.duration_s if model.recording else 0.0
        self.time.setText(f"{clock(model.time_s)} / {clock(duration_s)}")

    @Slot()
    def on_playing_changed(self) -> None:
        """Show whether the video plays."""
        relabel(self.play, self.tr("Pause") if self._model.is_playing else self.tr("Play"))
