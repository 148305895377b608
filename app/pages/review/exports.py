"""The menu that hands a recording on: table, report, video."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QMenu, QToolButton, QWidget

from app.pages.review.questions import put_away_with_recording
from app.pages.review.report_question import ask_about_report
from app.pages.review.report_tables import default_title
from app.pages.review.view_model import ReviewViewModel
from app.services.settings import Settings
from app.services.window_settings import REPORT_AUTHOR
from app.widgets.dialogs import ask_where_to_save, ask_where_to_save_table, patterns_of
from app.widgets.tool_button import tool_button


class Exports(QObject):
    """Asks where the range, or all, of a recording goes, and in which form; ``button`` unfolds the menu.

    Questions are windows of the page.
    """

    about_to_write = Signal()
    """The file is chosen: what is being typed still belongs to it."""

    def __init__(self, model: ReviewViewModel, settings: Settings, page: QWidget) -> None:
        super().__init__(page)
        self._model = model
        self._settings = settings
        self._page = page
        self.button = tool_button(
            self.tr("Export"), self.tr("Write the range, or all, to a file (Ctrl+Shift+E)"), "Ctrl+Shift+E"
        )
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(QMenu(self.button))
        self.button.menu().setToolTipsVisible(True)
        self._offer(self.tr("Table…"), self.tr("Write the faces of the range, or all, to a table"), self.ask_for_table)
        self._offer(self.tr("Report…"), self.tr("Write a report about the range, or all (HTML)"), self.ask_about_report)
        self._offer(
            self.tr("Video…"),
            self.tr("Write the range, or all, as a video of its own"),
            partial(self.ask_for_clip, is_annotated=False),
        )
        self._offer(
            self.tr("Video with boxes…"),
            self.tr("Write the range, or all, as a video with faces and emotions drawn into it"),
            partial(self.ask_for_clip, is_annotated=True),
        )

    @Slot()
    def ask_for_table(self) -> None:
        """Let the user choose where the table goes."""
        title = self.tr("Save as")
        self._ask(partial(ask_where_to_save_table, self._page, title, self.on_table_chosen, name="faces.csv"))

    @Slot()
    def ask_about_report(self) -> None:
        """Let the user give the report a title and an author, and then choose where it goes."""
        if (recording := self._model.recording) is None:
            return
        title = self._model.edits.title or default_title(recording.info.source)
        author = self._settings.get(REPORT_AUTHOR)
        question = ask_about_report(self._page, title=title, author=author, then=self.ask_for_report)
        put_away_with_recording(question, self._model)

    def ask_for_report(self, title: str, author: str) -> None:
        """Let the user choose where a report with a title and an author goes; the author is remembered."""
        self._settings.set(REPORT_AUTHOR, author)
        then = partial(self.on_report_chosen, title, author)
        kinds = [self.tr("Reports (*.html)")]
        self._ask(partial(ask_where_to_save, self._page, self.tr("Save as"), kinds, then, name="report.html"))

    def ask_for_clip(self, *, is_annotated: bool) -> None:
        """Let the user choose where the video goes."""
        then = partial(self.on_clip_chosen, is_annotated)
        kinds = [self.tr("Videos ({patterns})").format(patterns=patterns_of({".mp4"}))]
        name = "annotated.mp4" if is_annotated else "clip.mp4"
        self._ask(partial(ask_where_to_save, self._page, self.tr("Save as"), kinds, then, name=name))

    @Slot(str, bool)
    def on_table_chosen(self, path: str, for_spreadsheets: bool) -> None:
        """Write the table."""
        self.about_to_write.emit()
        self._model.export_table(Path(path), for_spreadsheets=for_spreadsheets)

    def on_report_chosen(self, title: str, author: str, path: str) -> None:
        """Write the report."""
        self.about_to_write.emit()
        self._model.write_report(Path(path), title=title, author=author)

    def on_clip_chosen(self, is_annotated: bool, path: str) -> None:
        """Write the video."""
        self.about_to_write.emit()
        self._model.write_clip(Path(path), is_annotated=is_annotated)

    def _offer(self, text: str, tip: str, slot: Callable[[], object]) -> None:
        action = self.button.menu().addAction(text)
        action.setToolTip(tip)
        action.triggered.connect(slot)

    def _ask(self, ask: Callable[..., QDialog | None]) -> None:
        """Call ``ask`` with the ``folder`` of the recording."""
        if (recording := self._model.recording) is not None:
            put_away_with_recording(ask(folder=recording.folder), self._model)
