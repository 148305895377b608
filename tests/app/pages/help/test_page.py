"""The help page: it tells what is really there."""

import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import av
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QLabel, QMainWindow, QToolButton

from app import __version__
from app.pages.analyze.page import AnalyzePage
from app.pages.help.about import BROUGHT_BY_AV, LIBRARIES, read_about
from app.pages.help.page import HelpPage
from app.pages.help.shortcuts import find_keys
from app.pages.help.signs import _MEANINGS
from app.pages.help.tasks import TASKS
from app.pages.help.texts import about_html
from app.widgets.page import Page
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import read_manifest
from fer_core.resources import asset_path
from tests.app.fakes import FakeSource, Opener
from tests.systems import linux_only

ROOT = Path(__file__).parents[4]


@pytest.fixture
def page(qtbot):
    widget = HelpPage(asset_path("models"))
    qtbot.addWidget(widget)
    widget.enter()
    qtbot.waitUntil(lambda: widget.about.toPlainText() != "")
    yield widget
    widget.shut()


def test_the_page_begins_with_what_people_come_for(page):
    assert page.tabs.currentWidget() is page.tasks
    text = page.tasks.toPlainText()
    for title, steps in TASKS:
        assert text.index(title) < min(text.index(step) for step in steps)


def test_tasks_name_only_keys_and_buttons_that_there_are(make_window):
    window = make_window(Opener(FakeSource()))
    known = {part for key in find_keys(window) for part in key.keys.split(" / ")}
    words = " ".join(step for _, steps in TASKS for step in steps)
    # In a window of its own: the mini window has keys that the sheet does not list.
    known |= {action.shortcut().toString() for action in window.outside.mini.actions()}
    named = set(re.findall(r"\b(F\d+|[A-Z])\b(?! folder)", words)) - {"A", "E", "U"}
    assert named
    assert named <= known
    texts = {button.text() for button in window.findChildren(QToolButton)}
    for button in ("Add folder…", "Export…", "Copy report", "Resume all"):
        assert button in texts or button == "Resume all"
        assert button in words


def test_the_sheet_has_the_key_that_removes_items_of_the_queue(make_window):
    window = make_window(Opener(FakeSource()))
    meanings = {key.keys: key.meaning for key in find_keys(window) if isinstance(key.page, AnalyzePage)}
    assert meanings["Del"] == "Take the selected items out of the queue, with their results"


def test_every_sign_says_what_it_means_and_how_often_it_was_right(page):
    texts = [label.text() for label in page.signs.findChildren(QLabel)]
    for meaning in _MEANINGS.values():
        assert meaning in texts
    test = read_manifest(asset_path("models")).figures["test"]["ensemble"]
    place = EMOTIONS.index("fear")
    row = test["confusion"][place]
    limit = page.signs._limits["fear"].text()
    assert limit.startswith(f"Of {sum(row)} test images that people called so, {percent(test['recall']['fear'])} were")
    assert limit.endswith("mistake: sad.")
    assert not page.signs._limits["uncertain"].isVisibleTo(page)


@pytest.mark.parametrize(
    "figures",
    [{}, {"test": {"ensemble": {"confusion": "?"}}}, {"test": {"ensemble": {}}}, {"test": None, "rule": [{"test": 1}]}],
)
def test_networks_without_figures_promise_nothing(page, figures):
    manifest = read_manifest(asset_path("models"))
    page.signs.show_limits(replace(manifest, figures=figures))
    assert not any(limit.text() for limit in page.signs._limits.values())


def test_the_model_card_begins_with_what_it_can_and_cannot_tell(page):
    text = page.card.toPlainText()
    assert text.index("What it can and cannot tell") < text.index("float32")


@pytest.mark.parametrize("key", ["F1", "?"])
def test_a_key_shows_the_keys_of_the_whole_window(make_window, qtbot, key):
    window = make_window(Opener(FakeSource()))
    sequence = QKeySequence(key)[0]
    qtbot.keyClick(window, sequence.key(), sequence.keyboardModifiers())
    assert window.page is window.help
    sheet = window.help.keys.toPlainText()
    for words in ("Everywhere", "F11", "Full screen", "F1 / ?", "Ctrl+1", "Ctrl+,", "Space", "Pause or resume"):
        assert words in sheet
    assert sheet.count("Pause or resume") == 1
    assert sheet.index("Ctrl+1") < sheet.index("Pause or resume") < sheet.index("Play or hold the video")


