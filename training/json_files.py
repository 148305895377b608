"""JSON files of a run."""

import json
from pathlib import Path
from typing import Any

from fer_core.errors import DataError
from fer_core.sinks import write_whole


def read_json(path: Path) -> Any:
    """Return what a file holds; raises DataError where it is missing or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read ({error}). Remove this one file and give the command again.") from error


def write_json(path: Path, content: Any) -> None:
    """Write a file beside and rename it."""
    write_whole(path, json.dumps(content, indent=2).encode())
