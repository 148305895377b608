"""The same tables from a cluster of two processes, from recordings and from the parts that emolens-predict leaves."""

import csv
import logging

import pytest

from fer_core.cluster import connected
from fer_core.rows.columns import VIDEO_KINDS
from fer_core.rows.row_file import RowFile
from fer_core.study import run
from fer_core.study.command import main
from fer_core.study.remembered import REMEMBERED
from tests.fer_core.study.studies import make_recording, make_study, rows_of, steadily

distributed = pytest.importorskip("distributed", reason="Dask comes with the cluster extra")
pytest.importorskip("pyarrow", reason="pyarrow comes with the parquet extra")


@pytest.fixture(scope="module")
def address():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


def make_part(path, recording):
    """Write the rows of a recording as ``emolens-predict --dask`` leaves those of a video."""
    with (recording / "frames.csv").open() as file, RowFile(path, VIDEO_KINDS, keeps_incomplete=False) as table:
        for row in csv.DictReader(file):
            values = {**row, "face": row["face_id"], "path": f"{path.stem}.mp4"}
            table.write(
                {
                    name: kind(values[name]) if values.get(name) not in (None, "") else None
                    for name, kind in VIDEO_KINDS.items()
                }
            )
    return path


@pytest.fixture
def study(tmp_path):
    recordings = []
    for number in range(12):
        rows = steadily("happy", stop_s=1 + number / 7) + steadily("sad", start_s=3.1)
        path = make_recording(tmp_path / "rec" / str(number), rows, markers=[(0.5, "q start"), (2.1, "q stop")])
        if number % 3 == 0:
            path = make_part(tmp_path / f"part-{number:06}-abc.parquet", path)
        recordings.append((f"{number % 7}", f"film {number % 2}", path))
    recordings.append(("lost", "film 0", make_recording(tmp_path / "rec" / "lost", [])))
    folder = make_study(tmp_path / "study", recordings)
    (tmp_path / "rec" / "lost").rename(tmp_path / "elsewhere")
    return folder


@pytest.mark.slow
def test_two_workers_come_to_the_numbers_of_one_machine(study, tmp_path, address, monkeypatch):
    monkeypatch.setattr(run, "BLOCK", 2)
    assert main(["tables", str(study), "--out", str(tmp_path / "here")]) == 0
    (study / REMEMBERED).unlink()
    assert main(["tables", str(study), "--out", str(tmp_path / "there"), "--dask", address]) == 0
    for name in run.TABLES:
        here, there = (tmp_path / where / f"{name}.csv" for where in ("here", "there"))
        assert here.read_bytes() == there.read_bytes()
    recordings = rows_of(tmp_path / "there" / "recordings.csv")
    assert sum(row["recording"].endswith(".parquet") for row in recordings) == 4
    assert "is not there" in recordings[-1]["problem"]
    assert main(["report", str(study), "--dask", address, "--out", str(tmp_path / "there.html")]) == 0
    assert main(["report", str(study), "--out", str(tmp_path / "here.html")]) == 0
    assert (tmp_path / "here.html").read_text() == (tmp_path / "there.html").read_text()


def test_of_what_goes_wrong_only_our_own_sentence_is_told(address):
    with connected(address):
        loggers = [
            logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")
        ]
        assert loggers
        assert not [each.name for each in loggers if each.isEnabledFor(logging.ERROR)]


def test_an_address_where_nobody_answers_is_told(study, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("fer_core.cluster._CONNECT_S", 0.5)
    assert main(["tables", str(study), "--out", str(tmp_path / "out"), "--dask", "tcp://127.0.0.1:9"]) == 1
    assert "No Dask scheduler answers" in capsys.readouterr().err
    assert not list((tmp_path / "out").iterdir())
