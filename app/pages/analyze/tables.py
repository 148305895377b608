"""The two tables of the analyze page, laid out."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.pages.analyze import queue_model as q
from app.pages.analyze import results_model as r
from app.pages.analyze.progress_delegate import ProgressDelegate
from fer_core.networks.manifest import FACE_SIZE

_ROW = 26
_WIDTHS = {r.FACE: FACE_SIZE + 12, r.FILE: 150, r.LABEL: 100, r.REMARK: 230}
_EMOTION_WIDTH = 66


def queue_table(model: q.QueueModel) -> QTableView:
    """Return the table of the queue."""
    table = _table()
    table.setModel(model)
    table.setWordWrap(False)
    table.setItemDelegateForColumn(q.SHARE, ProgressDelegate(table))
    table.setAccessibleName(QCoreApplication.translate("Analyze", "Queue"))
    table.verticalHeader().setDefaultSectionSize(_ROW)
    header = table.horizontalHeader()
    header.setSectionResizeMode(q.NAME, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(q.STATUS, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(q.SHARE, 140)
    return table


def results_table(model: r.ResultsModel) -> QTableView:
    """Return the table of results, sorted by a click on its header."""
    table = _table()
    table.setModel(model)
    table.setAccessibleName(QCoreApplication.translate("Analyze", "Results"))
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setIconSize(QSize(FACE_SIZE, FACE_SIZE))
    table.verticalHeader().setDefaultSectionSize(FACE_SIZE + 4)
    header = table.horizontalHeader()
    # Until a header is clicked, and after its third click, the results are shown as they came.
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
    table.setSortingEnabled(True)
    for column, width in _WIDTHS.items():
        table.setColumnWidth(column, width)
    for column in range(r.FIRST_EMOTION, r.COLUMNS):
        table.setColumnWidth(column, _EMOTION_WIDTH)
    return table


class _Table(QTableView):
    """A table in which a row is selected once the keyboard comes to it: arrow keys leave an only row as it is."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Select the first row where none is."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)


def _table() -> QTableView:
    table = _Table()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    return table
