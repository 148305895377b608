"""Guards against PySide6 releases that break long-running programs."""

import sys

from PySide6.QtWidgets import QLabel


def test_calls_into_qt_keep_the_references_to_none(qtbot):
    """PySide6 6.12.0 on Python 3.11 drops one per call, and aborts after seconds of video."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for index in range(500):
        label.setText(str(index))
    assert before - sys.getrefcount(None) < 100
