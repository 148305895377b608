import socket
import sys

import pytest

from app import display
from app.display import display_problem

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about X11 and Wayland")


@pytest.mark.parametrize(
    "environ",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "vnc:size=800x600"},
        {"QT_QPA_PLATFORM": "wayland;offscreen"},
        {"WAYLAND_DISPLAY": "wayland-0"},
    ],
)
def test_places_where_qt_can_start(environ):
    assert display_problem(environ) == ""


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": ""}])
def test_without_a_display(environ):
    assert "no display" in display_problem(environ)


def test_a_display_that_is_not_there():
    assert display_problem({"DISPLAY": ":9876"}) == "The display :9876 does not answer."


@pytest.fixture
def screen():
    """Something that listens where an X server would."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X9877")
        server.listen()
        yield ":9877.0"


def test_a_display_that_answers(screen, monkeypatch):
    monkeypatch.setattr(display, "_can_load", lambda library: True)
    assert display_problem({"DISPLAY": screen}) == ""


def test_missing_system_libraries_are_named(screen, monkeypatch):
    monkeypatch.setattr(display, "_can_load", lambda library: "cursor" not in library)
    assert "sudo apt install libxcb-cursor0." in display_problem({"DISPLAY": screen})


def test_a_remote_display_is_left_to_qt(monkeypatch):
    monkeypatch.setattr(display, "_can_load", lambda library: True)
    assert display_problem({"DISPLAY": "localhost:10.0"}) == ""


def test_other_systems_always_have_one(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert display_problem({}) == ""


def test_libraries_are_really_tried():
    assert not display._can_load("libemolens-is-no-library.so.0")
