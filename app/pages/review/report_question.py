"""What a report is called, and who wrote it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from fer_core.recording.edits import LONGEST_NAME

_WIDTH = 420
_LONGEST_TITLE = 200


class ReportQuestion(QDialog):
    """Asks for title and author of a report; ``then`` hears both, without the spaces around them."""

    def __init__(self, parent: QWidget, *, title: str, author: str, then: Callable[[str, str], object]) -> None:
        super().__init__(parent)
        self._then = then
        self.setObjectName("reportQuestion")
        self.setWindowTitle(self.tr("Report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = QLineEdit(title, maxLength=_LONGEST_TITLE)
        self.author = QLineEdit(author, maxLength=2 * LONGEST_NAME)
        self.author.setPlaceholderText(self.tr("May stay empty"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(self.tr("Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self.answer)
        layout = QFormLayout(self)
        layout.addRow(self.tr("Title"), self.title)
        layout.addRow(self.tr("Author"), self.author)
        layout.addRow(buttons)
        # Once it is in the dialog: this does not hear of a default before.
        save.setDefault(True)
        self.resize(_WIDTH, self.sizeHint().height())

    def answer(self) -> None:
        """Pass on what was typed."""
        self._then(self.title.text().strip(), self.author.text().strip())


def ask_about_report(
    parent: QWidget, *, title: str, author: str, then: Callable[[str, str], object]
) -> ReportQuestion | None:
    """Ask for title and author of a report, unless that is asked already, and return the question."""
    asked = parent.findChild(ReportQuestion)
    if asked is not None and asked.isVisible():
        asked.raise_()
        asked.activateWindow()
        return None
    question = ReportQuestion(parent, title=title, author=author, then=then)
    question.show()
    return question