def test_a_new_button_is_on_the_sheet_at_once(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    button = QToolButton(window.live)
    button.setToolTip("Praise the user (Ctrl+P)\nand go on")
    button.setShortcut(QKeySequence("Ctrl+P"))
    window.show_page(window.help)
    key = next(key for key in find_keys(window) if key.keys == "Ctrl+P")
    assert (key.meaning, key.page) == ("Praise the user", window.live)
    assert "Praise the user" in window.help.keys.toPlainText()


def test_every_key_of_the_window_has_a_meaning_and_is_there_once(make_window):
    window = make_window(Opener(FakeSource()))
    keys = find_keys(window)
    assert all(key.meaning for key in keys)
    for page in (None, *window.pages):
        single = [part for key in keys if key.page in (None, page) for part in key.keys.split(" / ")]
        assert len(single) == len(set(single))


def test_a_button_without_a_page_belongs_everywhere(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    button = QToolButton(window)
    button.setText("&Stop")
    button.setShortcut(QKeySequence(Qt.Key.Key_Escape))
    page = Page(window)
    assert [(key.meaning, key.page) for key in find_keys(window)] == [("Stop", None)]
    assert page.windowTitle() == ""


def test_about_tells_the_version_the_models_and_that_nothing_leaves(page):
    manifest = read_manifest(asset_path("models"))
    member = manifest.members[0]
    accuracy = f"Accuracy\n{manifest.figures['test']['ensemble']['accuracy']:.0%}".replace("%", " %")
    text = page.about.toPlainText()
    for words in (
        f"Version {__version__}",
        "Nothing leaves this computer",
        member.name,
        f"{member.parameters:,}",
        accuracy,
    ):
        assert words in text


def test_the_model_card_is_shown_with_its_pictures(page):
    card = page.card.toPlainText()
    assert card.startswith("Model card")
    assert "What it has seen" in card
    kind = QTextDocument.ResourceType.ImageResource.value
    assert page.card.document().resource(kind, QUrl("coverage.png")).width() > 100
    assert not page.card.openLinks()


def test_the_licences_are_those_of_what_is_needed(page):
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {line.split(">")[0].split("=")[0] for line in needed} == set(LIBRARIES)
    about = read_about(asset_path("models"))
    assert all(library.version and library.licence for library in about.libraries)
    assert "LGPL-3.0-only" in page.libraries.toPlainText()


def test_the_card_of_ones_own_models_is_shown(qtbot, tmp_path):
    models = shutil.copytree(asset_path("models"), tmp_path / "mine")
    (models / "README.md").write_text("# My networks")
    widget = HelpPage(models)
    qtbot.addWidget(widget)
    widget.enter()
    qtbot.waitUntil(lambda: widget.about.toPlainText() != "")
    assert widget.card.toPlainText() == "My networks"
    assert f"Networks of your own, from {models}." in widget.about.toPlainText()
    widget.shut()


def test_own_models_without_a_card_are_told(qtbot, tmp_path):
    widget = HelpPage(tmp_path)
    qtbot.addWidget(widget)
    widget.enter()
    qtbot.waitUntil(lambda: widget.about.toPlainText() != "")
    assert f"There is no model card in {tmp_path}" in widget.card.toPlainText()
    widget.shut()


@linux_only
def test_the_licences_name_all_that_ffmpeg_brings_along(page):
    folder = Path(av.__file__).parents[1] / "av.libs"
    named = {library.name.lower().removeprefix("lib").replace("-", "") for library in BROUGHT_BY_AV}
    parts = dict.fromkeys(("avcodec", "avdevice", "avfilter", "avformat", "avutil", "swresample", "swscale"), "ffmpeg")
    parts |= {"asound": "alsalib", "hogweed": "nettle", "mp3lame": "lame", "sharpyuv": "webp", "webpmux": "webp"}
    parts |= {"SvtAv1Enc": "svtav1", "opencoreamrnb": "opencoreamr", "opencoreamrwb": "opencoreamr"}
    parts |= {"xcbshape": "xcb", "xcbshm": "xcb", "xcbxfixes": "xcb"}
    files = {re.sub(r"^lib|-[0-9a-f]{8}\.so.*$", "", path.name).replace("-", "") for path in folder.iterdir()}
    assert {parts.get(file, file).lower() for file in files} <= named
    text = page.libraries.toPlainText()
    assert all(library.name in text and library.licence in text for library in BROUGHT_BY_AV)
    assert "under the GPL" in text


def test_missing_models_are_a_sentence(qapp, tmp_path):
    about = read_about(tmp_path)
    assert "No models" in about_html(about)
    assert about.card == ""
    assert asset_path("models") != tmp_path


def test_all_emotions_are_explained_by_sign_and_word(page):
    assert len(page.signs._pictures) == 8
    assert all(not label.pixmap().isNull() for label in page.signs._pictures.values())


def test_what_there_is_to_know_before_a_class_is_read_can_be_read_again(page):
    assert page.tabs.tabText(page.tabs.indexOf(page.group)) == "Class view"
    text = page.group.toPlainText()
    assert "Article 5(1)(f)" in text
    assert "ask everybody first" in text
