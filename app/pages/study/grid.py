"""Participants and stimuli as a table: who was recorded with what."""

from collections import Counter
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.pages.study.view_model import StudyViewModel
from fer_core.study.model import Study

_COLUMN_WIDTH: Final = 110


class StudyGrid(QTableWidget):
    """A row for each participant, a column for each stimulus; the chosen cell is what is recorded next."""

    chosen = Signal()
    """Another cell is chosen."""

    def __init__(self, model: StudyViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: Study | None = None
        self.setAccessibleName(self.tr("Participants and stimuli"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(80)
        self.horizontalHeader().setMinimumSectionSize(_COLUMN_WIDTH)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.itemSelectionChanged.connect(self.chosen)
        model.changed.connect(self.on_changed)
        self.on_changed()

    @property
    def pair(self) -> tuple[str, str] | None:
        """The chosen participant and stimulus."""
        return self._pair_in(self._model.study)

    def _pair_in(self, study: Study) -> tuple[str, str] | None:
        row, column = self.currentRow(), self.currentColumn()
        if not (0 <= row < len(study.participants) and 0 <= column < len(study.stimuli)):
            return None
        return study.participants[row].id, study.stimuli[column].id

    @Slot()
    def on_changed(self) -> None:
        """Show the study anew where it has changed, and choose what is missing next.

        What is chosen stays so until something is recorded, or added where it is recorded already.
        """
        study, before = self._model.study, self._shown
        if study is before:
            return
        pair = None if before is None else self._kept_pair(before, study)
        self._shown = study
        self.blockSignals(True)
        self.setRowCount(len(study.participants))
        self.setColumnCount(len(study.stimuli))
        self.setVerticalHeaderLabels([each.id for each in study.participants])
        self.setHorizontalHeaderLabels([each.id for each in study.stimuli])
        counts = Counter((each.participant, each.stimulus) for each in study.recordings)
        for row, participant in enumerate(study.participants):
            for column, stimulus in enumerate(study.stimuli):
                self.setItem(row, column, self._cell(counts[participant.id, stimulus.id]))
        self.blockSignals(False)
        self._choose(study, pair or next(study.missing(), None))
        self.chosen.emit()

    def _kept_pair(self, before: Study, study: Study) -> tuple[str, str] | None:
        pair = self._pair_in(before)
        if before.recordings != study.recordings:
            return None
        is_same = (before.participants, before.stimuli) == (study.participants, study.stimuli)
        return None if pair is not None and not is_same and study.has_recorded(*pair) else pair

    def _cell(self, count: int) -> QTableWidgetItem:
        text = self.tr("recorded") if count == 1 else self.tr("{count} recordings").format(count=count)
        item = QTableWidgetItem(text if count else "–")
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if not count:
            item.setToolTip(self.tr("Not recorded yet"))
        return item

    def _choose(self, study: Study, pair: tuple[str, str] | None) -> None:
        rows, columns = [each.id for each in study.participants], [each.id for each in study.stimuli]
        if pair is not None and pair[0] in rows and pair[1] in columns:
            self.setCurrentCell(rows.index(pair[0]), columns.index(pair[1]))
