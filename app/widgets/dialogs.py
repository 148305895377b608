"""Questions in windows of their own that hold nothing up: the live view behind them goes on.

A question that is asked again while it is open comes to the front instead of a second one. Where it is put away without
an answer, nothing follows.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from fer_core.files import VIDEO_SUFFIXES
from fer_core.rows.formats import available_suffixes

_TEXT_WIDTH: Final = 420

_Location = QStandardPaths.StandardLocation

_left_last: Final[dict[str, str]] = {}
"""The folder in which each question was answered last, by its title."""

_Dialog = TypeVar("_Dialog", bound=QFileDialog)


def patterns_of(suffixes: Iterable[str]) -> str:
    """Return what the name of a kind has in brackets: ``*.avi *.mp4`` for such suffixes."""
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


def kinds_of_videos() -> tuple[str, str]:
    """Return the kinds of files among which a video is chosen."""
    videos = QCoreApplication.translate("Dialogs", "Videos ({endings})").format(endings=patterns_of(VIDEO_SUFFIXES))
    return videos, QCoreApplication.translate("Dialogs", "All files (*)")


def kinds_of_tables() -> tuple[str, str]:
    """Return the kinds of files that a table is saved as, of which the first has all that can be written here.

    The second is CSV with a byte order mark, without which some spreadsheets take its letters for others.
    """
    tables = QCoreApplication.translate("Dialogs", "Tables ({patterns})")
    spreadsheets = QCoreApplication.translate("Dialogs", "CSV for spreadsheets (*.csv)")
    return tables.format(patterns=patterns_of(available_suffixes())), spreadsheets


def ask_for_file(
    parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[str], object]
) -> QFileDialog | None:
    """Let the user choose a file of one of ``kinds``, such as ``Videos (*.mp4)``; ``then`` hears its path.

    Returns the question unless it was asked already.
    """
    if (dialog := _new_file_dialog(QFileDialog, parent, title, home=_Location.MoviesLocation)) is not None:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(list(kinds))
        dialog.fileSelected.connect(then)
        dialog.show()
    return dialog


def ask_for_files(parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[list[str]], object]) -> None:
    """Let the user choose files; ``then`` hears their paths."""
    if (dialog := _new_file_dialog(QFileDialog, parent, title, home=_Location.PicturesLocation)) is not None:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(list(kinds))
        dialog.filesSelected.connect(then)
        dialog.show()


def ask_for_folder(parent: QWidget, title: str, then: Callable[[str], object], *, folder: Path | None = None) -> None:
    """Let the user choose a folder, from ``folder`` on or where one was chosen last; ``then`` hears its path."""
    if (
        dialog := _new_file_dialog(QFileDialog, parent, title, folder=folder, home=_Location.PicturesLocation)
    ) is not None:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(then)
        dialog.show()


def ask_where_to_save(
    parent: QWidget,
    title: str,
    kinds: Sequence[str],
    then: Callable[[str], object],
    *,
    name: str,
    folder: Path | None = None,
) -> QFileDialog | None:
    """Let the user choose the path of a new file, ``name`` being proposed; it is asked whether to replace another.

    ``then`` hears the path, which has the suffix of ``name`` where the user gives none. Returns the question unless it
    was asked already.
    """
    if (dialog := _new_file_dialog(QFileDialog, parent, title, name, folder=folder)) is not None:
        _prepare_to_save(dialog, kinds, name)
        dialog.fileSelected.connect(then)
        dialog.show()
    return dialog


def ask_where_to_save_table(
    parent: QWidget, title: str, then: Callable[[str, bool], object], *, name: str, folder: Path | None = None
) -> QFileDialog | None:
    """Let the user choose the path of a new table; ``then`` hears it, and whether the table is for spreadsheets."""
    if (dialog := _new_file_dialog(_TableDialog, parent, title, name, folder=folder)) is not None:
        _prepare_to_save(dialog, kinds_of_tables(), name)
        dialog.table_selected.connect(then)
        dialog.show()
    return dialog


def ask_for_text(parent: QWidget, title: str, label: str, then: Callable[[str], object]) -> QDialog | None:
    """Let the user type something; ``then`` hears it without the spaces around it, unless it is empty.

    Returns the question unless it was asked already.
    """
    if _is_asked(parent, title):
        return None

    def answer(text: str) -> None:
        if text := text.strip():
            then(text)

    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.textValueSelected.connect(answer)
    _prepare(dialog, title)
    # Room for a whole address.
    dialog.resize(_TEXT_WIDTH, dialog.sizeHint().height())
    dialog.show()
    return dialog


def ask_to_confirm(parent: QWidget, title: str, text: str, yes: str, then: Callable[[], object]) -> QDialog | None:
    """Ask whether to do what the button ``yes`` says, which ``then`` does; the other button, Enter and Esc, leave it.

    Returns the question unless it was asked already.
    """
    if _is_asked(parent, title):
        return None
    dialog = QMessageBox(QMessageBox.Icon.Question, title, text, QMessageBox.StandardButton.Cancel, parent)
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    agreed = dialog.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    agreed.clicked.connect(then)
    # A question may come up while somebody types.
    dialog.setDefaultButton(QMessageBox.StandardButton.Cancel)
    _prepare(dialog, title)
    dialog.show()
    return dialog


class _TableDialog(QFileDialog):
    """Asks for the path of a table among ``kinds_of_tables``."""

    table_selected = Signal(str, bool)
    """The path, and whether the table is for spreadsheets."""

    def __init__(self, parent: QWidget, title: str, folder: str) -> None:
        super().__init__(parent, title, folder)
        self.fileSelected.connect(self.on_file_selected)

    @Slot(str)
    def on_file_selected(self, path: str) -> None:
        """Tell of the path, with the kind."""
        self.table_selected.emit(path, self.selectedNameFilter() == kinds_of_tables()[1])


def _prepare_to_save(dialog: QFileDialog, kinds: Sequence[str], name: str) -> None:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    # The dialog adds it before it asks whether to replace a file.
    dialog.setDefaultSuffix(Path(name).suffix)
    dialog.selectFile(name)


def _new_file_dialog(
    kind: type[_Dialog],
    parent: QWidget,
    title: str,
    name: str = "",
    *,
    folder: Path | None = None,
    home: _Location = _Location.DocumentsLocation,
) -> _Dialog | None:
    """Return a dialog to be filled in, None where the same question is open.

    It begins in ``folder``, or where its question was answered last, or else in the user's own folder ``home``.
    """
    if _is_asked(parent, question := f"{title} {name}"):
        return None
    dialog = kind(parent, title, str(folder or _left_last.get(title) or QStandardPaths.writableLocation(home)))
    dialog.directoryEntered.connect(partial(_left_last.__setitem__, title))
    dialog.filesSelected.connect(partial(_remember, title))
    _prepare(dialog, question)
    return dialog


def _remember(title: str, paths: list[str]) -> None:
    _left_last[title] = str(Path(paths[0]).parent)


def _is_asked(parent: QWidget, question: str) -> bool:
    """Tell whether a question is open, which then comes to the front."""
    children = parent.findChildren(QDialog, question, Qt.FindChildOption.FindDirectChildrenOnly)
    # One that was put away lives until Qt has the time to delete it.
    dialog = next((dialog for dialog in children if dialog.isVisible()), None)
    if dialog is not None:
        dialog.raise_()
        dialog.activateWindow()
    return dialog is not None


def _prepare(dialog: QDialog, question: str) -> None:
    dialog.setObjectName(question)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.NonModal)
