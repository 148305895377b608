import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut

from app.look.theme import apply_theme
from app.widgets.tool_button import relabel, tool_button


@pytest.fixture
def pause(qtbot):
    button = tool_button("Pause", "Pause or resume (Space)", Qt.Key.Key_Space, others=("Resume", "Play"))
    qtbot.addWidget(button)
    return button


def test_another_text_leaves_the_key_in_place(pause, qtbot):
    with qtbot.waitActive(pause):
        pause.show()
    for text in ("Resume", "Pause", "Pause", "Play"):
        relabel(pause, text)
        assert pause.findChild(QShortcut).key() == QKeySequence(Qt.Key.Key_Space)
        with qtbot.waitSignal(pause.clicked):
            qtbot.keyClick(pause, Qt.Key.Key_Space)


def test_texts_that_were_foreseen_move_nothing(pause):
    width = pause.minimumWidth()
    for text in ("Resume", "Play", "Pause"):
        relabel(pause, text)
        assert pause.minimumWidth() == width
    relabel(pause, "Resume from the beginning")
    assert pause.minimumWidth() > width


def test_a_button_is_as_wide_with_every_text_that_was_foreseen(pause, qapp):
    apply_theme(qapp)
    themed = tool_button("Pause", "Pause or resume (Space)", others=("Resume", "Play"))
    widths = set()
    for text in ("Resume", "Play", "Pause"):
        relabel(themed, text)
        widths.add(max(themed.minimumWidth(), themed.sizeHint().width()))
    assert len(widths) == 1


def test_there_is_room_for_text_and_icon(pause, qtbot):
    width = pause.minimumWidth()
    pause.setIcon(QIcon(QPixmap(16, 16)))
    pause.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    relabel(pause, "Resume")
    assert pause.minimumWidth() >= width + pause.iconSize().width()


def test_mouse_and_screen_readers_get_the_same_explanation(pause):
    assert pause.toolTip() == pause.accessibleName() == "Pause or resume (Space)"
