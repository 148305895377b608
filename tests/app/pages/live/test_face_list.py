"""All faces in view beneath the bars."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face

FACES = (make_face(1, box_xywh=(4, 4, 10, 10), label="sad"), make_face(2, box_xywh=(30, 10, 30, 30)))


def texts_of(faces):
    return [faces.item(row).text() for row in range(faces.count())]


def test_every_face_has_a_row_with_picture_name_and_emotion(make_window, qtbot):
    analyzer = FakeAnalyzer(FACES)
    window = make_window(Opener(FakeSource()), analyzer=analyzer)
    faces = window.live.panel.faces
    qtbot.waitUntil(lambda: texts_of(faces) == ["Face 1  ·  sad 70 %", "Face 2  ·  happy 70 %"])
    assert faces.isVisible()
    assert not faces.item(0).icon().isNull()
    assert [faces.item(row).font().bold() for row in (0, 1)] == [False, True]
    assert window.live.video._names == {1: "Face 1", 2: "Face 2"}
    window.view_model.study.give_name(1, "Anna")
    assert texts_of(faces)[0] == "Anna  ·  sad 70 %"
    faces.setFocus()
    faces.setCurrentRow(0)
    qtbot.keyClick(faces, Qt.Key.Key_Return)
    assert window.view_model.chosen_face.face_id == 1
    analyzer.faces = (replace(FACES[1]),)
    qtbot.waitUntil(lambda: not faces.isVisible())


def test_a_long_name_leaves_the_emotion_room(make_window, qtbot):
    window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(FACES))
    faces = window.live.panel.faces
    qtbot.waitUntil(lambda: faces.count() == 2 and faces.isVisible())
    name = "Wolfeschlegelsteinhausenbergerdorff, H."
    window.view_model.study.give_name(1, name)
    item = faces.item(0)
    assert item.text().endswith("…  ·  sad 70 %")
    assert item.toolTip() == name
    words = QFontMetrics(item.font()).horizontalAdvance(item.text())
    assert faces.iconSize().width() + words < faces.viewport().width()
