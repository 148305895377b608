"""The review page's model with its threads, without a widget."""

import csv
import json
import os
import re
import threading
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from app.review.export import export_table
from app.review.jobs import Cancelled, Progress
from app.review.report import write_report
from app.review.saver import Saver
from app.review.view_model import ReviewModel
from app.settings import RECORDINGS_FOLDER, Settings
from fer_core.errors import ModelError
from fer_core.session.info import read_info, write_info
from fer_core.session.reader import open_session
from fer_core.sinks import VideoFile
from tests.app.fakes import FakeAnalyzer, make_face
from tests.fer_core.session.recordings import FPS, make_info, picture, record


@pytest.fixture
def folder(tmp_path):
    return record(tmp_path / "recordings" / "crossing")


@pytest.fixture
def make_model(qapp, tmp_path):
    models = []

    def make(**options):
        settings = Settings(tmp_path / "settings.ini")
        settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
        models.append(ReviewModel(settings, **options))
        return models[-1]

    yield make
    for model in models:
        model.close()


@pytest.fixture
def open_model(make_model, qtbot, folder):
    """Return a function that opens the recording in a new model and waits for its first picture."""

    def open_it():
        model = make_model()
        model.open_session(folder)
        qtbot.waitUntil(lambda: model.frame is not None)
        return model

    return open_it


def wait_for_frame(qtbot, model, number):
    qtbot.waitUntil(lambda: model.frame is not None and model.frame.index == number)


def wait_for_notice(qtbot, model):
    qtbot.waitUntil(lambda: model.tasks.notice is not None, timeout=10_000)
    return model.tasks.notice


def make_video(path, frames=30):
    with VideoFile(path, fps=FPS) as video:
        for number in range(frames):
            video.write(picture(number))
    return path


def test_a_recording_opens_at_its_first_picture_with_its_faces(open_model):
    model = open_model()
    assert model.frame.index == 0
    assert [face.label for face in model.faces] == ["happy", "sad"]
    assert [track.face_id for track in model.tracks] == [1, 2]
    assert not model.is_playing


def test_any_moment_can_be_shown(open_model, qtbot):
    model = open_model()
    model.show_moment(2.0)
    wait_for_frame(qtbot, model, 40)
    assert float(np.abs(model.frame.image_bgr.astype(int) - picture(40)).mean()) < 5
    assert model.faces[0].box_xywh[0] == 42
    model.step(frames=-1)
    wait_for_frame(qtbot, model, 39)
    model.step(seconds=-1)
    wait_for_frame(qtbot, model, 19)
    model.show_moment(1e6)
    wait_for_frame(qtbot, model, 59)
    model.step(frames=1)
    model.show_frame(-5)
    wait_for_frame(qtbot, model, 0)


def test_playing_goes_to_the_end_and_begins_again_there(open_model, qtbot):
    model = open_model()
    model.show_frame(50)
    wait_for_frame(qtbot, model, 50)
    seen = []
    model.picture_changed.connect(lambda: seen.append(model.frame.index))
    model.toggle_playing()
    qtbot.waitUntil(lambda: not model.is_playing and model.frame.index == 59)
    assert seen == sorted(seen)
    assert len(seen) >= 5
    model.toggle_playing()
    qtbot.waitUntil(lambda: 0 < model.frame.index < 40)
    model.toggle_playing()
    assert not model.is_playing


def test_playing_goes_on_from_where_one_has_scrubbed_to(open_model, qtbot):
    model = open_model()
    model.set_playing(True)
    model.show_frame(45)
    qtbot.waitUntil(lambda: model.frame.index >= 46)
    assert model.is_playing


def test_markers_are_set_and_found_again(open_model, qtbot):
    model = open_model()
    for number in (10, 40, 20):
        model.show_frame(number)
        wait_for_frame(qtbot, model, number)
        model.add_marker()
    assert [(m.time_s, m.name) for m in model.edits.markers] == [(0.5, "1"), (1.0, "3"), (2.0, "2")]
    model.show_next_marker()
    wait_for_frame(qtbot, model, 40)
    model.show_next_marker()
    model.show_previous_marker()
    wait_for_frame(qtbot, model, 20)
    model.edit(model.edits.with_renamed_marker(model.edits.markers[0], " joke "))
    assert model.edits.markers[0].name == "joke"
    model.edit(model.edits.without_marker(model.edits.markers[1]))
    model.add_marker()
    assert [m.name for m in model.edits.markers] == ["joke", "1", "2"]


