"""``emolens-study`` from beginning to end, and what is wrong told in a sentence."""

import json

import pytest

from fer_core.study import remembered, run
from fer_core.study.command import main
from fer_core.study.study_file import read_study
from tests.fer_core.study.studies import make_recording, make_study, rows_of, steadily


def test_tables_have_a_row_per_recording_participant_and_mean(study, tmp_path, capsys):
    assert main(["tables", str(study), "--out", str(tmp_path / "out")]) == 0
    assert "6 recordings, written to" in capsys.readouterr().out
    recordings = rows_of(tmp_path / "out" / "recordings.csv")
    assert len(recordings) == 6 + 3
    assert {row["face_chosen"] for row in recordings} == {"longest"}
    assert {row["participant"] for row in recordings} == {"01", "02", "가"}
    people = rows_of(tmp_path / "out" / "participants.csv")
    joy = [float(row["share_happy"]) for row in people if (row["stimulus"], row["interval"]) == ("joy", "")]
    assert len(joy) == 3
    means = {
        (row["stimulus"], row["interval"], row["measure"]): row for row in rows_of(tmp_path / "out" / "stimuli.csv")
    }
    mean = means["joy", "", "share_happy"]
    assert float(mean["mean"]) == pytest.approx(sum(joy) / 3, abs=1e-5)
    assert float(mean["low"]) < float(mean["mean"]) < float(mean["high"])
    assert means["joy", "q", "share_happy"]["participants"] == "3"


def test_stimuli_are_compared_within_those_who_saw_both(tmp_path):
    shares = {("1", "a"): 3.0, ("1", "b"): 1.0, ("2", "a"): 2.0, ("2", "b"): 1.0, ("3", "a"): 4.0, ("4", "b"): 4.0}
    recordings = [
        (who, what, make_recording(tmp_path / (who + what), steadily("happy", stop_s=s) + steadily("sad", start_s=s)))
        for (who, what), s in shares.items()
    ]
    folder = make_study(tmp_path / "study", recordings)
    assert main(["tables", str(folder), "--out", str(tmp_path / "out")]) == 0
    rows = {row["measure"]: row for row in rows_of(tmp_path / "out" / "differences.csv")}
    happy = rows["share_happy"]
    assert (happy["stimulus"], happy["other"], happy["participants"]) == ("a", "b", "2")
    assert float(happy["mean"]) == pytest.approx((2 + 1) / 2 / 4, abs=0.01)
    assert float(happy["low"]) < float(happy["mean"]) < float(happy["high"])
    assert float(rows["share_sad"]["mean"]) == pytest.approx(-float(happy["mean"]), abs=1e-6)


def test_two_recordings_of_a_participant_are_pooled_by_the_seconds_seen(tmp_path):
    long = make_recording(tmp_path / "long", steadily("happy", stop_s=3.0))
    short = make_recording(tmp_path / "short", steadily("sad", stop_s=1.0))
    folder = make_study(tmp_path / "study", [("01", "joy", long), ("01", "joy", short)])
    assert main(["tables", str(folder), "--out", str(tmp_path / "out")]) == 0
    (row,) = rows_of(tmp_path / "out" / "participants.csv")
    assert row["recordings"] == "2"
    assert float(row["share_happy"]) == pytest.approx(2.95 / (2.95 + 0.95), abs=1e-4)
    assert float(row["seen_share"]) == pytest.approx((2.95 + 0.95) / 8, abs=1e-4)


def test_a_recording_without_its_participant_counts_in_the_share_seen(tmp_path):
    seen, empty = (make_recording(tmp_path / name, rows) for name, rows in (("a", steadily("happy")), ("b", [])))
    for recordings in ([seen, empty], [empty, seen]):
        folder = tmp_path / recordings[0].name / "study"
        make_study(
            folder, [("01", "joy", each) for each in recordings] + [("02", "joy", tmp_path / "a" / "frames.csv")]
        )
        assert main(["tables", str(folder), "--out", str(folder / "out")]) == 0
        (row,) = rows_of(folder / "out" / "participants.csv")
        assert (row["participant"], row["recordings"]) == ("01", "1")
        assert float(row["seen_share"]) == pytest.approx(3.95 / 8, abs=1e-4)
        assert float(row["share_happy"]) == 1


