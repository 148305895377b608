"""The analyze page: queue, results, and what to do with them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.pages.analyze.messages import Item, ItemState, Show
from app.pages.analyze.queue_model import QueueModel
from app.pages.analyze.results_model import ResultsModel
from app.pages.analyze.tables import queue_table, results_table
from app.pages.analyze.view_model import AnalyzeViewModel
from app.pages.analyze.wording import page_summary
from app.services.outside import open_file, show_in_folder
from app.widgets.banner import Banner
from app.widgets.dialogs import ask_for_files, ask_for_folder, ask_where_to_save_table, patterns_of
from app.widgets.keys import pressed_by_keys
from app.widgets.page import Page
from app.widgets.tool_button import relabel, tool_button
from fer_core.files import VIDEO_SUFFIXES, is_readable
from fer_core.pictures import HEIC_SUFFIXES, IMAGE_SUFFIXES


class AnalyzePage(Page):
    """Shows an ``AnalyzeViewModel`` and passes on what the user does."""

    moment_asked = Signal(Path, float)
    """The user wants to see a video at a moment, in seconds."""

    def __init__(self, view_model: AnalyzeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.add_files = tool_button(self.tr("Add files…"), self.tr("Add pictures and videos to the queue"))
        self.add_folder = tool_button(
            self.tr("Add folder…"), self.tr("Add the pictures and videos of a folder and its subfolders to the queue")
        )
        self.pause = tool_button(
            self.tr("Pause all"),
            self.tr("Let the analysis of the whole queue rest, or go on (Space)"),
            Qt.Key.Key_Space,
            others=(self.tr("Resume all"),),
        )
        self.cancel = tool_button(
            self.tr("Skip"),
            self.tr("Leave the selected items of the queue, or go on with them where they were left"),
            others=(self.tr("Resume"),),
        )
        self.remove = tool_button(
            self.tr("Remove"), self.tr("Take the selected items out of the queue, with their results (Delete)")
        )
        self.export = tool_button(self.tr("Export…"), self.tr("Write all results to a table"))
        self.banner = Banner()
        self.queue_model = QueueModel(view_model, self)
        self.results_model = ResultsModel(view_model, self)
        self.queue = queue_table(self.queue_model)
        self.results = results_table(self.results_model)
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
        self._menu = QMenu(self.results)
        self.summary = QLabel()
        self.hint = QLabel(
            self.tr("Drop pictures, folders or videos here,\nor press Add files… or Add folder…"),
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        self.hint.setObjectName("dropHint")
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.on_items_changed()
        self.on_state_changed()

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        for button in (self.add_files, self.add_folder):
            controls.addWidget(button)
        controls.addStretch(1)
        for button in (self.pause, self.cancel, self.remove, self.export):
            controls.addWidget(button)
        choice = QHBoxLayout()
        choice.addWidget(self.show_choice)
        choice.addWidget(self.summary, 1)

        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 6, 0, 0)
        below.addLayout(choice)
        below.addWidget(self.results, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.queue)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 3)
        self.queue.setMinimumHeight(90)
        self.body.addWidget(self.hint)
        self.body.addWidget(splitter)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 8)
        layout.setSpacing(10)
        layout.addLayout(controls)
        layout.addWidget(self.banner)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        model = self._view_model
        model.items_changed.connect(self.on_items_changed)
        model.page_changed.connect(self.on_page_changed)
        model.state_changed.connect(self.on_state_changed)
        self.banner.dismissed.connect(model.dismiss_news)
        self.banner.acted.connect(model.undo_removal)
        self.add_files.clicked.connect(self.ask_for_files)
        self.add_folder.clicked.connect(self.ask_for_folder)
        self.pause.clicked.connect(self.on_pause_clicked)
        self.cancel.clicked.connect(self.on_cancel_clicked)
        self.remove.clicked.connect(self.on_remove_clicked)
        self.export.clicked.connect(self.ask_for_export)
        self.show_choice.activated.connect(self.on_show_chosen)
        self.results.activated.connect(self.on_result_activated)
        self.results.customContextMenuRequested.connect(self.on_menu_asked)
        self.queue.selectionModel().selectionChanged.connect(self.on_selection_changed)
        self.queue_model.modelReset.connect(self.on_selection_changed)
        self.remove_key = QAction(self.queue, shortcut=QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_key.triggered.connect(self.on_remove_clicked)
        self.queue.addAction(self.remove_key)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setWhatsThis(self.tr("Bring back what was removed just now"))
        undo.activated.connect(model.undo_removal)

    # Being a page.

    def enter(self) -> None:
        """Open what was kept, and look at the results while they come."""
        self._view_model.start()

    def leave(self) -> None:
        """Look no more; the analysis goes on."""
        self._view_model.rest()

    def accepts_drop(self, paths: Sequence[Path]) -> bool:
        """Take any number of pictures, videos and folders; what cannot be read is said in the table."""
        return all(path.is_dir() or is_readable(path) for path in paths)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Put files and folders into the queue."""
        self._view_model.add(list(paths))

    def shut(self) -> None:
        """Stop the threads; what is analysed is kept."""
        self._view_model.close()

    # What there is to see.

    @property
    def selected_items(self) -> list[Item]:
        """The items that are selected in the queue."""
        rows = self.queue.selectionModel().selectedRows()
        return [self.queue_model.item_at(index.row()) for index in rows]

    @Slot()
    def on_items_changed(self) -> None:
        """Show the queue, or what to do while it is empty."""
        has_items = bool(self._view_model.items)
        self.body.setCurrentIndex(int(has_items))
        self.export.setEnabled(has_items)
        self.on_state_changed()
        self.on_selection_changed()

    @Slot()
    def on_selection_changed(self) -> None:
        """Offer what can be done with the selected items."""
        items = self.selected_items
        unfinished = [item for item in items if item.state is not ItemState.DONE]
        all_cancelled = bool(unfinished) and all(item.state is ItemState.CANCELLED for item in unfinished)
        relabel(self.cancel, self.tr("Resume") if all_cancelled else self.tr("Skip"))
        self.cancel.setEnabled(bool(unfinished))
        self.remove.setEnabled(bool(items))

    @Slot()
    def on_page_changed(self) -> None:
        """Say how many results there are."""
        self.summary.setText(page_summary(self._view_model.page))

    @Slot()
    def on_state_changed(self) -> None:
        """Show whether the work rests, and the sentence for the banner."""
        model = self._view_model
        relabel(self.pause, self.tr("Resume all") if model.is_paused else self.tr("Pause all"))
        self.pause.setEnabled(model.is_busy or model.is_paused)
        self.banner.show_notice(model.news)

    # What the user does.

    @Slot()
    def on_pause_clicked(self) -> None:
        """Rest or go on."""
        self._view_model.set_paused(not self._view_model.is_paused)

    @Slot()
    def on_cancel_clicked(self) -> None:
        """Leave the selected items, or go on with them where all of them were left."""
        unfinished = [item for item in self.selected_items if item.state is not ItemState.DONE]
        all_cancelled = all(item.state is ItemState.CANCELLED for item in unfinished)
        self._view_model.set_cancelled([item.id for item in unfinished], not all_cancelled)

    @Slot()
    def on_remove_clicked(self) -> None:
        """Forget the selected items, which can be undone for a while."""
        self._view_model.remove([item.id for item in self.selected_items])

    @Slot(int)
    def on_show_chosen(self, index: int) -> None:
        """Show all results, or only some."""
        self._view_model.show_only(Show(self.show_choice.itemData(index)))

    @Slot(QModelIndex)
    def on_result_activated(self, index: QModelIndex) -> None:
        """Show where a result comes from: the moment of a video, or the picture."""
        row = self.results_model.row_at(index.row())
        if row.first_s is not None:
            self.moment_asked.emit(row.path, row.first_s)
        else:
            open_file(row.path)

    @Slot(QPoint)
    def on_menu_asked(self, place: QPoint) -> None:
        """Offer what can be done with a result."""
        index = self.results.indexAt(place)
        if not index.isValid():
            return
        row = self.results_model.row_at(index.row())
        menu = self._menu
        menu.clear()
        if row.first_s is not None:
            menu.addAction(self.tr("Open the moment in Review"), partial(self.on_result_activated, index))
        menu.addAction(self.tr("Open file"), partial(open_file, row.path))
        menu.addAction(self.tr("Show in folder"), partial(show_in_folder, row.path))
        menu.popup(self.results.viewport().mapToGlobal(place))

    @Slot()
    def ask_for_files(self) -> None:
        """Let the user choose files."""
        patterns = patterns_of(IMAGE_SUFFIXES | HEIC_SUFFIXES | VIDEO_SUFFIXES)
        kinds = (self.tr("Pictures and videos ({patterns})").format(patterns=patterns), self.tr("All files (*)"))
        ask_for_files(self, self.tr("Add pictures and videos"), kinds, self.on_paths_chosen)

    @Slot()
    def ask_for_folder(self) -> None:
        """Let the user choose a folder."""
        ask_for_folder(self, self.tr("Add a folder"), self.on_folder_chosen)

    @Slot()
    def ask_for_export(self) -> None:
        """Let the user choose where the results go; the dialog asks before it replaces a file."""
        title, name = self.tr("Export all results"), self.tr("emotions.csv")
        ask_where_to_save_table(self, title, self.on_export_chosen, name=name)

    @Slot(list)
    def on_paths_chosen(self, paths: list[str]) -> None:
        """Put what was chosen into the queue."""
        self._view_model.add([Path(path) for path in paths])

    @Slot(str)
    def on_folder_chosen(self, folder: str) -> None:
        """Put what a folder holds into the queue."""
        self._view_model.add([Path(folder)])

    @Slot(str, bool)
    def on_export_chosen(self, path: str, for_spreadsheets: bool) -> None:
        """Write the results."""
        self._view_model.export(Path(path), for_spreadsheets=for_spreadsheets)
