"""What the analyze page writes to a file of the user's."""

import csv
import errno
import json
import sqlite3

import pyarrow.parquet as pq
import pytest
from PySide6.QtWidgets import QFileDialog

from app.pages.analyze import result_store
from app.pages.analyze.export import Exporter
from app.pages.analyze.messages import AnalyzeInbox
from app.services.group_settings import VALENCE
from app.services.mailbox import Doorbell
from app.services.settings import Settings
from fer_core.errors import DataError
from fer_core.rows.columns import COLUMNS, VIDEO_KINDS
from fer_core.rows.formats import FORMATS
from fer_core.rows.formats.text import TextWriter
from tests.app.pages.analyze.conftest import wait, wait_for_end


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_the_export_is_the_table_of_emolens_predict(make_model, qtbot, album, make_clip, suffix):
    (album / "z.png").touch()
    tmp_path = album.parent
    model = make_model()
    model.add([album, make_clip(tmp_path / "clip.mp4")])
    wait_for_end(qtbot, model, results=5)
    out = tmp_path / f"out.{suffix}"
    out.write_text("earlier")
    model.export(out)
    wait(qtbot, lambda: "24 rows are written" in model.news.text)
    rows = {"csv": read_csv, "jsonl": read_jsonl, "parquet": lambda path: pq.read_table(path).to_pylist()}[suffix](out)
    assert tuple(rows[0]) == tuple(VIDEO_KINDS)
    assert [row["label"] for row in rows[:3]] == ["sad", "happy", "fear"]
    assert rows[3]["error"] == "the file is empty"
    assert [int(row["frame"]) for row in rows[4:]] == list(range(20))
    assert rows[4]["path"] == str(tmp_path / "clip.mp4")


def test_the_export_of_pictures_alone_has_their_columns(make_model, qtbot, tmp_path, album):
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    model.export(tmp_path / "out.csv")
    wait(qtbot, lambda: "3 rows" in model.news.text)
    assert tuple(read_csv(tmp_path / "out.csv")[0]) == COLUMNS


def test_the_export_has_valence_where_the_settings_show_it(make_model, qtbot, tmp_path, album):
    settings = Settings()
    settings.set(VALENCE, True)
    model = make_model(settings=settings)
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    model.export(tmp_path / "out.csv")
    wait(qtbot, lambda: "3 rows" in model.news.text)
    assert {"valence", "arousal"} <= set(read_csv(tmp_path / "out.csv")[0])


def test_an_export_for_spreadsheets_begins_with_a_byte_order_mark(make_model, qtbot, tmp_path, album):
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    model.export(tmp_path / "out.csv", for_spreadsheets=True)
    wait(qtbot, lambda: "3 rows" in model.news.text)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,")


def test_an_export_that_cannot_be_written_is_a_sentence(make_model, qtbot, tmp_path, album):
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    for name, words in (("no/out.csv", "Cannot write"), ("out.txt", "ends in one of .csv")):
        model.export(tmp_path / name)
        wait(qtbot, lambda words=words: words in model.news.text)
        assert model.news.is_problem


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize(
    "error", [sqlite3.OperationalError("disk I/O error"), DataError("No"), ValueError("odd"), InterruptedError()]
)
def test_an_export_that_fails_leaves_nothing_behind(tmp_path, monkeypatch, suffix, error):
    def rows(_):
        yield dict.fromkeys(VIDEO_KINDS)
        raise error

    monkeypatch.setattr(result_store.ResultStore, "export_rows", rows)
    assert_nothing_is_left(tmp_path, tmp_path / f"out.{suffix}")


@pytest.mark.parametrize("method", ["write", "close"])
def test_an_export_to_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch, method):
    real = getattr(TextWriter, method)

    def fail(writer, *arguments):
        real(writer, *arguments)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TextWriter, method, fail)
    assert_nothing_is_left(tmp_path, tmp_path / "out.csv")


def assert_nothing_is_left(tmp_path, out):
    inbox = AnalyzeInbox()
    exporter = Exporter(tmp_path / "data" / "analysis.sqlite", out, inbox=inbox, doorbell=Doorbell(lambda: None))
    exporter.run()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == []
    out.write_text("earlier")
    exporter.run()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [out.name]
    assert out.read_text() == "earlier"


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_jsonl(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_format_is_offered_in_the_question_where_to_save(make_page, monkeypatch):
    monkeypatch.setitem(FORMATS, ".toy", FORMATS[".csv"])
    page, _ = make_page()
    page.ask_for_export()
    (dialog,) = page.findChildren(QFileDialog)
    assert all(f"*{suffix}" in dialog.nameFilters()[0] for suffix in FORMATS)
    dialog.close()


@pytest.mark.parametrize("has_pyarrow", [True, False])
def test_parquet_is_offered_where_it_can_be_written(make_page, monkeypatch, has_pyarrow):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object() if has_pyarrow else None)
    page, _ = make_page()
    page.ask_for_export()
    (dialog,) = page.findChildren(QFileDialog)
    assert ("*.parquet" in dialog.nameFilters()[0]) is has_pyarrow
    dialog.close()
