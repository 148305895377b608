"""The page of settings, and what follows a change at once."""

import shutil

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QSpinBox,
)

from app.look.palettes import palette_of
from app.pages.settings.field import SettingField
from app.pages.settings.page import SettingsPage
from app.services.face_settings import ANALYSES_PER_S, MIN_CONFIDENCE, MODELS_FOLDER, SMOOTHING_S, STRICTNESS
from app.services.models import shipped_folder
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import SETTINGS, Setting, Settings
from app.services.window_settings import LANGUAGE, LAST_PAGE, THEME
from app.window.window import MainWindow
from tests.app.fakes import FakeSource, Opener


@pytest.fixture
def settings(qapp, tmp_path):
    return Settings(tmp_path / "emolens.ini")


@pytest.fixture
def page(qtbot, settings):
    widget = SettingsPage(settings)
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def colours_put_back(qapp):
    yield
    qapp.setPalette(QPalette())


def test_every_setting_with_a_label_has_a_field_that_shows_it(page, settings):
    assert set(page.fields) == {setting.key for setting in SETTINGS if setting.label}
    words = {label.text() for label in page.findChildren(QLabel)} | {box.text() for box in page.findChildren(QCheckBox)}
    for setting in SETTINGS:
        if setting.label:
            assert {setting.label, setting.group} <= words
            assert page.fields[setting.key].widget.accessibleName() == setting.label
            assert setting.hint in words | {""}


def test_a_change_is_kept_at_once(page, settings):
    page.fields[THEME.key].widget.setCurrentIndex(2)
    page.fields[SMOOTHING_S.key].widget.setValue(0.7)
    page.fields[ANALYSES_PER_S.key].widget.setValue(12)
    assert [settings.get(each) for each in (THEME, SMOOTHING_S, ANALYSES_PER_S)] == ["dark", 0.7, 12]


def test_fields_follow_changes_from_elsewhere_and_the_reset(page, settings):
    settings.set(LANGUAGE, "ko")
    settings.set(SMOOTHING_S, 1.5)
    assert page.fields[LANGUAGE.key].widget.currentText() == "한국어"
    assert page.fields[SMOOTHING_S.key].widget.text() == "1.5 s"
    settings.set(LAST_PAGE, "help")
    page.reset.click()
    assert page.fields[LANGUAGE.key].widget.currentIndex() == 0
    assert settings.get(SMOOTHING_S) == SMOOTHING_S.default
    assert settings.get(LAST_PAGE) == "help"


CHOICE = Setting("t/choice", 1, "Test", "Choice", choices=((1, "one"), (2, "two")))


@pytest.mark.parametrize(
    ("setting", "edit", "value"),
    [
        (Setting("t/flag", False, "Test", "Flag"), QCheckBox.click, True),
        (Setting("t/name", "", "Test", "Name"), lambda line: QLineEdit.setText(line, " Ada "), "Ada"),
        (Setting("t/share", 0.5, "Test", "Share", step=0.05), QDoubleSpinBox.stepUp, 0.55),
        (Setting("t/count", 3, "Test", "Count", maximum=9), QSpinBox.stepDown, 2),
        (CHOICE, lambda box: QComboBox.setCurrentIndex(box, 1), 2),
    ],
    ids=["box", "line", "number", "whole number", "list"],
)
def test_every_type_has_its_field(qtbot, tmp_path, setting, edit, value):
    settings = Settings(tmp_path / "emolens.ini")
    field = SettingField(setting, settings)
    qtbot.addWidget(field.widget)
    edit(field.widget)
    qtbot.keyClick(field.widget, Qt.Key.Key_Return)
    assert settings.get(setting) == value


def test_scrolling_the_page_changes_nothing(page, settings, qtbot):
    page.resize(600, 300)
    page.show()
    box = page.fields[ANALYSES_PER_S.key].widget
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert settings.get(ANALYSES_PER_S) == ANALYSES_PER_S.default


