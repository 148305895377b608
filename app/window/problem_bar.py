"""The bar that tells what went wrong, on every page, without stopping anything."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.keys import pressed_by_keys
from app.window.problems import Problem, ProblemQueue, Problems

_DETAILS_HEIGHTS: Final = (48, 160)
_LOW_WINDOW: Final = 480


class ProblemBar(QFrame):
    """Shows the problems that are reported to ``problems`` one after the other, each until it is closed.

    ``log_path`` is the file that the details name.
    """

    def __init__(self, problems: Problems, *, log_path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("problem", True)
        self._queue = ProblemQueue()
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._count = QLabel()
        self._count.setToolTip(self.tr("Which of the problems that wait to be read this is"))
        self._copy = pressed_by_keys(QToolButton())
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Copy the message and its details"))
        self._copy.clicked.connect(self.on_copied)
        self._copy.hide()
        self._expand = pressed_by_keys(QToolButton())
        self._expand.setCheckable(True)
        self._expand.setText(self.tr("Details"))
        self._expand.setToolTip(self.tr("What a bug report needs"))
        self._expand.toggled.connect(self.on_expanded)
        close = pressed_by_keys(QToolButton())
        close.setText("✕")
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.on_closed)
        line = QHBoxLayout()
        line.addWidget(self._label, 1)
        for widget in (self._count, self._copy, self._expand, close):
            line.addWidget(widget)
        self._trace = QPlainTextEdit(readOnly=True)
        self._panel = self._make_panel(log_path)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addLayout(line)
        layout.addWidget(self._panel)
        problems.reported.connect(self.on_reported)
        self.hide()

    def _make_panel(self, log_path: Path | None) -> QWidget:
        self._trace.setAccessibleName(self.tr("Details"))
        self._trace.setToolTip(self.tr("What happened, for a bug report"))
        self._trace.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._trace.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._trace.setTabChangesFocus(True)
        where = QLabel(self.tr("Log: {path}").format(path=log_path) if log_path else "", wordWrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setVisible(log_path is not None)
        panel = QWidget()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._trace)
        layout.addWidget(where)
        panel.hide()
        return panel

    @property
    def text(self) -> str:
        """The sentence that is shown, empty while there is none."""
        return self._queue.current.text if self._queue.current else ""

    @Slot(Problem)
    def on_reported(self, problem: Problem) -> None:
        """Show a problem, or let it wait for those before it."""
        self._queue.add(problem)
        self._show_current()

    @Slot()
    def on_closed(self) -> None:
        """Go on to the next problem, if there is one."""
        self._queue.dismiss()
        self._expand.setChecked(False)
        self._show_current()

    @Slot(bool)
    def on_expanded(self, expanded: bool) -> None:
        """Show or hide the details, as high as the window leaves room for."""
        least, most = _DETAILS_HEIGHTS
        self._trace.setFixedHeight(min(most, max(least, least + (self.window().height() - _LOW_WINDOW) // 2)))
        self._copy.setVisible(expanded)
        self._panel.setVisible(expanded)

    @Slot()
    def on_copied(self) -> None:
        """Put sentence and details on the clipboard."""
        if (problem := self._queue.current) is not None:
            QGuiApplication.clipboard().setText(f"{problem.text}\n\n{problem.details}".strip())

    def _show_current(self) -> None:
        problem = self._queue.current
        if problem is None:
            self.hide()
            return
        number, total = self._queue.position
        self._count.setText(self.tr("{number} of {total}").format(number=number, total=total))
        self._count.setVisible(total > 1)
        self._expand.setVisible(bool(problem.details))
        if problem.text == self._label.text() and not self.isHidden():
            return
        self._label.setText(problem.text)
        self._trace.setPlainText(problem.details)
        self.setAccessibleName(problem.text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
