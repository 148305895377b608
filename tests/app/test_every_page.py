"""Somebody uses the real command, page by page, with the keyboard, in each language."""

import json
import re
from itertools import zip_longest

import cv2
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel
from websockets.sync.client import connect

import app.window.desktop
from app.command import main
from app.i18n import LANGUAGES, SOURCE_LANGUAGE, install_language
from app.look.words import word_for
from app.pages.analyze.queue_model import STATUS
from app.pages.analyze.results_model import FILE, LABEL
from app.services.output_settings import OUTPUT_PORT
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.services.window_settings import HAS_CHECKED_CAMERAS, LANGUAGE, THEME
from app.window.pages import PAGES
from fer_core.recording.reader import list_recordings, open_recording
from fer_core.resources import asset_path
from tests.fer_core.output.readings import free_port
from tests.findings import found, works

CTRL = Qt.KeyboardModifier.ControlModifier


def says(context, text, **values):
    """Return a pattern for a text in the window's language; places for which there is no value may hold anything."""
    parts = re.split(r"\{(\w+)\}", QCoreApplication.translate(context, text))
    places = [re.escape(values[name]) if name in values else ".*" for name in parts[1::2]]
    return "".join(re.escape(part) + place for part, place in zip_longest(parts[::2], places, fillvalue=""))


