"""No word of the window is cut: on every page, in every theme and language, at every size, and in large type."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPalette, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLabel, QToolButton

from app.i18n import LANGUAGES, install_language
from app.look.theme import apply_colours, apply_theme
from app.pages.live.meters import Performance
from app.services.recording_settings import RECORDINGS_FOLDER
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face
from tests.app.test_keyboard import show_everything
from tools.screenshots import SIZES, THEMES

FACES = (make_face(1, box_xywh=(4, 4, 20, 20), label="surprise"), make_face(2, box_xywh=(30, 10, 30, 30)))
LARGE_TYPE = 1.5


@pytest.fixture
def desktop_put_back(qapp):
    before, font = QLocale(), qapp.font()
    yield
    qapp.setFont(font)
    qapp.setPalette(QPalette())
    install_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def widest_status(monkeypatch):
    """The rates are as wide as they become, from the first look on."""
    for name, value in (("capture_fps", 100.0), ("analysis_fps", 100.0), ("latency_ms", 1000.0)):
        monkeypatch.setattr(Performance, name, property(lambda _, value=value: value))


def is_seen(widget):
    """Tell whether a widget is on the page, at least where the page has been scrolled to."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def room_of(widget):
    """Return how much width and height a text needs, and how much there is, in pixels."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        area = widget.contentsRect()
        flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextExpandTabs
        needed = metrics.boundingRect(0, 0, area.width() if widget.wordWrap() else 10**5, 10**5, flags, widget.text())
        return (needed.width(), needed.height()), (area.width(), area.height())
    lines = widget.text().replace("&", "").splitlines() or [""]
    needed_width = max(metrics.horizontalAdvance(line) for line in lines)
    return (needed_width, metrics.height()), (widget.width(), widget.height())


def shows_only_its_sign(widget):
    is_for_sign = isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    return is_for_sign and not widget.icon().isNull()


def cut_words(window):
    """Return the labels, buttons and chosen entries of lists whose words do not fit."""
    cut = []
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        is_plain = not isinstance(widget, QLabel) or not Qt.mightBeRichText(widget.text())
        if not is_seen(widget) or not widget.text() or not is_plain or shows_only_its_sign(widget):
            continue
        # Icons, the box to tick and the padding take room, too: what fits exactly is cut.
        margin = 4 if isinstance(widget, QToolButton) else 18 if isinstance(widget, QCheckBox) else 0
        (width, height), (has_width, has_height) = room_of(widget)
        if width + margin > has_width + 1 or height > has_height + 2:
            cut.append(f"{widget.text()!r} needs {width + margin}×{height}, has {has_width}×{has_height}")
    for box in window.findChildren(QComboBox):
        needed = box.fontMetrics().horizontalAdvance(box.currentText())
        if is_seen(box) and needed + 24 > box.width() and not box.isEditable():
            cut.append(f"{box.currentText()!r} needs {needed + 24}, has {box.width()}")
    return cut


def look_at_every_page(window, qtbot, places):
    cut = []
    for page in window.pages:
        window.show_page(page)
        QApplication.processEvents()
        qtbot.wait(20)
        cut += [f"{places} {page.objectName()}: {words}" for words in cut_words(window)]
        # Where a page gets less than it needs, its controls lie on each other.
        needed, has = page.minimumSizeHint(), page.size()
        if needed.width() > has.width() or needed.height() > has.height():
            cut.append(f"{places} {page.objectName()} needs {needed.toTuple()}, has {has.toTuple()}")
    return cut


@pytest.mark.slow
@pytest.mark.usefixtures("desktop_put_back")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_cut_at_any_size_in_any_theme(make_window, qtbot, qapp, language, tmp_path):
    install_language(qapp, language)
    cut = []
    for theme in THEMES:
        apply_colours(qapp, theme)
        window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(FACES))
        window.settings.set(RECORDINGS_FOLDER, str(tmp_path / theme / "recordings"))
        qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)  # noqa: B023
        show_everything(window, qtbot, tmp_path / theme)
        window.recording.toggle()
        for size_wh in SIZES:
            window.resize(*size_wh)
            cut += look_at_every_page(window, qtbot, f"{theme} {size_wh}")
            assert (window.width(), window.height()) == size_wh
        window.close_at_once()
    assert not cut, "\n".join(sorted(set(cut)))


@pytest.mark.slow
@pytest.mark.usefixtures("desktop_put_back")
@pytest.mark.parametrize("contrast", ["system", "high"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_cut_in_large_type(make_window, qtbot, qapp, language, contrast):
    install_language(qapp, language)
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * LARGE_TYPE)
    qapp.setFont(font)
    apply_theme(qapp)
    apply_colours(qapp, "light", contrast)
    window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(FACES))
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
    window.resize(1180, 720)
    cut = look_at_every_page(window, qtbot, "150 %")
    assert not cut, "\n".join(sorted(set(cut)))


def test_a_word_that_is_cut_is_noticed(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    assert cut_words(window) == []
    window.live.snapshot.setFixedWidth(30)
    window.live.status.setFixedWidth(40)
    QApplication.processEvents()
    assert len(cut_words(window)) == 2