def looks_dark(widget):
    """Tell whether the last pixel at the left, which is the window's own ground, is dark."""
    image = widget.grab().toImage()
    return image.pixelColor(1, image.height() - 2).lightness() < 128


@pytest.mark.parametrize("change", ["the setting", "the desktop"])
def test_colours_change_at_once_on_every_page_and_the_signs_with_them(
    make_window, qtbot, qapp, colours_put_back, change
):
    window = make_window(Opener(FakeSource()))
    signs = []
    for theme in ("dark", "light", "dark"):
        if change == "the setting":
            window.settings.set(THEME, theme)
        else:
            qapp.setPalette(palette_of(theme))
        qtbot.waitUntil(lambda: looks_dark(window._rail) is (theme == "dark"))  # noqa: B023
        assert looks_dark(window.live.status) is (theme == "dark")
        signs.append(window._rail.actions()[-1].icon().pixmap(28).toImage())
    assert signs[0] == signs[2] != signs[1]


def test_the_window_returns_to_its_place_and_its_page(make_window, qtbot, tmp_path):
    first = make_window(Opener(FakeSource()), source="auto")
    first.resize(780, 560)
    first.show_page(first.page_named("settings"))
    first.close()
    again = make_window(Opener(FakeSource()), source="auto")
    qtbot.waitUntil(lambda: again.page.objectName() == "settings")
    assert (again.width(), again.height()) == (780, 560)


def test_a_source_that_was_asked_for_is_shown_wherever_the_user_was_last(make_window, qtbot):
    settings = Settings()
    settings.set(LAST_PAGE, "settings")
    settings.save()
    window = make_window(Opener(FakeSource()), source="camera:0")
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert window.page is window.live


@pytest.mark.parametrize("kept", ["nonsense", "AAAA", "no such page"])
def test_nonsense_about_the_window_is_passed_over(qtbot, tmp_path, kept):
    path = tmp_path / "emolens.ini"
    path.write_text(f"[window]\ngeometry={kept}\npage={kept}\nrecent={kept}\n")
    window = MainWindow("auto", settings=Settings(path))
    qtbot.addWidget(window)
    assert window.width() == 1180
    assert window.recent.specs == ()


def test_ctrl_and_a_comma_lead_to_the_settings(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, SettingsPage)


def test_a_number_of_ones_own_can_only_be_given_where_it_counts(page, settings):
    number = page.fields[MIN_CONFIDENCE.key].widget
    assert not number.isEnabled()
    page.fields[STRICTNESS.key].widget.setCurrentIndex(2)
    assert number.isEnabled()
    page.reset.click()
    assert not number.isEnabled()


def test_a_folder_can_be_looked_for(page, settings, qtbot, tmp_path):
    row = page.folders[RECORDINGS_FOLDER.key]
    assert "Folder for recordings" in row.browse.accessibleName()
    row.browse.click()
    dialog = row.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert settings.get(RECORDINGS_FOLDER) == str(tmp_path)
    assert page.fields[RECORDINGS_FOLDER.key].widget.text() == str(tmp_path)
    page.shut()


def test_a_folder_without_networks_is_told_at_once(page, settings, qtbot, tmp_path):
    row = page.folders[MODELS_FOLDER.key]
    settings.set(MODELS_FOLDER, str(tmp_path))
    qtbot.waitUntil(lambda: "manifest.json is missing" in row.problem.text())
    damaged = shutil.copytree(shipped_folder(), tmp_path / "damaged")
    next(damaged.glob("*.onnx")).write_bytes(b"damaged")
    settings.set(MODELS_FOLDER, str(damaged))
    qtbot.waitUntil(lambda: "SHA-256 differs" in row.problem.text())
    settings.set(MODELS_FOLDER, str(shipped_folder()))
    qtbot.waitUntil(lambda: row.problem.text() == "")
    settings.set(MODELS_FOLDER, "")
    assert row.problem.text() == ""
    page.shut()
