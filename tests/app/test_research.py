"""Somebody does a study through the real commands and window: begun, recorded, marked, coded, put in tables."""

import csv
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog
from websockets.sync.client import connect

from app.services.output_settings import OUTPUT_PORT
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from fer_core.coding.store import read_codes
from fer_core.recording.reader import open_recording
from fer_core.study.command import main as emolens_study
from fer_core.study.model import MarkerKey
from fer_core.study.study_file import read_study
from tests.app.test_by_keyboard import TypingUser
from tests.app.test_every_page import CTRL, use  # noqa: F401
from tests.fer_core.output.readings import free_port

pytestmark = pytest.mark.slow


class Researcher(TypingUser):
    """Records one participant with one question, and codes what is seen."""

    def let_programs_in(self):
        page = self.go_to("output")
        self.window.settings.set(OUTPUT_PORT, free_port())
        page.switches["websocket"].setFocus()
        self.press(Qt.Key.Key_Space)
        self.see(page.switches["websocket"].isChecked)
        self.reads(page.states["websocket"].text, "Output", "On; nobody receives yet")
        return page.stream.line.text()

    def record_with_markers(self, study, address):
        page = self.go_to("study")
        page.open_paths([study])
        self.see(lambda: page.model.folder == study and not page.model.is_busy)
        page.model.set_keys((MarkerKey("F6", "smile"), MarkerKey("F7", "answer", is_interval=True)))
        self.see(lambda: not page.model.is_busy)
        page.setFocus()
        self.press(Qt.Key.Key_P)
        self.see(lambda: any(each.isActiveWindow() for each in page.findChildren(QInputDialog)))
        dialog = page.findChild(QInputDialog)
        self.qtbot.keyClicks(dialog.focusWidget(), "01")
        self.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        self.see(lambda: page.model.study.participants and not page.model.is_busy)
        self.come_back()
        page.setFocus()
        self.press(Qt.Key.Key_R)
        self.see(lambda: page.model.take is not None and self.window.live.recording.elapsed_s >= 2)
        self.press(QKeySequence("F6")[0].key())
        self.see(lambda: [name for _, name in self.window.live.recording.marks] == ["smile"])
        with connect(address) as program:
            for name in ("answer start", "answer stop"):
                program.send(json.dumps({"command": "marker", "name": name}))
                self.see(lambda: self.window.live.recording.marks[-1][1] == name)  # noqa: B023
                elapsed_s = self.window.live.recording.elapsed_s
                self.see(lambda: self.window.live.recording.elapsed_s > elapsed_s + 0.3)  # noqa: B023
        self.see(lambda: self.window.live.recording.elapsed_s >= 3.5)
        self.press(Qt.Key.Key_R)
        self.see(lambda: page.model.take is None and not page.model.is_busy and page.model.study.recordings)

    def code(self, recording, coder):
        page = self.go_to("review")
        page.open_paths([recording])
        self.see(lambda: page.model.frame is not None and page.faces.rows and page.coding.model.is_ready)
        self.press(Qt.Key.Key_C)
        self.see(page.coding.bar.coder.isVisible)
        self.tab_to(page.coding.bar.coder)
        self.type(coder)
        self.press_button(page.coding.bar.start)
        self.see(lambda: page.coding.model.is_coding)
        page.setFocus()
        self.press(Qt.Key.Key_4)
        self.press(Qt.Key.Key_Space)
        self.see(lambda: page.model.time_s > 1)
        self.press(Qt.Key.Key_Space)
        self.press(Qt.Key.Key_C)
        self.see(lambda: not page.coding.model.is_coding)


def rows_of(path):
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_a_study_is_begun_recorded_marked_coded_and_put_in_tables(use, qtbot, tmp_path):  # noqa: F811
    settings = Settings()
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    settings.save()
    study, results = tmp_path / "study", tmp_path / "results"
    assert emolens_study(["init", str(study), "--title", "Smiles", "--stimulus", "question"]) == 0

    def work(window):
        user = Researcher(window, qtbot)
        user.see(lambda: window.view_model.newest_analysis is not None)
        user.record_with_markers(study, user.let_programs_in())
        user.code(study / read_study(study).recordings[0].path, "Anna")
        user.press(Qt.Key.Key_Q, CTRL)

    assert use(work) == 0
    (entry,) = read_study(study).recordings
    recording = open_recording(study / entry.path)
    assert [marker.name for marker in recording.info.edits.markers] == ["smile", "answer start", "answer stop"]
    ((codes,), problems) = read_codes(recording.folder)
    assert (codes.coder, problems) == ("Anna", ())
    assert codes.codes[0].label == "happy"
    assert codes.codes[0].end_s > 0.9
    assert emolens_study(["check", str(study)]) == 0
    assert emolens_study(["tables", str(study), "--out", str(results)]) == 0
    rows = rows_of(results / "recordings.csv")
    assert {row["participant"] for row in rows} == {"01"}
    (answer,) = [row for row in rows if row["interval"] == "answer"]
    assert float(answer["stop_s"]) - float(answer["start_s"]) > 0.2
    happy = next(row for row in rows_of(results / "stimuli.csv") if row["measure"] == "share_happy")
    assert (happy["stimulus"], happy["participants"]) == ("question", "1")
    assert float(happy["mean"]) > 0
    assert emolens_study(["report", str(study), "--out", str(tmp_path / "report.html")]) == 0
    assert "Smiles" in (tmp_path / "report.html").read_text(encoding="utf-8")
