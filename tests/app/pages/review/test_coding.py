"""People code a recording, without the page."""

import pytest

from app.pages.review.coding_files import write_codes_file
from app.pages.review.coding_model import CodingModel
from fer_core.coding.codes import Code, Codes
from fer_core.coding.store import codes_path, write_codes
from tests.app.pages.review.helpers import codes_in, wait_for_frame, wait_for_notice
from tests.fer_core.recording.recordings import record


@pytest.fixture
def open_coding(open_model, qtbot):
    """Return a function that opens the recording and waits for its codes; both models come back."""
    made = []

    def open_it():
        review = open_model()
        made.append(coding := CodingModel(review))
        coding.on_recording_changed()
        qtbot.waitUntil(lambda: coding.is_ready)
        return review, coding

    yield open_it
    for coding in made:
        coding.close()


def show(qtbot, review, number):
    review.show_frame(number)
    wait_for_frame(qtbot, review, number)


def test_keys_code_what_is_seen_from_picture_to_picture_and_it_is_kept(open_coding, qtbot, folder):
    review, coding = open_coding()
    coding.start(" Anna ", 1)
    assert coding.is_blind
    show(qtbot, review, 10)
    coding.press("happy")
    for number in range(11, 14):
        show(qtbot, review, number)
    coding.press("unsure")
    assert coding.label == "unsure"
    coding.undo()
    coding.stop()
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna": (Code(1, 0.5, 0.7, "happy"),)})
    assert not coding.is_coding
    coding.start("anna", 2)
    show(qtbot, review, 20)
    coding.press("sad")
    qtbot.waitUntil(lambda: len(codes_in(folder)["Anna"]) == 2)


def test_what_holds_goes_on_while_the_video_plays_up_to_its_end(open_coding, qtbot, folder):
    review, coding = open_coding()
    coding.start("Anna", 1)
    coding.press("sad")
    review.set_playing(True)
    qtbot.waitUntil(lambda: review.frame.index == 59 and not review.is_playing, timeout=20_000)
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna": (Code(1, 0.0, 3.0, "sad"),)})


def test_another_face_that_is_chosen_is_coded_from_then_on(open_coding, qtbot, folder):
    review, coding = open_coding()
    coding.start("Anna", 1)
    coding.press("sad")
    review.choose_face(2)
    assert (coding.face_id, coding.label) == (2, None)
    review.choose_face(None)
    assert coding.face_id == 2
    coding.press("fear")
    wanted = (Code(1, 0.0, 0.05, "sad"), Code(2, 0.0, 0.05, "fear"))
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna": wanted})


def test_seconds_that_are_jumped_over_are_not_coded(open_coding, qtbot):
    review, coding = open_coding()
    coding.start("Anna", 1)
    coding.press("sad")
    review.step(seconds=1)
    wait_for_frame(qtbot, review, 20)
    assert coding.label is None
    assert coding.shown == (Codes("Anna", (Code(1, 0.0, 0.05, "sad"),)),)


@pytest.mark.parametrize("speed", [0.25, 4.0])
def test_what_is_jumped_over_while_it_plays_is_not_coded_at_any_speed(open_coding, qtbot, speed):
    review, coding = open_coding()
    review.set_speed(speed)
    coding.start("Anna", 1)
    coding.press("sad")
    review.set_playing(True)
    review.show_frame(50)
    qtbot.waitUntil(lambda: review.frame.index >= 50)
    assert coding.label is None
    assert all(code.end_s < 2.0 for code in coding.shown[0].codes)


def test_a_key_holds_from_one_picture_to_the_next_however_long_they_last(make_model, qtbot, tmp_path):
    folder = record(tmp_path / "recordings" / "slow", 5, fps=1.0)
    review = make_model()
    coding = CodingModel(review)
    review.open_recording(folder)
    qtbot.waitUntil(lambda: review.frame is not None and coding.is_ready)
    coding.start("Anna", 1)
    coding.press("sad")
    for number in (1, 2):
        review.step(frames=1)
        wait_for_frame(qtbot, review, number)
    coding.close()
    assert codes_in(folder) == {"Anna": (Code(1, 0.0, 3.0, "sad"),)}


def test_blind_coders_see_only_their_own_codes(open_coding, folder):
    write_codes(folder, Codes("Ben", (Code(1, 0.0, 1.0, "fear"),)))
    _, coding = open_coding()
    assert [codes.coder for codes in coding.shown] == ["Ben"]
    coding.start("Zoë", 1)
    assert [codes.coder for codes in coding.shown] == ["Zoë"]
    coding.press("sad")
    coding.set_blind(False)
    assert not coding.is_blind
    assert [codes.coder for codes in coding.shown] == ["Zoë", "Ben"]


