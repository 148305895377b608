import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from fer_core.errors import DataError
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import make_folder, partial_path, write_whole

COLUMNS = ("name", "count", "share")
ROWS = [
    {"name": 'a, "b"\nc', "count": 1, "share": 0.5},
    {"name": "Zoë 顔.png", "count": None, "share": 0.25},
]


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    """No file may grow beyond ``limit`` bytes, which fails like a full disk."""
    resource = pytest.importorskip("resource", reason="this system has no limits for files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write_all(sink: RowFile, items: Iterable[Any], *, then: type[BaseException] | None = None) -> None:
    """Write ``items`` into a sink and close it as its ``with`` block would, which ends by raising ``then``."""
    with sink:
        for item in items:
            sink.write(item)
        if then:
            raise then


def test_csv_round_trip(tmp_path):
    path = tmp_path / "rows.csv"
    with RowFile(path, COLUMNS) as file:
        for row in ROWS:
            file.write(row)
        assert not path.exists()
    with path.open(encoding="utf-8", newline="") as lines:
        read = list(csv.DictReader(lines))
    assert read == [
        {"name": 'a, "b"\nc', "count": "1", "share": "0.5"},
        {"name": "Zoë 顔.png", "count": "", "share": "0.25"},
    ]
    assert file.kept == path
    assert [p.name for p in tmp_path.iterdir()] == ["rows.csv"]


def test_jsonl_round_trip(tmp_path):
    path = tmp_path / "rows.JSONL"
    with RowFile(path, COLUMNS) as file:
        for row in ROWS:
            file.write(row)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == ROWS


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_names_that_are_no_text_still_give_valid_utf8(tmp_path, suffix):
    path = tmp_path / f"rows{suffix}"
    with RowFile(path, ("name",)) as file:
        file.write({"name": "a\udcff.png"})
    assert "a\\udcff.png" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rows.txt", "rows", "rows.csv.gz"])
def test_other_suffixes_are_refused(tmp_path, name):
    with pytest.raises(DataError, match=r"ends in one of \.csv, \.jsonl, \.parquet"):
        RowFile(tmp_path / name, COLUMNS)


def test_missing_folder_and_folder_as_file_are_refused(tmp_path):
    with pytest.raises(DataError, match="No such file or directory"):
        RowFile(tmp_path / "no" / "rows.csv", COLUMNS)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        RowFile(tmp_path / "folder.csv", COLUMNS)


def test_wrong_columns_are_refused(tmp_path):
    with RowFile(tmp_path / "rows.csv", COLUMNS) as file, pytest.raises(ValueError, match="expected columns"):
        file.write({"name": "a"})


def test_each_row_is_on_disk_at_once(tmp_path):
    with RowFile(tmp_path / "rows.csv", COLUMNS) as file:
        file.write({"name": "a", "count": 1, "share": 1.0})
        assert (tmp_path / "rows.partial.csv").read_text() == "name,count,share\na,1,1.0\n"


def test_interrupted_file_is_kept_under_its_name(tmp_path):
    file = RowFile(tmp_path / "rows.csv", COLUMNS)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS[1:], then=KeyboardInterrupt)
    assert file.kept == tmp_path / "rows.csv"
    assert len(file.kept.read_text(encoding="utf-8").splitlines()) == 2


def test_interrupted_file_that_is_not_worth_keeping_leaves_nothing(tmp_path):
    file = RowFile(tmp_path / "rows.csv", COLUMNS, keeps_incomplete=False)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS[1:], then=KeyboardInterrupt)
    assert file.kept is None
    assert list(tmp_path.iterdir()) == []


def test_interrupted_file_does_not_replace_an_earlier_one(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("earlier")
    file = RowFile(path, COLUMNS)
    with pytest.raises(KeyboardInterrupt):
        write_all(file, ROWS[1:], then=KeyboardInterrupt)
    assert path.read_text() == "earlier"
    assert file.kept == partial_path(path)
    assert "Zoë" in file.kept.read_text(encoding="utf-8")


def test_interrupted_before_the_first_row_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), RowFile(tmp_path / "rows.csv", COLUMNS) as file:
        raise KeyboardInterrupt
    assert file.kept is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_full_disk_is_a_clear_error_and_the_rows_stay_readable(tmp_path, suffix):
    path = tmp_path / f"rows{suffix}"
    rows = [{"name": f"row {index}", "count": index, "share": 0.5} for index in range(1000)]
    with full_disk(1000), pytest.raises(DataError, match=r"Cannot write .*rows"):
        write_all(RowFile(path, COLUMNS), rows)
    assert not path.exists()
    lines = partial_path(path).read_text().splitlines()
    assert len(lines) > 20
    assert "row 10" in lines[11] or "row 10" in lines[10]


def test_small_files_and_folders(tmp_path):
    make_folder(tmp_path / "a" / "b")
    write_whole(tmp_path / "a" / "b" / "c.json", b"{}")
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == b"{}"
    with pytest.raises(DataError, match="Cannot write"):
        write_whole(tmp_path / "no" / "c.json", b"{}")
    with pytest.raises(DataError, match="Cannot make the folder"):
        make_folder(tmp_path / "a" / "b" / "c.json" / "d")
