import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.name_field import NameField


@pytest.fixture
def page(qtbot):
    widget = QWidget()
    widget.field = NameField()
    QVBoxLayout(widget).addWidget(widget.field)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.fixture
def named(page):
    names = []
    page.field.named.connect(lambda face_id, name: names.append((face_id, name)))
    return names


def test_enter_keeps_the_name(page, named, qtbot):
    page.field.show_face(3, "", ())
    page.field.begin()
    assert page.field.is_busy
    qtbot.keyClicks(page.field.lineEdit(), "Anna")
    qtbot.keyClick(page.field.lineEdit(), Qt.Key.Key_Return)
    assert named == [(3, "Anna")]
    assert not page.field.is_busy


def test_leaving_the_field_keeps_the_name_and_esc_does_not(page, named, qtbot):
    page.field.show_face(3, "Anna", ())
    page.field.begin()
    qtbot.keyClicks(page.field.lineEdit(), "Ben")
    qtbot.keyClick(page.field.lineEdit(), Qt.Key.Key_Escape)
    assert page.field.currentText() == "Anna"
    page.field.begin()
    qtbot.keyClicks(page.field.lineEdit(), "Cem")
    page.field.lineEdit().clearFocus()
    assert named == [(3, "Cem")]


def test_a_name_being_typed_stays_with_its_face(page, named, qtbot):
    page.field.show_face(3, "", ())
    page.field.begin()
    qtbot.keyClicks(page.field.lineEdit(), "An")
    page.field.show_face(4, "Ben", ("Ben",))
    qtbot.keyClicks(page.field.lineEdit(), "na")
    qtbot.keyClick(page.field.lineEdit(), Qt.Key.Key_Return)
    assert named == [(3, "Anna")]
    page.field.show_face(4, "Ben", ("Ben",))
    assert page.field.currentText() == "Ben"


def test_earlier_names_are_offered(page, named):
    page.field.show_face(5, "", ("Ben", "Anna"))
    assert [page.field.itemText(index) for index in range(page.field.count())] == ["Ben", "Anna"]
    assert page.field.currentText() == ""
    page.field.setCurrentIndex(1)
    page.field.activated.emit(1)
    assert named == [(5, "Anna")]


def test_without_a_face_there_is_nothing_to_name(page):
    page.field.show_face(None, "", ("Ben",))
    assert not page.field.isEnabled()
    page.field.begin()
    assert not page.field.is_busy
