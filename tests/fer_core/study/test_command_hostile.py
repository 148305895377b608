"""``emolens-study`` with what goes wrong: Ctrl-C, a full disk, no rights, nonsense."""

import errno
import json

import pytest

import fer_core.rows.writing
from fer_core.rows.columns import COLUMNS
from fer_core.study import remembered, run
from fer_core.study.command import main
from fer_core.study.model import StudyRecording
from fer_core.study.study_file import change_study, read_study
from tests.fer_core.study.studies import make_recording, make_study, rows_of, steadily
from tests.systems import posix_only


def test_a_cut_off_memory_costs_only_its_line(study, tmp_path):
    assert main(["tables", str(study), "--out", str(tmp_path / "out")]) == 0
    path = study / remembered.REMEMBERED
    path.write_bytes(path.read_bytes()[:-40])
    whole = (tmp_path / "out" / "recordings.csv").read_bytes()
    for _ in range(2):
        assert main(["tables", str(study), "--out", str(tmp_path / "out")]) == 0
        assert (tmp_path / "out" / "recordings.csv").read_bytes() == whole


def test_ctrl_c_replaces_nothing_and_the_same_command_goes_on(study, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "recordings.csv").write_text("earlier")
    read, summarize = [], remembered.summarize

    def stopped(task):
        if len(read) == 3:
            raise KeyboardInterrupt
        read.append(task)
        return summarize(task)

    monkeypatch.setattr(remembered, "summarize", stopped)
    assert main(["tables", str(study), "--out", str(out)]) == 130
    assert "interrupted; every file is whole" in capsys.readouterr().err
    assert [each.name for each in out.iterdir()] == ["recordings.csv"]
    assert (out / "recordings.csv").read_text() == "earlier"
    read[:] = [None] * 10
    assert main(["tables", str(study), "--out", str(out)]) == 0
    assert len(read) == 13


def test_a_full_disk_is_told_and_loses_nothing(study, tmp_path, monkeypatch, capsys):
    before = (study / "study.json").read_bytes()
    path = make_recording(tmp_path / "x", steadily("happy"))

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(fer_core.rows.writing, "bring_to_disk", full)
    assert main(["add", str(study), str(path), "--participant", "03", "--stimulus", "joy"]) == 1
    assert main(["report", str(study)]) == 1
    assert main(["tables", str(study), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.count("Free some space") == 3
    assert (study / "study.json").read_bytes() == before
    assert not list((tmp_path / "out").iterdir())
    assert not (study / "report.html").exists()


@posix_only
def test_a_study_that_cannot_be_written_to_still_has_tables(study, tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(remembered.os, "open", refused)
    assert list(map(len, remembered.remembering(study, run.tasks_of(study, read_study(study))))) == [2, 1] * 3


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["add", "s"],
        ["add", "s", "r"],
        ["add", "s", "r", "--participant", "1"],
        ["add", "s", "r", "--list", "x", "--participant", "1", "--stimulus", "2"],
        ["tables", "s"],
        ["tables", "s", "--out", "x", "--bids", "--dask", "tcp://127.0.0.1:9"],
        ["tables", "s", "--out", "x", "--format", "doc"],
    ],
)
def test_what_makes_no_sense_is_refused(arguments):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)


def test_what_is_not_there_is_told(study, tmp_path, capsys):
    for arguments in (
        ["check", str(tmp_path / "none")],
        ["init", str(study)],
        ["init", str(tmp_path / "new"), "--stimulus", "joy=nothing.mp4"],
        ["add", str(study), str(tmp_path / "none"), "--participant", "1", "--stimulus", "2"],
        ["add", str(study), "--list", str(tmp_path / "none.csv")],
    ):
        assert main(arguments) == 1
        assert capsys.readouterr().err.startswith("emolens-study: ")


def test_what_the_system_refuses_to_look_at_is_a_row_with_its_reason(tmp_path):
    folder = make_study(tmp_path / "study", [("01", "joy", make_recording(tmp_path / "a", steadily("happy")))])
    change_study(folder, lambda study: study.with_recording(StudyRecording("02", "joy", "x" * 400)))
    assert main(["tables", str(folder), "--out", str(tmp_path / "out")]) == 0
    good, bad = rows_of(tmp_path / "out" / "recordings.csv")
    assert (good["problem"], good["share_happy"]) == ("", "1.0")
    assert "cannot be read" in bad.pop("problem")
    assert {name for name, value in bad.items() if value} == {"participant", "stimulus", "recording"}


def test_names_lead_no_file_out_of_its_folder(tmp_path):
    recordings = [
        (f"../../{number}", f"..{what}", make_recording(tmp_path / f"{number}{what}", steadily("happy")))
        for number in range(2)
        for what in ("/a", "\\b")
    ]
    folder = make_study(tmp_path / "study", recordings)
    assert main(["tables", str(folder), "--out", str(tmp_path / "out"), "--bids"]) == 0
    labels = {path.name for path in (tmp_path / "out" / "bids").iterdir() if path.is_dir()}
    assert len(labels) == 2
    assert all(label.removeprefix("sub-").isalnum() for label in labels)
    assert len(list((tmp_path / "out" / "bids").rglob("*_beh.tsv"))) == 4


def test_what_can_be_no_recording_is_not_added(tmp_path, capsys):
    folder = make_study(tmp_path / "study", [])
    (tmp_path / "clip.mp4").write_bytes(b"film")
    (tmp_path / "empty").mkdir()
    for name, reason in (
        ("clip.mp4", "give the table that emolens-predict makes of it"),
        ("empty", "neither a recording nor a headless run"),
        ("none", "There is no recording"),
    ):
        assert main(["add", str(folder), str(tmp_path / name), "--participant", "1", "--stimulus", "joy"]) == 1
        assert reason in capsys.readouterr().err
    change_study(folder, lambda study: study.with_recording(StudyRecording("1", "joy", str(tmp_path / "clip.mp4"))))
    assert main(["check", str(folder)]) == 1
    assert "neither a recording nor a table in one of .csv, .jsonl, .parquet" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_table_of_pictures_is_not_added(tmp_path, capsys, suffix):
    folder, path = make_study(tmp_path / "study", []), tmp_path / f"faces{suffix}"
    row = dict.fromkeys(COLUMNS, "") | {"path": "a.png", "label": "happy"}
    lines = {".csv": (",".join(row), ",".join(row.values())), ".jsonl": (json.dumps(row),)}
    path.write_text("\n".join(lines[suffix]) + "\n")
    assert main(["add", str(folder), str(path), "--participant", "1", "--stimulus", "joy"]) == 1
    assert f"{path} is a table of pictures" in capsys.readouterr().err
    assert read_study(folder).recordings == ()
    change_study(folder, lambda study: study.with_recording(StudyRecording("1", "joy", str(path))))
    assert main(["check", str(folder)]) == 1
    assert "is a table of pictures" in capsys.readouterr().out
