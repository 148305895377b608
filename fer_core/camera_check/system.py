"""What the system itself tells about access to cameras."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from fer_core.camera_check.findings import Device, Holder

_CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\webcam"


def camera_devices(dev: Path = Path("/dev"), proc: Path = Path("/proc")) -> tuple[Device, ...]:
    """Return Linux's device files of cameras by number; empty on other systems."""
    if not sys.platform.startswith("linux"):
        return ()
    found = {int(path.name[5:]): path for path in dev.glob("video*") if path.name[5:].isdecimal()}
    holders = _holders({str(path) for path in found.values()}, proc) if found else {}
    return tuple(_device(index, found[index], tuple(holders.get(str(found[index]), ()))) for index in sorted(found))


def is_denied_by_privacy_settings() -> bool:
    """Tell whether Windows' settings keep desktop programs from the cameras; False on other systems.

    Windows keeps the three switches of Settings > Privacy > Camera in the registry: for the computer, for the user's
    programs, and for those that do not come from the Store.
    """
    if sys.platform != "win32":
        return False
    import winreg  # noqa: PLC0415

    for root, key in (
        (winreg.HKEY_LOCAL_MACHINE, _CONSENT),
        (winreg.HKEY_CURRENT_USER, _CONSENT),
        (winreg.HKEY_CURRENT_USER, rf"{_CONSENT}\NonPackaged"),
    ):
        try:
            with winreg.OpenKey(root, key) as opened:
                if winreg.QueryValueEx(opened, "Value")[0] == "Deny":
                    return True
        except OSError:  # the switch was never touched
            continue
    return False


def _device(index: int, path: Path, holders: tuple[Holder, ...]) -> Device:
    is_accessible = os.access(path, os.R_OK | os.W_OK)
    group, joins_at_login = ("", False) if is_accessible else _group_of(path)
    return Device(index, str(path), is_accessible, group, joins_at_login, holders)


def _group_of(path: Path) -> tuple[str, bool]:
    """Return the group of a file, and whether the user will be in it after the next login."""
    import grp  # noqa: PLC0415
    import pwd  # noqa: PLC0415

    try:
        group = grp.getgrgid(path.stat().st_gid)
        user = pwd.getpwuid(os.getuid()).pw_name
    except (OSError, KeyError):
        return "", False
    return group.gr_name, user in group.gr_mem and group.gr_gid not in os.getgroups()


def _holders(paths: set[str], proc: Path) -> dict[str, list[Holder]]:
    """Return who has the files open, as far as this process may know."""
    found: dict[str, list[Holder]] = {}
    for process in proc.glob("[0-9]*"):
        for path in paths & set(_open_files(process)):
            found.setdefault(path, []).append(Holder(int(process.name), _name(process)))
    return found


def _open_files(process: Path) -> Iterator[str]:
    try:
        for link in (process / "fd").iterdir():
            yield os.readlink(link)
    except OSError:  # another user's, or it has ended
        return


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(errors="replace").strip()
    except OSError:
        return "?"
