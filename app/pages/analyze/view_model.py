"""What the analyze page shows, without a widget."""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.pages.analyze.messages import Item, ItemState, Opening, Progress, Query, ResultPage, Show
from app.pages.analyze.threads import AnalyzeThreads
from app.pages.analyze.wording import item_name
from app.services.face_settings import PRIOR, VIDEO_STEP
from app.services.group_settings import VALENCE
from app.services.notice import Notice
from app.services.reading import READING, options_of
from app.services.settings import Settings

_REFRESH_MS = 1000


class AnalyzeViewModel(QObject):
    """Joins what the threads bring into queue, progress and results, and passes on what the user does.

    ``make_threads`` builds the threads from the function that it is to call when there is news. Of ``settings``,
    those of ``READING`` and ``VIDEO_STEP`` are heeded.
    """

    items_changed = Signal()
    progress_changed = Signal()
    page_changed = Signal()
    state_changed = Signal()
    """The banner, or whether the work is paused."""
    _news_came = Signal()

    def __init__(
        self,
        settings: Settings,
        *,
        make_threads: Callable[[Callable[[], None]], AnalyzeThreads] | None = None,
    ) -> None:
        super().__init__()
        self._news_came.connect(self.on_news, Qt.ConnectionType.QueuedConnection)
        make_threads = make_threads or (lambda tell: AnalyzeThreads(tell=tell, models=settings.models_folder))
        self._threads = make_threads(self._news_came.emit)
        self._settings = settings
        settings.changed.connect(self.on_setting_changed)
        self.on_setting_changed(VIDEO_STEP.key)
        self.on_setting_changed(PRIOR.key)
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._has_started = False
        self._is_watched = False
        self._is_closed = False
        self._all_items: tuple[Item, ...] = ()
        self._removed: frozenset[int] = frozenset()
        """What can still be brought back."""
        self._forgotten: frozenset[int] = frozenset()
        """What was removed for good and may still be listed."""
        self.items: tuple[Item, ...] = ()
        self.progress = Progress(0)
        self.query = Query()
        self.page = ResultPage(self.query)
        self.news: Notice | None = None
        self.is_paused = False

    @property
    def is_busy(self) -> bool:
        """Whether there is something left to analyse."""
        return any(item.state is ItemState.WAITING for item in self.items)

    # What the user does.

    @Slot()
    def start(self) -> None:
        """Open what was kept, at the first call, and begin to look at the results."""
        self._open()
        self._is_watched = True
        self.refresh()

    @Slot()
    def rest(self) -> None:
        """Look no more at the results: nobody sees them. The analysis goes on."""
        self._is_watched = False
        self._timer.stop()

    def add(self, paths: Sequence[Path]) -> None:
        """Put files and folders into the queue."""
        if paths:
            self._open()
            self.dismiss_news()
            self._threads.add(paths)

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        """Let the analysis rest, or go on."""
        self.is_paused = paused
        self._threads.set_paused(paused)
        if not paused:
            self._say(None)
            self.refresh()
        self.state_changed.emit()
        self.progress_changed.emit()

    def set_cancelled(self, item_ids: Sequence[int], cancelled: bool) -> None:
        """Leave unfinished items, or take them up again where they were left."""
        for item_id in item_ids:
            self._threads.set_cancelled(item_id, cancelled)

    def remove(self, item_ids: Sequence[int]) -> None:
        """Take items and their results out of sight; they are forgotten once nothing offers to undo that any more."""
        if not item_ids:
            return
        self._settle_removal()
        removed = [item for item in self.items if item.id in item_ids]
        self._removed = frozenset(item_ids)
        self._threads.set_aside(item_ids, True)
        one, many = self.tr("Removed, with all results: {name}"), self.tr("Items removed, with all results: {count}")
        text = one.format(name=item_name(removed[0])) if len(removed) == 1 else many.format(count=len(removed))
        self.news = Notice(text, undoes=True)
        self._show_items()
        self.state_changed.emit()

    @Slot()
    def undo_removal(self) -> None:
        """Bring back what was removed last, as long as the banner offers that."""
        if self.news is None or not self.news.undoes:
            return
        # What was cancelled before stays so: that is kept with the item.
        self._threads.set_aside(self._removed, False)
        self._removed = frozenset()
        self.news = None
        self._show_items()
        self.state_changed.emit()

    def _settle_removal(self) -> None:
        """Forget for good what was removed."""
        if self._removed:
            self._threads.remove(sorted(self._removed))
            self._forgotten |= self._removed
            self._removed = frozenset()

    @property
    def _hidden(self) -> frozenset[int]:
        return self._removed | self._forgotten

    def _show_items(self) -> None:
        self.items = tuple(item for item in self._all_items if item.id not in self._hidden)
        self.items_changed.emit()
        self.query = dataclasses.replace(self.query, without=self._hidden)
        self.refresh()

    def show_only(self, show: Show) -> None:
        """Choose which results to see."""
        self._ask(dataclasses.replace(self.query, show=show))

    def sort_by(self, column: str | None, *, is_descending: bool = False) -> None:
        """Choose the order of the results: one of ``SORTABLE``, or None for the order in which they came."""
        self._ask(dataclasses.replace(self.query, sort=column, is_descending=is_descending))

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Heed another setting, from the next item on."""
        if key == VIDEO_STEP.key:
            self._threads.set_every(self._settings.get(VIDEO_STEP))
        elif key in {setting.key for setting in READING}:
            self._threads.options = options_of(self._settings)

    def export(self, out: Path, *, for_spreadsheets: bool = False) -> None:
        """Write all results to a file, which is replaced; CSV ``for_spreadsheets`` as ``RowFile`` writes it."""
        self._say(Notice(self.tr("Writing {path}…").format(path=out), stays=True))
        self.state_changed.emit()
        valence = self._settings.get(VALENCE)
        self._threads.export(out, for_spreadsheets=for_spreadsheets, without=self._hidden, valence=valence)

    @Slot()
    def dismiss_news(self) -> None:
        """Take the sentence off the banner."""
        self._say(None)
        self.state_changed.emit()

    def _say(self, news: Notice | None) -> None:
        """Change what the banner says; a removal that it offered to undo is then for good."""
        if news is not self.news:
            self._settle_removal()
            self.news = news

    def close(self) -> None:
        """Stop the threads and the timer."""
        self._is_closed = True
        self._timer.stop()
        if self._has_started:
            self._settle_removal()
            self._threads.close()

    # What comes in.

    @Slot()
    def refresh(self) -> None:
        """Look the results up again, and keep doing so while they change and somebody looks."""
        if self._is_closed or not self._is_watched:
            return
        self._threads.look_up(self.query)
        if self.is_busy and not self.is_paused:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def on_news(self) -> None:
        """Take what the threads have left."""
        self._threads.answer()
        if self._is_closed:
            return
        inbox = self._threads.inbox
        if (opening := inbox.opened.poll()) is not None:
            self._take_opening(opening)
        if (items := inbox.items.poll()) is not None:
            self._all_items = items
            # Their numbers are not given again.
            self._forgotten &= frozenset(item.id for item in items)
            self._show_items()
        if (progress := inbox.progress.poll()) is not None:
            self.progress = progress
            self.progress_changed.emit()
        if (page := inbox.page.poll()) is not None and page.query == self.query:
            self.page = page
            self.page_changed.emit()
        if (news := inbox.news.poll()) is not None:
            self._say(news)
            self.state_changed.emit()
        if (problem := inbox.halted.poll()) is not None:
            self.is_paused = True
            self._say(Notice(problem, is_problem=True))
            self.state_changed.emit()
            self.progress_changed.emit()

    def _open(self) -> None:
        if not self._has_started:
            self._has_started = True
            self._threads.start()

    def _take_opening(self, opening: Opening) -> None:
        # Nobody is surprised by a computer that starts to work on what was left yesterday.
        self.is_paused = opening.is_unfinished
        if opening.problem is not None:
            self.news = Notice(opening.problem, is_problem=True)
        elif opening.is_unfinished:
            self.news = Notice(self.tr("The queue was not finished last time. Press Resume all to go on."), stays=True)
        self._threads.set_paused(opening.is_unfinished)
        self.state_changed.emit()

    def _ask(self, query: Query) -> None:
        if query != self.query:
            self.query = query
            self.refresh()
