"""The results beside their details: the selected one, counts, order by keyboard, and what is copied."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.pages.analyze.messages import ResultRow, Show
from app.pages.analyze.moments import look_up
from app.pages.analyze.results_model import FILE, FIRST_EMOTION, KIND, REMARK
from fer_core.emotions import EMOTIONS
from fer_core.predict.pictures import predict_pictures
from fer_core.results import Vote
from tests.app.pages.analyze.conftest import SIZE, BrightnessEngine, wait, wait_for_end
from tests.stand_ins import BRIGHTNESS, FixedDetector, save


class TwoFaces(BrightnessEngine):
    """Finds two faces in every picture, of which its two networks say different things."""

    def __init__(self):
        super().__init__()
        self.member_names = ("One", "Two")
        self._detector = FixedDetector((4, 4, 40, 40), (50, 4, 40, 40))

    def vote(self, faces):
        vote = self._ensemble.vote(faces)
        return Vote(vote.probabilities, vote.backing[:], np.stack([vote.probabilities, vote.probabilities[:, ::-1]]))

    def read_pictures(self, paths):
        rule = self._ensemble.manifest.uncertainty
        return predict_pictures(paths, detector=self._detector, classifier=self, rule=rule, batch=1)


def files_of(page):
    model = page.results.model
    return [model.index(row, FILE).data() for row in range(model.rowCount())]


def test_the_selected_face_is_shown_on_its_picture_with_what_each_network_said(make_page, qtbot, tmp_path):
    page, model = make_page(TwoFaces())
    detail = page.results.detail
    assert detail.picture.accessibleDescription() == "Select a result to see it here."
    model.add([save(tmp_path / "two.png", "happy", SIZE)])
    wait(qtbot, lambda: page.results.model.rowCount() == 2)
    page.results.table.selectRow(1)
    wait(qtbot, lambda: detail.picture._frame is not None)
    assert [face.box_xywh for face in detail._faces] == [(4, 4, 40, 40), (50, 4, 40, 40)]
    assert detail.picture._chosen_id == 2
    assert detail.heading.text() == "Happy 70 %"
    assert detail.facts.text() == "two.png\nFace 2"
    assert detail.votes.lines == ("One: happy 70 %", "Two: happy 70 %")
    assert detail.crop.pixmap().width() == 96
    detail.picture.clicked.emit(20.0, 20.0)
    wait(qtbot, lambda: detail.picture._chosen_id == 1)
    assert page.results.selected.row() == 0
    page.grab()


def test_a_video_is_shown_at_the_moment_at_which_the_face_was_surest(make_page, qtbot, tmp_path, make_clip):
    page, model = make_page()
    model.add([make_clip(tmp_path / "clip.mp4", [None] * 10 + ["happy"] * 10)])
    wait_for_end(qtbot, model, results=1)
    page.results.table.selectRow(0)
    detail = page.results.detail
    wait(qtbot, lambda: detail.picture._frame is not None)
    assert model.page.rows[0].best_s == pytest.approx(1.0)
    assert [round(float(face.confidence), 2) for face in detail._faces] == [0.7]
    assert detail.picture._frame.image_bgr.mean() > 60
    assert detail.open.text() == "Open the moment in Review"
    with qtbot.waitSignal(page.moment_asked) as asked:
        detail.open.click()
    assert asked.args[1] == pytest.approx(1.0)


@pytest.mark.parametrize("number", [0, 20, 31])
def test_the_moment_of_a_video_is_found_without_reading_all_before_it(tmp_path, make_clip, monkeypatch, number):
    def refuse(_):
        raise AssertionError("read from the beginning")

    path = make_clip(tmp_path / "clip.mp4", ["sad"] * number + ["happy"] + ["sad"] * 9, fps=30.0)
    row = ResultRow(1, path, True, 1, "happy", None, None, 1, (), 0.0, 1.3, round(number / 30, 4), None, None, None, ())
    if number:
        monkeypatch.setattr("fer_core.sources.film.Film.rewind", refuse)
    assert look_up(row).picture.mean() == pytest.approx(BRIGHTNESS["happy"], abs=3)


def test_a_video_without_a_face_is_offered_as_a_file(make_page, qtbot, tmp_path, make_clip):
    page, model = make_page()
    model.add([make_clip(tmp_path / "<b>dark.mp4", [None] * 5)])
    wait_for_end(qtbot, model, results=1)
    page.results.table.selectRow(0)
    detail = page.results.detail
    assert detail.open.text() == "Open file"
    assert detail.heading.text() == "<b>dark.mp4"
    assert detail.heading.textFormat() is Qt.TextFormat.PlainText


def test_a_picture_that_is_gone_is_said_and_the_next_one_is_shown(make_page, qtbot, album):
    page, model = make_page()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    (album / "a.png").unlink()
    page.results.table.selectRow(0)
    picture = page.results.detail.picture
    wait(qtbot, lambda: "no such file" in picture.accessibleDescription())
    page.results.table.selectRow(1)
    wait(qtbot, lambda: picture._frame is not None)


def test_counts_follow_the_filter(make_page, qtbot, album, tmp_path):
    (tmp_path / "bad.png").write_text("no picture")
    page, model = make_page()
    model.add([album, tmp_path / "bad.png"])
    wait(qtbot, lambda: page.results.model.rowCount() == 4)
    bar = page.results.counts
    assert bar.accessibleDescription() == "fear 1, happy 1, sad 1, without a face 1"
    assert [round(rect.width() / bar.width(), 2) for _, _, rect in bar._parts()] == [0.25] * 4
    model.show_only(Show.PROBLEMS)
    wait(qtbot, lambda: bar.accessibleDescription() == "without a face 1")
    bar.grab()


def test_a_column_without_a_word_leaves_and_the_table_fills_its_width(make_page, qtbot, album, tmp_path):
    (tmp_path / "bad.png").write_text("no picture")
    page, model = make_page()
    model.add([album])
    wait(qtbot, lambda: page.results.model.rowCount() == 3)
    table = page.results.table
    assert table.isColumnHidden(REMARK)
    page.results.details.click()
    assert page.results.detail.isHidden()
    page.resize(1500, 640)
    wait(qtbot, lambda: table.horizontalHeader().length() == table.viewport().width())
    model.add([tmp_path / "bad.png"])
    wait(qtbot, lambda: not table.isColumnHidden(REMARK))


def test_the_order_is_chosen_by_keyboard_and_the_selection_stays_with_its_face(make_page, qtbot, album):
    page, model = make_page()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    page.results.table.selectRow(0)
    page.results.on_order_asked()
    actions = {action.text(): action for action in page.results.order.menu().actions()}
    assert list(actions) == ["As they came", "File", "Kind", "Emotion", *EMOTIONS]
    assert actions["As they came"].isChecked()
    actions["happy"].trigger()
    wait(qtbot, lambda: files_of(page)[0] == "b.png")
    assert page.results.table.horizontalHeader().sortIndicatorSection() == FIRST_EMOTION + EMOTIONS.index("happy")
    page.results.on_order_asked()
    next(a for a in page.results.order.menu().actions() if a.text() == "The other way round").trigger()
    wait(qtbot, lambda: files_of(page)[-1] == "b.png")
    assert files_of(page)[page.results.selected.row()] == "a.png"
    page.results.on_order_asked()
    page.results.order.menu().actions()[0].trigger()
    wait(qtbot, lambda: files_of(page) == ["a.png", "b.png", "c.png"])


def test_while_results_come_in_order_the_table_stays_where_the_user_looks(make_page, qtbot, tmp_path):
    page, model = make_page()
    table, bar = page.results.table, page.results.table.verticalScrollBar()
    model.add([save(tmp_path / f"{number:02}.png", "happy", SIZE) for number in range(1, 20)])
    wait_for_end(qtbot, model, results=19)
    page.results.sort_by(FILE)
    wait(qtbot, lambda: model.page.query.sort == "path")
    table.selectRow(0)
    bar.setValue(bar.maximum())
    place = bar.value()
    assert place > 0
    model.add([save(tmp_path / "00.png", "happy", SIZE)])
    wait(qtbot, lambda: files_of(page)[:2] == ["00.png", "01.png"])
    assert bar.value() == place
    assert page.results.selected.row() == 1
    page.results.sort_by(FILE)
    wait(qtbot, lambda: page.results.selected.row() == 18)
    wait(qtbot, lambda: table.viewport().rect().intersects(table.visualRect(page.results.selected)))


def test_videos_and_pictures_are_told_apart_and_sorted(make_page, qtbot, album, tmp_path, make_clip):
    page, model = make_page()
    model.add([make_clip(tmp_path / "clip.mp4"), album / "a.png"])
    wait_for_end(qtbot, model, results=2)
    page.results.sort_by(KIND)
    wait(qtbot, lambda: files_of(page) == ["a.png", "clip.mp4"])
    assert [page.results.model.index(row, KIND).data() for row in (0, 1)] == ["Picture", "Video"]


def test_a_result_is_copied_as_a_line_of_a_spreadsheet(make_page, qtbot, album):
    page, model = make_page()
    model.add([album])
    wait(qtbot, lambda: page.results.model.rowCount() == 3)
    page.results.table.selectRow(1)
    qtbot.keyClick(page.results.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    fields = QGuiApplication.clipboard().text().split("\t")
    assert fields[:4] == [str(album / "b.png"), "1", "Picture", "happy"]
    assert fields[-7:] == ["5 %", "5 %", "5 %", "70 %", "5 %", "5 %", "5 %"]
