"""The window speaks every language that it offers from its first word to its last, and English without its file."""

import ast
import errno
import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from app import i18n
from app.i18n import install_language, language_of
from app.look.words import sentence_for, word_for
from app.pages.analyze.messages import ResultRow
from app.pages.analyze.wording import remark_on
from app.pages.live.view_model import LiveViewModel
from app.services.opening import demo_instead
from app.services.settings import Settings
from app.services.window_settings import HAS_CHECKED_CAMERAS
from app.window.window import MainWindow
from fer_core.errors import CameraError, DataError, EmolensError
from fer_core.rows.writing import cannot_write
from fer_core.sources import Camera
from tests.app.fakes import FakeSource, Opener, threads_maker
from tools.translations import (
    ROOT,
    TRANSLATED,
    collect,
    compile_messages,
    error_templates,
    qm_of,
    read_messages,
    ts_of,
)

NAMES = {
    "Emolens", "FPS", "ms", "MIT", "English", "http", "https", "rtsp", "CSV", "JSON", "JSONL", "PNG", "MP4", "HTML",
    "PDF", "USB", "INI", "GB", "MB", "KB", "FER2013", "Haar", "ONNX", "Grad", "CAM", "CPU", "GPU", "EAR", "Hz", "lux",
    "Ctrl", "Shift", "Alt", "Esc", "Tab", "Space", "Enter", "Return", "Del", "Home", "End", "PgUp", "PgDown", "PageUp",
    "PageDown", "Left", "Right", "Up", "Down", "Backspace", "Ins", "px", "mp4", "csv", "txt", "json", "pdf", "html",
    "FER", "Parquet", "Linux", "macOS", "Windows", "OpenCV", "VGG", "ResNet", "DenseNet", "Viola", "Jones", "Zhou",
    "jsonl", "parquet", "GPL", "FFmpeg", "av", "BlazeFace", "Bazarevsky", "ELAN", "eaf", "UTF",
    "OBS", "EEG", "LSL", "Lab", "Streaming", "Layer", "LabRecorder", "OSC", "Open", "Sound", "Control", "TouchDesigner",
    "Max", "mirror", "pip", "install", "emolens", "virtual", "camera",
    "sudo", "lsusb", "dmesg", "usermod", "aG", "USER", "chgrp", "chmod", "video",
}  # fmt: skip
"""Latin words that stand in Korean sentences, too."""

CODE = {
    "auto", "demo", "camera", "MiB", "SHA", "manifest", "onnxruntime", "pyarrow", "pip", "install", "emolens", "python",
    "training", "run", "opencv", "headless", "predict", "HEIC", "JPEG", "heic",
    "modprobe", "loopback", "exclusive", "caps",
    "blazeface", "no", "deps", "face", "detection", "tflite", "unsure",
}  # fmt: skip
"""What errors quote of commands, packages and files."""


@pytest.fixture
def korean(qapp):
    before = QLocale()
    install_language(qapp, "ko")
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)


def english_in(text):
    """Return the Latin words of two letters and more that are no names, units, keys or places of values."""
    text = re.sub(r"<[^>]*>|\bF\d+\b|[\w.]*_[\w.]*|%\d*d|https?://\S*|\S*[/\\]\S*", " ", text)
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in NAMES]


def words_of(widget):
    """Return what a widget says, shows when the mouse rests on it, and tells screen readers."""
    said = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), *shown_by(widget)]
    said += [text for action in widget.actions() for text in (action.text(), action.toolTip())]
    return [text for text in said if text]


SHOWN = {
    QLabel: lambda label: [label.text()],
    QAbstractButton: lambda button: [button.text()],
    QComboBox: lambda box: [box.itemText(index) for index in range(box.count())],
    QGroupBox: lambda box: [box.title()],
    QTabWidget: lambda tabs: [tabs.tabText(index) for index in range(tabs.count())],
    QLineEdit: lambda line: [line.placeholderText()],
    QTextBrowser: lambda browser: [browser.placeholderText()],
    QTableView: lambda table: heads_of(table.model(), Qt.Orientation.Horizontal),
}


def shown_by(widget):
    return [text for kind, shown in SHOWN.items() if isinstance(widget, kind) for text in shown(widget)]


def heads_of(model, orientation):
    count = model.columnCount() if model else 0
    return [str(model.headerData(index, orientation) or "") for index in range(count)]


in_every_language = pytest.mark.parametrize("language", TRANSLATED)


@in_every_language
def test_nothing_is_left_untranslated(language):
    messages = read_messages(ts_of(language))
    unfinished = [message for message in messages if not (message.is_finished and message.translation)]
    assert not unfinished, f"translate these in {ts_of(language)}"


@in_every_language
def test_every_text_of_the_source_is_in_the_file(tmp_path, language):
    collect(language, tmp_path / "now.ts")
    files = (tmp_path / "now.ts", ts_of(language))
    now, kept = ({(each.context, each.source) for each in read_messages(file)} for file in files)
    assert now - kept == set(), "run `make translations`"
    assert kept - now == set(), "run `make translations`"


