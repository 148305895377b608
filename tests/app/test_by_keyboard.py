"""Somebody without a mouse uses the real command from the first picture to the last export, by the screen alone."""

import csv

import cv2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from app.pages.analyze.results_model import KIND
from app.pages.review.report_question import ReportQuestion
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.services.window_settings import LANGUAGE
from fer_core.recording.reader import list_recordings, open_recording, read_faces
from fer_core.resources import asset_path
from fer_core.rows.video_file import VideoFile
from tests.app.test_every_page import CTRL, User, desktop_put_back, pictures, use  # noqa: F401
from tests.fer_core.rows.videos import times_in

SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_STOPS = 80


class TypingUser(User):
    """Presses keys, and nothing else, on whatever has the focus."""

    def tab_to(self, widget):
        """Press Tab until a widget has the focus."""
        for _ in range(MOST_STOPS):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName() or widget}")

    def press_button(self, button, key=Qt.Key.Key_Space):
        self.tab_to(button)
        self.press(key)

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def answer_dialog(self, page, path):
        """Type a path into the question that is open, and press Enter."""
        self.see(lambda: any(dialog.isVisible() for dialog in page.findChildren(QFileDialog)))
        dialog = next(dialog for dialog in page.findChildren(QFileDialog) if dialog.isVisible())
        self.qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.focusWidget() is not None)
        line = dialog.focusWidget()
        line.selectAll()
        self.qtbot.keyClicks(line, str(path))
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        self.see(lambda: not dialog.isVisible())
        self.come_back()

    def come_back(self):
        """Have the window in front again, as a desktop does by itself once a dialog or a menu is gone."""
        self.window.activateWindow()
        self.see(self.window.isActiveWindow)

    def choose_from_menu(self, button, downs):
        """Unfold the menu of a button, and press Enter on one of its entries."""

        def choose():
            # A menu holds up whoever unfolds it until it is closed.
            if (popup := QApplication.activePopupWidget()) is None:
                return
            looking.stop()
            for _ in range(downs):
                self.qtbot.keyClick(popup, Qt.Key.Key_Down)
            self.qtbot.keyClick(popup, Qt.Key.Key_Return)

        looking = QTimer(interval=20)
        looking.timeout.connect(choose)
        looking.start()
        self.press_button(button)
        self.see(lambda: not looking.isActive() and QApplication.activePopupWidget() is None)

    def record(self, recordings):
        page = self.window.live
        self.see(lambda: self.window.view_model.newest_analysis is not None)
        self.press(Qt.Key.Key_R)
        self.see(lambda: page.recording.elapsed_s > 0.5)
        for count in (1, 2):
            self.press(Qt.Key.Key_K)
            self.see(lambda: len(page.recording.marks) == count)  # noqa: B023
        self.see(lambda: faces_after(1.5, recordings) >= 2)
        self.press(Qt.Key.Key_R)
        self.see(lambda: "The recording is in" in page.banner.text)
        self.press_button(next(b for b in page.banner.buttons.values() if b.text() == "Open in Review"))

    def name_faces(self):
        """Name every face; who was lost for a while on a busy machine has more than one."""
        page = self.window.review
        self.see(lambda: page.model.frame is not None and len(page.faces.rows) >= 2)
        for row in page.faces.rows:
            self.tab_to(row.name)
            self.type(f"Person {row.face_id}")
            self.press(Qt.Key.Key_Return)
            self.press(Qt.Key.Key_Escape)

    def choose_range(self):
        page = self.window.review
        self.press(Qt.Key.Key_Right, SHIFT)
        self.see(lambda: page.model.time_s > 0.5)
        self.press(Qt.Key.Key_I)
        self.see(lambda: page.model.range_s is not None)
        self.press(Qt.Key.Key_Plus)
        self.see(lambda: not page.model.view.is_whole)

    def hand_on(self, folder):
        page = self.window.review
        for downs, name in ((1, "faces.csv"), (2, "report.html"), (4, "clip.mp4")):
            self.choose_from_menu(page.exports.button, downs)
            if name == "report.html":
                self.answer_report(page, "Kim")
            self.answer_dialog(page, folder / name)
            self.see(lambda: page.banner.text == f"{folder / name} is written.")  # noqa: B023

    def answer_report(self, page, author):
        question = page.findChild(ReportQuestion)
        self.qtbot.waitUntil(lambda: question.isActiveWindow() and question.focusWidget() is question.title)
        self.qtbot.keyClick(question.title, Qt.Key.Key_Tab)
        self.qtbot.keyClicks(question.focusWidget(), author)
        self.qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Return)

    def read_and_export(self, album, folder):
        page = self.go_to("analyze")
        self.press_button(page.add_folder)
        self.answer_dialog(page, album)
        self.see(lambda: page.results.model.rowCount() == 2)
        self.tab_to(page.queue)
        self.press_button(page.remove, Qt.Key.Key_Return)
        self.see(lambda: page.results.model.rowCount() == 0)
        self.press(Qt.Key.Key_Z, CTRL)
        self.see(lambda: page.results.model.rowCount() == 2)
        self.choose_from_menu(page.results.order, 3)
        self.come_back()
        self.see(lambda: page.results.table.horizontalHeader().sortIndicatorSection() == KIND)
        self.tab_to(page.results.table)
        self.press(Qt.Key.Key_Down)
        self.see(lambda: page.results.detail.picture._faces)
        self.press_button(page.export)
        self.answer_dialog(page, folder / "all.csv")
        self.see(lambda: "written" in page.banner.text)

    def choose_korean(self):
        page = self.go_to("settings")
        box = page.fields[LANGUAGE.key].widget
        self.tab_to(box)
        self.press(Qt.Key.Key_End)
        self.see(lambda: box.currentText() == "한국어")


