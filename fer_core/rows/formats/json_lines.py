"""Tables as JSON lines: an object per row, null for a missing value."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from fer_core.rows.columns import Kind, Value
from fer_core.rows.formats.base import TableFormat
from fer_core.rows.formats.text import TextWriter


def start_json_lines(path: Path, _: Sequence[str], __: Mapping[str, Kind]) -> TextWriter:
    """Start a file; raises OSError."""
    return TextWriter(path, _line)


FORMAT: Final = TableFormat(start_json_lines)


def _line(row: Mapping[str, Value]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
