"""Emolens in the menus of a Linux desktop: its entry, its description, its icons, and the script that installs them."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from app.packaging.icons import SIZES, write_icon_files, write_icons

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


@pytest.mark.parametrize(("place", "sizes"), [(0, {16, 24, 32, 48, 64, 256}), (1, {32, 64, 128, 256, 512, 1024})])
def test_windows_and_macos_get_every_size_in_one_file(qapp, tmp_path, place, sizes):
    with Image.open(write_icon_files(tmp_path / "icons")[place]) as icon:
        has = icon.info["sizes"]
        widths = {size[0] * (size[2] if len(size) > 2 else 1) for size in has}
        assert widths == sizes
        icon.load()
        pixels = icon.convert("RGBA")
        assert pixels.getpixel((pixels.width // 2, pixels.height // 3))[3] == 255
        assert pixels.getpixel((0, 0))[3] == 0


class Packed:
    """The folder that is handed out, and the home of somebody who calls its script."""

    def __init__(self, folder, home):
        self.folder, self.home = folder, home
        (folder / "emolens").mkdir(parents=True)
        for name in ("emolens", "emolens-predict"):
            write_program(folder / "emolens" / name, "started")
        shutil.copytree(LINUX, folder / "linux")
        write_icons(folder / "linux" / "icons")
        shutil.move(folder / "linux" / "install.sh", folder / "install.sh")

    def run(self, *options):
        """Call the script; return how it ended."""
        environ = {name: value for name, value in os.environ.items() if name != "XDG_DATA_HOME"}
        environ["HOME"] = str(self.home)
        command = [self.folder / "install.sh", *options]
        return subprocess.run(command, env=environ, check=False, capture_output=True, text=True, timeout=60)


def write_program(path, said):
    path.write_text(f"#!/bin/sh\necho {said}\n")
    path.chmod(0o755)


def said_by(program):
    return subprocess.run([program], check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.fixture
def packed(qapp, tmp_path):
    return Packed(tmp_path / "packed", tmp_path / "home of mine")


@only_linux
def test_the_script_installs_and_removes(packed):
    for _ in range(2):  # again over what is there
        assert packed.run().returncode == 0
    assert said_by(packed.home / ".local/bin/emolens") == "started"
    share = packed.home / ".local" / "share"
    entry = entry_of(share / "applications" / "emolens.desktop")
    assert entry["Exec"] == f'"{share}/emolens-app/emolens" %f'
    assert (share / "icons/hicolor/48x48/apps/emolens.png").exists()
    assert packed.run("--remove").returncode == 0
    assert [path for path in packed.home.rglob("*") if not path.is_dir()] == []


@only_linux
def test_the_script_removes_nothing_where_it_has_nothing_to_install(packed):
    packed.run()
    shutil.rmtree(packed.folder / "emolens")
    ended = packed.run()
    assert ended.returncode == 1
    assert "emolens/emolens is missing" in ended.stderr
    assert said_by(packed.home / ".local/bin/emolens") == "started"


@only_linux
@pytest.mark.parametrize("is_link", [True, False])
def test_the_script_leaves_programs_that_others_have_installed(packed, tmp_path, is_link):
    program = packed.home / ".local/bin/emolens"
    program.parent.mkdir(parents=True)
    if is_link:
        write_program(tmp_path / "pipx", "other")
        program.symlink_to(tmp_path / "pipx")
    else:
        write_program(program, "other")
    ended = packed.run()
    assert ended.returncode == 0
    assert f"{program} is another program, which stays" in ended.stderr
    assert said_by(packed.home / ".local/bin/emolens-predict") == "started"
    assert packed.run("--remove").returncode == 0
    assert said_by(program) == "other"
    assert not os.path.lexists(packed.home / ".local/bin/emolens-predict")