def faces_after(moment_s, recordings):
    """Return how many faces the recording in a folder has after a moment, in seconds."""
    ((folder, _),) = list_recordings(recordings)
    _, table, _ = read_faces(folder)
    return len(set(table.face_ids[table.times_s > moment_s].tolist()))


@pytest.fixture
def two_people(tmp_path):
    """Half a minute of the demo's face beside itself at another time."""
    video = cv2.VideoCapture(str(asset_path("demo") / "demo.mp4"))
    frames = []
    while (read := video.read())[0]:
        frames.append(cv2.resize(read[1], None, fx=0.6, fy=0.6))
    video.release()
    with VideoFile(tmp_path / "two.mp4", fps=30.0) as file:
        for number in range(900):
            pair = (frames[(number + shift) % len(frames)] for shift in (0, 200))
            file.write(cv2.hconcat(list(pair)))
    return tmp_path / "two.mp4"


@pytest.mark.slow
@pytest.mark.usefixtures("desktop_put_back")
def test_everything_is_done_by_keyboard_alone(use, qtbot, tmp_path, pictures, two_people):  # noqa: F811
    album = tmp_path / "album"
    album.mkdir()
    for picture in pictures:
        picture.rename(album / picture.name)
    settings = Settings()
    settings.set(LANGUAGE, "en")
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    settings.save()

    def work(window):
        user = TypingUser(window, qtbot)
        user.record(tmp_path / "recordings")
        user.name_faces()
        user.choose_range()
        user.hand_on(tmp_path)
        user.read_and_export(album, tmp_path)
        user.choose_korean()
        user.press(Qt.Key.Key_F1)
        user.see(lambda: window.page is window.help)
        user.press(Qt.Key.Key_Q, CTRL)

    assert use(work, source=two_people) == 0
    with (tmp_path / "faces.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {f"Person {row['face_id']}" for row in rows}
    assert len(names) >= 2
    assert {row["name"] for row in rows} == names
    assert min(float(row["time_s"]) for row in rows) > 0.5
    report = (tmp_path / "report.html").read_text("utf-8")
    assert all(said in report for said in (*(f"<th>{name}</th>" for name in names), "All together", ">Kim<"))
    assert (tmp_path / "all.csv").read_text("utf-8").count("\n") == 3
    ((folder, _),) = list_recordings(tmp_path / "recordings")
    assert [marker.name for marker in open_recording(folder).info.edits.markers] == ["1", "2"]
    assert times_in(tmp_path / "clip.mp4")[0] == 0
    assert Settings().get(LANGUAGE) == "ko"
