"""What the review page asks before it opens, writes or merges."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from app.pages.review.report_question import ReportQuestion
from fer_core.recording.edits import Edits
from tests.app.fakes import FakeAnalyzer
from tests.fer_core.recording.recordings import record


def dialog_of(page, button):
    getattr(page, button).click()
    return page.findChildren(QFileDialog)[-1]


def choose_export(page, text):
    next(action for action in page.exports.button.menu().actions() if action.text() == text).trigger()
    if (question := page.findChild(ReportQuestion)) is not None:
        question.accept()
    return page.findChildren(QFileDialog)[-1]


@pytest.mark.parametrize(("button", "chosen"), [("open", "."), ("open_video", "video.mp4")])
def test_buttons_ask_and_open_what_was_chosen(page, qtbot, marked, button, chosen):
    page.model._load = FakeAnalyzer
    recording = page.model.recording
    dialog = dialog_of(page, button)
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(marked / chosen))
    dialog.close()
    qtbot.waitUntil(lambda: page.model.tasks.progress is None)
    assert page.model.recording is not recording


@pytest.mark.parametrize(
    ("text", "written"),
    [("Table…", "out.csv"), ("Report…", "out.html"), ("Video…", "out.mp4"), ("Video with boxes…", "out.mp4")],
)
def test_the_menu_asks_and_writes_what_was_chosen(page, qtbot, marked, text, written):
    dialog = choose_export(page, text)
    assert not dialog.isModal()
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile("out")
    assert dialog.selectedFiles() == [str(marked / written)]
    dialog.accept()
    qtbot.waitUntil((marked / written).exists)
    qtbot.waitUntil(lambda: page.model.tasks.progress is None)


def test_title_and_author_of_a_report_are_asked_for_and_the_author_is_remembered(page, qtbot, marked):
    page.model.give_title("Lesson 4")
    for proposed, author in (("", "Kim"), ("Kim", "Lee")):
        page.exports.ask_about_report()
        question = page.findChildren(ReportQuestion)[-1]
        assert (question.title.text(), question.author.text()) == ("Lesson 4", proposed)
        question.author.setText(f" {author} ")
        qtbot.keyClick(question.author, Qt.Key.Key_Return)
        dialog = page.findChildren(QFileDialog)[-1]
        dialog.selectFile(f"{author}.html")
        dialog.accept()
        qtbot.waitUntil((marked / f"{author}.html").exists)
        qtbot.waitUntil(lambda: page.model.tasks.progress is None)
    assert '<p class="author">Lee</p>' in (marked / "Lee.html").read_text("utf-8")


def ask_to_merge(page):
    row = page.faces.rows[0]
    row.on_menu()
    next(action for action in row.menu_button.menu().actions() if action.text()).trigger()
    return next(box for box in page.window().findChildren(QMessageBox) if box.isVisible())


def ask_about_report(page):
    page.exports.ask_about_report()
    return page.findChild(ReportQuestion)


def ask_for_title(page):
    page.library.rename.click()
    return page.library.findChild(QInputDialog)


def ask_for_table(page):
    return choose_export(page, "Table…")


@pytest.mark.parametrize("ask", [ask_for_table, ask_about_report, ask_to_merge, ask_for_title])
def test_a_question_about_a_recording_goes_with_it(page, qtbot, tmp_path, ask):
    dialog = ask(page)
    closed = []
    dialog.rejected.connect(lambda: closed.append(True))
    other = record(tmp_path / "recordings" / "other", 5)
    page.open_recording(other)
    qtbot.waitUntil(lambda: page.model.recording.folder == other)
    assert closed == [True]
    assert page.model.edits == Edits()
    page.open_recording(other)
    qtbot.waitUntil(lambda: page.model.tasks.progress is None)


def test_long_work_shows_its_progress_and_can_be_cancelled(page, qtbot, marked, gate):
    page.model._load = lambda: FakeAnalyzer(delay_s=0.02, gate=gate, free=20)
    page.model.open_video(marked / "video.mp4")
    qtbot.waitUntil(lambda: "left" in page.progress.text.text())
    assert page.progress.isVisible()
    assert page.progress.text.text().startswith("Analysing video.mp4")
    assert page.progress.bar.maximum() == 60
    page.progress.cancel.click()
    gate.set()
    qtbot.waitUntil(lambda: not page.progress.isVisible())
