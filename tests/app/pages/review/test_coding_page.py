"""People code a recording by the page's keys and buttons."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from fer_core.coding.codes import Code, Codes
from fer_core.emotions import COLOURS
from tests.app.pages.review.helpers import codes_in, wait_for_frame


@pytest.fixture
def page(empty_page, folder, qtbot):
    empty_page.resize(900, 700)
    empty_page.open_recording(folder)
    qtbot.waitUntil(lambda: empty_page.model.frame is not None and empty_page.coding.model.is_ready)
    return empty_page


def test_the_page_hides_what_the_model_reads_and_codes_by_the_keyboard(page, qtbot, folder):
    qtbot.keyClick(page, Qt.Key.Key_C)
    panel = page.coding
    qtbot.waitUntil(panel.isVisible)
    panel.bar.coder.setFocus()
    qtbot.keyClicks(panel.bar.coder, "Anna 1")
    panel.bar.face.setCurrentIndex(panel.bar.face.findData(2))
    panel.bar.start.click()
    assert not page.faces.isVisible()
    assert page.video._is_blind
    for key in (Qt.Key.Key_1, Qt.Key.Key_Right, Qt.Key.Key_0, Qt.Key.Key_Right):
        before = page.model.frame.index
        qtbot.keyClick(page, key)
        if key is Qt.Key.Key_Right:
            wait_for_frame(qtbot, page.model, before + 1)
    wanted = (Code(2, 0.0, 0.05, "angry"), Code(2, 0.05, 0.15, "unsure"))
    assert panel.model.shown == (Codes("Anna 1", wanted),)
    assert panel.bar.buttons["unsure"].isChecked()
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert panel.model.shown == (Codes("Anna 1", (Code(2, 0.0, 0.15, "angry"),)),)
    qtbot.keyClick(page, Qt.Key.Key_C)
    qtbot.waitUntil(page.faces.isVisible)
    assert not page.video._is_blind
    assert panel.bar.coder.itemText(0) == "Anna 1"
    qtbot.waitUntil(lambda: codes_in(folder) == {"Anna 1": (Code(2, 0.0, 0.15, "angry"),)})


def test_a_name_that_begins_as_another_s_does_is_not_made_that_one(page, qtbot):
    bar, model = page.coding.bar, page.coding.model
    page.coding.button.click()
    for name in ("Anna", "Ann"):
        bar.coder.setFocus()
        bar.coder.lineEdit().selectAll()
        qtbot.keyClicks(bar.coder, name)
        qtbot.keyClick(bar.coder.lineEdit(), Qt.Key.Key_Return)
        assert model.shown[0].coder == name
        model.press("sad")
        model.stop()


def test_a_coder_s_name_is_no_markup(page):
    page.coding.button.click()
    page.coding.model.start("<b>Anna</b>", 1)
    page.coding.model.press("sad")
    assert page.coding.bar.counts.text() == "Codes: <b>Anna</b> 1"
    assert page.coding.bar.counts.textFormat() is Qt.TextFormat.PlainText
    assert page.title.textFormat() is Qt.TextFormat.PlainText


def test_keys_do_nothing_to_codes_while_nobody_codes(page, qtbot):
    for key in (Qt.Key.Key_1, Qt.Key.Key_Backspace):
        qtbot.keyClick(page, key)
    assert page.coding.model.coded == ()


def test_codes_are_in_the_export_menu_where_there_are_some(page, qtbot, tmp_path):
    panel = page.coding
    panel.on_menu()
    assert not panel.action.isEnabled()
    panel.model.start("Anna", 1)
    panel.model.press("fear")
    panel.on_menu()
    assert panel.action.isEnabled()
    panel.action.trigger()
    dialog = page.window().findChild(QFileDialog)
    assert dialog.defaultSuffix() == "eaf"
    dialog.fileSelected.emit(str(tmp_path / "out.eaf"))
    qtbot.waitUntil((tmp_path / "out.eaf").exists)
    dialog.close()


def colours_in(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_blind_picture_has_no_colour_and_no_word_of_what_the_model_reads(page, qtbot):
    page.video.setFixedSize(200, 120)
    page.model.show_frame(20)
    wait_for_frame(qtbot, page.model, 20)
    happy = COLOURS["happy"].lower()
    assert happy in colours_in(page.video)
    page.coding.model.start("Anna", 1)
    assert not {happy, COLOURS["sad"].lower()} & colours_in(page.video)
    page.coding.model.set_blind(False)
    assert happy in colours_in(page.video)


def test_a_lane_shows_the_codes_of_its_face_and_leads_to_its_moments(page, qtbot):
    page.coding.button.click()
    page.coding.model.start("Anna", 1)
    page.coding.model.press("fear")
    page.coding.model.stop()
    lanes = page.coding.lanes
    qtbot.waitUntil(lambda: lanes.height() > 10)
    assert lanes.accessibleDescription() == "Anna 1"
    assert COLOURS["fear"].lower() in colours_in(lanes)
    plot = lanes._plot()
    place = QPoint(round(plot.left() + plot.width() / 2), 10)
    qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=place)
    wait_for_frame(qtbot, page.model, 30)
    page.coding.bar.face.setCurrentIndex(page.coding.bar.face.findData(2))
    assert lanes.accessibleDescription() == ""
