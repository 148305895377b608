"""``study.json``: what is kept, refused and told, and what happens when two change it at once."""

import json
import os
import subprocess
import sys

import pytest

from fer_core.errors import DataError
from fer_core.study.model import MarkerKey, Presentation, Stimulus, Study, StudyRecording, path_in_study
from fer_core.study.study_file import STUDY_JSON, change_study, make_study, read_study
from tests.systems import posix_only

WHOLE = Study(
    "Trial",
    keys=(MarkerKey("F6", "question", is_interval=True),),
    recordings=(StudyRecording("01", "joy", "rec/a", Presentation(0.2, 0.004, 0.02, 100, 1)),),
).with_participant("01").with_participant("가을").with_stimulus("joy", "joy.mp4")  # fmt: skip


def test_what_is_written_is_read_again(tmp_path):
    make_study(tmp_path / "new", WHOLE)
    assert read_study(tmp_path / "new") == WHOLE
    with pytest.raises(DataError, match="already"):
        make_study(tmp_path / "new", WHOLE)


def test_a_byte_order_mark_of_an_editor_does_no_harm(tmp_path):
    make_study(tmp_path, WHOLE)
    (tmp_path / STUDY_JSON).write_bytes(b"\xef\xbb\xbf" + (tmp_path / STUDY_JSON).read_bytes())
    assert read_study(tmp_path) == WHOLE


def test_fields_of_later_versions_are_kept(tmp_path):
    make_study(tmp_path, WHOLE)
    content = json.loads((tmp_path / STUDY_JSON).read_text())
    content["ethics"] = {"approved": True}
    content["participants"][0]["age"] = 31
    content["recordings"][0]["remark"] = "late"
    (tmp_path / STUDY_JSON).write_text(json.dumps(content))
    change_study(tmp_path, lambda study: study.with_participant("02"))
    after = json.loads((tmp_path / STUDY_JSON).read_text())
    assert after["ethics"] == {"approved": True}
    assert after["participants"][0] == {"id": "01", "age": 31}
    assert after["recordings"][0]["remark"] == "late"
    assert [each["id"] for each in after["participants"]] == ["01", "가을", "02"]


@posix_only
def test_nobody_else_can_read_who_took_part(tmp_path):
    make_study(tmp_path, WHOLE)
    change_study(tmp_path, lambda study: study.with_participant("02"))
    assert (tmp_path / STUDY_JSON).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '"text"',
        "[" * 100_000,
        '{"format": 1}',
        '{"format": "one", "participants": [], "stimuli": [], "recordings": []}',
        '{"format": 1, "participants": 3, "stimuli": [], "recordings": []}',
        '{"format": 1, "participants": [{"id": ""}], "stimuli": [], "recordings": []}',
        '{"format": 1, "participants": [{"id": 5}], "stimuli": [], "recordings": []}',
        '{"format": 1, "participants": [{"id": "a"}, {"id": "A"}], "stimuli": [], "recordings": []}',
        '{"format": 1, "participants": [], "stimuli": [{"id": "s", "video": "../../x.mp4"}], "recordings": []}',
        '{"format": 1, "participants": [], "stimuli": [], '
        '"recordings": [{"participant": "a", "stimulus": "s", "path": "x"}]}',
        '{"format": 1, "participants": [{"id": "a"}], "stimuli": [{"id": "s"}], '
        '"recordings": [{"participant": "a", "stimulus": "s", "path": "../../etc"}]}',
        '{"format": 1, "participants": [{"id": "a"}], "stimuli": [{"id": "s"}], '
        '"recordings": [{"participant": "a", "stimulus": "s", "path": "x", "presentation": {"offset_s": NaN}}]}',
        '{"format": 1, "participants": [{"id": "a"}], "stimuli": [{"id": "s"}], "recordings": '
        '[{"participant": "a", "stimulus": "s", "path": "x"}, {"participant": "a", "stimulus": "s", "path": "x"}]}',
    ],
)
def test_a_damaged_study_is_told_in_a_sentence_and_stays_as_it_is(tmp_path, damage):
    path = tmp_path / STUDY_JSON
    path.write_text(damage)
    with pytest.raises(DataError, match="is damaged"):
        change_study(tmp_path, lambda study: study.with_participant("02"))
    assert path.read_text() == damage


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ('{"format": 1,\n "participants" []}', "it is no JSON from line 2, character 17 on"),
        ("[]", "it is not laid out as a study"),
        ('{"format": "one"}', "format is no whole number"),
        ('{"format": 1}', "participants is missing"),
        ('{"format": 1, "participants": {"a": 1}}', "participants is no list of entries in braces"),
        ('{"format": 1, "participants": ["a"]}', "participants is no list of entries in braces"),
        ('{"format": 1, "participants": [{"id": 5}]}', "id is no text"),
        (
            '{"format": 1, "participants": [], "stimuli": [{"id": "s", "video": "../x"}]}',
            "the path '../x' leads out of the study: change this entry",
        ),
        (
            '{"format": 1, "participants": [], "stimuli": [], '
            '"recordings": [{"participant": "a", "stimulus": "s", "path": "x", "presentation": 5}]}',
            "it is not laid out as a study",
        ),
    ],
)
def test_damage_is_told_so_that_it_can_be_mended(tmp_path, damage, reason):
    path = tmp_path / STUDY_JSON
    path.write_text(damage)
    with pytest.raises(DataError) as told:
        read_study(tmp_path)
    assert str(told.value).startswith(f"{path} is damaged ({reason}). Mend it with a text editor")
    path.write_bytes(b"\xff")
    with pytest.raises(DataError, match="no text in UTF-8"):
        read_study(tmp_path)


