import socket
import threading
from typing import ClassVar

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.i18n import install_language
from app.pages.output.wording import sending_line, state_of
from app.services.output_settings import OUTPUT_AT_START, OUTPUT_NAMES, OUTPUT_PORT
from fer_core.output.sinks import OUTPUTS
from fer_core.output.sinks.base import OutputKind, Sink
from tests.app.fakes import FakeSource, Opener
from tests.fer_core.output.readings import free_port, raw_client


@pytest.fixture
def window(make_window):
    window = make_window(Opener(FakeSource()))
    window.settings.set(OUTPUT_PORT, free_port())
    window.show_page(window.page_named("output"))
    return window


@pytest.fixture
def page(window):
    return window.page


def test_everything_is_off_until_it_is_switched_on(window, page, qtbot):
    assert set(page.switches) == set(OUTPUTS)
    assert not any(switch.isChecked() for switch in page.switches.values())
    assert {label.text() for label in page.states.values()} == {"Off"}
    assert window.output_line.isHidden()
    page.switches["websocket"].setFocus()
    qtbot.keyClick(page.switches["websocket"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.states["websocket"].text() == "On; nobody receives yet")
    assert window.output_line.label.text() == "Sending to 0 programs on this computer"


def test_addresses_can_be_copied_and_change_with_the_token_and_the_port(window, page):
    address = page.stream.line.text()
    assert address == f"ws://127.0.0.1:{window.outputs.port}/stream?token={window.outputs.token}"
    page.stream.copy.click()
    assert QGuiApplication.clipboard().text() == address
    page.renew.click()
    assert page.stream.line.text() != address
    page.port.setValue(18765)
    assert page.boxes.line.text().startswith("http://127.0.0.1:18765/overlay?token=")
    assert page.bars.line.text().endswith("&show=bars")


def test_what_was_copied_is_said_for_a_while(page, qtbot):
    copy = page.stream.copy
    width = copy.sizeHint().width()
    copy.click()
    assert copy.text() == copy.accessibleDescription() == "Copied"
    assert max(width, copy.sizeHint().width()) <= copy.minimumWidth()
    qtbot.waitUntil(lambda: copy.text() == "Copy")
    assert copy.accessibleDescription() == ""


@pytest.fixture
def korean(qapp):
    before = QLocale()
    install_language(qapp, "ko")
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.mark.usefixtures("korean")
def test_the_overlay_speaks_the_language_of_the_window(make_window):
    window = make_window(Opener(FakeSource()))
    window.show_page(window.page_named("output"))
    assert window.page.boxes.line.text().endswith("&show=boxes&lang=ko")


def test_ticks_are_kept(window, page):
    page.names.click()
    page.at_start.click()
    assert window.settings.get(OUTPUT_NAMES)
    assert window.settings.get(OUTPUT_AT_START)


class ToySink(Sink):
    """Keeps what it is sent."""

    given: ClassVar = []

    def __init__(self, options):
        self.given.clear()

    def send(self, reading):
        self.given.append(reading)

    def close(self):
        pass


def test_a_new_way_out_is_switched_on_in_the_window_and_gets_what_is_read(make_window, qtbot, monkeypatch):
    monkeypatch.setitem(OUTPUTS, "toy", OutputKind("Toy", "A toy.", ToySink, takes_pictures=True))
    window = make_window(Opener(FakeSource()))
    window.show_page(window.page_named("output"))
    window.page.switches["toy"].click()
    qtbot.waitUntil(lambda: any(reading.faces for reading in ToySink.given))
    assert ToySink.given[-1].image_bgr.shape == (48, 64, 3)
    qtbot.waitUntil(lambda: window.output_line.label.text().endswith("·   Toy"))


def test_the_wheel_scrolls_the_page_and_changes_no_port(window, page, qtbot):
    before = page.osc_port.value()
    middle = page.osc_port.rect().center()
    turned = QWheelEvent(middle, page.osc_port.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                         Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(page.osc_port, turned)
    assert page.osc_port.value() == before


class Some:
    """Outputs of which these are open."""

    def __init__(self, **listeners):
        self.listeners = listeners

    def problem(self, name):
        return None

    def is_wanted(self, name):
        return name != "camera"


@pytest.mark.parametrize(
    ("listeners", "line"),
    [
        ({}, ""),
        ({"websocket": 0}, "Sending to 0 programs on this computer"),
        ({"websocket": 1}, "Sending to 1 program on this computer"),
        ({"websocket": 1, "lsl": 1}, "Sending to 2 programs on this computer"),
        ({"websocket": 2, "osc": None}, "Sending to 2 programs on this computer   ·   OSC"),
        ({"osc": None, "camera": None}, "Sending on this computer   ·   OSC   ·   Virtual camera"),
    ],
)
def test_the_line_says_to_whom_is_sent(listeners, line):
    assert sending_line(Some(**listeners)) == line


def test_a_port_that_is_taken_is_told_on_every_page(window, page, qtbot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        window.outputs.serve(port)
        qtbot.waitUntil(lambda: window.outputs.problem("websocket") is not None)
    told = f"Port {port} is taken by another program, or by another Emolens. Choose another port."
    assert page.states["websocket"].text() == window.output_line.label.text() == told
    window.show_page(window.live)
    assert window.output_line.isVisible()


def test_the_window_closes_at_once_while_a_program_does_not_read(window, page, qtbot):
    page.switches["websocket"].click()
    qtbot.waitUntil(lambda: "websocket" in window.outputs.listeners)
    with raw_client(window.outputs.port, window.outputs.token):
        qtbot.waitUntil(lambda: window.outputs.listeners == {"websocket": 1})
        window.close_at_once()
        assert window.outputs.hub.listeners() == {}
        assert not any(thread.name.startswith("output") for thread in threading.enumerate())


def test_each_way_says_what_becomes_of_it():
    some = Some(websocket=3, osc=None)
    assert state_of(some, "websocket") == "On; 3 programs receive"
    assert state_of(some, "osc") == "On; whether anybody receives cannot be known"
    assert state_of(some, "lsl") == "Starting…"
    assert state_of(some, "camera") == "Off"


def test_a_package_that_is_missing_is_named_before_it_is_switched_on(window, page, monkeypatch):
    from app.pages.output.wording import hint_of

    monkeypatch.setattr("fer_core.output.sinks.base.importlib.util.find_spec", lambda _: None)
    assert hint_of("lsl").endswith("It needs one more package: pip install 'emolens[lsl]'.")
    assert "pip" not in hint_of("websocket")
