"""The two tables of the analyze page, laid out."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.pages.analyze import queue_model as q
from app.pages.analyze import results_model as r
from app.pages.analyze.progress_delegate import ProgressDelegate
from fer_core.networks.manifest import FACE_SIZE

_ROW = 26
_WIDTHS = {r.FACE: FACE_SIZE + 34, r.FILE: 150, r.KIND: 62, r.LABEL: 100, r.REMARK: 230}
_EMOTION_WIDTH = 66


class Table(QTableView):
    """A table in which a row is selected once the keyboard comes to it: arrow keys leave an only row as it is."""

    copy_asked = Signal()
    """The user wants to copy what is selected."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Pass on that something is to be copied: Qt would take the text of one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fill the width."""
        super().resizeEvent(event)
        if isinstance(self.model(), r.ResultsModel):
            fit_results(self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Select the first row where none is."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)


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


def results_table(model: r.ResultsModel) -> Table:
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


def fit_results(table: QTableView) -> None:
    """Give the files' names the room that no other column needs."""
    others = table.horizontalHeader().length() - table.columnWidth(r.FILE)
    table.setColumnWidth(r.FILE, max(_WIDTHS[r.FILE], table.viewport().width() - others))


def _table() -> Table:
    table = Table()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    return table
