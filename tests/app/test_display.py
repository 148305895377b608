import os
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
    ],
)
def test_places_where_qt_can_start(environ):
    assert display_problem(environ) == ""


@pytest.mark.parametrize(
    ("environ", "variables"),
    [
        ({}, "DISPLAY or WAYLAND_DISPLAY"),
        ({"DISPLAY": ""}, "DISPLAY or WAYLAND_DISPLAY"),
        ({"QT_QPA_PLATFORM": ""}, "DISPLAY or WAYLAND_DISPLAY"),
        ({"QT_QPA_PLATFORM": "xcb"}, "DISPLAY"),
        ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}, "DISPLAY"),
        ({"QT_QPA_PLATFORM": "wayland-egl", "DISPLAY": ":0"}, "WAYLAND_DISPLAY"),
    ],
)
def test_without_a_display(environ, variables):
    assert display_problem(environ) == f"There is no display (no {variables} is set)."


def test_a_display_that_is_not_there():
    assert display_problem({"DISPLAY": ":9876"}) == "The display :9876 does not answer."


@pytest.fixture
def screen():
    """Something that listens where an X server would."""
    with socket.socket(socket.AF_UNIX) as server:
        # Of its own, for other tests run beside these.
        number = 10_000 + os.getpid()
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        yield f":{number}.0"


@pytest.fixture
def compositor(tmp_path):
    """The folder in which something listens where a Wayland compositor would, at ``wayland-7``."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        yield tmp_path


def test_a_wayland_display_that_answers(compositor):
    assert display_problem({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(compositor)}) == ""
    assert display_problem({"WAYLAND_DISPLAY": str(compositor / "wayland-7")}) == ""


def test_wayland_is_no_help_to_a_qt_that_is_told_to_use_x11(compositor):
    environ = {"WAYLAND_DISPLAY": str(compositor / "wayland-7"), "DISPLAY": ":9876", "QT_QPA_PLATFORM": "xcb"}
    assert display_problem(environ) == "The display :9876 does not answer."


@pytest.mark.parametrize("runtime_dir", [{}, {"XDG_RUNTIME_DIR": "/nowhere"}])
def test_a_stale_wayland_display(runtime_dir):
    assert display_problem({"WAYLAND_DISPLAY": "wayland-8", **runtime_dir}) == "The display wayland-8 does not answer."


def test_x11_stands_in_for_a_stale_wayland_display(screen, monkeypatch):
    monkeypatch.setattr(display, "_can_load", lambda library: True)
    assert display_problem({"WAYLAND_DISPLAY": "wayland-8", "DISPLAY": screen}) == ""


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
