"""The findings as plain text for a bug ticket, without anything that tells who the user is."""

import getpass
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from fer_core.camera_check.findings import Attempt, Device, Findings


def versions() -> dict[str, str]:
    """Return the versions of the system and of the libraries under fer_core, by name."""
    return {
        "System": f"{platform.platform()} ({platform.machine()})",
        "Python": f"{platform.python_version()}{' (stand-alone)' if getattr(sys, 'frozen', False) else ''}",
        "OpenCV": cv2.__version__,
        "NumPy": np.__version__,
        "ONNX Runtime": onnxruntime.__version__,
    }


def report_text(findings: Findings, programs: Mapping[str, str], *, private: Iterable[str] | None = None) -> str:
    """Write the versions in ``programs`` and the findings as text.

    ``private`` are words that are replaced in what cameras and programs are called: by default the user's names, since
    telephones are named after people.
    """
    words = private_words() if private is None else private
    lines = ["Emolens camera report", ""]
    lines += [f"{name}: {version}" for name, version in programs.items()]
    lines += ["", f"Emolens opens cameras through {findings.backend}."]
    if not findings.has_listing:
        lines.append("The system did not answer when asked for its cameras.")
    if findings.is_denied:
        lines.append("Windows' privacy settings deny access to cameras.")
    if not findings.is_complete:
        lines.append("The check was cancelled.")
    lines += ["", "Cameras:", *(f"  {camera.index}: {camera.name}" for camera in findings.cameras)]
    lines += ["  none"] * (not findings.cameras)
    if findings.devices:
        lines += ["", "Devices:", *(f"  {_device_line(device)}" for device in findings.devices)]
    lines += ["", "Attempts:", *(f"  {_attempt_line(attempt)}" for attempt in findings.attempts)]
    head = 2 + len(programs)
    return "\n".join([*lines[:head], *(_without(words, line) for line in lines[head:])]) + "\n"


def private_words() -> set[str]:
    """Return the user's login and full names and the name of the home folder, as far as the system tells."""
    words = {Path.home().name}
    try:
        words.add(getpass.getuser())
        import pwd  # noqa: PLC0415

        words.update(pwd.getpwnam(getpass.getuser()).pw_gecos.replace(",", " ").split())
    except (ImportError, KeyError, OSError):
        pass
    return {word for word in words if len(word) > 2}


def _without(words: Iterable[str], line: str) -> str:
    for word in words:
        line = re.sub(rf"\b{re.escape(word)}\b", "<user>", line, flags=re.IGNORECASE)
    return line


def _device_line(device: Device) -> str:
    parts = [device.path, "accessible" if device.is_accessible else f"no access (group {device.group or 'unknown'}"]
    if not device.is_accessible:
        parts[-1] += ", from the next login)" if device.joins_at_login else ")"
    parts += [f"open in {holder.name} ({holder.pid})" for holder in device.holders]
    return ", ".join(parts)


def _attempt_line(attempt: Attempt) -> str:
    asked = f"{attempt.camera.index}, {attempt.backend}, {_size(attempt.wanted_wh)}: {attempt.outcome}"
    if (measured := attempt.measured) is None:
        return asked
    return (
        f"{asked}, {_size(measured.size_wh)}, {measured.fps:.1f} FPS (driver: {measured.claimed_fps:.1f}), "
        f"read {measured.read_ms:.0f} ms, at most {measured.slowest_read_ms:.0f} ms, "
        f"first picture after {measured.first_picture_s:.1f} s, brightness {measured.brightness:.0f}"
    )


def _size(size_wh: tuple[int, int]) -> str:
    return f"{size_wh[0]}×{size_wh[1]}"
