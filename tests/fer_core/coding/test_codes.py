"""A coder's codes, and the files that keep them."""

import json
import os

import pytest

from fer_core.coding.codes import MOST_CODES, Code, Codes, codes_of, parse_label, tidy_coder
from fer_core.coding.store import codes_path, read_codes, write_codes
from fer_core.errors import DataError

ANNA = Codes("Anna", (Code(1, 0.0, 4.0, "happy"), Code(2, 0.0, 1.0, "unsure")))


def test_a_new_code_takes_the_place_of_what_was_coded_there():
    codes = ANNA.with_code(Code(1, 1.0, 2.0, "sad"))
    assert codes.codes == (
        Code(1, 0.0, 1.0, "happy"),
        Code(1, 1.0, 2.0, "sad"),
        Code(1, 2.0, 4.0, "happy"),
        Code(2, 0.0, 1.0, "unsure"),
    )
    assert codes.with_code(Code(1, 0.0, 9.0, "fear")).codes == (Code(1, 0.0, 9.0, "fear"), Code(2, 0.0, 1.0, "unsure"))


def test_the_same_label_going_on_is_one_code():
    assert ANNA.with_code(Code(1, 4.0, 5.0, "happy")).codes[0] == Code(1, 0.0, 5.0, "happy")
    assert ANNA.with_code(Code(1, 3.0, 5.0, "happy")).codes[0] == Code(1, 0.0, 5.0, "happy")
    assert len(ANNA.with_code(Code(1, 4.1, 5.0, "happy")).codes) == 3


@pytest.mark.parametrize(("start_s", "end_s"), [(2.0, 2.0), (3.0, 2.0), (-1.0, 2.0), (0.0, float("nan")), (0.0, 1e9)])
def test_a_code_that_cannot_be_changes_nothing(start_s, end_s):
    assert ANNA.with_code(Code.at(1, start_s, end_s, "sad")) == ANNA


def test_of_codes_that_overlap_the_first_stands_also_where_two_faces_become_one():
    assert codes_of("A", (Code(1, 1.0, 3.0, "sad"), Code(1, 0.0, 2.0, "fear"), Code(1, 0.5, 1.5, "happy"))).codes == (
        Code(1, 0.0, 2.0, "fear"),
        Code(1, 2.0, 3.0, "sad"),
    )
    both = Codes("A", (Code(1, 0.0, 4.0, "happy"), Code(2, 3.0, 5.0, "sad")))
    assert both.with_faces(lambda _: 1).codes == (Code(1, 0.0, 4.0, "happy"), Code(1, 4.0, 5.0, "sad"))


@pytest.mark.parametrize(
    ("word", "label"),
    [("Happiness", "happy"), (" anger ", "angry"), ("Unsure", "unsure"), ("uncertain", "unsure"), ("contempt", None)],
)
def test_words_of_other_programs_are_understood_or_refused(word, label):
    assert parse_label(word) == label


def test_names_of_coders_are_made_tidy():
    assert tidy_coder("  Zoe\u0308\t \x00 K.\n") == "Zoë K."
    assert len(tidy_coder("x" * 99)) == 40
    assert not tidy_coder("\n\ud800")


def test_codes_are_kept_by_coder_and_read_back(tmp_path):
    for coder in ("Anna", "Ben/../../x", "안나", "지민"):
        write_codes(tmp_path, Codes(coder, ANNA.codes))
    write_codes(tmp_path, Codes("ANNA"))
    coded, problems = read_codes(tmp_path)
    assert {codes.coder: len(codes.codes) for codes in coded} == {"ANNA": 0, "Ben/../../x": 2, "안나": 2, "지민": 2}
    assert not problems
    assert all(path.parent == tmp_path for path in tmp_path.rglob("*"))


def damaged_contents():
    good = {"face_id": 1, "start_s": 0, "end_s": 1, "label": "happy"}
    for entry in (
        {"label": "contempt"}, {"start_s": float("nan")}, {"end_s": 1e99}, {"face_id": -1}, {"end_s": 0},
        {"label": [1]}, {"face_id": float("inf")},
    ):  # fmt: skip
        yield json.dumps({"format": 1, "coder": "Anna", "codes": [{**good, **entry}]})
    yield json.dumps({"format": 1, "coder": " ", "codes": []})
    yield json.dumps({"format": 1, "coder": "Anna", "codes": [good] * (MOST_CODES + 1)})
    yield from ("", "[]", "{}", "[" * 100_000, '{"format": 1', "\ud800")


@pytest.mark.parametrize("content", list(damaged_contents()), ids=range(15))
def test_damaged_codes_are_told_of_and_kept_aside(tmp_path, content):
    write_codes(tmp_path, Codes("Ben"))
    path = codes_path(tmp_path, "Anna")
    damaged = content.encode(errors="surrogatepass")
    path.write_bytes(damaged)
    coded, problems = read_codes(tmp_path)
    assert [codes.coder for codes in coded] == ["Ben"]
    assert "was damaged" in str(problems[0])
    write_codes(tmp_path, ANNA)
    kept = tmp_path / problems[0].values["kept"]
    assert kept.read_bytes() == damaged
    assert read_codes(tmp_path) == ((ANNA, Codes("Ben")), ())


def test_codes_of_a_newer_version_are_left_alone(tmp_path):
    path = codes_path(tmp_path, "Anna")
    path.write_text('{"format": 2}')
    coded, problems = read_codes(tmp_path)
    assert not coded
    assert "newer Emolens" in str(problems[0])
    with pytest.raises(DataError, match="newer Emolens"):
        write_codes(tmp_path, ANNA)
    assert path.read_text() == '{"format": 2}'


def test_codes_that_were_damaged_since_they_were_read_are_kept_aside_before_they_are_replaced(tmp_path):
    codes_path(tmp_path, "Anna").write_text("x")
    write_codes(tmp_path, ANNA)
    assert read_codes(tmp_path) == ((ANNA,), ())
    assert [path.read_text() for path in tmp_path.glob("*damaged*")] == ["x"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "codes-pipe.json")
    (tmp_path / "codes-folder.json").mkdir()
    assert read_codes(tmp_path) == ((), ())


def test_a_copy_of_a_coder_s_file_never_stands_over_it(tmp_path):
    write_codes(tmp_path, Codes("Anna", ANNA.codes[:1]))
    path = codes_path(tmp_path, "Anna")
    copy = path.rename(path.with_name(f"{path.stem} (copy).json"))
    assert read_codes(tmp_path)[0][0].codes == ANNA.codes[:1]
    write_codes(tmp_path, ANNA)
    assert sorted((copy, path))[0] == copy
    assert read_codes(tmp_path) == ((ANNA,), ())
