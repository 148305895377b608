"""A sentence above the page that does not get in the way."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.i18n import QT_TRANSLATE_NOOP
from app.services.notice import Action, Notice
from app.services.outside import open_file, show_in_folder
from app.widgets.keys import pressed_by_keys
from app.widgets.styled import set_styled

_CAPTIONS: Final = {
    Action.UNDO: QT_TRANSLATE_NOOP("Banner", "Undo"),
    Action.REPLAY: QT_TRANSLATE_NOOP("Banner", "Play again"),
    Action.REVIEW: QT_TRANSLATE_NOOP("Banner", "Open in Review"),
    Action.OPEN: QT_TRANSLATE_NOOP("Banner", "Open"),
    Action.SHOW: QT_TRANSLATE_NOOP("Banner", "Show in folder"),
}

READ_MS: Final = 8_000
"""So long a sentence that only informs stays: two short sentences are read aloud in less."""

ACT_MS: Final = 20_000
"""So long it stays where there is something to press: WCAG 2.2 (2.2.1) asks for 20 seconds."""


class Banner(QFrame):
    """Shows one notice, with a button for each of its actions, and one that closes it.

    What only informs leaves by itself, unless the mouse or the keyboard is on it. Files are opened and shown from here.
    """

    acted = Signal(Action)
    """The user wants this; not said of ``OPEN`` and ``SHOW``."""
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._notice: Notice | None = None
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: dict[Action, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._label, 1)
        for action, caption in _CAPTIONS.items():
            button = self.buttons[action] = pressed_by_keys(QToolButton())
            button.setText(QCoreApplication.translate("Banner", caption))
            button.clicked.connect(partial(self._act, action))
            layout.addWidget(button)
        close = pressed_by_keys(QToolButton())
        close.setText("✕")
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.dismissed)
        layout.addWidget(close)
        self._leaving = QTimer(self, singleShot=True)
        self._leaving.timeout.connect(self.on_read)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, empty while there is none."""
        return "" if self.isHidden() else self._label.text()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice, or none."""
        if notice is None:
            self._notice = None
            self.hide()
            return
        if notice is self._notice and not self.isHidden():
            return
        self._notice = notice
        self._label.setText(notice.text)
        self.setAccessibleName(notice.text)
        for action, button in self.buttons.items():
            button.setVisible(action in notice.actions)
        set_styled(self, "problem", notice.is_problem)
        self.show()
        self._let_leave()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Count from when it is seen."""
        super().showEvent(event)
        self._let_leave()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Count no more while another page is in front."""
        super().hideEvent(event)
        self._leaving.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Count anew once the mouse is elsewhere."""
        super().leaveEvent(event)
        self._let_leave()

    @Slot()
    def on_read(self) -> None:
        """Leave, unless somebody is about to press something."""
        if self.underMouse() or self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._let_leave()
        else:
            self.dismissed.emit()

    def _let_leave(self) -> None:
        if self._notice is not None and self._notice.only_informs and self.isVisible():
            self._leaving.start(ACT_MS if self._notice.actions else READ_MS)
        else:
            self._leaving.stop()

    def _act(self, action: Action) -> None:
        notice = self._notice
        if notice is None:
            return
        path = notice.path or notice.recording
        if action is Action.OPEN and path is not None:
            open_file(path)
        elif action is Action.SHOW and path is not None:
            show_in_folder(path)
        else:
            self.acted.emit(action)