def test_a_coder_needs_a_name(open_coding):
    review, coding = open_coding()
    coding.start(" \n", 1)
    assert not coding.is_coding
    assert "name" in review.tasks.notice.text


def test_who_codes_a_video_with_drawn_labels_is_told_so(make_model, qtbot, tmp_path):
    folder = record(tmp_path / "recordings" / "drawn", 5, settings={"recording/annotated": True})
    review = make_model()
    coding = CodingModel(review)
    review.open_recording(folder)
    qtbot.waitUntil(lambda: review.frame is not None and coding.is_ready)
    coding.start("Anna", 1)
    assert "drawn into the pictures" in review.tasks.notice.text
    coding.close()


def test_damaged_codes_are_told_of_when_the_recording_opens(open_coding, folder):
    codes_path(folder, "Anna").write_text("x")
    review, coding = open_coding()
    assert "was damaged" in review.tasks.notice.text
    assert coding.coded == ()


@pytest.mark.parametrize("suffix", [".eaf", ".csv"])
def test_codes_go_out_and_come_in_once(open_coding, qtbot, folder, tmp_path, suffix):
    anna = Codes("Anna", (Code(1, 0.0, 1.0, "fear"), Code(2, 0.5, 1.0, "unsure")))
    write_codes(folder, anna)
    review, coding = open_coding()
    path = tmp_path / f"codes{suffix}"
    coding.export(path)
    assert str(path) in wait_for_notice(qtbot, review).text
    said = []
    for codes in ((), (anna,), (Codes("Anna", anna.codes[:1]),)):
        coding.coded = codes
        review.tasks.dismiss_notice()
        coding.import_from(path)
        said.append(wait_for_notice(qtbot, review).text)
        qtbot.waitUntil(lambda: review.tasks.progress is None)
    assert said == ["Codes that were added: Anna (2).", "These codes are all here already.",
                    "Codes that were added: Anna (2) (2)."]  # fmt: skip
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna": anna.codes, "Anna (2)": anna.codes})


def test_codes_of_faces_that_became_one_go_out_as_its_own_and_add_nothing(open_coding, qtbot, folder, tmp_path):
    write_codes(folder, Codes("Anna", (Code(1, 0.0, 1.0, "fear"), Code(2, 1.5, 2.0, "sad"))))
    review, coding = open_coding()
    review.edit(review.edits.with_merge(2, 1))
    path = tmp_path / "codes.csv"
    coding.export(path)
    wait_for_notice(qtbot, review)
    qtbot.waitUntil(lambda: review.tasks.progress is None)
    assert [line.split(",")[1] for line in path.read_text().splitlines()[1:]] == ["1", "1"]
    review.tasks.dismiss_notice()
    coding.import_from(path)
    assert wait_for_notice(qtbot, review).text == "These codes are all here already."


def test_who_begins_to_code_while_codes_come_in_does_not_replace_them(open_coding, qtbot, folder, tmp_path):
    anna = Codes("Anna", (Code(1, 1.0, 2.0, "fear"),))
    review, coding = open_coding()
    write_codes_file(review.recording, tmp_path / "codes.csv", (anna,))
    coding.import_from(tmp_path / "codes.csv")
    coding.start("Anna", 1)
    assert "Anna (1)" in wait_for_notice(qtbot, review).text
    coding.press("sad")
    coding.start("Anna", 1)
    coding.press("sad")
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna": (Code(1, 0.0, 0.05, "sad"), *anna.codes)})


def test_nothing_replaces_a_coder_s_own_file(open_coding, qtbot, folder):
    write_codes(folder, Codes("Anna", (Code(1, 0.0, 1.0, "fear"),)))
    review, _ = open_coding()
    path = codes_path(folder, "Anna")
    before = path.read_bytes()
    review.export_table(path)
    assert "part of the recording" in wait_for_notice(qtbot, review).text
    assert path.read_bytes() == before


def test_other_files_are_refused_by_a_sentence(open_coding, qtbot, tmp_path):
    review, coding = open_coding()
    (tmp_path / "codes.txt").write_text("x")
    coding.import_from(tmp_path / "codes.txt")
    assert "neither" in wait_for_notice(qtbot, review).text


def test_another_recording_ends_the_coding_and_has_codes_of_its_own(open_coding, qtbot, folder, tmp_path):
    review, coding = open_coding()
    coding.start("Anna", 1)
    coding.press("sad")
    other = record(tmp_path / "recordings" / "other", 5)
    review.open_recording(other)
    qtbot.waitUntil(lambda: review.recording.folder == other and coding.is_ready)
    assert not coding.is_coding
    assert coding.coded == ()
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna": (Code(1, 0.0, 0.05, "sad"),)})
    assert codes_in(other) == {}