def test_parquet_has_the_same_rows(study, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow comes with the parquet extra")
    for kind in ("csv", "parquet"):
        assert main(["tables", str(study), "--out", str(tmp_path / "out"), "--format", kind]) == 0
    for name in run.TABLES:
        texts = rows_of(tmp_path / "out" / f"{name}.csv")
        rows = parquet.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist()
        assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows] == texts


def test_a_table_by_emolens_predict_is_a_recording_too(tmp_path, capsys):
    head = "path,frame,time_s,face,x,y,w,h,label,confidence,agreement,face_confidence,"
    head += "angry,disgust,fear,happy,neutral,sad,surprise,error\n"
    shares = "0.05,0.05,0.05,0.7,0.05,0.05,0.05"
    lines = [f"clip.mp4,{n},{n / 10},0,1,2,30,30,happy,0.7,1.0,,{shares},\n" for n in range(20)]
    error = "clip.mp4,,,,,,,,,,,,,,,,,,,frames are missing\n"
    (tmp_path / "clip.csv").write_text(head + "".join(lines) + error)
    folder = make_study(tmp_path / "study", [("01", "joy", tmp_path / "clip.csv")])
    assert main(["tables", str(folder), "--out", str(tmp_path / "out")]) == 0
    (row, *_) = rows_of(tmp_path / "out" / "recordings.csv")
    assert (row["face"], float(row["share_happy"]), float(row["seen_s"])) == ("0", 1.0, 2.0)
    assert row["problem"] == "frames are missing"
    (tmp_path / "clip.csv").write_text(head + "".join(lines).replace("clip.mp4,1,", "other.mp4,1,"))
    assert main(["check", str(folder)]) == 1
    changes = ("0.7,1.0", "0.7,1e300"), ("happy", "?"), ("0.05,0.7", "0.05,7"), ("1,2,30", "1,2,-30")
    for damaged in ("nonsense", *(head + lines[0].replace(*change) for change in changes)):
        (tmp_path / "clip.csv").write_text(damaged)
        assert main(["check", str(folder)]) == 1
    (tmp_path / "clip.csv").rename(tmp_path / "clip.txt")
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    assert "is not there" in capsys.readouterr().out


def test_the_folder_of_a_headless_run_is_a_recording_too(tmp_path):
    run_folder = make_recording(tmp_path / "run", steadily("happy", stop_s=2.0))
    (run_folder / "session.json").unlink()
    folder = make_study(tmp_path / "study", [("01", "joy", run_folder)])
    assert main(["tables", str(folder), "--out", str(tmp_path / "out")]) == 0
    (row,) = rows_of(tmp_path / "out" / "recordings.csv")
    assert (float(row["share_happy"]), float(row["seen_s"]), row["problem"]) == (1.0, 1.95, "")


def test_many_recordings_come_from_a_list(tmp_path, capsys):
    folder = make_study(tmp_path / "study", [])
    for number in range(3):
        make_recording(tmp_path / f"r{number}", steadily("happy"))
    lines = [f"r{number},{number:02},joy" for number in range(3)]
    (tmp_path / "list.csv").write_text("\n".join(["recording,participant,stimulus", *lines]))
    assert main(["add", str(folder), "--list", str(tmp_path / "list.csv")]) == 0
    assert len(read_study(folder).recordings) == 3
    for text in ("recording,who\nr0,1\n", "\xff", ""):
        (tmp_path / "list.csv").write_bytes(text.encode("latin-1"))
        assert main(["add", str(folder), "--list", str(tmp_path / "list.csv")]) in (0, 1)
    assert "is no list" in capsys.readouterr().err
    for line in ("r0,01", ",01,joy", "r0, ,joy"):
        (tmp_path / "list.csv").write_text(f"recording,participant,stimulus\nr1,01,joy\n{line}\n")
        assert main(["add", str(folder), "--list", str(tmp_path / "list.csv")]) == 1
        assert "in line 3." in capsys.readouterr().err
    assert len(read_study(folder).recordings) == 3