def test_no_study_and_one_of_a_newer_version_are_told_apart(tmp_path):
    with pytest.raises(DataError, match="is no study"):
        change_study(tmp_path, lambda study: study)
    assert not list(tmp_path.iterdir())
    (tmp_path / STUDY_JSON).write_text('{"format": 2}')
    with pytest.raises(DataError, match="newer Emolens"):
        read_study(tmp_path)


@pytest.mark.parametrize("text", ["", "  ", "x" * 41, "a\x00b", "a\u202eb"])
def test_ids_that_cannot_be_shown_are_refused(text):
    with pytest.raises(DataError):
        Study().with_participant(text)


def test_ids_may_be_in_any_script_and_differ_in_more_than_capitals():
    study = Study().with_participant("가을").with_participant("Ömer ").with_participant("Ömer")
    assert [each.id for each in study.participants] == ["가을", "Ömer"]
    with pytest.raises(DataError, match="only in capitals"):
        study.with_participant("ÖMER")


@pytest.mark.parametrize("name", ["", "a\u202eb", "x" * 35, "joy"])
def test_a_marker_key_whose_name_could_not_be_read_again_is_refused(name):
    study = Study().with_stimulus("joy")
    with pytest.raises(DataError):
        study.with_keys((MarkerKey("F6", name, is_interval=True),))
    study = study.with_keys((MarkerKey("F6", " a  pause ", is_interval=True), MarkerKey("F7", "joy")))
    assert [key.name for key in study.keys] == ["a pause", "joy"]
    with pytest.raises(DataError, match="both a stimulus and a marker key"):
        study.with_stimulus("a pause")


@posix_only
def test_a_recording_whose_path_could_not_be_read_again_is_refused(tmp_path):
    make_study(tmp_path, Study())
    path = path_in_study(tmp_path, tmp_path / "a\\..\\b")
    with pytest.raises(DataError, match="leads out"):
        change_study(tmp_path, lambda study: study.with_recording(StudyRecording("01", "joy", path)))
    assert read_study(tmp_path) == Study()


def test_a_recording_counts_once():
    study = Study().with_recording(StudyRecording("01", "joy", "rec/a"))
    with pytest.raises(DataError, match="already, as 01 with joy"):
        study.with_recording(StudyRecording("02", "joy", "rec/a"))


def test_paths_within_the_study_are_relative_and_others_absolute(tmp_path):
    study = tmp_path / "study"
    assert path_in_study(study, study / "rec" / ".." / "rec" / "a") == "rec/a"
    assert path_in_study(study, tmp_path / "else") == str(tmp_path / "else")


def test_another_video_of_a_stimulus_replaces_the_first():
    study = Study().with_stimulus("joy", "a.mp4").with_stimulus("joy", "b.mp4").with_stimulus("joy")
    assert study.stimuli == (Stimulus("joy", "b.mp4"),)


def test_what_is_missing_comes_in_the_order_of_the_study():
    study = Study().with_participant("1").with_participant("2").with_stimulus("a").with_stimulus("b")
    study = study.with_recording(StudyRecording("1", "a", "x"))
    assert list(study.missing()) == [("1", "b"), ("2", "a"), ("2", "b")]


def test_two_programs_that_add_at_once_lose_nothing(tmp_path):
    make_study(tmp_path, Study())
    code = (
        "import sys; from pathlib import Path; from fer_core.study import study_file\n"
        "study_file._WAIT_S = 60\n"
        "add = lambda study: study.with_participant(f'{sys.argv[2]}{n}')\n"
        "for n in range(25): study_file.change_study(Path(sys.argv[1]), add)"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], env=dict(os.environ)) for name in "ab"
    ]
    assert [program.wait(120) for program in programs] == [0, 0]
    ids = {each.id for each in read_study(tmp_path).participants}
    assert ids == {f"{name}{number}" for name in "ab" for number in range(25)}
    assert {each.name for each in tmp_path.iterdir()} == {STUDY_JSON}