class User:
    """Sits before a window: presses keys and looks."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot

    def see(self, is_so):
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=30_000)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        # As from the keyboard: to whatever has the focus.
        self.qtbot.keyClick(self.window.windowHandle(), key, modifier)

    def reads(self, read, context, text, **values):
        """Wait until what ``read`` returns is a text in the window's language."""
        self.see(lambda: re.fullmatch(says(context, text, **values), read()))

    def go_to(self, name):
        number, entry = next((number, entry) for number, entry in enumerate(PAGES, start=1) if entry.name == name)
        self.press(getattr(Qt.Key, f"Key_{number}"), CTRL)
        self.see(lambda: self.window.page.objectName() == name)
        assert self.window.page.isVisible()
        self.reads(self.window.page.windowTitle, "MainWindow", entry.title)
        return self.window.page

    def use_live(self):
        page, record = self.window.live, self.window.live.record_controls.record
        happy, surprise = word_for("happy"), word_for("surprise")
        self.see(lambda: re.fullmatch(rf"{happy.capitalize()} \d+ %", page.panel.heading.text()))
        page.panel.bars.describe()
        assert re.search(rf"{happy} \d+ %.*{surprise} \d+ %", page.panel.bars.accessibleDescription())
        self.press(Qt.Key.Key_N)
        self.see(page.panel.name.lineEdit().hasFocus)
        for key in (Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_A, Qt.Key.Key_Return):
            self.press(key)
        self.see(lambda: "ada" in page.video._names.values())
        self.reads(record.text, "RecordControls", "Record")
        self.press(Qt.Key.Key_R)
        self.see(
            lambda: page.recording.elapsed_s >= 1 and not re.fullmatch(says("RecordControls", "Record"), record.text())
        )
        self.press(Qt.Key.Key_R)
        self.reads(lambda: page.banner.text, "RecordingModel", "The recording is in {folder}.")
        rates = "Source {source} FPS   ·   Analysis {analysis} FPS   ·   Capture to paint {latency} ms"
        self.reads(page.status.text, "Live", rates)
        self.see(lambda: " 0.0 " not in page.status.text())

    def review(self):
        page = self.go_to("review")
        self.see(lambda: page.library.list.count() == 1)
        page.library.list.setFocus()
        self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)
        self.see(lambda: page.model.frame is not None and page.faces.rows)
        assert page.faces.rows[0].name.text() == "ada"
        assert len(page.faces.rows[0].timeline._times_s) > 1
        for index in (1, 2, 3):
            self.press(Qt.Key.Key_Right)
            self.see(lambda: page.model.frame.index == page.transport.slider.value() == index)  # noqa: B023
        self.press(Qt.Key.Key_K)
        self.see(lambda: page.panel.markers.count() == 1)
        assert page.panel.markers.item(0).text() == "0:00  1"
        page.faces.rows[0].name.setFocus()
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Space)
        self.reads(page.transport.play.text, "Transport", "Pause")
        self.see(lambda: page.model.frame.index > 5)
        self.press(Qt.Key.Key_Space)

    def analyze(self, pictures):
        page = self.go_to("analyze")
        assert page.hint.isVisible()
        for number, picture in enumerate(pictures, start=1):
            page.open_paths([picture])
            self.see(lambda: page.results.model.rowCount() == number)  # noqa: B023
        self.see(lambda: re.match(says("Analyze", "{total} results", total="2"), page.results.summary.text()))
        results, queue = page.results.model, page.queue_model
        one = QCoreApplication.translate("Analyze", "1 picture")
        for row in (0, 1):
            self.reads(lambda: queue.index(row, STATUS).data(), "Analyze", "Done: {counts}", counts=one)  # noqa: B023
        rows = [[results.index(row, column).data() for column in (FILE, LABEL)] for row in (0, 1)]
        assert rows == [["happy.png", word_for("happy")], ["surprise.png", word_for("surprise")]]

    def check_cameras(self, gate):
        page = self.go_to("camera")

        def examine(*, stop, on_step):
            gate.wait(20)
            return found(works())

        page._view_model._examine = examine
        self.press(Qt.Key.Key_F5)
        self.reads(page.status.text, "CameraPage", "Looking for cameras…")
        assert page.progress.isVisible()
        gate.set()
        self.reads(page.status.text, "CameraPage", "Done.")
        text = "{camera} works: {fps} pictures a second at {width}×{height} through {backend}."
        self.reads(lambda: page.notes.texts[0], "CameraCheck", text)

    def send(self):
        page = self.go_to("output")
        self.window.settings.set(OUTPUT_PORT, free_port())
        switch = page.switches["websocket"]
        switch.setFocus()
        self.press(Qt.Key.Key_Space)
        self.reads(page.states["websocket"].text, "Output", "On; nobody receives yet")
        with connect(page.stream.line.text()) as client:
            self.reads(self.window.output_line.label.text, "Output", "Sending to 1 program on this computer")
            assert json.loads(client.recv(timeout=20))["type"] == "hello"
        self.press(Qt.Key.Key_Space)
        self.reads(page.states["websocket"].text, "Output", "Off")

    def change_settings(self, other):
        page = self.go_to("settings")
        language, theme = (page.fields[setting.key].widget for setting in (LANGUAGE, THEME))
        steps = language.findText(LANGUAGES[other]) - language.currentIndex()
        for _ in range(abs(steps)):
            self.qtbot.keyClick(language, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        self.qtbot.keyClick(theme, Qt.Key.Key_End)
        self.see(lambda: page.grab().toImage().pixelColor(2, 2).lightness() < 128)
        later = QCoreApplication.translate("Settings", LANGUAGE.hint)
        assert later in [label.text() for label in page.findChildren(QLabel)]

    def read_help(self):
        page = self.window.help
        self.press(Qt.Key.Key_F1)
        self.see(lambda: self.window.page is page)
        key = QCoreApplication.translate("LivePage", "Show or hide the last minute of the chosen face (T)")
        assert key.removesuffix(" (T)") in page.keys.toPlainText()
        bar = page.tabs.tabBar()
        for index, title in enumerate(("How to", "Keys", "Signs", "About", "Model card", "Licences")):
            assert bar.tabText(index) == QCoreApplication.translate("HelpPage", title)
        bar.setFocus()
        for _ in range(3):
            self.qtbot.keyClick(bar, Qt.Key.Key_Right)
        self.see(lambda: page.tabs.currentWidget() is page.card and "FER2013" in page.card.toPlainText())


@pytest.fixture
def desktop_put_back(qapp):
    before = QLocale()
    yield
    qapp.setPalette(QPalette())
    install_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.fixture
def pictures(tmp_path):
    """Two pictures of the demo's face."""
    video = cv2.VideoCapture(str(asset_path("demo") / "demo.mp4"))
    paths = []
    for name, number in (("happy", 30), ("surprise", 260)):
        video.set(cv2.CAP_PROP_POS_FRAMES, number)
        paths.append(tmp_path / f"{name}.png")
        cv2.imwrite(str(paths[-1]), video.read()[1])
    video.release()
    return paths


@pytest.fixture
def use(monkeypatch):
    """Return a function that lets ``main`` show its window to a function, and then returns what ``main`` does."""
    # However busy the machine is, pictures wait for their faces.
    monkeypatch.setattr("app.pages.live.recording.LONGEST_WAIT_S", 20.0)

    def use(do, *, source="demo"):
        failures = []

        class Watched(app.window.desktop.MainWindow):
            def on_shown(self):
                super().on_shown()
                QTimer.singleShot(0, self, self.hand_over)

            def hand_over(self):
                try:
                    do(self)
                except BaseException as error:  # must not be lost in Qt
                    failures.append(error)
                    self.close()

        monkeypatch.setattr(app.window.desktop, "MainWindow", Watched)
        status = main(["--source", str(source), "--seconds", "600"])
        if failures:
            raise failures[0]
        return status

    return use


@pytest.mark.usefixtures("desktop_put_back")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_does_its_work(use, qtbot, tmp_path, pictures, gate, language):  # noqa: PLR0917
    other = next(other for other in LANGUAGES if other != language)
    settings = Settings()
    settings.set(LANGUAGE, language)
    settings.set(THEME, "light")
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    settings.set(HAS_CHECKED_CAMERAS, True)
    settings.save()

    def work(window):
        assert (word_for("happy") == "happy") is (language == SOURCE_LANGUAGE)
        user = User(window, qtbot)
        user.use_live()
        user.review()
        user.analyze(pictures)
        user.check_cameras(gate)
        user.send()
        user.change_settings(other)
        user.read_help()
        assert window.problem_bar.isHidden()
        assert window.live.banner.property("problem") is False
        user.press(Qt.Key.Key_Q, CTRL)

    assert use(work) == 0
    # What was done is on the disk.
    ((folder, _),) = list_recordings(tmp_path / "recordings")
    edits = open_recording(folder).info.edits
    assert list(edits.names.values()) == ["ada"]
    assert [marker.name for marker in edits.markers] == ["1"]
    assert (Settings().get(LANGUAGE), Settings().get(THEME)) == (other, "dark")
