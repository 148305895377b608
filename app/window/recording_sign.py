"""What tells on every page that a recording runs: a bar with its time, a dot on the rail, a red frame, the title."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.live.recording_model import RecordingModel
from app.widgets.styled import set_styled
from app.widgets.tool_button import tool_button


class RecordingBar(QFrame):
    """Says how long a ``RecordingModel`` has recorded, and stops it; it is for the pages that do not record."""

    live_asked = Signal()
    """The user wants to see what is recorded."""

    def __init__(self, model: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recordingBar")
        self._model = model
        self._is_wanted = False
        self.label = QLabel()
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_live = tool_button(self.tr("Show"), self.tr("Show the live page, which records"))
        self.stop = tool_button(self.tr("Stop"), self.tr("Stop recording"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self.label, 1)
        for button in (self.show_live, self.stop):
            layout.addWidget(button)
        self.show_live.clicked.connect(self.live_asked)
        self.stop.clicked.connect(model.stop)
        model.changed.connect(self.on_changed)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        """Be there while a recording runs, or not at all, as on the page that records."""
        self._is_wanted = wanted
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        """Show the time."""
        self.setVisible(self._is_wanted and self._model.is_recording)
        self.label.setText(self.tr("● Recording {time}").format(time=clock(self._model.elapsed_s)))


class PageFrame(QFrame):
    """Holds bars above and below the pages, in a frame that tells of a recording and of drops."""

    def __init__(self, *above: QWidget, pages: QWidget, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageFrame")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in above:
            layout.addWidget(widget)
        layout.addWidget(pages, 1)
        layout.addWidget(below)

    def show_recording(self, is_recording: bool) -> None:
        """Turn red, or back."""
        set_styled(self, "recording", is_recording)

    def show_drop(self, is_possible: bool) -> None:
        """Show that what hangs on the mouse can be dropped here, or no more."""
        set_styled(self, "dropping", is_possible)


class RecordingSigns(QObject):
    """Tells with the frame, the window's title and a dot on the rail, which ``show_dot`` puts there, of a recording."""

    def __init__(
        self, window: QWidget, model: RecordingModel, frame: PageFrame, show_dot: Callable[[bool], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._model = model
        self._frame = frame
        self._show_dot = show_dot
        model.changed.connect(self.on_changed)

    @Slot()
    def on_changed(self) -> None:
        """Show whether a recording runs, and for how long."""
        is_recording = self._model.is_recording
        self._frame.show_recording(is_recording)
        self._show_dot(is_recording)
        title = self.tr("● {time} – Emolens").format(time=clock(self._model.elapsed_s))
        self._window.setWindowTitle(title if is_recording else "Emolens")