def test_edits_survive_reopening_and_the_table_stays_as_recorded(open_model, qtbot, folder):
    before = (folder / "frames.csv").read_bytes()
    model = open_model()
    model.edit(model.edits.with_name(1, "Anna").with_merge(2, 1).with_notes("crossing"))
    model.add_marker()
    qtbot.waitUntil(lambda: [track.face_id for track in model.tracks] == [1])
    assert [face.face_id for face in model.faces] == [1]
    model.close()
    again = open_model()
    assert again.name_of(1) == "Anna"
    assert [track.face_id for track in again.tracks] == [1]
    assert again.edits.notes == "crossing"
    assert [marker.name for marker in again.edits.markers] == ["1"]
    assert (folder / "frames.csv").read_bytes() == before
    again.edit(again.edits.without_merge(1))
    qtbot.waitUntil(lambda: [track.face_id for track in again.tracks] == [1, 2])


def test_an_edit_that_cannot_be_kept_is_told(open_model, qtbot, folder):
    model = open_model()
    (folder / "session.partial.json").mkdir()
    model.add_marker()
    notice = wait_for_notice(qtbot, model)
    assert "The change is not kept" in notice.text
    assert notice.is_problem


def test_a_face_is_chosen_on_the_picture(open_model):
    model = open_model()
    model.choose_face_at(75, 25)
    assert model.chosen_id == 2
    model.choose_face_at(40, 2)
    assert model.chosen_id is None


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_the_table_of_a_range_has_names_and_merges(open_model, qtbot, tmp_path, suffix):
    model = open_model()
    model.edit(model.edits.with_name(1, "Zoë").with_merge(2, 1))
    model.set_range(1.0, 2.0)
    path = tmp_path / f"out{suffix}"
    model.export_table(path)
    assert str(path) in wait_for_notice(qtbot, model).text
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines())) if suffix == ".csv" else list(map(json.loads, text.splitlines()))
    assert [int(row["frame"]) for row in rows] == list(range(20, 41))
    assert {row["name"] for row in rows} == {"Zoë"}
    assert {int(row["face_id"]) for row in rows} == {1}
    assert float(rows[0]["happy"]) == pytest.approx(0.7)


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.references, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.references += [value for name, value in attrs if name in ("src", "href", "data", "action", "poster")]

    def handle_data(self, data):
        self.words.append(data)


def test_the_report_is_one_file_without_a_word_of_html_from_the_user(make_model, qtbot, tmp_path):
    evil = '<script>alert("x")</script>{0}&amp;<img src="http://evil/x.png">'
    folder = record(tmp_path / "recordings" / "evil", source=evil, models={evil: "ab"}, settings={evil: evil})
    model = make_model()
    model.open_session(folder)
    qtbot.waitUntil(lambda: model.frame is not None)
    model.edit(model.edits.with_name(1, evil).with_notes(evil))
    model.add_marker()
    model.edit(model.edits.with_renamed_marker(model.edits.markers[0], evil))
    path = tmp_path / "report.html"
    model.write_report(path)
    assert str(path) in wait_for_notice(qtbot, model).text
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    assert page.references
    assert all(
        reference.startswith(("data:image/png;base64,", "data:image/jpeg;base64,")) for reference in page.references
    )
    assert "<script" not in text
    assert "<img src" not in text
    assert not re.search(r"(url\(|@import)", text)
    words = " ".join(page.words)
    assert words.count(evil) >= 5
    assert page.tags.count("img") == 4
    assert "Face 2" in words
    assert "100 %" in words
    assert "FER2013" in words


def test_a_report_about_a_range_knows_only_that(open_model, qtbot, tmp_path):
    model = open_model()
    model.set_range(1.0, 1.5)
    model.write_report(tmp_path / "r.html")
    wait_for_notice(qtbot, model)
    words = Page((tmp_path / "r.html").read_text(encoding="utf-8")).words
    assert "1.0 – 1.5 s" in words
    assert "3.0 s" not in words


