"""What a recording comes to: weights, intervals, whose face, and what is told of bad ones."""

import numpy as np
import pytest

from fer_core.recording.edits import Marker
from fer_core.study.intervals import Interval, intervals_of
from fer_core.study.summary import MEANS, SHARES, Task, summarize
from tests.fer_core.study.studies import make_recording, steadily


def summary_of(folder, rows, *, participant="01", **changes):
    return summarize(Task(participant, "joy", "rec", str(make_recording(folder, rows, **changes))))


def test_rows_count_for_their_time_and_not_one_by_one(tmp_path):
    # One second with ten rows, then two seconds with eight.
    rows = steadily("happy", stop_s=1.0) + steadily("sad", start_s=1.0, stop_s=3.0, step_s=0.25)
    (whole,) = summary_of(tmp_path / "a", rows)
    assert whole.seen_s == pytest.approx(1.0 + 1.75 + 1 / 20)
    assert whole.measures["share_happy"] == pytest.approx(1.0 / 2.8)
    assert whole.measures["mean_happy"] == pytest.approx((0.7 * 1 + 0.05 * 1.8) / 2.8, abs=1e-6)
    assert whole.measures["seen_share"] == pytest.approx(2.8 / 4)
    assert sum(whole.measures[name] for name in SHARES) == pytest.approx(1)
    assert sum(whole.measures[name] for name in MEANS) == pytest.approx(1, abs=1e-5)


def test_neighbouring_intervals_share_the_time_of_a_row_between_them(tmp_path):
    markers = [(0.0, "a start"), (1.03, "a stop"), (1.03, "b start"), (4.0, "b stop")]
    whole, first, second = summary_of(tmp_path / "a", steadily("happy", step_s=0.2), markers=markers)
    assert first.seen_s == pytest.approx(1.03)
    assert first.seen_s + second.seen_s == pytest.approx(whole.seen_s)
    assert (first.interval, first.number, second.interval) == ("a", 1, "b")


def test_intervals_are_matched_by_name_and_markers_alone_are_told():
    times = [
        (1, "q start"), (1.5, "note"), (2, "r start"), (3, "q stop"), (4, "q start"), (5, "q start"), (6, "q stop"),
        (7, "s stop"), (8, " start"), (9, " stop"),
    ]  # fmt: skip
    found, alone = intervals_of([Marker(*each) for each in times])
    assert found == (Interval("q", 1, 1, 3), Interval("q", 2, 4, 6))
    assert alone == (
        Marker(2, "r start"),
        Marker(5, "q start"),
        Marker(7, "s stop"),
        Marker(8, " start"),
        Marker(9, " stop"),
    )


def test_a_marker_without_a_partner_is_told_in_the_row(tmp_path):
    whole, *_ = summary_of(tmp_path / "a", steadily("happy"), markers=[(1.0, "q start")])
    assert whole.problem == "Marker 'q start' at 1 s has no partner."


def test_the_face_named_as_the_participant_counts_else_the_one_seen_longest(tmp_path):
    rows = sorted(steadily("happy", face=1) + steadily("sad", face=2, stop_s=1.0))
    (unnamed,) = summary_of(tmp_path / "a", rows)
    assert (unnamed.face_id, unnamed.chosen, unnamed.faces) == (1, "longest", 2)
    (named,) = summary_of(tmp_path / "b", rows, names={2: "Zoe\u0308"}, participant="zo\u00eb")
    assert (named.face_id, named.chosen) == (2, "name")
    assert named.measures["share_sad"] == 1


def test_of_two_faces_with_the_name_the_one_seen_longest_counts_and_that_is_told(tmp_path):
    rows = sorted(steadily("happy", face=1) + steadily("sad", face=2, stop_s=1.0))
    (whole,) = summary_of(tmp_path / "a", rows, names={1: "01", 2: "01"})
    assert whole.face_id == 1
    assert "2 faces have the participant's name" in whole.problem


def test_a_recording_without_faces_or_without_anything_is_a_row_with_its_reason(tmp_path):
    (empty,) = summary_of(tmp_path / "a", [])
    assert (empty.seen_s, empty.measures, empty.problem) == (0, {}, "No face was seen.")
    (gone,) = summarize(Task("01", "joy", "rec", str(tmp_path / "gone")))
    assert "is not there" in gone.problem
    assert gone.row()["share_happy"] is None


def test_a_damaged_recording_is_told_and_not_changed(tmp_path):
    folder = make_recording(tmp_path / "a", steadily("happy"))
    table = (folder / "frames.csv").read_bytes()
    (folder / "frames.csv").write_bytes(table.replace(b"20,24,24,happy", b"20,24,24,hxppy", 1))
    (damaged,) = summarize(Task("01", "joy", "rec", str(folder)))
    assert "damaged after row 0" in damaged.problem
    assert damaged.measures["share_happy"] == pytest.approx(1)
    (folder / "session.json").write_text("{")
    (lost,) = summarize(Task("01", "joy", "rec", str(folder)))
    assert "session.json is damaged" in lost.problem
    assert (folder / "session.json").read_text() == "{"


def test_a_recording_that_was_cut_off_is_told(tmp_path):
    folder = make_recording(tmp_path / "a", steadily("happy", stop_s=3.0))
    session = (folder / "session.json").read_text()
    session = session.replace('"finished": true', '"finished": false').replace('"frames": 80', '"frames": 0')
    (folder / "session.json").write_text(session)
    (whole,) = summarize(Task("01", "joy", "rec", str(folder)))
    assert whole.stop_s == pytest.approx(2.9)
    assert whole.problem == "The recording was cut off, or still runs: it counts until its last face."


def test_every_row_has_the_columns_in_their_order(tmp_path):
    (whole,) = summary_of(tmp_path / "a", steadily("happy"))
    row = whole.row()
    assert list(row)[:3] == ["participant", "stimulus", "recording"]
    assert np.isclose(float(row["share_happy"]), 1)
