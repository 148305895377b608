"""The results: which of them, how many of each emotion, their table, and one looked at closely."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from app.pages.analyze.counts_bar import CountsBar
from app.pages.analyze.detail_pane import DetailPane
from app.pages.analyze.messages import Show
from app.pages.analyze.results_model import REMARK, SORTS, ResultsModel
from app.pages.analyze.tables import fit_results, results_table
from app.pages.analyze.view_model import AnalyzeViewModel
from app.pages.analyze.wording import page_summary, remark_on
from app.services.outside import open_file, show_in_folder
from app.widgets.keys import pressed_by_keys
from app.widgets.tool_button import tool_button


class ResultsPanel(QWidget):
    """Shows the results of an ``AnalyzeViewModel``; ``detail`` is the selected one, to be put beside."""

    moment_asked = Signal(Path, float)
    """The user wants to see a video at a moment, in seconds."""

    def __init__(self, view_model: AnalyzeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._selected: tuple[Path, int | None] | None = None
        self._query = view_model.page.query
        self.model = ResultsModel(view_model, self)
        self.table = results_table(self.model)
        self.detail = DetailPane()
        self.show_choice = pressed_by_keys(QComboBox())
        self.show_choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_choice.setAccessibleName(self.tr("Results to show"))
        self.show_choice.setToolTip(self.tr("Which results to show"))
        for show, name in (
            (Show.ALL, self.tr("All results")),
            (Show.CERTAIN, self.tr("Without uncertain faces")),
            (Show.UNCERTAIN, self.tr("Only uncertain faces")),
            (Show.PROBLEMS, self.tr("Only files without a face")),
        ):
            self.show_choice.addItem(name, show)
        self.order = tool_button(self.tr("Order"), self.tr("By what the results are in order"))
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.order.setMenu(QMenu(self.order))
        self.details = tool_button(
            self.tr("Details"), self.tr("Show the selected result beside the table (D)"), Qt.Key.Key_D
        )
        self.details.setCheckable(True)
        self.details.setChecked(True)
        self.summary = QLabel(wordWrap=True)
        self.counts = CountsBar()
        self.menu = QMenu(self.table)
        self._lay_out()
        self._connect()
        self.on_page_changed()

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        for widget in (self.show_choice, self.order, self.details):
            choice.addWidget(widget)
        choice.addWidget(self.counts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(choice)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._view_model.page_changed.connect(self.on_page_changed)
        self.show_choice.activated.connect(self.on_show_chosen)
        self.order.menu().aboutToShow.connect(self.on_order_asked)
        self.details.toggled.connect(self.detail.setVisible)
        self.table.activated.connect(self.open_result)
        self.table.customContextMenuRequested.connect(self.on_menu_asked)
        self.table.selectionModel().selectionChanged.connect(self.on_selection_changed)
        self.model.modelReset.connect(self.on_model_reset)
        self.table.copy_asked.connect(self.copy)
        self.detail.open.clicked.connect(self.on_open_clicked)
        self.detail.face_chosen.connect(self.select)

    @property
    def selected(self) -> QModelIndex | None:
        """Where the selected result is."""
        return next(iter(self.table.selectionModel().selectedRows()), None)

    # What there is to see.

    @Slot()
    def on_page_changed(self) -> None:
        """Say how many results there are, and of which emotions; a column without a word leaves."""
        page = self._view_model.page
        self._query = page.query
        self.summary.setText(page_summary(page))
        self.counts.show_counts(page.counts)
        self.table.setColumnHidden(REMARK, not any(map(remark_on, page.rows)))
        fit_results(self.table)

    @Slot()
    def on_selection_changed(self) -> None:
        """Look at the selected result closely."""
        if (index := self.selected) is None:
            self.detail.show_result(None, ())
            return
        row = self.model.row_at(index.row())
        self._selected = (row.path, row.face)
        neighbours = [other for other in self._view_model.page.rows if other.path == row.path]
        self.detail.show_result(row, neighbours)

    @Slot()
    def on_model_reset(self) -> None:
        """Select the same face again, and go to it where others are shown, or in another order."""
        page, bar = self._view_model.page, self.table.verticalScrollBar()
        number = next((n for n, row in enumerate(page.rows) if (row.path, row.face) == self._selected), None)
        if number is None:
            self.on_selection_changed()
            return
        place = bar.value()
        self._select(number)
        if page.query == self._query:
            bar.setValue(place)  # while results come, it stays where the user looks

    # What the user does.

    @Slot(int)
    def on_show_chosen(self, index: int) -> None:
        """Show all results, or only some."""
        self._view_model.show_only(Show(self.show_choice.itemData(index)))

    @Slot()
    def on_order_asked(self) -> None:
        """Offer the columns, the one in force marked; the same again turns the order round."""
        menu, header = self.order.menu(), self.table.horizontalHeader()
        menu.clear()
        for column in (-1, *SORTS):
            action = menu.addAction(self.tr("As they came") if column < 0 else self.model.name_of(column))
            action.setCheckable(True)
            action.setChecked(column == header.sortIndicatorSection())
            action.triggered.connect(partial(self.sort_by, column))
        if header.sortIndicatorSection() >= 0:
            menu.addSeparator()
            menu.addAction(self.tr("The other way round"), partial(self.sort_by, header.sortIndicatorSection()))

    def sort_by(self, column: int) -> None:
        """Put the results in order by a column, or as they came for −1; the same again turns the order round."""
        header = self.table.horizontalHeader()
        order = self.model.first_order(column)
        if column == header.sortIndicatorSection():
            is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            order = Qt.SortOrder.AscendingOrder if is_descending else Qt.SortOrder.DescendingOrder
        self.table.sortByColumn(column, order)

    @Slot(QModelIndex)
    def open_result(self, index: QModelIndex) -> None:
        """Show where a result comes from: the moment of a video, or the picture."""
        row = self.model.row_at(index.row())
        if row.moment_s is None:
            open_file(row.path)
        else:
            self.moment_asked.emit(row.path, row.moment_s)

    @Slot()
    def on_open_clicked(self) -> None:
        """Show where the selected result comes from."""
        if (index := self.selected) is not None:
            self.open_result(index)

    @Slot()
    def copy(self) -> None:
        """Put the selected result on the clipboard, as a line of a spreadsheet."""
        if (index := self.selected) is not None:
            QGuiApplication.clipboard().setText(self.model.line_of(index.row()))

    @Slot(int)
    def select(self, result_id: int) -> None:
        """Select a result by its id."""
        for number, row in enumerate(self._view_model.page.rows):
            if row.id == result_id:
                self._select(number)

    @Slot(QPoint)
    def on_menu_asked(self, place: QPoint) -> None:
        """Offer what can be done with a result."""
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        row, menu = self.model.row_at(index.row()), self.menu
        menu.clear()
        if row.moment_s is not None:
            menu.addAction(self.tr("Open the moment in Review"), partial(self.open_result, index))
        menu.addAction(self.tr("Open file"), partial(open_file, row.path))
        menu.addAction(self.tr("Show in folder"), partial(show_in_folder, row.path))
        menu.addAction(self.tr("Copy"), self.copy)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _select(self, number: int) -> None:
        self.table.selectRow(number)
        self.table.scrollTo(self.model.index(number, 0))
