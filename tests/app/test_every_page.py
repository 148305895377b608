"""Somebody uses the real command, page by page, with the keyboard, in each language."""

import re
from dataclasses import dataclass

import cv2
import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

import app.window.desktop
from app.__main__ import main
from app.i18n import install_language
from app.pages.analyze.queue_model import STATUS
from app.pages.analyze.results_model import FILE, LABEL
from app.services.settings import LANGUAGE, RECORDINGS_FOLDER, THEME, Settings
from fer_core.recording.reader import list_recordings, open_recording
from fer_core.resources import asset_path
from tests.findings import found, works

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Words:
    """What the user reads in a language."""

    pages: str
    happy: str
    surprise: str
    status: str
    record: str
    recorded: str
    pause: str
    results: str
    queue: str
    looking: str
    works: str
    done: str
    later: str
    tabs: str
    key: str


WORDS = {
    "en": Words(
        pages="Live, Review, Analyze, Camera, Settings, Help",
        happy="happy",
        surprise="surprise",
        status="Camera ",
        record="Record",
        recorded="The recording is in ",
        pause="Pause",
        results="2 results",
        queue="Done: 1 picture",
        looking="Looking for cameras…",
        works="Integrated Camera (camera 0) works: ",
        done="Done.",
        later="Takes effect when Emolens is started again.",
        tabs="Keys, Signs, About, Model card, Licences",
        key="Show or hide the last minute of the chosen face",
    ),
    "ko": Words(
        pages="실시간, 검토, 분석, 카메라, 설정, 도움말",
        happy="행복",
        surprise="놀람",
        status="카메라 ",
        record="녹화",
        recorded=" 폴더에 녹화를 저장했습니다.",
        pause="일시 정지",
        results="결과 2개",
        queue="완료: 사진 1장",
        looking="카메라를 찾는 중…",
        works="정상 작동합니다.",
        done="완료되었습니다.",
        later="Emolens를 다시 시작하면 적용됩니다.",
        tabs="단축키, 기호, 정보, 모델 카드, 라이선스",
        key="선택한 얼굴의 최근 1분을 표시하거나 숨기기",
    ),
}


class User:
    """Sits before a window: presses keys and looks."""

    def __init__(self, window, qtbot, words):
        self.window, self.qtbot, self.words = window, qtbot, words

    def see(self, is_so):
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=30_000)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        # As from the keyboard: to whatever has the focus.
        self.qtbot.keyClick(self.window.windowHandle(), key, modifier)

    def go_to(self, number, name):
        self.press(getattr(Qt.Key, f"Key_{number}"), CTRL)
        self.see(lambda: self.window.page.objectName() == name)
        assert self.window.page.isVisible()
        assert self.window.page.windowTitle() == self.words.pages.split(", ")[number - 1]
        return self.window.page

    def use_live(self):
        page, words = self.window.live, self.words
        self.see(lambda: re.fullmatch(rf"{words.happy.capitalize()} \d+ %", page.panel.heading.text()))
        page.panel.bars.describe()
        assert re.search(rf"{words.happy} \d+ %.*{words.surprise} \d+ %", page.panel.bars.accessibleDescription())
        self.press(Qt.Key.Key_N)
        self.see(page.panel.name.lineEdit().hasFocus)
        for key in (Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_A, Qt.Key.Key_Return):
            self.press(key)
        self.see(lambda: "ada" in page.video._names.values())
        assert page.record_controls.record.text() == words.record
        self.press(Qt.Key.Key_R)
        self.see(lambda: page.recording.elapsed_s >= 1 and page.record_controls.record.text() != words.record)
        self.press(Qt.Key.Key_R)
        self.see(lambda: words.recorded in page.banner.text)
        self.see(lambda: page.status.text().startswith(words.status) and " 0.0 " not in page.status.text())

    def review(self):
        page, words = self.go_to(2, "review"), self.words
        self.see(lambda: page.recent.count() == 1)
        self.qtbot.keyClick(page.recent, Qt.Key.Key_Down)
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
        self.see(lambda: page.transport.play.text() == words.pause and page.model.frame.index > 5)
        self.press(Qt.Key.Key_Space)

    def analyze(self, pictures):
        page, words = self.go_to(3, "analyze"), self.words
        assert page.hint.isVisible()
        for number, picture in enumerate(pictures, start=1):
            page.open_paths([picture])
            self.see(lambda: page.results_model.rowCount() == number)  # noqa: B023
        self.see(lambda: page.summary.text() == words.results)
        results, queue = page.results_model, page.queue_model
        self.see(lambda: [queue.index(row, STATUS).data() for row in (0, 1)] == [words.queue] * 2)
        rows = [[results.index(row, column).data() for column in (FILE, LABEL)] for row in (0, 1)]
        assert rows == [["happy.png", words.happy], ["surprise.png", words.surprise]]

    def check_cameras(self, gate):
        page, words = self.go_to(4, "camera"), self.words

        def examine(*, stop, on_step):
            gate.wait(20)
            return found(works())

        page._view_model._examine = examine
        self.press(Qt.Key.Key_F5)
        self.see(lambda: page.status.text() == words.looking)
        assert page.progress.isVisible()
        gate.set()
        self.see(lambda: page.status.text() == words.done)
        assert words.works in page.notes.texts[0]

    def change_settings(self, other):
        page, words = self.go_to(5, "settings"), self.words
        language, theme = (page.fields[setting.key].widget for setting in (LANGUAGE, THEME))
        self.qtbot.keyClick(language, Qt.Key.Key_Down if other == "ko" else Qt.Key.Key_Up)
        self.qtbot.keyClick(theme, Qt.Key.Key_End)
        self.see(lambda: page.grab().toImage().pixelColor(2, 2).lightness() < 128)
        assert words.later in [label.text() for label in page.findChildren(QLabel)]

    def read_help(self):
        page, words = self.window.help, self.words
        self.press(Qt.Key.Key_F1)
        self.see(lambda: self.window.page is page)
        assert page.windowTitle() == words.pages.split(", ")[5]
        assert words.key in page.keys.toPlainText()
        bar = page.tabs.tabBar()
        assert [bar.tabText(index) for index in range(bar.count())] == words.tabs.split(", ")
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

    def use(do):
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
        status = main(["--source", "demo", "--seconds", "120"])
        if failures:
            raise failures[0]
        return status

    return use


@pytest.mark.usefixtures("desktop_put_back")
@pytest.mark.parametrize(("language", "other"), [("en", "ko"), ("ko", "en")])
def test_every_page_does_its_work(use, qtbot, tmp_path, pictures, gate, language, other):  # noqa: PLR0917
    settings = Settings()
    settings.set(LANGUAGE, language)
    settings.set(THEME, "light")
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    settings.save()

    def work(window):
        user = User(window, qtbot, WORDS[language])
        user.use_live()
        user.review()
        user.analyze(pictures)
        user.check_cameras(gate)
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
