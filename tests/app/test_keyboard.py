"""Whatever has the focus is pressed by Space and Enter; the page's keys act everywhere else."""

import pytest
from PySide6.QtCore import SIGNAL, Qt, QTimer
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox

from app.services.notice import Notice
from tests.app.fakes import FakeSource, Opener
from tests.app.test_accessibility import is_part_of_a_control, name_of
from tests.fer_core.recording.recordings import record

PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    return window


def press(qtbot, window, key):
    # As from the keyboard: first to the shortcuts, then to whatever has the focus.
    qtbot.keyClick(window.windowHandle(), key)


def is_pressable(widget):
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    is_typed_in = isinstance(widget, QComboBox) and widget.isEditable()
    return (
        takes_tab and not is_typed_in and widget.isVisible() and widget.isEnabled() and not is_part_of_a_control(widget)
    )


def show_everything(window, qtbot, tmp_path):
    """Bring every page to show its controls: a recording, sentences with actions."""
    window.problems.report("Broken.", "Traceback …")
    window.view_model.show_notice(Notice("It is over.", replays=True))
    window.review.open_recording(record(tmp_path / "recordings" / "crossing"))
    window.review.model.tasks.tell(Notice("Written."))
    qtbot.waitUntil(lambda: window.review.model.frame is not None)


def hears(widget, key, qtbot, window):
    """Tell whether a key presses a button or unfolds a list; nothing else comes of it."""
    heard = []
    if isinstance(widget, QAbstractButton):
        for name in ("clicked", "toggled"):
            if widget.receivers(SIGNAL(f"{name}(bool)")):
                getattr(widget, name).disconnect()
        widget.pressed.connect(lambda: heard.append(True))

    def look():
        if (popup := QApplication.activePopupWidget()) is not None:
            heard.append(True)
            popup.close()

    widget.setFocus(Qt.FocusReason.TabFocusReason)
    # A menu holds up whoever unfolds it until it is closed.
    looking = QTimer(interval=10)
    looking.timeout.connect(look)
    looking.start()
    press(qtbot, window, key)
    if not heard:
        qtbot.wait(25)
    looking.stop()
    return bool(heard)


@pytest.mark.slow
def test_every_button_and_list_of_every_page_is_pressed_by_space_and_enter(window, qtbot, tmp_path):
    show_everything(window, qtbot, tmp_path)
    heard, deaf = set(), []
    for page in window.pages:
        window.show_page(page)
        QApplication.processEvents()
        for widget in filter(is_pressable, window.findChildren(QAbstractButton) + window.findChildren(QComboBox)):
            # A box is ticked by Space alone, as everywhere.
            for key in PRESSING[:1] if isinstance(widget, QCheckBox) else PRESSING:
                if not hears(widget, key, qtbot, window):
                    deaf.append(f"{page.objectName()}: {name_of(widget)}: {key}")
                # The rail has led elsewhere.
                window.show_page(page)
            heard.add(widget)
    assert not deaf, "\n".join(deaf)
    assert len(heard) > 30


def test_only_keys_that_go_a_step_repeat_while_they_are_held(window):
    owners = [(owner, owner.keys()) for owner in window.findChildren(QShortcut)]
    owners += [(action, action.shortcuts()) for action in window.findChildren(QAction)]
    repeating = {key.toString() for owner, keys in owners if owner.autoRepeat() for key in keys}
    assert repeating == {"Left", "Right", "Shift+Left", "Shift+Right"}
    assert not [button for button in window.findChildren(QAbstractButton) if not button.shortcut().isEmpty()]


def test_the_keys_of_the_page_act_where_nothing_else_wants_them(window, qtbot):
    model = window.view_model
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: model.is_paused)
    window.live.mirror.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not model.is_mirrored)
    assert model.is_paused
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not model.is_paused)


def test_esc_leaves_the_full_screen_for_the_window_as_it_was(window, qtbot):
    window.showMaximized()
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.isMaximized()
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.isMaximized() and not window.isFullScreen())
