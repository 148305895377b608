"""A group's recording in Review: a chart in place of a video, a table and a report."""

import pytest

from app.services.group_settings import VALENCE
from fer_core.emotions import LABELS
from fer_core.recording.edits import Edits, Marker
from fer_core.recording.group_reader import open_group
from fer_core.recording.group_table import together
from fer_core.recording.lock import RecordingLock
from fer_core.recording.reader import list_recordings
from tests.app.pages.review.helpers import wait_for_notice
from tests.app.pages.review.test_exports import Page, read_rows
from tests.fer_core.recording.recordings import make_face
from tests.fer_core.recording.recordings import record as record_faces
from tests.fer_core.recording.test_group_recording import THREE, record

FIVE = (*THREE, make_face(74, label="sad"), make_face(75, label="sad"))


@pytest.fixture
def folder(tmp_path):
    pictures = [THREE] * 10 + [THREE[:2]] * 5 + [FIVE] * 10
    edits = Edits(markers=(Marker(0.7, "question"),))
    return record(tmp_path / "recordings" / "group", *pictures, edits=edits, settings={"group/least": 3})


@pytest.fixture
def page(empty_page, folder, qtbot):
    empty_page.resize(1000, 600)
    empty_page.open_paths([folder])
    qtbot.waitUntil(empty_page.group.isVisible)
    return empty_page


def test_its_numbers_are_shown_in_place_of_video_and_faces(page):
    assert "sad 50 %" in page.group.shares.accessibleDescription()
    assert page.group.timeline.accessibleDescription() == "Faces: 3 to 5"
    assert page.group.summary.text() == (
        "4 faces on average; called sad most, 50 % of the readings. "
        "There were at least 3 faces in 4 of 5 intervals of 0.5 s."
    )
    assert not page.video.isVisible()
    assert not page.faces.isVisible()
    assert not page.panel.isVisible()
    assert page.library.isVisible()
    assert page.title.text().startswith("Test  ·  ")
    assert not page.exports.button.isEnabled()


def test_a_single_interval_is_not_told_in_the_plural(page, qtbot, tmp_path):
    page.open_recording(record(tmp_path / "recordings" / "short", *[THREE] * 5, settings={"group/least": 3}))
    qtbot.waitUntil(lambda: page.group.recording.folder.name == "short")
    assert len(page.group.recording.table) == 1
    assert page.group.summary.text().endswith("There were at least 3 faces in the only interval, of 0.5 s.")


def test_a_recording_of_faces_takes_its_place_and_gives_it_back(page, qtbot, tmp_path, folder):
    page.open_recording(record_faces(tmp_path / "recordings" / "faces"))
    qtbot.waitUntil(lambda: page.model.frame is not None and page.video.isVisible())
    assert not page.group.isVisible()
    page.open_recording(folder)
    qtbot.waitUntil(page.group.isVisible)
    assert page.model.recording is None
    assert not page.video.isVisible()


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_the_table_has_a_row_per_interval_and_gaps_that_say_so(page, qtbot, tmp_path, suffix):
    page.group.on_table_chosen(str(tmp_path / f"out{suffix}"), False)
    assert "is written" in wait_for_notice(qtbot, page.model).text
    rows = read_rows(tmp_path / f"out{suffix}")
    assert [str(row["n"] or "") for row in rows] == ["3", "3", "", "5", "5"]
    assert rows[2]["remark"] == "fewer than 3 faces"
    assert rows[2]["mean_sad"] in (None, "")
    assert "valence" not in rows[0]
    assert float(rows[3]["share_sad"]) == pytest.approx(0.6)


def test_valence_is_in_table_and_report_only_where_it_is_on(page, qtbot, tmp_path):
    for is_on in (False, True):
        page._settings.set(VALENCE, is_on)
        for name, write in (("t.csv", page.group.on_table_chosen), ("r.html", page.group.on_report_chosen)):
            page.model.tasks.dismiss_notice()
            write(str(tmp_path / name), *([False] if name == "t.csv" else []))
            wait_for_notice(qtbot, page.model)
        assert ("valence" in read_rows(tmp_path / "t.csv")[0]) is is_on
        assert ("by word ratings: not a measurement" in (tmp_path / "r.html").read_text()) is is_on


def test_valence_that_is_switched_on_is_there_at_once(page):
    assert not page.group.affect.isVisible()
    page._settings.set(VALENCE, True)
    assert page.group.affect.isVisible()
    assert page.group.affect.text().startswith("Valence ")
    assert "–" not in page.group.affect.text()


def test_the_report_needs_nothing_else_and_says_where_this_is_forbidden(page, qtbot, tmp_path):
    page.group.on_report_chosen(str(tmp_path / "r.html"))
    wait_for_notice(qtbot, page.model)
    text = (tmp_path / "r.html").read_text()
    parsed = Page(text)
    assert parsed.tags.count("img") == 1
    assert all(reference.startswith("data:image/png") for reference in parsed.references)
    assert "Article 5(1)(f)" in text
    assert "4 faces on average" in text


def test_its_own_files_are_not_written_over(page, qtbot, folder):
    before = (folder / "group.csv").read_bytes()
    page.group.on_table_chosen(str(folder / "group.csv"), False)
    assert "part of the recording" in wait_for_notice(qtbot, page.model).text
    assert (folder / "group.csv").read_bytes() == before


def test_one_that_still_runs_is_not_opened(qtbot, page, tmp_path):
    running = record(tmp_path / "recordings" / "running", *[THREE] * 10)
    with RecordingLock(running):
        page.open_recording(running)
        assert "still running" in wait_for_notice(qtbot, page.model).text
    assert page.group.recording.folder.name == "group"


def test_what_is_removed_is_shown_no_more(page, qtbot):
    page.enter()
    qtbot.waitUntil(lambda: bool(page.model.library.entries))
    page.model.remove_recording(page.model.library.entries[0])
    assert not page.group.isVisible()
    assert page.title.text() == "No recording is open"
    page.model.library.undo_removal()


def test_the_library_lists_it_with_its_length(folder):
    ((found, info),) = list_recordings(folder.parent)
    assert found == folder
    assert info.duration_s == 2.5


def test_all_intervals_together_count_by_their_faces(folder):
    reading = together(open_group(folder).table)
    assert reading.shares[LABELS.index("sad")] == pytest.approx((2 * 1 + 2 * 3) / 16)
    assert reading.means.sum() == pytest.approx(1, abs=1e-5)
