"""The results as a table."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QFont, QImage, QPixmap

from app.look.emotion_icons import emotion_pixmap
from app.look.theme import label_colour
from app.look.words import word_for
from app.pages.analyze.messages import ResultRow
from app.pages.analyze.view_model import AnalyzeViewModel
from app.pages.analyze.wording import kind_of, path_tip, printable, remark_on, video_tip
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import FACE_SIZE

FACE, FILE, KIND, LABEL, REMARK, FIRST_EMOTION = range(6)
COLUMNS: Final = FIRST_EMOTION + len(EMOTIONS)
SORTS: Final = {
    FILE: "path",
    KIND: "is_video",
    LABEL: "label",
    **{FIRST_EMOTION + i: name for i, name in enumerate(EMOTIONS)},
}
"""The columns by which results can be sorted, and what ``Query.sort`` calls them."""

_SIGN: Final = 18
_TINT: Final = 110

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class ResultsModel(QAbstractTableModel):
    """A row per face, or per file without: picture and number, file, kind, emotion, remark, seven probabilities."""

    def __init__(self, view_model: AnalyzeViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._rows = view_model.page.rows
        view_model.page_changed.connect(self.on_page_changed)

    def row_at(self, row: int) -> ResultRow:
        """Return the result in a row."""
        return self._rows[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return the number of results that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Return the name of a column, and that a click on a number's first brings the largest."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name_of(section)
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            return self.first_order(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, and how."""
        show = _SHOWN.get(role)
        return show(self._rows[index.row()], index.column()) if show and 0 <= index.row() < len(self._rows) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the results by a column, or as they came where it has no order."""
        self._view_model.sort_by(SORTS.get(column), is_descending=order is Qt.SortOrder.DescendingOrder)

    def first_order(self, column: int) -> Qt.SortOrder:
        """Return in which order a column is sorted first: numbers begin with the largest."""
        return Qt.SortOrder.DescendingOrder if column >= FIRST_EMOTION else Qt.SortOrder.AscendingOrder

    def line_of(self, row: int) -> str:
        """Return a result as a line of a spreadsheet, with the whole path."""
        result = self._rows[row]
        texts = [printable(str(result.path)), *(_text(result, c) for c in range(COLUMNS) if c != FILE)]
        return "\t".join(text.replace("\n", " ") for text in texts)

    @Slot()
    def on_page_changed(self) -> None:
        """Show other results; what was selected stays so where rows only come last."""
        rows, old = self._view_model.page.rows, self._rows
        if rows == old:
            return
        if rows[: len(old)] == old:
            self.beginInsertRows(_NOWHERE, len(old), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def name_of(self, column: int) -> str:
        """Return the heading of a column."""
        if column >= FIRST_EMOTION:
            return word_for(EMOTIONS[column - FIRST_EMOTION])
        return (self.tr("Face"), self.tr("File"), self.tr("Kind"), self.tr("Emotion"), self.tr("Remark"))[column]


def _text(row: ResultRow, column: int) -> str:
    if column >= FIRST_EMOTION:
        return "" if row.probabilities is None else percent(row.probabilities[column - FIRST_EMOTION])
    return _WORDS[column](row)


def _number(row: ResultRow) -> str:
    return "" if row.face is None else str(row.face)


def _label(row: ResultRow) -> str:
    return "" if row.label is None else word_for(row.label)


_WORDS: Final[dict[int, Callable[[ResultRow], str]]] = {
    FACE: _number,
    FILE: lambda row: printable(row.path.name),
    KIND: kind_of,
    LABEL: _label,
    REMARK: remark_on,
}


def _tip(row: ResultRow, column: int) -> str:
    if row.frames and column >= LABEL and column != REMARK:
        return video_tip(row)
    return path_tip(row.path) if column in (FACE, FILE) else _text(row, column)


def _decoration(row: ResultRow, column: int) -> QImage | QPixmap | None:
    if column == FACE and row.crop is not None:
        return QImage(row.crop, FACE_SIZE, FACE_SIZE, FACE_SIZE, QImage.Format.Format_Grayscale8).copy()
    return emotion_pixmap(row.label, size=_SIGN) if column == LABEL and row.label is not None else None


def _tint(row: ResultRow, column: int) -> QColor | None:
    if row.probabilities is None or column < FIRST_EMOTION:
        return None
    colour = label_colour(EMOTIONS[column - FIRST_EMOTION])
    colour.setAlpha(round(_TINT * row.probabilities[column - FIRST_EMOTION]))
    return colour


def _font(row: ResultRow, column: int) -> QFont | None:
    """Return a bold font for the emotion that the face is called, which need not have the highest mean of a video."""
    if row.label not in EMOTIONS or column != FIRST_EMOTION + EMOTIONS.index(row.label):
        return None
    font = QFont()
    font.setBold(True)
    return font


def _alignment(row: ResultRow, column: int) -> Qt.AlignmentFlag | None:  # noqa: ARG001
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter if column >= FIRST_EMOTION else None


_SHOWN: Final[dict[int, Callable[[ResultRow, int], object]]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.DecorationRole: _decoration,
    Qt.ItemDataRole.BackgroundRole: _tint,
    Qt.ItemDataRole.FontRole: _font,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
}
