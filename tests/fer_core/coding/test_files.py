"""Codes as CSV and as ELAN has them, out and in."""

import pytest
from pympi.Elan import Eaf

from fer_core.coding.codes import Code, Codes
from fer_core.coding.elan import read_eaf, write_eaf
from fer_core.coding.imported import Target, merge_in
from fer_core.coding.table import read_csv, write_table
from fer_core.errors import DataError

ANNA = Codes("Anna", (Code(1, 0.0, 1.25, "happy"), Code(1, 1.25, 2.0, "unsure"), Code(2, 0.001, 3.0, "sad")))
BEN = Codes("=Ben/2", (Code(2, 0.5, 1.0, "fear"),))
NAMES = {1: "Zoë \x01", 3: "Face 2"}
TARGET = Target((1, 2, 3), NAMES, 3.0)
HEAD = "coder,face_id,start_s,end_s,label\n"


def write(path, coded=(ANNA, BEN)):
    if path.suffix == ".eaf":
        write_eaf(path, coded, NAMES, video=path.parent / "a recording" / "video.mp4")
    else:
        write_table(path, coded, NAMES)
    return path


def read(path, target=TARGET):
    return (read_eaf if path.suffix == ".eaf" else read_csv)(path, target)


@pytest.mark.parametrize("suffix", [".csv", ".eaf"])
def test_codes_go_out_and_come_in_again(tmp_path, suffix):
    imported = read(write(tmp_path / f"codes{suffix}"))
    assert imported.codes == (ANNA, BEN)
    assert not imported.remarks


def test_elan_finds_coders_faces_and_the_video_by_a_relative_way(tmp_path):
    eaf = Eaf(write(tmp_path / "codes.eaf"))
    assert list(eaf.get_tier_names()) == ["Anna/1", "Anna/2", "=Ben/2/2"]
    assert eaf.get_annotation_data_for_tier("Anna/1") == [(0, 1250, "happy"), (1250, 2000, "unsure")]
    parameters = eaf.get_parameters_for_tier("Anna/1")
    assert (parameters["ANNOTATOR"], parameters["PARTICIPANT"]) == ("Anna", "Zoë")
    assert eaf.media_descriptors[0]["RELATIVE_MEDIA_URL"] == "./a recording/video.mp4"
    assert str(tmp_path) not in (tmp_path / "codes.eaf").read_text("utf-8")


@pytest.mark.parametrize("suffix", [".csv", ".eaf"])
def test_codes_beyond_the_end_and_of_strangers_are_left_out_and_told_of(tmp_path, suffix):
    late = Codes(
        "Anna",
        (Code(1, 0.0, 1.0, "sad"), Code(1, 1.5, 9.0, "happy"), Code(1, 9.0, 10.0, "sad"), Code(7, 0.0, 1.0, "sad")),
    )
    imported = read(write(tmp_path / f"codes{suffix}", (late,)), Target((1, 2), {}, 2.0))
    assert imported.codes[0].codes == (Code(1, 0.0, 1.0, "sad"), Code(1, 1.5, 2.0, "happy"))
    assert [remark.values for remark in imported.remarks] == [{"faces": "7"}, {"count": 2}]
    with pytest.raises(DataError, match="no code of a face of this recording"):
        read(tmp_path / f"codes{suffix}", Target((5,), {}, 2.0))


@pytest.mark.parametrize("suffix", [".csv", ".eaf"])
@pytest.mark.parametrize("coder", ["'t Hooft", "=1+1", "-", "Anna/Ben", "<b>&amp;"])
def test_any_name_of_a_coder_goes_out_and_comes_in(tmp_path, suffix, coder):
    named = Codes(coder, ANNA.codes)
    assert read(write(tmp_path / f"codes{suffix}", (named,))).codes == (named,)


@pytest.mark.parametrize("suffix", [".csv", ".eaf"])
def test_what_is_said_of_strangers_need_be_no_emotion(tmp_path, suffix):
    path = write(tmp_path / f"codes{suffix}", (ANNA,))
    path.write_text(path.read_text("utf-8").replace("unsure", "leans back"), "utf-8")
    imported = read(path, Target((2,), {}, 3.0))
    assert imported.codes == (Codes("Anna", ANNA.codes[2:]),)
    assert [remark.values for remark in imported.remarks] == [{"faces": "1"}]


