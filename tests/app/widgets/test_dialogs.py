from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QWidget

from app.widgets.dialogs import (
    ask_for_file,
    ask_for_files,
    ask_for_folder,
    ask_for_text,
    ask_to_confirm,
    ask_where_to_save,
    ask_where_to_save_table,
    patterns_of,
)


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def answers():
    return []


def open_dialogs(parent):
    return [dialog for dialog in parent.findChildren(QDialog) if dialog.isVisible()]


def test_files_are_chosen_together(parent, answers, tmp_path):
    for name in ("a.png", "b.png"):
        (tmp_path / name).touch()
    ask_for_files(parent, "Add", ("Pictures (*.png)",), answers.append)
    (dialog,) = open_dialogs(parent)
    assert dialog.nameFilters() == ["Pictures (*.png)"]
    dialog.setDirectory(str(tmp_path))
    dialog.filesSelected.emit([str(tmp_path / "a.png"), str(tmp_path / "b.png")])
    assert answers == [[str(tmp_path / "a.png"), str(tmp_path / "b.png")]]


def test_a_folder_is_looked_for_where_it_is_expected(parent, answers, tmp_path):
    ask_for_folder(parent, "Open", answers.append, folder=tmp_path)
    (dialog,) = open_dialogs(parent)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.accept()
    assert answers == [str(tmp_path)]


def test_the_suffix_of_the_proposed_name_is_added(parent, answers, tmp_path):
    dialog = ask_where_to_save(parent, "Save", ["Tables (*.csv)"], answers.append, name="faces.csv", folder=tmp_path)
    assert dialog.selectedFiles() == [str(tmp_path / "faces.csv")]
    dialog.selectFile("mine")
    dialog.accept()
    assert answers == [str(tmp_path / "mine.csv")]
    assert not open_dialogs(parent)


def test_the_same_question_is_asked_once_and_others_beside_it(parent, answers, tmp_path):
    def ask(name):
        return ask_where_to_save(parent, "Save", ["Any (*)"], answers.append, name=name, folder=tmp_path)

    table, report = ask("faces.csv"), ask("report.html")
    assert ask("faces.csv") is None
    assert set(open_dialogs(parent)) == {table, report}
    table.reject()
    assert ask("faces.csv") not in (None, table)
    assert answers == []


def test_a_text_comes_without_spaces_around_it_and_an_empty_one_not_at_all(parent, answers):
    for text in ("  ", " rtsp://host/a b "):
        ask_for_text(parent, "Open", "Address:", answers.append)
        (dialog,) = open_dialogs(parent)
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue(text)
        dialog.accept()
    assert answers == ["rtsp://host/a b"]


def test_a_question_that_was_answered_is_gone(parent, answers, qtbot):
    ask_for_text(parent, "Open", "Address:", answers.append)
    open_dialogs(parent)[0].reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QDialog))


def test_patterns_are_in_order():
    assert patterns_of({".mp4", ".avi"}) == "*.avi *.mp4"


@pytest.mark.parametrize("number", [0, 1])
def test_a_table_can_be_for_spreadsheets(parent, tmp_path, number):
    answers = []
    dialog = ask_where_to_save_table(parent, "Save", lambda *told: answers.append(told), name="f.csv", folder=tmp_path)
    dialog.selectNameFilter(dialog.nameFilters()[number])
    dialog.accept()
    assert answers == [(str(tmp_path / "f.csv"), number == 1)]


@pytest.fixture
def homes(tmp_path, monkeypatch):
    """The user's folders, of which all exist, by what is kept there."""

    def folder(location):
        path = tmp_path / location.name
        path.mkdir(exist_ok=True)
        return str(path)

    monkeypatch.setattr(QStandardPaths, "writableLocation", folder)
    return lambda name: QDir(str(tmp_path / name))


def test_a_question_begins_among_the_users_files_and_then_where_it_was_answered_last(parent, answers, tmp_path, homes):
    dialog = ask_where_to_save(parent, "Save the words", ["Tables (*.csv)"], answers.append, name="a.csv")
    assert dialog.directory() == homes("DocumentsLocation")
    dialog.selectFile(str(tmp_path / "a.csv"))
    dialog.accept()
    assert answers == [str(tmp_path / "a.csv")]
    again = ask_where_to_save(parent, "Save the words", ["Tables (*.csv)"], answers.append, name="b.csv")
    assert again.directory() == QDir(str(tmp_path))


@pytest.mark.parametrize(
    ("ask", "home"),
    [
        (lambda parent: ask_for_file(parent, "A video", ["All (*)"], print), "MoviesLocation"),
        (lambda parent: ask_for_files(parent, "Pictures", ["All (*)"], print), "PicturesLocation"),
        (lambda parent: ask_for_folder(parent, "A folder", print), "PicturesLocation"),
    ],
)
def test_no_question_begins_in_the_folder_of_the_process(parent, ask, home, homes):
    ask(parent)
    (dialog,) = open_dialogs(parent)
    assert dialog.directory() == homes(home)


@pytest.mark.parametrize(("answer", "said"), [("Do it", [True]), ("Cancel", [])])
def test_a_question_is_agreed_to_or_left(parent, answer, said):
    heard = []
    ask_to_confirm(parent, "Sure?", "It cannot be undone.", "Do it", lambda: heard.append(True))
    (dialog,) = open_dialogs(parent)
    next(button for button in dialog.buttons() if button.text().replace("&", "") == answer).click()
    assert heard == said


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_question_that_comes_up_while_somebody_types_is_not_agreed_to(parent, qtbot, key):
    heard = []
    dialog = ask_to_confirm(parent, "Sure?", "It cannot be undone.", "Do it", lambda: heard.append(True))
    with qtbot.waitActive(dialog):
        pass
    qtbot.keyClick(dialog.windowHandle(), key)
    qtbot.waitUntil(lambda: open_dialogs(parent) == [])
    assert heard == []
