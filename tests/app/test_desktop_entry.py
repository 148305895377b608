"""Emolens in the menus of a Linux desktop: its entry, its description, its icons, and the script that installs them."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from app.packaging.icons import SIZES, write_icons

LINUX = Path(__file__).parents[2] / "app" / "packaging" / "linux"

only_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the script is for Linux")


def entry_of(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path, "utf-8")
    return parser["Desktop Entry"]


def test_the_entry_has_what_a_menu_needs():
    entry = entry_of(LINUX / "emolens.desktop")
    assert (entry["Type"], entry["Name"], entry["Icon"]) == ("Application", "Emolens", "emolens")
    assert all(entry[key].endswith(";") for key in ("Categories", "MimeType", "Keywords"))
    assert entry["Comment[ko]"]


def test_the_description_belongs_to_the_entry():
    root = ElementTree.parse(LINUX / "emolens.metainfo.xml").getroot()
    assert root.findtext("launchable") == "emolens.desktop"
    assert root.findtext("project_license") == "MIT"
    assert len(root.findtext("summary")) < 80


def test_icons_have_their_sizes_and_are_seen(qapp, tmp_path):
    for size, path in zip(SIZES, write_icons(tmp_path / "icons"), strict=True):
        image = QImage(str(path))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size // 3).alpha() == 255
        assert image.pixelColor(0, 0).alpha() == 0


@only_linux
def test_the_script_installs_and_removes(qapp, tmp_path):
    packed, home = tmp_path / "packed", tmp_path / "home of mine"
    (packed / "emolens").mkdir(parents=True)
    for name in ("emolens", "emolens-predict"):
        program = packed / "emolens" / name
        program.write_text("#!/bin/sh\necho started\n")
        program.chmod(0o755)
    shutil.copytree(LINUX, packed / "linux")
    write_icons(packed / "linux" / "icons")
    shutil.move(packed / "linux" / "install.sh", packed / "install.sh")
    environ = {name: value for name, value in os.environ.items() if name != "XDG_DATA_HOME"} | {"HOME": str(home)}

    def run(*options):
        subprocess.run([packed / "install.sh", *options], env=environ, check=True, capture_output=True, timeout=60)

    for _ in range(2):  # again over what is there
        run()
    started = subprocess.run([home / ".local/bin/emolens"], check=True, capture_output=True, text=True, timeout=60)
    assert started.stdout == "started\n"
    share = home / ".local" / "share"
    entry = entry_of(share / "applications" / "emolens.desktop")
    assert entry["Exec"] == f'"{share}/emolens-app/emolens" %f'
    assert (share / "icons/hicolor/48x48/apps/emolens.png").exists()
    run("--remove")
    assert [path for path in home.rglob("*") if not path.is_dir()] == []