def test_a_file_of_more_coders_than_a_recording_has_is_refused(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text(HEAD + "".join(f"{number},1,0,1,sad\n" for number in range(101)), "utf-8")
    with pytest.raises(DataError, match="more than 100 coders"):
        read(path)


def test_csv_of_spreadsheets_and_faces_by_their_names_are_read(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("coder;note;face_id;start_s;end_s;label\r\nAnna;x;face 2;0,5;1,25;Happiness\r\n", "utf-8-sig")
    assert read(path, Target((1, 2), {}, 3.0)).codes == (Codes("Anna", (Code(2, 0.5, 1.25, "happy"),)),)
    path.write_text("coder,face_id,start_s,end_s,label\nAnna,Ben 2,0,1,sad\nAnna,2,0,1,sad\n", "utf-8")
    assert [remark.values for remark in read(path).remarks] == [{"faces": "Ben 2"}]


def test_a_name_stands_over_a_number(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("coder,face_id,start_s,end_s,label\nAnna,Face 2,0,1,sad\n", "utf-8")
    # A face that bears the name of another's number is the one that is meant.
    assert read(path).codes[0].codes[0].face_id == 3


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("a,1,0,1,contempt\n", "#2: 'contempt' is none of the seven emotions"),
        ("a,1,0,1,sad\na,1,2,1,sad\n", "#3: a code begins before it ends"),
        ("a,1,x,1,sad\n", "this one is from nan to 1 s"),
        ("a,1,-1,1,sad\n", "not before 0"),
        ("a,1,0,1e300,sad\n", "from 0 to 1e\\+300 s"),
        ("a,1,0,inf,sad\n", "from 0 to inf s"),
        (",1,0,1,sad\n", "coder's name is missing"),
        ("a,1\n", "none of the seven|begins before"),
        ("", "no code of a face"),
    ],
)
def test_csv_with_something_wrong_is_refused_as_a_whole(tmp_path, lines, says):
    path = tmp_path / "codes.csv"
    path.write_text(HEAD + lines, "utf-8")
    with pytest.raises(DataError, match=says):
        read(path)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a,b\n1,2\n", b"", b'coder,"face_id' + b"x" * 200_000])
def test_what_is_no_table_of_codes_is_refused(tmp_path, content):
    path = tmp_path / "codes.csv"
    path.write_bytes(content)
    with pytest.raises(DataError):
        read(path)


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><ANNOTATION_DOCUMENT>&c;</ANNOTATION_DOCUMENT>'
OUTSIDE = '<!DOCTYPE a SYSTEM "outside.dtd"><ANNOTATION_DOCUMENT/>'


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda _: BOMB, "declares a document type"),
        (lambda _: OUTSIDE, "declares a document type"),
        (lambda text: text[: len(text) // 2], "damaged, or no file of ELAN"),
        (lambda _: "<a/>", "damaged, or no file of ELAN"),
        (lambda _: "coder,face_id", "damaged, or no file of ELAN"),
        (lambda text: text.replace('"milliseconds"', '"PAL-frames"'), "counts time in PAL-frames"),
        (lambda text: text.replace("MIME_TYPE", 'TIME_ORIGIN="1500" MIME_TYPE'), "an offset into its video"),
        (lambda text: text.replace("Anna/", "Anna "), "no tier called “coder/face”"),
        (lambda text: text.replace(">happy<", ">joyful<"), "Anna/1 #1: 'joyful' is none"),
        (lambda text: text.replace('"1250"', '"-7"'), "Anna/1 #1: a code begins before it ends"),
        (lambda text: text.replace('"1250"', f'"{"9" * 30}"'), "Anna/1 #1: a code begins before it ends"),
        (lambda text: text.replace('"1250"', f'"{"9" * 9000}"'), "damaged, or no file of ELAN"),
        (lambda text: text.replace(' TIME_VALUE="1250"', ""), "annotations without a time"),
        (lambda text: text.replace('TIME_SLOT_REF2="ts3"', 'TIME_SLOT_REF2="ts99"'), "damaged, or no file of ELAN"),
    ],
)
def test_elan_files_with_something_wrong_are_refused_by_a_sentence(tmp_path, change, says):
    path = write(tmp_path / "codes.eaf", (ANNA,))
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(DataError, match=says):
        read(path)


def test_annotations_that_refer_to_each_other_in_a_circle_are_refused(tmp_path):
    path = write(tmp_path / "codes.eaf", (ANNA,))
    reference = '<REF_ANNOTATION ANNOTATION_ID="a9" ANNOTATION_REF="a9"><ANNOTATION_VALUE/></REF_ANNOTATION>'
    attributes = 'TIER_ID="Ben/1" PARENT_REF="Ben/1" LINGUISTIC_TYPE_REF="default-lt"'
    tier = f"<TIER {attributes}><ANNOTATION>{reference}</ANNOTATION></TIER>"
    path.write_text(path.read_text("utf-8").replace("<LINGUISTIC_TYPE ", f"{tier}<LINGUISTIC_TYPE ", 1), "utf-8")
    with pytest.raises(DataError, match="annotations without a time"):
        read(path)


@pytest.mark.parametrize("suffix", [".csv", ".eaf"])
def test_a_file_that_is_too_large_is_not_read(tmp_path, suffix, monkeypatch):
    path = write(tmp_path / f"codes{suffix}")
    monkeypatch.setattr("fer_core.coding.imported.MOST_BYTES", 100)
    with pytest.raises(DataError, match="too large"):
        read(path)


def test_more_codes_than_anybody_makes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("fer_core.coding.imported.MOST_CODES", 3)
    with pytest.raises(DataError, match="more than 3 codes"):
        read(write(tmp_path / "codes.csv"))


def test_what_is_imported_never_replaces_what_a_coder_of_that_name_has_coded():
    other = Codes("anna", BEN.codes)
    assert merge_in((ANNA,), ANNA) is None
    assert merge_in((ANNA,), other) == Codes("anna (2)", BEN.codes)
    assert merge_in((ANNA, Codes("Anna (2)", BEN.codes)), other) is None
    assert merge_in((ANNA, Codes("Anna (2)", ANNA.codes)), other) == Codes("anna (3)", BEN.codes)
    # Who has begun, and coded nothing, loses nothing.
    assert merge_in((Codes("Anna"),), other) == other
    long = Codes("x" * 40, BEN.codes)
    assert merge_in((Codes("x" * 40, ANNA.codes),), long).coder == "x" * 36 + " (2)"
