"""Tables in Parquet, written by the same ``RowFile`` as the others."""

import importlib.util

import pyarrow.parquet as pq
import pytest

from fer_core.errors import DataError
from fer_core.rows.formats import parquet
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import partial_path
from tests.fer_core.rows.test_row_file import full_disk, write_all

KINDS = {"name": str, "count": int, "share": float}
ROWS = [
    {"name": 'a, "b"\nc', "count": 1, "share": 0.5},
    {"name": "Zoë 顔.png", "count": None, "share": 1},
]


def test_round_trip_keeps_types_and_missing_values(tmp_path):
    path = tmp_path / "rows.PARQUET"
    file = RowFile(path, KINDS)
    write_all(file, ROWS)
    table = pq.read_table(path)
    assert table.to_pylist() == ROWS
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double"]
    assert (file.kept, file.rows) == (path, 2)
    assert [p.name for p in tmp_path.iterdir()] == ["rows.PARQUET"]


def test_columns_without_types_take_those_of_their_values(tmp_path):
    write_all(
        RowFile(tmp_path / "rows.parquet", ("name", "count", "share", "error")), [row | {"error": None} for row in ROWS]
    )
    schema = pq.read_schema(tmp_path / "rows.parquet")
    assert [str(field.type) for field in schema] == ["string", "int64", "double", "string"]


def test_many_rows_are_written_in_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_GROUP", 10)
    rows = [{"name": f"row {i}", "count": i, "share": None} for i in range(25)]
    write_all(RowFile(tmp_path / "rows.parquet", KINDS), rows)
    file = pq.ParquetFile(tmp_path / "rows.parquet")
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [10, 10, 5]
    assert file.read().to_pylist() == rows


def test_a_table_without_rows_has_its_columns(tmp_path):
    write_all(RowFile(tmp_path / "rows.parquet", KINDS), [])
    table = pq.read_table(tmp_path / "rows.parquet")
    assert (table.column_names, table.num_rows) == (list(KINDS), 0)


def test_names_that_are_no_text_still_give_valid_utf8(tmp_path):
    write_all(RowFile(tmp_path / "a\udcff.parquet", {"name": str}), [{"name": "b\udcff.png"}])
    with (tmp_path / "a\udcff.parquet").open("rb") as file:
        assert pq.read_table(file).to_pylist() == [{"name": "b\\udcff.png"}]


def test_interrupted_table_keeps_its_rows_and_can_be_read(tmp_path):
    file = RowFile(tmp_path / "rows.parquet", KINDS)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS, then=KeyboardInterrupt)
    assert file.kept == tmp_path / "rows.parquet"
    assert pq.read_table(file.kept).num_rows == 2


def test_full_disk_is_a_clear_error_and_leaves_no_unreadable_table(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_GROUP", 500)
    rows = [{"name": f"row {i * 7919}", "count": i, "share": i / 7} for i in range(3000)]
    with full_disk(8000), pytest.raises(DataError, match=r"Cannot write .*rows.*disk"):
        write_all(RowFile(tmp_path / "rows.parquet", KINDS), rows)
    assert not list(tmp_path.iterdir())


def test_full_disk_at_the_very_end_is_noticed(tmp_path):
    rows = [{"name": f"row {i * 7919}", "count": i, "share": i / 7} for i in range(3000)]
    file = RowFile(tmp_path / "rows.parquet", KINDS)
    with full_disk(8000), pytest.raises(DataError, match=r"Cannot write .*rows.*disk"):
        write_all(file, rows)
    assert file.kept is None
    assert not partial_path(tmp_path / "rows.parquet").exists()


def test_without_pyarrow_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DataError, match=r"pip install 'emolens\[parquet\]'"):
        RowFile(tmp_path / "rows.parquet", KINDS)
    assert not list(tmp_path.iterdir())
