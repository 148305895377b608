"""A bar in a cell of a table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

_HEIGHT = 8.0
_MARGIN = 8.0


class ProgressDelegate(QStyledItemDelegate):
    """Paints a share from 0 to 1 as a bar; None, which nobody knows, as an empty one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell's ground, then the bar."""
        share = index.data()
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = option.palette.color(QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text)
        full = ink if is_selected else option.palette.color(QPalette.ColorRole.Highlight)
        bar = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        bar.setTop(option.rect.center().y() - _HEIGHT / 2)
        bar.setHeight(_HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.red(), ink.green(), ink.blue(), 60))
        painter.drawRoundedRect(bar, 4, 4)
        if share:
            bar.setWidth(max(_HEIGHT, bar.width() * float(share)))
            painter.setBrush(full)
            painter.drawRoundedRect(bar, 4, 4)
        painter.restore()
