"""A recording of a group: numbers only, whatever ends it."""

import json
import re
import signal
import subprocess
import sys

import numpy as np
import pytest

from fer_core.emotions import LABELS
from fer_core.errors import DataError
from fer_core.group import GroupMeter
from fer_core.recording.group_reader import open_group
from fer_core.recording.group_writer import GroupWriter
from fer_core.recording.reader import is_recording_folder, list_recordings, open_recording
from fer_core.rows.group_columns import GROUP_KINDS
from tests.fer_core.recording.recordings import make_face, make_info
from tests.fer_core.recording.recordings import record as record_faces
from tests.systems import posix_only

THREE = (make_face(71, label="happy"), make_face(72, label="sad"), make_face(73, is_uncertain=True))

CHILD = """
import sys, time
from pathlib import Path
from fer_core.group import GroupMeter
from fer_core.recording.group_writer import GroupWriter
from tests.fer_core.recording.test_group_recording import THREE, make_info
meter, number = GroupMeter(interval_s=0.5), 0
with GroupWriter(Path(sys.argv[1]), make_info(fps=2.0), least=3) as writer:
    while True:
        if (ended := meter.note(THREE, time_s=number / 10)) is not None:
            writer.write(ended)
            print(ended.end_s, flush=True)
        number += 1
        time.sleep(0.005)
"""


def record(folder, *pictures, **changes):
    folder.mkdir(parents=True)
    meter = GroupMeter(interval_s=0.5)
    with GroupWriter(folder, make_info(fps=2.0, **changes), least=meter.least) as writer:
        for number, faces in enumerate(pictures):
            if (ended := meter.note(faces, time_s=0.1 * number)) is not None:
                writer.write(ended)
        writer.write(meter.finish())
    return folder


def assert_numbers_only(folder):
    """Read every file: no picture, and nothing that tells faces apart."""
    assert {path.name for path in folder.iterdir()} <= {"session.json", "group.csv", "recording.lock"}
    table = (folder / "group.csv").read_text(encoding="ascii")
    head, *lines = table.splitlines()
    assert head.split(",") == list(GROUP_KINDS)
    assert not re.search(r"\b(face_id|face|name|x|y|w|h|path|frame)\b", head)
    for line in lines:
        *numbers, remark = line.split(",")
        assert re.fullmatch(r"[\d.,e-]*", ",".join(numbers))
        assert remark in ("", "fewer than 3 faces")
    content = json.loads((folder / "session.json").read_bytes())
    assert content["video"] == ""
    assert (content["width"], content["height"]) == (0, 0)
    assert content["face_names"] == content["merged_faces"] == {}
    for path in folder.iterdir():
        assert not re.search(rb"\xff\xd8\xff|\x89PNG|ftyp|moov|WEBP|[^\x00-\x7f]", path.read_bytes())


def test_the_folder_has_numbers_and_nothing_else(tmp_path):
    assert_numbers_only(record(tmp_path / "a", *[THREE] * 12))


def test_intervals_with_too_few_faces_are_gaps_that_say_so_without_a_number(tmp_path):
    folder = record(tmp_path / "a", *[THREE] * 5, *[THREE[:2]] * 5, *[THREE] * 5)
    assert_numbers_only(folder)
    lines = (folder / "group.csv").read_text().splitlines()
    assert lines[2] == "0.5" + "," * (len(GROUP_KINDS) - 1) + "fewer than 3 faces"
    table = open_group(folder).table
    assert table.is_shown.tolist() == [True, False, True]
    assert table.faces.tolist() == [3, 0, 3]
    assert np.isnan(table.means[1]).all()


def test_what_was_written_is_read_again(tmp_path):
    folder = record(tmp_path / "a", *[THREE] * 12)
    recording = open_group(folder)
    assert recording.problems == ()
    assert recording.info.is_finished
    assert recording.duration_s == recording.info.duration_s == 1.5
    assert recording.table.shares[0, LABELS.index("uncertain")] == pytest.approx(1 / 3, abs=1e-6)
    assert recording.table.means[0].sum() == pytest.approx(1, abs=1e-5)
    assert recording.table.uncertain.tolist() == [1, 1, 1]


def test_a_recording_of_faces_is_not_taken_for_one_of_a_group_nor_the_other_way_round(tmp_path):
    folder = record(tmp_path / "a", *[THREE] * 12)
    with pytest.raises(DataError, match="numbers of a group"):
        open_recording(folder)
    with pytest.raises(DataError, match="no recording of a group"):
        open_group(tmp_path)
    assert is_recording_folder(folder)
    assert [found for found, _ in list_recordings(tmp_path)] == [folder]
    assert json.loads((folder / "session.json").read_text())["format"] == 2


def test_a_table_of_a_group_in_a_recording_of_faces_does_not_hide_it(tmp_path):
    faces = record_faces(tmp_path / "faces")
    (faces / "group.csv").write_text("exported")
    assert len(open_recording(faces).table)
    with pytest.raises(DataError, match="no recording of a group"):
        open_group(faces)


@posix_only
def test_a_recording_that_is_killed_has_numbers_only_and_opens(tmp_path):
    with subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        told = [float(child.stdout.readline()) for _ in range(5)]
        assert open_group(tmp_path).is_growing
        child.send_signal(signal.SIGKILL)
    recording = open_group(tmp_path)
    assert recording.table.times_s[-1] + 0.5 >= told[-1]
    assert recording.info.duration_s >= told[-1]
    assert recording.problems == ()
    assert not recording.is_growing
    assert_numbers_only(tmp_path)


def test_a_last_row_that_was_cut_off_is_left_out_and_a_damaged_one_is_told_of(tmp_path):
    folder = record(tmp_path / "a", *[THREE] * 25)
    path = folder / "group.csv"
    text = path.read_text()
    path.write_text(text[:-9])
    assert open_group(folder).problems == ()
    assert len(open_group(folder).table) == 4
    lines = text.splitlines(keepends=True)
    lines[2] = lines[2].replace(",3,", ",3000000000000,", 1)
    path.write_text("".join(lines))
    recording = open_group(folder)
    assert [str(problem) for problem in recording.problems] == [
        "group.csv is damaged after row 1. Rows that cannot be read, and are missing here: 1."
    ]
    assert len(recording.table) == 4


@pytest.mark.parametrize("text", ["", "nonsense\n1,2\n", "\x00" * 5_000])
def test_a_table_without_its_first_line_has_no_numbers(tmp_path, text):
    folder = record(tmp_path / "a", *[THREE] * 12)
    (folder / "group.csv").write_text(text)
    recording = open_group(folder)
    assert len(recording.table) == 0
    assert len(recording.problems) == 1


def test_without_session_json_the_numbers_are_read_all_the_same(tmp_path):
    folder = record(tmp_path / "a", *[THREE] * 25)
    (folder / "session.json").write_text("{")
    before = sorted(folder.iterdir())
    recording = open_group(folder)
    assert recording.interval_s == pytest.approx(0.5)
    assert len(recording.table) == 5
    assert "session.json is damaged" in str(recording.problems[0])
    assert sorted(folder.iterdir()) == before


def test_its_own_files_are_not_written_over(tmp_path):
    recording = open_group(record(tmp_path / "a", *[THREE] * 12))
    with pytest.raises(DataError, match="part of the recording"):
        recording.refuse_own_file(recording.folder / "group.csv")
