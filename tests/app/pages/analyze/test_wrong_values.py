"""Databases that SQLite finds whole, with values, or without tables, that Emolens never writes."""

import contextlib
import os
import sqlite3

import pytest
from PySide6.QtCore import Qt

from app.pages.analyze import database
from app.pages.analyze.checking import DAMAGED
from app.pages.analyze.database import open_database, problem_of
from app.pages.analyze.messages import Query
from app.pages.analyze.queue_model import QueueModel
from app.pages.analyze.queue_store import QueueStore
from app.pages.analyze.result_store import ResultStore
from app.pages.analyze.results_model import REMARK, ResultsModel
from fer_core.rows.columns import VIDEO_KINDS
from fer_core.rows.row_file import RowFile
from tests.app.pages.analyze.conftest import change, wait, wait_for_end
from tests.systems import posix_only

WRONG_RESULTS = [
    ("label", "furious"), ("label", 7), ("label", None), ("label", b"\xff\xfe"),
    ("happy", "much"), ("happy", 7.5), ("happy", -1.0), ("happy", float("inf")), ("happy", None), ("happy", b"\0"),
    ("face", "first"), ("face", 1.5), ("face", -3), ("face", None),
    ("crop", b"short"), ("crop", "text"), ("crop", b"x" * 2305), ("crop", 5),
    ("path", "text"), ("path", 3), ("path", b""), ("path", b"a\0b"),
    ("error", b"\xff"), ("first_s", "soon"), ("first_s", 1e300), ("last_s", float("inf")),
    ("counts", "{"), ("counts", "[]"), ("counts", '{"furious": 1}'), ("counts", '{"happy": "x"}'), ("counts", "1"),
    ("counts", "[" * 100_000), ("counts", '{"happy": 5}'), ("counts", '{"happy": 1' + 400 * "0" + "}"),
    ("best_probabilities", "[0.5]"), ("best_probabilities", "[2, 0, 0, 0, 0, 0, 0]"), ("best_probabilities", "{}"),
    ("best_s", -1.0), ("x", "left"), ("w", None), ("members", "{"), ("members", 7),
    ("members", '{"One": [0.5]}'), ("members", '{"One": [2, 0, 0, 0, 0, 0, 0]}'),
    ("members", '{"One": [NaN, 0, 0, 0, 0, 0, 0]}'), ("members", '{"One": [1' + 400 * "0" + ", 0, 0, 0, 0, 0, 0]}"),
    ("frames", 0),
    ("frames", "many"), ("frames", 1.5),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), WRONG_RESULTS)
def test_a_result_with_a_wrong_value_is_shown_as_damaged_and_the_others_count(filled, tmp_path, column, value):
    change(filled, f"UPDATE faces SET {column} = ? WHERE id = 4", value)
    with contextlib.closing(open_database(filled)) as connection:
        store = ResultStore(connection)
        *sound, damaged = store.page(Query()).rows
        assert [row.label for row in sound] == ["sad", "happy", "fear"]
        assert damaged.error == DAMAGED
        assert (damaged.label, damaged.probabilities, damaged.crop) == (None, None, None)
        with RowFile(tmp_path / "out.parquet", VIDEO_KINDS, keeps_incomplete=False) as table:
            for row in store.export_rows():
                table.write(row)
        assert table.rows >= 3


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "lost"),
        ("state", 3),
        ("done", "some"),
        ("total", -1),
        ("problems", 1.5),
        ("path", "x"),
        ("path", b"\0"),
    ],
)
def test_an_item_with_a_wrong_value_counts_as_unreadable_and_can_be_removed(filled, column, value):
    change(filled, f"UPDATE items SET {column} = ? WHERE id = 1", value)
    with contextlib.closing(open_database(filled)) as connection:
        store = QueueStore(connection)
        damaged, sound = store.items()
        assert (damaged.id, damaged.problems) == (1, 1)
        assert sound.problems == 0
        assert store.next_item() is None
        store.remove(1)
        assert len(store.items()) == 1


