"""The page in the window: buttons, tables, drops and dialogs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QShortcut, QTextDocumentFragment
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QFileDialog

from app.look.theme import apply_theme
from app.pages.analyze.messages import ItemState, Show
from app.pages.analyze.queue_model import NAME, SHARE, STATUS
from app.pages.analyze.results_model import COLUMNS, FACE, FILE, FIRST_EMOTION, LABEL, REMARK
from app.pages.live.view_model import LiveViewModel
from app.window.drops import local_paths
from app.window.window import MainWindow
from fer_core.emotions import EMOTIONS
from tests.app.fakes import FakeSource, Opener, threads_maker
from tests.app.pages.analyze.conftest import SIZE, BrightnessEngine, wait, wait_for_end
from tests.stand_ins import save

FONT = Qt.ItemDataRole.FontRole
HAPPY = FIRST_EMOTION + EMOTIONS.index("happy")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "bad.png").write_text("no picture")
    return [*(save(tmp_path / f"{name}.png", name, SIZE) for name in ("sad", "happy", "fear")), tmp_path / "bad.png"]


def cell(model, row, column, role=Qt.ItemDataRole.DisplayRole):
    return model.index(row, column).data(role)


def column_of(page, column):
    return [cell(page.results.model, row, column) for row in range(page.results.model.rowCount())]


def test_the_empty_page_says_what_to_do(make_page):
    page, _ = make_page()
    assert page.hint.isVisible()
    assert not page.pause.isEnabled()
    assert not page.export.isEnabled()
    assert not page.cancel.isEnabled()
    # Otherwise the tables would swallow what is dropped onto them.
    assert not page.queue.viewport().acceptDrops()
    assert not page.results.table.viewport().acceptDrops()


def test_dropped_files_become_a_queue_and_a_table(make_page, qtbot, files):
    page, model = make_page()
    drop(page, [QUrl.fromLocalFile(str(file)) for file in files])
    wait_for_end(qtbot, model, results=4)
    assert cell(page.queue_model, 0, NAME) == "sad.png and 3 more"
    assert cell(page.queue_model, 0, SHARE) == 1.0
    assert cell(page.queue_model, 0, STATUS) == "Done: 4 pictures, 1 could not be read"
    assert column_of(page, FILE) == ["sad.png", "happy.png", "fear.png", "bad.png"]
    assert column_of(page, LABEL) == ["sad", "happy", "fear", ""]
    assert column_of(page, HAPPY) == ["5 %", "70 %", "5 %", ""]
    assert "not a picture" in cell(page.results.model, 3, REMARK)
    assert cell(page.results.model, 0, FACE, Qt.ItemDataRole.DecorationRole).width() == 48
    assert cell(page.results.model, 1, HAPPY, Qt.ItemDataRole.FontRole).bold()
    assert page.results.summary.text() == "4 results: fear 1, happy 1, sad 1, without a face 1"
    page.grab()


def test_a_click_on_a_header_sorts_and_the_list_filters(make_page, qtbot, files):
    page, model = make_page()
    model.add(files)
    wait(qtbot, lambda: page.results.model.rowCount() == 4)
    header = page.results.table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(HAPPY) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    wait(qtbot, lambda: column_of(page, FILE)[0] == "happy.png")
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    wait(qtbot, lambda: column_of(page, FILE)[-2] == "happy.png")
    page.results.show_choice.setCurrentIndex(page.results.show_choice.findData(Show.PROBLEMS))
    page.results.show_choice.activated.emit(page.results.show_choice.currentIndex())
    wait(qtbot, lambda: column_of(page, FILE) == ["bad.png"])


def test_pause_cancel_go_on_and_remove(make_page, qtbot, tmp_path, gated):
    page, model = make_page(gated)
    model.add([save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)])
    wait(qtbot, lambda: len(gated.read) == 3)
    qtbot.mouseClick(page.pause, Qt.MouseButton.LeftButton)
    assert page.pause.text() == "Resume all"
    assert page.pause.findChild(QShortcut).key().toString() == "Space"
    gated.gate.set()
    wait(qtbot, lambda: model.progress.item_id == 0)
    page.queue.selectRow(0)
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: model.items[0].state is ItemState.CANCELLED)
    assert page.cancel.text() == "Resume"
    assert cell(page.queue_model, 0, STATUS).startswith("Skipped at ")
    assert cell(page.queue_model, 0, STATUS).endswith(" of 8 pictures")
    qtbot.mouseClick(page.pause, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: model.items[0].state is ItemState.DONE)
    wait(qtbot, lambda: page.results.model.rowCount() == 8)
    page.queue.setFocus()
    page.remove_key.trigger()
    wait(qtbot, page.hint.isVisible)
    wait(qtbot, lambda: page.results.model.rowCount() == 0)


def test_a_result_leads_to_its_picture_or_to_the_moment_in_its_video(
    make_page, qtbot, monkeypatch, tmp_path, make_clip
):
    page, model = make_page()
    picture, clip = save(tmp_path / "one.png", size=SIZE), make_clip(tmp_path / "clip.mp4", [None] * 5 + ["happy"] * 15)
    model.add([picture, clip])
    wait_for_end(qtbot, model, results=2)
    opened = []
    monkeypatch.setattr("app.pages.analyze.results_panel.open_file", opened.append)
    page.results.table.setFocus()
    page.results.table.selectRow(0)
    qtbot.keyClick(page.results.table, Qt.Key.Key_Return)
    assert opened == [picture]
    page.results.table.selectRow(1)
    with qtbot.waitSignal(page.moment_asked) as asked:
        qtbot.keyClick(page.results.table, Qt.Key.Key_Return)
    assert asked.args == [clip, model.page.rows[1].best_s]
    page.results.on_menu_asked(page.results.table.visualRect(page.results.model.index(1, FILE)).center())
    menu = page.results.menu
    assert [action.text() for action in menu.actions()] == [
        "Open the moment in Review",
        "Open file",
        "Show in folder",
        "Copy",
    ]
    menu.close()


def test_the_bold_number_is_that_of_the_emotion_that_a_face_is_called(make_page, qtbot, tmp_path, make_clip):
    page, model = make_page()
    model.add([make_clip(tmp_path / "clip.mp4", ["fear"] * 8 + ["sad"] * 12)])
    wait_for_end(qtbot, model, results=1)
    bold = [c for c in range(FIRST_EMOTION, COLUMNS) if (font := cell(page.results.model, 0, c, FONT)) and font.bold()]
    assert [EMOTIONS[column - FIRST_EMOTION] for column in bold] == [model.page.rows[0].label]
    assert "means over them" in cell(page.results.model, 0, LABEL, Qt.ItemDataRole.ToolTipRole)


def test_progress_tells_rate_and_time_left(make_page, qtbot, tmp_path, gated):
    page, model = make_page(gated)
    model.add([save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)])
    wait(qtbot, lambda: "left" in cell(page.queue_model, 0, STATUS) if model.items else False)
    assert " of 8 pictures, " in cell(page.queue_model, 0, STATUS)
    assert " a second, 0:0" in cell(page.queue_model, 0, STATUS)
    assert 0 < cell(page.queue_model, 0, SHARE) < 1


def test_a_video_face_tells_shares_of_time(make_page, qtbot, tmp_path, make_clip):
    page, model = make_page()
    model.add([make_clip(tmp_path / "clip.mp4")])
    wait_for_end(qtbot, model, results=1)
    assert cell(page.results.model, 0, REMARK) == "happy 100\N{NO-BREAK SPACE}% of the time; seen 0:00 to 0:01"
    assert cell(page.queue_model, 0, STATUS) == "Done: 20 frames"


def test_files_that_are_no_picture_and_no_video_count_no_frames(make_page, qtbot, tmp_path, make_clip):
    cut = make_clip(tmp_path / "cut.mp4")
    os.truncate(cut, cut.stat().st_size // 2)
    for name in ("text.mp4", "text.png"):
        (tmp_path / name).write_text("hello")
    page, model = make_page()
    model.add([cut, tmp_path / "text.mp4", tmp_path / "text.png"])
    wait_for_end(qtbot, model, results=3)
    assert [cell(page.queue_model, row, STATUS) for row in range(3)] == ["Could not be read"] * 3


def test_a_video_that_is_gone_before_its_end_tells_how_much_was_read(make_page, qtbot, tmp_path, gated, make_clip):
    clip = make_clip(tmp_path / "clip.mp4")
    page, model = make_page(gated)
    model.add([clip])
    wait(qtbot, lambda: len(gated.read) == 3)
    model.set_cancelled([model.items[0].id], True)
    wait(qtbot, lambda: model.items[0].state is ItemState.CANCELLED)
    gated.gate.set()
    wait(qtbot, lambda: model.progress.item_id == 0)
    clip.unlink()
    model.set_cancelled([model.items[0].id], False)
    wait(qtbot, lambda: model.items[0].state is ItemState.DONE and model.progress.item_id == 0)
    assert cell(page.queue_model, 0, STATUS) == f"Done: {len(gated.read)} of 20 frames; the rest could not be read"


def test_resume_finds_out_that_another_emolens_has_finished(make_page, make_model, qtbot, files, gated):
    other = make_model(gated)
    other.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    page, _ = make_page()
    wait(qtbot, lambda: "Another Emolens is analysing" in page.banner.text)
    gated.gate.set()
    wait(qtbot, lambda: not other.is_busy and other.progress.item_id == 0)
    assert cell(page.queue_model, 0, STATUS).startswith("Waiting")
    qtbot.mouseClick(page.pause, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: cell(page.queue_model, 0, STATUS) == "Done: 4 pictures, 1 could not be read")
    wait(qtbot, lambda: page.results.model.rowCount() == 4)
    assert (page.pause.text(), page.pause.isEnabled()) == ("Pause all", False)


def test_names_that_are_no_text_are_shown_with_escapes(make_page, qtbot, tmp_path):
    save(tmp_path / "a.png", size=SIZE).rename(tmp_path / "a\udcff.png")
    page, _ = make_page()
    drop(page, [QUrl.fromEncoded(b"file://" + os.fsencode(tmp_path) + b"/a%FF.png")])
    wait(qtbot, lambda: page.results.model.rowCount() == 1)
    assert column_of(page, FILE) == ["a\\udcff.png"]
    assert column_of(page, LABEL) == ["happy"]
    page.grab()


@pytest.mark.parametrize("name", ["<b>a</b> & b.png", "a & b.png"])
def test_a_path_is_a_tooltip_to_the_letter(make_page, qtbot, tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    save(tmp_path / "plain.png", size=SIZE).rename(file)
    page, model = make_page()
    model.add([file])
    wait(qtbot, lambda: page.results.model.rowCount() == 1)
    for tip in (
        cell(page.queue_model, 0, NAME, Qt.ItemDataRole.ToolTipRole),
        cell(page.results.model, 0, FILE, Qt.ItemDataRole.ToolTipRole),
    ):
        shown = QTextDocumentFragment.fromHtml(tip).toPlainText() if GuiQt.mightBeRichText(tip) else tip
        assert shown == str(file)


def test_only_local_files_are_welcome(tmp_path):
    odd = tmp_path / "a b#c.png"
    assert local_paths([QUrl("https://example.org/a.png"), QUrl.fromLocalFile(str(odd))]) == [odd]


def test_dialogs_do_not_stand_in_the_way(make_page, qtbot, files, tmp_path):
    page, _ = make_page()
    page.ask_for_files()
    (dialog,) = page.findChildren(QFileDialog)
    assert not dialog.isModal()
    dialog.filesSelected.emit([str(file) for file in files])
    dialog.close()
    wait(qtbot, lambda: page.results.model.rowCount() == 4)
    page.ask_for_export()
    dialog = page.findChildren(QFileDialog)[-1]
    assert not dialog.isModal()
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    dialog.close()
    wait(qtbot, lambda: "4 rows are written" in page.banner.text)
    page.ask_for_folder()
    page.findChildren(QFileDialog)[-1].close()


def test_the_work_goes_on_behind_another_page(make_page, qtbot, files):
    page, model = make_page(BrightnessEngine())
    page.leave()
    model.add(files)
    wait(qtbot, lambda: bool(model.items) and not model.is_busy)
    page.enter()
    wait(qtbot, lambda: page.results.model.rowCount() == 4)


def test_the_window_has_the_page_on_ctrl_2(qtbot, qapp):
    apply_theme(qapp)
    model = LiveViewModel(make_threads=threads_maker(Opener(FakeSource())))
    window = MainWindow("camera:0", view_model=model)
    qtbot.addWidget(window)
    window.show()
    window.show_page(window.page_named("analyze"))
    assert window.page is window.page_named("analyze")
    assert window.page_named("analyze").hint.isVisible()
    window.close()


def drop(page, urls):
    assert page.accepts_drop(local_paths(urls))
    page.open_paths(local_paths(urls))


def test_the_window_does_not_wait_for_onnx_runtime():
    code = "import sys, app.window.window; sys.exit('onnxruntime' in sys.modules or 'pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[4], check=False).returncode == 0
