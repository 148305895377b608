"""How far long work is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app.look.clock import clock
from app.pages.review.tasks import Tasks
from app.widgets.tool_button import tool_button


class ProgressRow(QWidget):
    """The name of the work, a bar, rate and time left, and a button that cancels it; hidden where there is none."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = tool_button(self.tr("Cancel"), self.tr("Give up this work"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.cancel)
        self.cancel.clicked.connect(tasks.cancel)
        tasks.progress_changed.connect(self.on_progress_changed)
        self.on_progress_changed()

    @Slot()
    def on_progress_changed(self) -> None:
        """Show how far the work is."""
        progress = self._tasks.progress
        self.setVisible(progress is not None)
        if progress is None:
            return
        words = [self._tasks.name]
        if progress.done:
            words.append(self.tr("{rate} a second").format(rate=f"{progress.rate:.0f}"))
        if progress.left_s is not None:
            words.append(self.tr("{time} left").format(time=clock(progress.left_s)))
        self.text.setText("  ·  ".join(words))
        self.bar.setRange(0, progress.total or 0)
        self.bar.setValue(progress.done)
