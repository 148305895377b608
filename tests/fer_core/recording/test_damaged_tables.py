"""What can be read of a damaged ``frames.csv`` opens, and what is lost is said."""

import tracemalloc

import pytest

from fer_core.recording.reader import open_recording
from tests.fer_core.recording.recordings import record


@pytest.fixture
def folder(tmp_path):
    """A recording with two faces in each of ten pictures: twenty rows."""
    return record(tmp_path / "a", 10)


def spoil(folder, change):
    """Change the lines of the table, the header among them; they are bytes without their ends."""
    path = folder / "frames.csv"
    path.write_bytes(b"\n".join(change(path.read_bytes().split(b"\n"))))
    return open_recording(folder)


@pytest.mark.parametrize(
    "damaged",
    [b"\0" * 200, b"3,0.15,1,5", b'"', b"3,nan,1,5,20,24,24,happy" + b",0.1" * 9, b"a,b\rc", b"1e300" + b",happy" * 16],
    ids=["zeros", "half a row", "a stray quote", "no number", "another end", "no emotion"],
)
def test_rows_that_cannot_be_read_are_counted_and_the_others_open(folder, damaged):
    recording = spoil(folder, lambda lines: [*lines[:13], damaged, damaged, *lines[15:]])
    assert len(recording.table) == 18
    assert recording.table.frames[-1] == 9
    assert str(recording.problems[0]).startswith("frames.csv is damaged after row 12.")
    assert str(recording.problems[0]).endswith(": 2.")


def test_a_line_without_an_end_is_one_damaged_row_and_not_held_in_memory(folder):
    path = folder / "frames.csv"
    with path.open("ab") as file:
        for _ in range(64):
            file.write(b"9" * 2**20)
    tracemalloc.start()
    recording = open_recording(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(recording.table) == 20
    assert str(recording.problems[0]).endswith(": 1.")
    assert peak < 2**24


def test_huge_numbers_are_no_rows(folder):
    recording = spoil(folder, lambda lines: [*lines[:3], lines[3].replace(b"1,", b"1e300,", 1), *lines[4:]])
    assert len(recording.table) == 19
    assert "after row 2." in str(recording.problems[0])


@pytest.mark.parametrize(
    "cells",
    [
        {"frame": b"-3"}, {"frame": b"3.7"}, {"time_s": b"-1"}, {"face_id": b"-1"}, {"x": b"0.5"}, {"w": b"0"},
        {"h": b"-24"}, {"agreement": b"1.5"}, {"angry": b"-0.2", "happy": b"0.95"},
    ],
    ids=str,
)  # fmt: skip
def test_numbers_out_of_their_range_are_no_rows(folder, cells):
    def change(lines):
        header = lines[0].decode().split(",")
        row = [cells.get(name, value) for name, value in zip(header, lines[3].split(b","), strict=True)]
        return [*lines[:3], b",".join(row), *lines[4:]]

    recording = spoil(folder, change)
    assert len(recording.table) == 19
    assert "after row 2." in str(recording.problems[0])


def test_a_damaged_header_leaves_a_recording_without_faces(folder):
    recording = spoil(folder, lambda lines: [b"frame,time", *lines[1:]])
    assert len(recording.table) == 0
    assert str(recording.problems[0]).startswith("The first line of frames.csv is damaged")


def test_a_missing_table_leaves_a_recording_without_faces(folder):
    (folder / "frames.csv").unlink()
    recording = open_recording(folder)
    assert len(recording.table) == 0
    assert recording.info.frames == 10
    assert str(recording.problems[0]).startswith("frames.csv cannot be read (No such file or directory)")


def test_a_last_row_that_is_cut_off_within_its_last_number_is_no_face(folder):
    # What is left of 5.1e-05.
    recording = spoil(folder, lambda lines: [*lines[:-2], lines[-2].rpartition(b",")[0] + b",5.1"])
    assert len(recording.table) == 19
    assert recording.problems == ()


def test_an_empty_line_and_a_last_row_without_an_end_are_no_damage(folder):
    recording = spoil(folder, lambda lines: [*lines[:4], b"", *lines[4:-1]])
    assert len(recording.table) == 20
    assert recording.problems == ()
