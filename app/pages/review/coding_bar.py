"""Who codes whom, and the keys for it."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.pages.review.coding_model import CodingModel
from app.pages.review.coding_words import word_of
from app.pages.review.view_model import ReviewViewModel
from app.widgets.keys import pressed_by_keys
from app.widgets.pictures import image_of
from app.widgets.tool_button import relabel, tool_button
from fer_core.coding.codes import CODED_LABELS, LONGEST_CODER, CodedLabel

KEYS: Final[dict[CodedLabel, str]] = dict(zip(CODED_LABELS, "12345670", strict=True))
"""1 to 7 in the order of the emotions, 0 where one is unsure."""


class CodingBar(QWidget):
    """Coder, face, blind or not, start and stop; while somebody codes, the keys."""

    face_changed = Signal()
    """Another face is to be coded."""

    def __init__(self, model: CodingModel, review: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._review = review
        self.coder = QComboBox()
        line = QLineEdit()
        line.setMaxLength(LONGEST_CODER)
        line.setPlaceholderText(self.tr("Coder's name"))
        self.coder.setLineEdit(line)
        # Completing makes Ann who types her name Anna.
        self.coder.setCompleter(None)  # type: ignore[arg-type]
        self.coder.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.coder.setMinimumContentsLength(12)
        self.coder.setAccessibleName(self.tr("Coder's name"))
        self.coder.setToolTip(self.tr("Who codes; each coder's codes are kept apart"))
        self.face = pressed_by_keys(QComboBox())
        self.face.setAccessibleName(self.tr("The face that is coded"))
        self.face.setToolTip(self.tr("The face that is coded"))
        self.blind = pressed_by_keys(QCheckBox(self.tr("Blind")))
        self.blind.setToolTip(self.tr("Hide what the model reads, and what others have coded, while coding"))
        self.blind.setChecked(model.wants_blind)
        self.start = tool_button(
            self.tr("Start coding"),
            self.tr("Code what you see in this face, or stop"),
            others=(self.tr("Stop coding"),),
        )
        self.import_codes = tool_button(self.tr("Import codes…"), self.tr("Add codes from CSV, or from ELAN (.eaf)"))
        self.counts = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.keys = QWidget()
        self.buttons = {label: self._key_button(label) for label in CODED_LABELS}
        self.undo = tool_button(self.tr("Undo"), self.tr("Take the last key back (Backspace)"), "Backspace")
        self._lay_out()
        self.start.clicked.connect(self.on_start)
        line.returnPressed.connect(self.on_start)
        self.blind.toggled.connect(model.set_blind)
        self.undo.clicked.connect(model.undo)
        self.face.currentIndexChanged.connect(self.face_changed)
        model.changed.connect(self.on_changed)
        review.recording_changed.connect(self.on_faces_changed)
        review.edits_changed.connect(self.on_faces_changed)
        review.crops_changed.connect(self.on_faces_changed)
        review.picture_changed.connect(self.on_picture_changed)
        self.on_faces_changed()

    def _key_button(self, label: CodedLabel) -> QToolButton:
        key, word = KEYS[label], word_of(label)
        tip = self.tr("From here on the face looks like this: {word} ({key})").format(word=word, key=key)
        button = tool_button(f"{key} {word}", tip, key)
        button.setCheckable(True)
        button.clicked.connect(self.on_key)
        return button

    def _lay_out(self) -> None:
        who = QHBoxLayout()
        for widget in (self.coder, self.face, self.blind, self.start, self.import_codes):
            who.addWidget(widget)
        who.addWidget(self.counts, 1)
        keys = QHBoxLayout(self.keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(2)
        for button in (*self.buttons.values(), self.undo):
            button.setObjectName("key")
            button.setMinimumWidth(0)
            keys.addWidget(button)
        keys.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(who)
        layout.addWidget(self.keys)

    @Slot()
    def on_start(self) -> None:
        """Begin to code, or stop."""
        if self._model.is_coding:
            self._model.stop()
        elif (face_id := self.face.currentData()) is not None:
            # The keys are the page's.
            for widget in (self.coder, self.start):
                widget.clearFocus()
            self._model.start(self.coder.currentText(), face_id)

    @Slot()
    def on_key(self) -> None:
        """Code what the pressed key means."""
        button = self.sender()
        label = next(label for label, other in self.buttons.items() if other is button)
        self._model.press(label)
        self.on_changed()

    @Slot()
    def on_picture_changed(self) -> None:
        """Take the face that is chosen elsewhere."""
        place = self.face.findData(self._review.chosen_id)
        if place >= 0:
            self.face.setCurrentIndex(place)

    @Slot()
    def on_faces_changed(self) -> None:
        """Offer the faces, the one seen longest first, as they are called and look now."""
        chosen = self.face.currentData()
        self.face.blockSignals(True)
        self.face.clear()
        for track in self._review.tracks:
            self.face.addItem(self._review.name_of(track.face_id), track.face_id)
            if (crop := self._review.crops.get(track.face_id)) is not None:
                self.face.setItemIcon(self.face.count() - 1, QIcon(QPixmap.fromImage(image_of(crop))))
        self.face.setCurrentIndex(max(self.face.findData(self._review.edits.face_of(chosen)), 0))
        self.face.blockSignals(False)
        self.face_changed.emit()
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        """Show who codes, what holds, and who has coded how much."""
        model = self._model
        self.import_codes.setEnabled(model.is_ready)
        self.start.setEnabled(model.is_ready and self.face.count() > 0)
        relabel(self.start, self.tr("Stop coding") if model.is_coding else self.tr("Start coding"))
        for widget in (self.coder, self.face):
            widget.setEnabled(not model.is_coding)
        self.blind.setChecked(model.wants_blind)
        self.keys.setVisible(model.is_coding)
        self.undo.setEnabled(model.can_undo)
        for label, button in self.buttons.items():
            button.setChecked(label == model.label)
        coders = [codes for codes in model.coded if codes.codes]
        names = [codes.coder for codes in coders]
        if [self.coder.itemText(number) for number in range(self.coder.count())] != names:
            typed = self.coder.currentText()
            self.coder.clear()
            self.coder.addItems(names)
            self.coder.setEditText(typed)
        counts = ", ".join(f"{codes.coder} {len(codes.codes)}" for codes in coders)
        self.counts.setText(self.tr("Codes: {counts}").format(counts=counts) if counts else "")