def test_what_cannot_be_written_is_told(open_model, qtbot, tmp_path):
    model = open_model()
    for write, name in ((model.export_table, "faces.csv"), (model.write_report, "report.html")):
        write(tmp_path / "missing" / name)
        notice = wait_for_notice(qtbot, model)
        assert "Cannot write" in notice.text
        assert notice.is_problem
        qtbot.waitUntil(lambda: model.tasks.progress is None)


def test_an_export_never_replaces_what_was_recorded(open_model, qtbot, folder):
    model = open_model()
    before = (folder / "frames.csv").read_bytes()
    model.export_table(folder / "frames.csv")
    assert "part of the recording" in wait_for_notice(qtbot, model).text
    assert (folder / "frames.csv").read_bytes() == before


def test_a_video_is_analysed_once(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    analyzer = FakeAnalyzer([make_face(box_xywh=(10, 10, 20, 20))])
    model = make_model(load=lambda: analyzer)
    model.open_video(path)
    qtbot.waitUntil(lambda: model.frame is not None, timeout=10_000)
    assert len(analyzer.times) == 30
    assert model.session.info.video == str(path)
    assert model.session.info.frames == 30
    assert len(model.session.table) == 30
    model.add_marker()
    model.close()
    again = make_model(load=lambda: pytest.fail("it was analysed before"))
    again.open_video(path)
    qtbot.waitUntil(lambda: again.frame is not None)
    assert len(again.edits.markers) == 1
    assert again.session.folder == model.session.folder
    qtbot.waitUntil(lambda: [info.source for _, info in again.recent] == ["party.mp4"])


def test_a_video_that_has_changed_is_analysed_again(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    for count in (1, 2):
        model = make_model(load=FakeAnalyzer)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.frame is not None, timeout=10_000)  # noqa: B023
        assert len(list((tmp_path / "recordings").iterdir())) == count
        os.utime(path, (1, 1))


def test_a_video_is_analysed_again_by_other_models(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    for count in (1, 2):
        model = make_model(load=FakeAnalyzer)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.frame is not None, timeout=10_000)  # noqa: B023
        folder = model.session.folder
        assert len(list((tmp_path / "recordings").iterdir())) == count
        write_info(folder, replace(read_info(folder), models={"earlier": "ab" * 32}))


def test_an_analysis_shows_how_far_it_is_and_can_be_given_up(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "long.mp4", 200)
    model = make_model(load=lambda: FakeAnalyzer(delay_s=0.01))
    model.open_video(path)
    qtbot.waitUntil(lambda: model.tasks.progress.done > 5)
    progress = model.tasks.progress
    assert progress.total == 200
    assert progress.rate > 0
    assert progress.left_s > 0
    model.tasks.cancel()
    qtbot.waitUntil(lambda: model.tasks.progress is None)
    assert model.session is None
    assert model.tasks.notice is None
    assert list((tmp_path / "recordings").iterdir()) == []


def test_closing_ends_an_analysis(make_model, qtbot, tmp_path):
    model = make_model(load=lambda: FakeAnalyzer(delay_s=0.01))
    model.open_video(make_video(tmp_path / "long.mp4", 200))
    qtbot.waitUntil(lambda: model.tasks.progress.done > 2)
    model.close()
    assert list((tmp_path / "recordings").iterdir()) == []


def test_one_long_work_at_a_time(make_model, qtbot, tmp_path, folder):
    model = make_model(load=lambda: FakeAnalyzer(delay_s=0.01))
    model.open_video(make_video(tmp_path / "long.mp4", 200))
    model.open_session(folder)
    assert "Wait until" in model.tasks.notice.text
    model.tasks.cancel()
    qtbot.waitUntil(lambda: model.tasks.progress is None)


def broken_models():
    raise ModelError("The models are damaged.")


@pytest.mark.parametrize(
    ("name", "load", "message"),
    [
        ("missing.mp4", FakeAnalyzer, "cannot be opened"),
        ("text.mp4", FakeAnalyzer, "is not a video"),
        ("party.mp4", broken_models, "The models are damaged."),
    ],
)
def test_a_video_that_cannot_be_analysed_is_told(make_model, qtbot, tmp_path, name, load, message):  # noqa: PLR0917
    (tmp_path / "text.mp4").write_text("no video")
    make_video(tmp_path / "party.mp4", 5)
    model = make_model(load=load)
    model.open_video(tmp_path / name)
    assert message in wait_for_notice(qtbot, model).text


def test_a_recording_whose_video_is_gone_still_shows_its_faces(make_model, qtbot, folder):
    (folder / "video.mp4").unlink()
    model = make_model()
    model.open_session(folder)
    assert "is missing" in wait_for_notice(qtbot, model).text
    assert len(model.tracks) == 2


def test_a_folder_that_is_no_recording_is_told(make_model, qtbot, tmp_path):
    model = make_model()
    model.open_session(tmp_path)
    assert "is no recording" in wait_for_notice(qtbot, model).text


def test_a_recording_that_is_running_is_left_alone(make_model, qtbot, folder):
    content = json.loads((folder / "session.json").read_text())
    (folder / "session.json").write_text(json.dumps({**content, "finished": False}))
    model = make_model()
    model.open_session(folder)
    assert "still running" in wait_for_notice(qtbot, model).text
    assert model.session is None
    assert not read_info(folder).is_finished


def test_recordings_are_listed(make_model, qtbot, folder):
    model = make_model()
    model.refresh_recent()
    qtbot.waitUntil(lambda: [path for path, _ in model.recent] == [folder])
    assert model.recent[0][1].source == make_info().source == open_session(folder).info.source


def test_another_recording_does_not_wait_for_the_player_before(open_model, qtbot, tmp_path, monkeypatch, gate):
    model = open_model()
    asked, is_reading = model._player, threading.Event()

    def read_slowly(video, number):
        is_reading.set()
        gate.wait(20)

    with monkeypatch.context() as patch:
        patch.setattr("fer_core.session.video.VideoPictures.read", read_slowly)
        model.show_frame(5)
        assert is_reading.wait(10)
    other = record(tmp_path / "recordings" / "other", 5)
    model.open_session(other)
    qtbot.waitUntil(lambda: model.session.folder == other and model.frame is not None)
    assert asked.is_alive
    gate.set()
    model.close()
    assert not asked.is_alive


def test_edits_are_kept_after_one_that_failed_unexpectedly(qapp, tmp_path, monkeypatch):
    told, is_told = [], threading.Event()

    def report(problem):
        told.append(problem)
        is_told.set()

    def fail(folder, info):
        raise RuntimeError("odd")

    saver = Saver(report)
    with monkeypatch.context() as patch:
        patch.setattr("app.review.saver.write_info", fail)
        saver.save(tmp_path, make_info())
        assert is_told.wait(10)
    saver.save(tmp_path, make_info(source="later"))
    saver.close()
    assert told == ["The change is not kept. RuntimeError('odd')"]
    assert read_info(tmp_path).source == "later"


def test_a_table_that_is_given_up_leaves_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("app.review.export._EVERY", 10)

    class Impatient(Progress):
        def advance(self, done, total=None):
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        export_table(open_session(folder), tmp_path / "out.csv", None, Impatient())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == []


def test_a_report_draws_the_faces_that_were_seen_longest(folder, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("app.review.report._MOST_LINES", 1)
    write_report(open_session(folder), tmp_path / "r.html", None, Progress())
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert page.tags.count("img") == 1 + 2
    assert "1 more faces were seen for shorter and are not drawn." in page.words
    assert "Face 2" in page.words


def test_a_report_cuts_out_faces_one_by_one(folder, qapp, tmp_path, monkeypatch):
    session, seen = open_session(folder), []

    class Impatient(Progress):
        def advance(self, done, total=None):
            seen.append((done, total))
            if done == 2:
                raise Cancelled

    read = []
    monkeypatch.setattr("fer_core.session.video.VideoPictures.read", lambda video, number: read.append(number))
    with pytest.raises(Cancelled):
        write_report(session, tmp_path / "r.html", None, Impatient())
    assert seen == [(0, 4), (1, 4), (2, 4)]
    assert len(read) == 1