@pytest.mark.parametrize("column", ["face", "x", "time_s", "happy", "label"])
def test_wrong_values_of_frames_do_not_keep_a_video_from_going_on(filled, column):
    change(filled, f"UPDATE frames SET {column} = 'wrong' WHERE frame = 2")
    with contextlib.closing(open_database(filled)) as connection:
        store = ResultStore(connection)
        assert store.faces_in_video(2) == 1
        assert set(store.last_boxes(2, after_s=-1.0)) == {1}
        store.summarise_video(2, filled)
        assert store.page(Query()).total >= 4
        damaged = [row for row in store.export_rows() if row["error"] == DAMAGED]
        assert len(damaged) == (column != "label")


def test_text_that_cannot_be_decoded_is_no_failure(filled):
    change(filled, "UPDATE faces SET error = CAST(x'ff41' AS TEXT), label = NULL WHERE id = 2")
    with contextlib.closing(open_database(filled)) as connection:
        assert ResultStore(connection).page(Query()).rows[1].error == "\ufffdA"


def test_the_page_shows_damaged_rows_in_every_role_without_an_exception(filled, make_model, qtbot):
    for number, (column, value) in enumerate((("label", 5), ("happy", "x"), ("crop", b"1")), start=1):
        change(filled, f"UPDATE faces SET {column} = ? WHERE id = ?", value, number)
    change(filled, "UPDATE items SET state = 'lost'")
    model = make_model()
    wait(qtbot, lambda: model.page.total == 4 and len(model.items) == 2)
    for table in (ResultsModel(model), QueueModel(model)):
        for row in range(-1, table.rowCount() + 1):
            for column in range(table.columnCount()):
                for role in (*Qt.ItemDataRole, 300, 10_000):
                    table.data(table.createIndex(row, column), role)
    results = ResultsModel(model)
    remarks = [results.index(row, REMARK).data() for row in range(4)]
    assert [remark.startswith("This result is damaged") for remark in remarks] == [True, True, True, False]


@pytest.mark.parametrize(
    "statement", ["DROP TABLE faces", "DROP TABLE crops", "ALTER TABLE items DROP COLUMN problems"]
)
def test_a_database_without_a_table_is_set_aside_and_a_new_one_begun(filled, make_model, qtbot, album, statement):
    change(filled, statement)
    model = make_model()
    wait(qtbot, lambda: model.news is not None)
    assert "is missing in it" in model.news.text
    assert "analysis.damaged-1.sqlite" in model.news.text
    model.add([album])
    wait_for_end(qtbot, model, results=3)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (sqlite3.SQLITE_FULL, "Free some space"),
        (sqlite3.SQLITE_IOERR | 3 << 8, "Free some space"),
        (sqlite3.SQLITE_READONLY, "may be written to"),
        (sqlite3.SQLITE_CORRUPT, "are damaged"),
        (sqlite3.SQLITE_ERROR, "are damaged"),
        (sqlite3.SQLITE_BUSY, "Another program is using"),
    ],
)
def test_each_failure_of_the_database_has_its_own_advice(qapp, tmp_path, code, advice):
    error = sqlite3.OperationalError("no such table: faces")
    error.sqlite_errorcode = code
    text = problem_of(tmp_path / "analysis.sqlite", error)
    assert advice in text
    assert ("Free some space" in text) == (advice in ("Free some space", "may be written to"))


@posix_only
def test_pictures_of_faces_are_their_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        connection = open_database(tmp_path / "data" / database.FILE_NAME)
        connection.execute("INSERT INTO items (path, is_video, is_folder, state, done, total, problems) "
                           "VALUES (x'41', 0, 0, 'done', 0, 0, 0)")  # fmt: skip
        connection.commit()
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}
        connection.close()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("analysis.sqlite", "analysis.sqlite-wal", "analysis.sqlite-shm"), 0o600)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@posix_only
def test_a_database_that_others_could_read_is_closed_to_them(tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / database.FILE_NAME
    path.touch(0o644)
    open_database(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