def test_check_says_what_is_missing_lost_and_unclear(study, tmp_path, capsys):
    assert main(["check", str(study)]) == 0
    main(["add", str(study), str(study / "rec" / "01 joy"), "--participant", "03", "--stimulus", "joy"])
    assert "already, as 01 with joy" in capsys.readouterr().err
    (study / "rec" / "01 joy").rename(study / "rec" / "moved")
    video = tmp_path / "film.mp4"
    video.write_bytes(b"film")
    assert main(["init", str(tmp_path / "other"), "--stimulus", f"joy={video}", "--participant", "01"]) == 0
    video.unlink()
    assert main(["check", str(tmp_path / "other")]) == 1
    said = capsys.readouterr().out
    assert "not recorded: 01 with joy" in said
    assert "its video" in said
    assert main(["check", str(study)]) == 1
    assert "01 with joy, rec/01 joy: " in capsys.readouterr().out


def test_a_report_is_one_file_that_shows_names_as_text(study, tmp_path, capsys):
    path = make_recording(tmp_path / "x", steadily("happy"))
    assert main(["add", str(study), str(path), "--participant", "<script>", "--stimulus", "joy"]) == 0
    assert main(["report", str(study)]) == 0
    page = (study / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "much too narrow" in page
    assert page.count("<svg") == 24
    assert "http" not in page.replace("http-equiv", "")


def test_names_that_begin_alike_are_told_apart_in_charts(tmp_path):
    films = "documentary about whales", "documentary about wolves"
    folder = make_study(
        tmp_path / "study",
        [("01", film, make_recording(tmp_path / film, steadily("happy"))) for film in films],
    )
    assert main(["report", str(folder)]) == 0
    page = (folder / "report.html").read_text("utf-8")
    assert "docu…ales − docu…lves" in page
    assert f"<title>{films[0]} − {films[1]}: " in page
    assert "documentary…out whales<" in page


def test_a_study_without_recordings_has_tables_and_a_report(tmp_path):
    folder = make_study(tmp_path / "study", [])
    assert main(["tables", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert main(["report", str(folder)]) == 0
    assert "Nobody was seen yet." in (folder / "report.html").read_text()


def test_files_in_the_manner_of_bids(study, tmp_path, capsys):
    assert main(["tables", str(study), "--out", str(tmp_path), "--bids"]) == 0
    root = tmp_path / "bids"
    assert capsys.readouterr().out.endswith(f", {root}\n")
    assert json.loads((root / "dataset_description.json").read_text())["BIDSVersion"]
    people = (root / "participants.tsv").read_text().splitlines()
    assert people[:2] == ["participant_id\tid_in_study", "sub-01\t01"]
    events = (root / "sub-01" / "beh" / "sub-01_task-joy_run-1_events.tsv").read_text().splitlines()
    assert events == ["onset\tduration\ttrial_type", "1.000\t1.000\tq"]
    head, first, *_ = (root / "sub-01" / "beh" / "sub-01_task-joy_run-1_beh.tsv").read_text().splitlines()
    assert head.split("\t")[:4] == ["time", "stands_for", "face", "label"]
    assert first.split("\t")[:4] == ["0.0000", "0.1000", "1", "happy"]
    (foreign,) = [line for line in people if line.endswith("가")]
    assert foreign.split("\t")[0].isascii()
    assert set(json.loads((root / "task-joy_beh.json").read_text())) > set(head.split("\t"))


def test_what_was_read_is_remembered_until_it_changes(study, tmp_path, monkeypatch):
    read = []
    summarize = remembered.summarize
    monkeypatch.setattr(remembered, "summarize", lambda task: read.append(task) or summarize(task))
    for _ in range(2):
        assert main(["tables", str(study), "--out", str(tmp_path / "out")]) == 0
    assert len(read) == 6
    before = (tmp_path / "out" / "recordings.csv").read_bytes()
    with (study / "rec" / "01 joy" / "frames.csv").open("a") as file:
        file.write("damage\n")
    with (study / remembered.REMEMBERED).open("a") as file:
        file.write('["cut off')
    assert main(["tables", str(study), "--out", str(tmp_path / "out")]) == 0
    assert len(read) == 7
    assert (tmp_path / "out" / "recordings.csv").read_bytes() != before
