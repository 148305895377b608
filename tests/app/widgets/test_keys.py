"""Enter presses what has the focus, as Space does."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolButton

from app.widgets.keys import pressed_by_keys

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_that_is_held_presses_once(qtbot, key):
    button = pressed_by_keys(QToolButton())
    qtbot.addWidget(button)
    clicks = []
    button.clicked.connect(lambda: clicks.append(True))
    for is_repeated in (False, True, True):
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, "", is_repeated))
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyRelease, key, NO_MODIFIER))
    assert clicks == [True]
