"""Device files and who may use or holds them, in made-up trees."""

import os
import sys
from types import SimpleNamespace

import pytest

from fer_core.camera_check.findings import Device, Holder
from fer_core.camera_check.system import camera_devices, is_denied_by_privacy_settings

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these files are Linux's")
grp = pytest.importorskip("grp", reason="these files are Linux's")
pwd = pytest.importorskip("pwd", reason="these files are Linux's")


@pytest.fixture
def dev(tmp_path):
    folder = tmp_path / "dev"
    folder.mkdir()
    for name in ("video0", "video10", "video2", "video", "videotape", "null"):
        (folder / name).touch()
    return folder


@pytest.fixture
def proc(tmp_path, dev):
    for pid, name, opened in ((7, "zoom", "video2"), (8, "shell", "null"), (9, "cheese", "video2")):
        folder = tmp_path / "proc" / str(pid)
        (folder / "fd").mkdir(parents=True)
        (folder / "fd" / "3").symlink_to(dev / opened)
        (folder / "comm").write_text(f"{name}\n")
    (tmp_path / "proc" / "10").mkdir()
    return tmp_path / "proc"


def test_devices_are_listed_by_number_with_their_holders(dev, proc):
    devices = camera_devices(dev, proc)
    assert [device.index for device in devices] == [0, 2, 10]
    assert all(device.is_accessible for device in devices)
    assert [set(device.holders) for device in devices] == [set(), {Holder(7, "zoom"), Holder(9, "cheese")}, set()]


@pytest.mark.parametrize(
    ("members", "groups", "joins_at_login"), [(["ann"], [44], False), (["ann"], [100], True), (["bob"], [100], False)]
)
def test_a_device_that_may_not_be_used_tells_its_group(dev, proc, monkeypatch, members, groups, joins_at_login):  # noqa: PLR0917
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(os, "getgroups", lambda: groups)
    monkeypatch.setattr(grp, "getgrgid", lambda gid: SimpleNamespace(gr_name="video", gr_gid=44, gr_mem=members))
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: SimpleNamespace(pw_name="ann"))
    device = camera_devices(dev, proc)[0]
    assert device == Device(0, str(dev / "video0"), False, "video", joins_at_login)


def test_a_group_without_a_name_is_left_out(dev, proc, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(grp, "getgrgid", lambda gid: {}[gid])
    assert camera_devices(dev, proc)[0].group == ""


def test_a_computer_without_cameras_has_no_devices(tmp_path):
    assert camera_devices(tmp_path, tmp_path) == ()
    assert not is_denied_by_privacy_settings()
