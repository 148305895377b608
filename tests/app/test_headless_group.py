"""``emolens --headless --group``: numbers only, from a film of a class to a table and a summary."""

import csv
import json

import numpy as np
import pytest

from app.command import main
from app.headless_group import run_group
from fer_core.errors import DataError
from fer_core.group import GroupMeter
from fer_core.rows.group_columns import GROUP_KINDS
from tests.app.test_headless import picture, pipeline
from tests.films import demo_pictures, write_film
from tests.stand_ins import LOST, ScriptedSource

FOUR = ((0, 0, 18, 18), (20, 0, 18, 18), (40, 0, 18, 18), (60, 0, 18, 18))


def rows_of(folder):
    with (folder / "group.csv").open(newline="") as lines:
        return list(csv.DictReader(lines))


def write_class(path, people, *, frames=12, fps=25.0):
    """Write a film of the demo's face, so many times side by side."""
    faces = demo_pictures(frames)
    return write_film(path, [np.ascontiguousarray(np.hstack([face] * people)) for face in faces], fps=fps)


@pytest.mark.slow
def test_a_film_of_a_class_becomes_numbers_through_the_real_command(tmp_path, capsys):
    film = write_class(tmp_path / "class.mp4", 3)
    out = tmp_path / "out"
    group = ["--headless", "--group", "--interval", "0.2", "--valence"]
    assert main(["--source", str(film), *group, "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["group.csv", "summary.json"]
    rows = rows_of(out)
    assert tuple(rows[0]) == (*GROUP_KINDS, "valence", "arousal")
    assert {row["n"] for row in rows} == {"3"}
    assert sum(float(rows[0][f"share_{label}"]) for label in ("happy", "neutral", "uncertain")) > 0.5
    summary = json.loads((out / "summary.json").read_text())
    assert (summary["intervals"], summary["intervals_shown"], summary["least"]) == (len(rows), len(rows), 3)
    assert summary["frames"] == 12
    assert "with at least 3 faces" in capsys.readouterr().out


@pytest.mark.slow
def test_of_one_face_nothing_is_told(tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["--source", "demo", "--headless", "--group", "--seconds", "0.5", "--out", str(out)]) == 0
    (row,) = rows_of(out)
    assert row.pop("time_s") == "0.0"
    assert row.pop("remark") == "fewer than 3 faces"
    assert set(row.values()) == {""}
    assert not {"faces", "label_shares"} & set(json.loads((out / "summary.json").read_text()))
    assert "0 with at least 3 faces" in capsys.readouterr().out


def test_a_source_that_stops_leaves_what_was_seen(tmp_path):
    source = ScriptedSource([picture(126)] * 90, end=LOST)
    summary = run_group(source, pipeline(*FOUR), GroupMeter(interval_s=1.0), out_dir=tmp_path / "out", seconds=None)
    assert (summary.ended, summary.exit_code) == ("source stopped", 1)
    rows = rows_of(tmp_path / "out")
    assert [(row["time_s"], row["n"]) for row in rows] == [("0.0", "4"), ("1.0", "4"), ("2.0", "4")]
    assert float(rows[0]["share_happy"]) == 1


def test_ctrl_c_keeps_the_interval_that_was_under_way(tmp_path):
    source = ScriptedSource([picture(126)] * 10, end=KeyboardInterrupt())
    summary = run_group(source, pipeline(*FOUR), GroupMeter(), out_dir=tmp_path / "out", seconds=None)
    assert (summary.ended, summary.exit_code, summary.intervals_shown) == ("interrupted", 130, 1)
    assert len(rows_of(tmp_path / "out")) == 1


def test_earlier_results_stay(tmp_path):
    (tmp_path / "group.csv").write_text("mine")
    with pytest.raises(DataError, match="earlier results"):
        run_group(ScriptedSource([]), pipeline(), GroupMeter(), out_dir=tmp_path, seconds=None)
    assert (tmp_path / "group.csv").read_text() == "mine"


@pytest.mark.parametrize(
    "options",
    [
        ["--group"],
        ["--valence"],
        ["--headless", "--least", "3"],
        ["--headless", "--group", "--least", "1"],
        ["--headless", "--group", "--interval", "0"],
        ["--headless", "--group", "--interval", "1e-320"],
    ],
)
def test_options_that_do_not_go_together_are_refused(options, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(options)
    assert "error:" in capsys.readouterr().err
