"""The analyze page: queue, results, and what to do with them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from app.pages.analyze.messages import Item, ItemState
from app.pages.analyze.queue_model import QueueModel
from app.pages.analyze.results_panel import ResultsPanel
from app.pages.analyze.tables import queue_table
from app.pages.analyze.view_model import AnalyzeViewModel
from app.widgets.banner import Banner
from app.widgets.dialogs import ask_for_files, ask_for_folder, ask_where_to_save_table, patterns_of
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
        self.results = ResultsPanel(view_model)
        self.queue = queue_table(self.queue_model)
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
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.queue)
        splitter.addWidget(self.results)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 3)
        self.queue.setMinimumHeight(90)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.addWidget(splitter)
        self.halves.addWidget(self.results.detail)
        self.halves.setChildrenCollapsible(False)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 1)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.halves)

        layout = self.column()
        layout.addLayout(controls)
        layout.addWidget(self.banner)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        model = self._view_model
        model.items_changed.connect(self.on_items_changed)
        model.state_changed.connect(self.on_state_changed)
        self.banner.dismissed.connect(model.dismiss_news)
        self.banner.acted.connect(model.undo_removal)
        self.add_files.clicked.connect(self.ask_for_files)
        self.add_folder.clicked.connect(self.ask_for_folder)
        self.pause.clicked.connect(self.on_pause_clicked)
        self.cancel.clicked.connect(self.on_cancel_clicked)
        self.remove.clicked.connect(self.on_remove_clicked)
        self.export.clicked.connect(self.ask_for_export)
        self.results.moment_asked.connect(self.moment_asked)
        self.queue.selectionModel().selectionChanged.connect(self.on_selection_changed)
        self.queue_model.modelReset.connect(self.on_selection_changed)
        self.remove_key = QAction(self.queue, shortcut=QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_key.setToolTip(self.remove.toolTip())
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
        self.results.detail.shut()
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
