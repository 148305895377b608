"""What a run was made with, for whoever wants to repeat it."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PACKAGES = ("tensorflow", "keras", "numpy", "onnx", "onnxruntime", "tf2onnx", "scikit-learn")


def describe_environment() -> dict[str, Any]:
    """Return versions, processor and the commit of the code, None outside a repository, as a JSON object."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "commit": _commit(),
        **{package: version(package) for package in _PACKAGES},
    }


def _commit() -> str | None:
    """Return the commit, with a plus where files have been changed since."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty=+", "--abbrev=12"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