@in_every_language
def test_the_compiled_file_is_that_of_the_translations(tmp_path, language):
    compile_messages(ts_of(language), tmp_path / "now.qm")
    assert (tmp_path / "now.qm").read_bytes() == qm_of(language).read_bytes(), "run `make translations`"


def test_qt_finds_every_text_that_is_marked():
    """Its tool passes over what is marked within f-strings, and takes a variable's name for a context."""
    messages = read_messages(ts_of(TRANSLATED[0]))
    found = {message.source for message in messages}
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            position = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}.get(name, len(node.args))
            text = node.args[position] if position < len(node.args) else None
            place = f"{path.name}:{node.lineno}"
            assert not isinstance(text, ast.JoinedStr), f"{place}: an f-string cannot be translated"
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                assert text.value in found, f"{place}: {text.value!r} is not in the .ts file"
    assert all(message.context[0].isupper() for message in messages)


def test_every_error_of_the_window_can_be_translated():
    places = [place for place, template in error_templates() if template is None]
    assert not places, "give a literal template and its values, as in DataError('{path} is a folder.', path=path)"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DataError("There is no such text."), "There is no such text."),
        (cannot_write(Path("a.csv"), OSError(errno.ENOSPC, "No space left on device")), "공간을 확보하거나"),
        (cannot_write(Path("a.csv"), OSError(errno.ENOSPC, "No space left on device")), "(디스크 공간 부족)"),
        (cannot_write(Path("{a}.csv"), OSError(errno.EIO, "something new")), "{a}.csv (something new)"),
        (demo_instead(CameraError("Camera {index} is gone.", index=2)), "Camera 2 is gone. 대신 데모를 보여 줍니다."),
        (ZeroDivisionError("odd"), "odd"),
    ],
)
def test_errors_speak_the_users_language(korean, error, sentence):
    assert sentence in sentence_for(error)
    assert isinstance(error, EmolensError) <= (not re.search("[가-힣]", str(error))), "the command line is English"


@pytest.mark.parametrize(
    ("error", "remark"),
    [
        ("no face found", "얼굴을 찾지 못함"),
        ("the file is empty", "빈 파일"),
        ("larger than 512 MiB", "512 MiB보다 큼"),
        ("cannot be opened: Permission denied", "열 수 없음: 권한 없음"),
    ],
)
def test_reasons_that_results_keep_in_english_are_shown_in_korean(korean, error, remark):
    empty = dict.fromkeys(field.name for field in fields(ResultRow))
    assert remark_on(ResultRow(**empty | {"error": error})) == remark


PLACES = re.compile(r"\{\w*[^{}]*\}|%\d*[nd]")


@in_every_language
def test_places_for_values_are_kept(language):
    for message in read_messages(ts_of(language)):
        assert sorted(PLACES.findall(message.translation)) == sorted(PLACES.findall(message.source)), message


def test_no_translation_into_korean_is_english():
    for message in read_messages(ts_of("ko")):
        allowed = CODE if message.context == "Errors" else set()
        assert set(english_in(PLACES.sub("", message.translation))) <= allowed, message


def test_no_english_is_left_in_the_korean_window(qtbot, korean):
    model = LiveViewModel(make_threads=threads_maker(Opener(FakeSource()), cameras=(Camera(0, "카메라"),)))
    settings = Settings()
    settings.set(HAS_CHECKED_CAMERAS, True)
    window = MainWindow("demo", view_model=model, settings=settings)
    qtbot.addWidget(window)
    for page in window.pages:
        window.show_page(page)
    qtbot.waitUntil(lambda: window.help.about.toPlainText() != "")
    left = []
    for widget in window.findChildren(QWidget):
        page = next((page for page in window.pages if page.isAncestorOf(widget)), window)
        place = f"{page.objectName() or 'window'}: {type(widget).__name__}"
        left += [f"{place}: {text}" for text in words_of(widget) if english_in(text)]
    shown = (window.help.keys, window.help.about)
    left += [f"help: {line}" for browser in shown for line in browser.toPlainText().splitlines() if english_in(line)]
    window.close()
    assert not left, "\n".join(sorted(set(left)))


def test_words_and_qts_own_buttons_are_korean(korean):
    assert word_for("happy") == "행복"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"


def test_a_missing_file_means_english(qapp, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(i18n, "_FOLDER", tmp_path)
    install_language(qapp, "ko")
    assert word_for("happy") == "happy"
    assert "emolens_ko is missing" in caplog.text
    shutil.copy(qm_of("ko"), tmp_path)
    install_language(qapp, "ko")
    assert word_for("happy") == "행복"
    install_language(qapp, "en")
    assert word_for("happy") == "happy"


@pytest.mark.parametrize(
    ("setting", "system", "language"),
    [("system", "ko_KR", "ko"), ("system", "de_DE", "en"), ("en", "ko_KR", "en"), ("ko", "en_US", "ko")],
)
def test_the_language_is_the_systems_unless_one_was_chosen(monkeypatch, setting, system, language):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    assert language_of(setting) == language
