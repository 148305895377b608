"""Tables as Apache Parquet, through pyarrow, which is an extra."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fer_core.rows.columns import Kind, Value
from fer_core.rows.formats.base import TableFormat

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP: Final = 4096
"""Rows that are held in memory before they are written as one row group."""


class ParquetWriter:
    """Writes rows in groups. The file can be read only after ``close``; nothing is left of one that cannot be read."""

    def __init__(self, path: Path, columns: Sequence[str], kinds: Mapping[str, Kind]) -> None:
        """Start the file; a column without a kind gets that of its values in the first group; raises OSError."""
        self._path = path
        self._columns = tuple(columns)
        self._kinds = kinds
        self._held: list[tuple[Value, ...]] = []
        self._writer: Any = None
        self._is_broken = False
        # A file of Python's own takes any name, and tells a full disk as an OSError.
        self._file = path.open("xb")

    def write(self, row: Mapping[str, Value]) -> None:
        """Hold one row, and write those held once they make a group; raises OSError."""
        self._held.append(tuple(_as_text(row[name]) for name in self._columns))
        if len(self._held) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Write the rest and the footer; raises OSError."""
        is_whole = False
        try:
            with self._file:
                if not self._is_broken:
                    if self._held or self._writer is None:
                        self._flush()
                    self._writer.close()
            is_whole = not self._is_broken
        finally:
            if not is_whole:
                self._path.unlink(missing_ok=True)

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        columns = list(zip(*self._held, strict=True)) or [()] * len(self._columns)
        if self._writer is None:
            fields = [
                (name, _arrow_type(self._kinds.get(name) or _kind_of(values)))
                for name, values in zip(self._columns, columns, strict=True)
            ]
            self._writer = pq.ParquetWriter(self._file, pa.schema(fields))
        schema: pa.Schema = self._writer.schema
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        self._held.clear()
        self._is_broken = True
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        self._is_broken = False


FORMAT: Final = TableFormat(ParquetWriter, package="pyarrow", extra="parquet")


def _as_text(value: Value) -> Value:
    """Return a value whose text is valid Unicode: names of files may hold bytes that are none."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value


def _kind_of(values: Sequence[Value]) -> Kind:
    found = {type(value) for value in values if value is not None}
    if found and found <= {int, float}:
        return float if float in found else int
    return str


def _arrow_type(kind: Kind) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415

    return {str: pa.string(), int: pa.int64(), float: pa.float64()}[kind]
