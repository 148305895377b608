"""Tables and reports of a recording."""

import csv
import json
import re
from html.parser import HTMLParser

import pyarrow.parquet as pq
import pytest

from app.pages.review.export import export_table
from app.pages.review.report import write_report
from app.pages.review.report_tables import _in_words
from app.pages.review.tasks import Cancelled, Progress
from app.services.group_settings import VALENCE
from app.services.settings import SETTINGS
from fer_core.recording.reader import open_recording
from tests.app.pages.review.helpers import wait_for_notice
from tests.fer_core.recording.recordings import record


def read_rows(path):
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines)) if path.suffix == ".csv" else list(map(json.loads, lines))


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_the_table_of_a_range_has_names_and_merges(open_model, qtbot, tmp_path, suffix):
    model = open_model()
    model.edit(model.edits.with_name(1, "Zoë").with_merge(2, 1))
    model.set_range(1.0, 2.0)
    path = tmp_path / f"out{suffix}"
    model.export_table(path)
    assert str(path) in wait_for_notice(qtbot, model).text
    rows = read_rows(path)
    assert [int(row["frame"]) for row in rows] == list(range(20, 41))
    assert {row["name"] for row in rows} == {"Zoë"}
    assert {int(row["face_id"]) for row in rows} == {1}
    assert float(rows[0]["happy"]) == pytest.approx(0.7)


def test_a_table_for_spreadsheets_begins_with_a_byte_order_mark(open_model, qtbot, tmp_path):
    model = open_model()
    model.edit(model.edits.with_name(1, "=1+2"))
    model.export_table(tmp_path / "out.csv", for_spreadsheets=True)
    wait_for_notice(qtbot, model)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfframe,")
    assert {row["name"] for row in read_rows(tmp_path / "out.csv")} >= {"'=1+2"}


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
    model.open_recording(folder)
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


def test_a_report_tells_what_of_the_recording_is_lost(open_model, qtbot, folder, tmp_path):
    table = folder / "frames.csv"
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join([*lines[:61], "spoilt\n", *lines[62:]]))
    model = open_model()
    model.write_report(tmp_path / "r.html")
    qtbot.waitUntil((tmp_path / "r.html").exists)
    words = " ".join(Page((tmp_path / "r.html").read_text(encoding="utf-8")).words)
    assert "Damage frames.csv is damaged after row 60." in words


def test_what_cannot_be_written_is_told(open_model, qtbot, tmp_path):
    model = open_model()
    for write, name in ((model.export_table, "faces.csv"), (model.write_report, "report.html")):
        write(tmp_path / "missing" / name)
        notice = wait_for_notice(qtbot, model)
        assert "Cannot write" in notice.text
        assert notice.is_problem
        qtbot.waitUntil(lambda: model.tasks.progress is None)


@pytest.mark.parametrize("name", ["frames.csv", "session.json", "video.mp4", "presentation.csv", "frames.partial.csv"])
def test_nothing_replaces_what_was_recorded(open_model, qtbot, folder, name):
    model = open_model()
    if not (folder / name).exists():
        (folder / name).write_bytes((folder / "frames.csv").read_bytes())
    before = (folder / name).read_bytes()
    for write in (model.export_table, model.write_report):
        write(folder / name)
        assert "part of the recording" in wait_for_notice(qtbot, model).text
        assert (folder / name).read_bytes() == before
        qtbot.waitUntil(lambda: model.tasks.progress is None)


def test_a_table_that_is_given_up_leaves_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("app.pages.review.export._EVERY", 10)

    class Impatient(Progress):
        def advance(self, done, total=None):
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        export_table(open_recording(folder), tmp_path / "out.csv", None, Impatient())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == []


@pytest.mark.parametrize(("kept", "words"), [("tilted", "turned copies"), ("<i>", "found with <i>, followed")])
def test_a_report_says_how_the_faces_were_found(qapp, tmp_path, kept, words):
    folder = record(tmp_path / "a", 5, settings={"live/detector": kept})
    write_report(open_recording(folder), tmp_path / "r.html", None, Progress())
    assert words in " ".join(Page((tmp_path / "r.html").read_text(encoding="utf-8")).words)


def test_a_report_draws_the_faces_that_were_seen_longest(folder, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("app.pages.review.report._MOST_LINES", 1)
    write_report(open_recording(folder), tmp_path / "r.html", None, Progress())
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert page.tags.count("img") == 1 + 2
    assert "Faces seen for shorter, which are not drawn: 1." in page.words
    assert "Face 2" in page.words


def test_a_report_cuts_out_faces_one_by_one(folder, qapp, tmp_path, monkeypatch):
    recording, seen = open_recording(folder), []

    class Impatient(Progress):
        def advance(self, done, total=None):
            seen.append((done, total))
            if done == 2:
                raise Cancelled

    read = []
    monkeypatch.setattr(
        "fer_core.recording.recorded_pictures.RecordedPictures.read", lambda _, number: read.append(number)
    )
    with pytest.raises(Cancelled):
        write_report(recording, tmp_path / "r.html", None, Impatient())
    assert seen == [(0, 4), (1, 4), (2, 4)]
    assert len(read) == 1


def test_a_report_begins_with_a_sentence_and_ends_in_words(open_model, tmp_path):
    model = open_model()
    model.edit(model.edits.with_name(1, "Anna <3").with_title("First lesson"))
    write_report(model.recording, tmp_path / "report.html", (0.0, 1.0), Progress())
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<h1>First lesson</h1>" in page
    assert "Anna &lt;3 was read as happy in 100 % of 1.1 s. Face 2 was read as sad in 100 % of 1.1 s." in page
    assert "<th>All together</th><td>2.1 s</td>" in page
    assert re.search(r"<td>[^<]*November[^<]*2026 10:00</td>", page)
    assert "+01:00" not in page
    assert "<th>Smoothing</th><td>0.2 s</td>" in page
    assert "live/smoothing_s" not in page
    assert page.index("<details>") < page.index("ab" * 32) < page.index("</details>")
    assert "@media print" in page


def test_a_report_has_the_title_and_the_author_that_it_is_given(folder, qapp, tmp_path):
    path = tmp_path / "r.html"
    write_report(open_recording(folder), path, None, Progress(), title="A <b>title", author="Kim & Co")
    page = path.read_text("utf-8")
    assert "<h1>A &lt;b&gt;title</h1>" in page
    assert '<p class="author">Kim &amp; Co</p>' in page
    write_report(open_recording(folder), path, None, Progress())
    page = path.read_text("utf-8")
    assert "<h1>Emolens: Test</h1>" in page
    assert 'class="author"' not in page


def test_settings_are_in_the_words_of_their_page(qapp):
    for setting in SETTINGS:
        if setting.label:
            name, value = _in_words(setting.key, setting.default)
            assert name == setting.label
            assert value not in {"True", "False"}
    assert _in_words("video/bytes", 7) == ("video/bytes", "7")


def test_valence_is_in_table_and_report_only_where_the_settings_show_it(open_model, qtbot, tmp_path):
    model = open_model()
    for is_on in (False, True):
        model._settings.set(VALENCE, is_on)
        for write, name in ((model.export_table, "t.csv"), (model.write_report, "r.html")):
            model.tasks.dismiss_notice()
            write(tmp_path / name)
            wait_for_notice(qtbot, model)
        assert ("valence" in read_rows(tmp_path / "t.csv")[0]) is is_on
        assert ("not a measurement" in (tmp_path / "r.html").read_text()) is is_on
    assert "Face 1: valence +0.5" in (tmp_path / "r.html").read_text()
