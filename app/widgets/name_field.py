"""Where the user types a face's name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from fer_core.recording.edits import LONGEST_NAME


class NameField(QComboBox):
    """The name of one face, to be typed, or chosen among the names that were given before.

    While it is typed in, it stays with its face whatever becomes of that.
    """

    named = Signal(int, str)
    """The user has given the face with this id a name, which may be empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face_id: int | None = None
        self._shown = ""
        self._has_begun = False
        self._edit = QLineEdit()
        self.setLineEdit(self._edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setAccessibleName(self.tr("Name of the chosen face"))
        self.setToolTip(
            self.tr(
                "Name the chosen face (N); Enter keeps the name, Esc leaves it as it was.\n"
                "Who comes back within a minute keeps the name if place, size and clothes\n"
                "tell; otherwise choose it again from the list."
            )
        )
        self._edit.setAccessibleName(self.accessibleName())
        self._edit.setPlaceholderText(self.tr("Name"))
        self._edit.setMaxLength(LONGEST_NAME)
        self._edit.returnPressed.connect(self.on_return_pressed)
        # Said when another widget is turned to as well.
        self._edit.editingFinished.connect(self.on_editing_finished)
        self.activated.connect(self.on_return_pressed)

    @property
    def is_busy(self) -> bool:
        """Whether the user is typing or choosing a name."""
        is_typed_in = self._edit.hasFocus() and (self._has_begun or self._edit.isModified())
        return is_typed_in or self.view().isVisible()

    @Slot()
    def begin(self) -> None:
        """Let the user type."""
        if self.isEnabled():
            self._has_begun = True
            self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._edit.selectAll()

    def show_face(self, face_id: int | None, name: str, known: Sequence[str]) -> None:
        """Show the name of the chosen face, None for no face, and offer the known ones."""
        if self.is_busy:
            return
        if tuple(self.itemText(index) for index in range(self.count())) != tuple(known):
            self.clear()
            self.addItems(list(known))
        self._face_id, self._shown = face_id, name
        self.setEnabled(face_id is not None)
        if self.currentText() != name:
            self.setEditText(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give up what was typed on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.setEditText(self._shown)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def on_return_pressed(self) -> None:
        """Keep the name and give the keyboard back to the page."""
        self.on_editing_finished()
        # The line's focus is the box's own.
        self.clearFocus()

    @Slot()
    def on_editing_finished(self) -> None:
        """Keep the name."""
        self._has_begun = False
        self._edit.setModified(False)
        name = self.currentText().strip()
        if self._face_id is not None and name != self._shown:
            self._shown = name
            self.named.emit(self._face_id, name)
