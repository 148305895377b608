"""What the live page shows of two people who walk past each other."""

import pytest
from PySide6.QtCore import Qt

from app.pages.live.page import LivePage
from app.pages.live.recording_model import RecordingModel
from app.services.settings import Settings
from fer_core.faces.pipeline import load_pipeline
from tests.passers_by import BACK_S, CROSSED_S, LEFT_S, SIZE_WH, encounter


@pytest.fixture
def page(rig, qtbot, tmp_path):
    settings = Settings(tmp_path / "emolens.ini")
    page = LivePage(rig.model, RecordingModel(rig.model, settings), settings)
    qtbot.addWidget(page)
    page.resize(1180, 720)
    page.show()
    rig.play()
    yield page
    page.shut()


@pytest.fixture
def play(rig, page):
    """Return a function that lets the page see the encounter up to a moment, and returns where people are then."""
    pipeline, moments, began_at = load_pipeline(), encounter(fps=10), rig.now

    def play(until_s):
        for moment in moments:
            rig.now = began_at + moment.time_s
            rig.shot(size_wh=SIZE_WH)
            rig.analysis(*pipeline.analyze(moment.picture, time_s=moment.time_s).faces, size_wh=SIZE_WH)
            if moment.time_s >= until_s:
                break
        return moment.places

    return play


def face_of(page, place):
    """Return the face that is shown about a place of the picture."""
    (face,) = [face for face in page.video._faces if abs(face.box_xywh[0] + face.box_xywh[2] / 2 - place[0]) < 30]
    return face


def name(page, qtbot, place, name):
    """Click on the face about a place and call it by a name."""
    rect = page.video._mapping().rect_of(face_of(page, place).box_xywh)
    qtbot.mouseClick(page.video, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    page.panel.name.begin()
    page.panel.name.lineEdit().setText(name)
    qtbot.keyClick(page.panel.name.lineEdit(), Qt.Key.Key_Return)


def names_shown(page, *places):
    return [page.video._names.get(face_of(page, place).face_id, "") for place in places]


def test_names_chart_and_choice_follow_people_past_each_other(page, rig, play, qtbot):
    places = play(0.6)
    name(page, qtbot, places["happy"], "Anna")
    name(page, qtbot, places["surprise"], "Ben")
    assert names_shown(page, places["happy"], places["surprise"]) == ["Anna", "Ben"]
    assert page.panel.heading.text().startswith("Surprise ")

    places = play(CROSSED_S)
    assert places["surprise"][0] < places["happy"][0]
    assert names_shown(page, places["happy"], places["surprise"]) == ["Anna", "Ben"]
    assert page.panel.heading.text().startswith("Surprise ")
    assert page.panel.name.currentText() == "Ben"
    assert page.next_face.isVisible()

    # Who is charted has left: the chart turns to who is there, and does not go on with old values.
    places = play(LEFT_S)
    assert [face.face_id for face in page.video._faces] == [face_of(page, places["happy"]).face_id]
    assert page.panel.heading.text().startswith("Happy ")
    assert page.panel.name.currentText() == "Anna"
    assert not page.next_face.isVisible()

    places = play(BACK_S + 2)
    assert names_shown(page, places["happy"], places["surprise"]) == ["Anna", "Face 3"]
    assert {page.panel.name.itemText(index) for index in range(page.panel.name.count())} == {"Anna", "Ben"}

    rig.now += 0.1
    rig.shot(size_wh=SIZE_WH)
    rig.analysis(size_wh=SIZE_WH)
    assert page.panel.heading.text() == "No face in view"
    assert not page.panel.name.isEnabled()
    assert len(page.minute.timeline._times_s) > 10
