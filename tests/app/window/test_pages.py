"""A page is a folder and one entry of the registry: a toy one is used through the real window."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolBar, QToolButton, QVBoxLayout

from app.pages.help.shortcuts import find_keys
from app.services.window_settings import LAST_PAGE
from app.widgets.page import Page
from app.widgets.tool_button import tool_button
from app.window.pages import PAGES, PageEntry
from tests.app.fakes import FakeSource, Opener

CONTROL = Qt.KeyboardModifier.ControlModifier


class ToyPage(Page):
    """Opens files called ``*.toy``, and notes what happens to it."""

    def __init__(self, context):
        super().__init__()
        self.context = context
        self.heard = []
        layout = QVBoxLayout(self)
        layout.addWidget(tool_button("Play", "Play with the toy (F7)", "F7"))

    def enter(self):
        self.heard.append("enter")

    def leave(self):
        self.heard.append("leave")

    def shut(self):
        self.heard.append("shut")

    def accepts_drop(self, paths):
        return [path.suffix for path in paths] == [".toy"]

    def open_paths(self, paths):
        self.heard.append(paths[0].name)


def paint_toy(painter):
    painter.fillRect(QRectF(4, 4, 20, 20), painter.pen().color())


TOY = PageEntry("toy", "Toys", paint_toy, ToyPage, keys=("F8",))
NUMBER = 1 + sum(not entry.is_at_foot for entry in PAGES)


@pytest.fixture
def window(make_window, monkeypatch):
    """The window with a toy page among those that do the work."""
    monkeypatch.setattr("app.window.window.PAGES", (*PAGES, TOY))
    return make_window(Opener(FakeSource()))


def toy_button(window):
    rail = window.findChild(QToolBar, "rail")
    return next(button for button in rail.findChildren(QToolButton) if button.text() == "Toys")


def test_a_new_page_has_a_button_with_its_sign_above_those_at_the_foot(window):
    button = toy_button(window)
    names = [page.objectName() for page in window.pages]
    assert names[NUMBER - 1 :] == ["toy", *(entry.name for entry in PAGES if entry.is_at_foot)]
    assert button.toolTip() == f"Toys (Ctrl+{NUMBER} / F8)"
    sign = button.icon().pixmap(28).toImage()
    middle = sign.pixelColor(sign.width() // 2, sign.height() // 2)
    assert middle == window.palette().buttonText().color()
    assert sign.pixelColor(0, 0) == QColor(0, 0, 0, 0)


@pytest.mark.parametrize("way", ["click", "number", "own key"])
def test_a_new_page_comes_to_the_front_by_click_and_by_keys(window, qtbot, way):
    if way == "click":
        qtbot.mouseClick(toy_button(window), Qt.MouseButton.LeftButton)
    elif way == "number":
        qtbot.keyClick(window, str(NUMBER), CONTROL)
    else:
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert (window.page.objectName(), window.page.windowTitle()) == ("toy", "Toys")
    assert toy_button(window).isChecked()
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.page is window.live
    assert not toy_button(window).isChecked()


def test_a_new_page_is_told_what_it_must_know_and_built_from_what_pages_share(window, qtbot):
    page = window.page_named("toy")
    assert page.context.settings is window.settings
    assert page.context.live is window.view_model
    assert page.context.recording is window.live.recording
    window.show_page(page)
    window.show_page(window.help)
    window.show_page(page)
    window.close()
    assert page.heard == ["enter", "leave", "enter", "shut"]
    assert window.settings.get(LAST_PAGE) == "toy"


def test_a_new_page_opens_what_it_accepts_and_its_keys_are_on_the_sheet(window, tmp_path):
    window.open_spec(str(tmp_path / "bear.toy"))
    page = window.page
    assert page.heard == ["enter", "bear.toy"]
    assert [key.meaning for key in find_keys(window) if key.page is page] == ["Play with the toy"]


def test_every_page_of_the_registry_has_a_name_and_a_sign_of_its_own(make_window):
    window = make_window(Opener(FakeSource()))
    assert [page.objectName() for page in window.pages] == [entry.name for entry in PAGES]
    actions = [action for action in window.findChild(QToolBar, "rail").actions() if action.isCheckable()]
    assert [action.data() for action in actions] == [entry.name for entry in PAGES]
    assert len({bytes(action.icon().pixmap(28).toImage().constBits()) for action in actions}) == len(PAGES)


def test_every_button_of_the_rail_is_whole_in_the_lowest_window(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    rail = window.findChild(QToolBar, "rail")
    for height in (720, 480):
        window.resize(760, height)
        qtbot.waitUntil(lambda: window.height() == height)  # noqa: B023
        buttons = [rail.widgetForAction(action) for action in rail.actions() if action.text()]
        qtbot.waitUntil(lambda: all(button.height() >= button.sizeHint().height() for button in buttons))  # noqa: B023
        assert all(button.isVisible() and button.geometry().bottom() < rail.height() for button in buttons)
