"""The queue as a table."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from app.pages.analyze.messages import Item, ItemState
from app.pages.analyze.view_model import AnalyzeViewModel
from app.pages.analyze.wording import item_name, item_status, path_tip

NAME, SHARE, STATUS = range(3)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class QueueModel(QAbstractTableModel):
    """Name, share that is done (0 to 1, None where nobody knows) and status of every item."""

    def __init__(self, view_model: AnalyzeViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._items = view_model.items
        view_model.items_changed.connect(self.on_items_changed)
        view_model.progress_changed.connect(self.on_progress_changed)

    def item_at(self, row: int) -> Item:
        """Return the item in a row."""
        return self._items[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return the number of items."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Return the name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (self.tr("Queue"), self.tr("Progress"), self.tr("State"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not 0 <= index.row() < len(self._items):
            return None
        item = self._items[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == SHARE:
                return self._share(item)
            return item_name(item) if column == NAME else self._status(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return path_tip(item.path) if column == NAME else self._status(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item_name(item) if column == NAME else self._status(item)
        return None

    @Slot()
    def on_items_changed(self) -> None:
        """Show the queue as it is now; what was selected stays so where rows only change or come last."""
        items = self._view_model.items
        old, new = [item.id for item in self._items], [item.id for item in items]
        if new[: len(old)] != old:
            self.beginResetModel()
            self._items = items
            self.endResetModel()
            return
        if len(new) > len(old):
            self.beginInsertRows(_NOWHERE, len(old), len(new) - 1)
            self._items = items
            self.endInsertRows()
        self._items = items
        self._announce(0, len(items) - 1)

    @Slot()
    def on_progress_changed(self) -> None:
        """Show how far the work has come."""
        self._announce(0, len(self._items) - 1)

    def _announce(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, SHARE), self.index(last, STATUS))

    def _share(self, item: Item) -> float | None:
        if item.state is ItemState.DONE:
            return 1.0
        progress = self._view_model.progress
        done, total = (progress.done, progress.total) if progress.item_id == item.id else (item.done, item.total)
        return min(1.0, done / total) if total else None if done else 0.0

    def _status(self, item: Item) -> str:
        return item_status(item, self._view_model.progress, is_paused=self._view_model.is_paused)
