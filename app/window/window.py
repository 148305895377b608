"""The main window."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget

from app.look.words import sentence_for
from app.pages.analyze.page import AnalyzePage
from app.pages.help.page import HelpPage
from app.pages.live.page import LivePage
from app.pages.live.recording_model import RecordingModel
from app.pages.live.sending import Sending
from app.pages.live.threads import LiveThreads
from app.pages.live.view_model import LiveViewModel
from app.pages.review.page import ReviewPage
from app.pages.settings.page import SettingsPage
from app.services.analyzer import load_models
from app.services.outputs import Outputs
from app.services.phase import Phase
from app.services.settings import Settings
from app.services.window_settings import LAST_PAGE, WINDOW_GEOMETRY
from app.widgets.keys import act_once
from app.widgets.page import Page
from app.window.actions import add_action
from app.window.colours import Colours
from app.window.drops import DropWindow
from app.window.leaving import Leaving
from app.window.output_sign import OutputLine
from app.window.outside import Outside
from app.window.pages import PAGES, PageContext, PageEntry
from app.window.problem_bar import ProblemBar
from app.window.problems import Problems
from app.window.rail import Rail
from app.window.recent import RecentSources, is_address
from app.window.recent_menu import RecentMenu, paint_icon
from app.window.recording_sign import PageFrame, RecordingBar, RecordingSigns
from fer_core.sources import AUTO
from fer_core.sources.images import is_missing_pattern

PageT = TypeVar("PageT", bound=Page)


class MainWindow(DropWindow):
    """Emolens on the screen: starts to work once it is visible, and stops every thread when it is closed.

    ``problems`` are shown above every page; ``log_path`` is where their details are kept.
    """

    closed = Signal()
    """It is closed for good, whether it could be seen or not."""

    def __init__(
        self,
        source: str,
        *,
        view_model: LiveViewModel | None = None,
        settings: Settings | None = None,
        problems: Problems | None = None,
        log_path: Path | None = None,
    ) -> None:
        super().__init__()
        self._source = source
        self._has_started = False
        self.settings = settings or Settings()
        self.problems = problems or Problems()
        self._colours = Colours(self.settings, self)
        self.recent = RecentSources(self.settings, self)
        load = partial(load_models, self.settings.models_folder)
        self.view_model = view_model or LiveViewModel(make_threads=lambda tell: LiveThreads(tell=tell, load=load))
        self.view_model.setParent(self)
        self.view_model.state_changed.connect(self.on_live_state_changed)
        self._pages = QStackedWidget()
        self.pages: tuple[Page, ...] = ()
        """All pages, in the order of the rail."""
        self._rail = Rail()
        self._rail.page_asked.connect(self.on_page_asked)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._rail)
        self._recent_menu = RecentMenu(self.recent, self)
        self._recent_menu.chosen.connect(self.open_spec)
        self.recording = RecordingModel(self.view_model, self.settings)
        self.outputs = Outputs(self.settings, self)
        Sending(self.view_model, self.recording, self.outputs)
        self._build_pages()
        self.live, self.review, self.help = self._the(LivePage), self._the(ReviewPage), self._the(HelpPage)
        self.live.check_asked.connect(partial(self.on_page_asked, "camera"))
        self._the(AnalyzePage).moment_asked.connect(self.on_moment_asked)
        self.leaving = Leaving(self, self.recording)
        self._the(SettingsPage).restart_asked.connect(self.leaving.restart)
        self.outside = Outside(self, self.view_model, self.recording, self.settings, ends_recording=self.is_live_spec)
        self.outside.source_chosen.connect(self.open_spec)
        self.live.mini_asked.connect(self.outside.on_mini_asked)
        self.problem_bar = ProblemBar(self.problems, log_path=log_path)
        self.recording_bar = RecordingBar(self.recording)
        self.recording_bar.live_asked.connect(partial(self.show_page, self.live))
        self.output_line = OutputLine(self.outputs)
        self.output_line.asked.connect(partial(self.on_page_asked, "output"))
        self._frame = PageFrame(self.problem_bar, self.recording_bar, pages=self._pages, below=self.output_line)
        self.setCentralWidget(self._frame)
        RecordingSigns(self, self.recording, self._frame, partial(self._rail.show_dot, self.live.objectName()))
        if self.settings.problem is not None:
            self.problems.report(sentence_for(self.settings.problem))
        self.setWindowTitle("Emolens")
        self.setMinimumSize(760, 480)
        self.resize(1180, 720)
        self.restoreGeometry(QByteArray.fromBase64(self.settings.get(WINDOW_GEOMETRY).encode()))
        self.setAcceptDrops(True)
        self._make_actions()
        act_once(self)

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.pages[self._pages.currentIndex()]

    def show_page(self, page: Page) -> None:
        """Bring a page to the front."""
        if page is self.page:
            return
        self.page.leave()
        self._pages.setCurrentWidget(page)
        self._rail.select(page.objectName())
        self.recording_bar.set_wanted(page is not self.live)
        self.output_line.set_leads(page.objectName() != "output")
        page.setFocus()
        page.enter()

    def page_named(self, name: str) -> Page | None:
        """Return the page with a name of the registry."""
        return next((page for page in self.pages if page.objectName() == name), None)

    def page_for(self, paths: Sequence[Path]) -> Page | None:
        """Return the page that would open files and folders: the one in front, or else the first that accepts them."""
        return next((page for page in (self.page, *self.pages) if paths and page.accepts_drop(paths)), None)

    def page_of(self, spec: str) -> Page:
        """Return the page that opens a spec; the live page has addresses, patterns and whatever is left."""
        is_elsewhere = is_address(spec) or is_missing_pattern(Path(spec))
        return (None if is_elsewhere else self.page_for([Path(spec)])) or self.live

    def is_live_spec(self, spec: str) -> bool:
        """Tell whether the live page would open a spec."""
        return self.page_of(spec) is self.live

    @Slot(object)
    def open_spec(self, spec: str) -> None:
        """Open a spec on its page."""
        page = self.page_of(spec)
        if page is self.live:
            self._show_for(page, partial(self.view_model.open_source, spec))
        else:
            self._show_for(page, partial(page.open_paths, [Path(spec)]))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start the threads after the window has come to the screen."""
        super().showEvent(event)
        if not self._has_started:
            self._has_started = True
            QTimer.singleShot(0, self, self.on_shown)

    def close_at_once(self) -> None:
        """Close without a question; a recording is finished."""
        self.leaving.close_at_once()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask before a recording ends; disappear at once, then wait for the threads."""
        if not self.leaving.may_close():
            event.ignore()
            return
        self.settings.set(WINDOW_GEOMETRY, self.saveGeometry().toBase64().toStdString())
        self.settings.set(LAST_PAGE, self.page.objectName())
        self.hide()
        self.outside.shut()
        for question in self.findChildren(QDialog):
            question.close()
        for page in self.pages:
            page.shut()
        self._recent_menu.shut()
        self.settings.save()
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Esc leave the full screen, or else give the keyboard back to the page's own keys."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.isFullScreen():
            self.on_full_screen()
        else:
            self.page.setFocus()

    def takes_drop(self, paths: Sequence[Path]) -> bool:
        """Tell whether a page takes files and folders that hang on the mouse."""
        return self.page_for(paths) is not None

    def show_drop(self, is_possible: bool) -> None:
        """Show that what hangs on the mouse can be dropped, or no more."""
        self._frame.show_drop(is_possible)

    def take_drop(self, paths: Sequence[Path]) -> None:
        """Open what was dropped."""
        if (page := self.page_for(paths)) is not None:
            self._show_for(page, partial(page.open_paths, paths))

    @Slot()
    def on_shown(self) -> None:
        """Open the first source, unless the window was closed at once, and go where the user was last."""
        if not self.isVisible():
            return
        self.page.setFocus()
        self.view_model.start()
        self.outputs.begin()
        self.live.begin(self._source)
        if self._source == AUTO:
            self.on_page_asked(self.settings.get(LAST_PAGE))
        if self.page is self.live:
            self.live.enter()

    @Slot(str)
    def on_page_asked(self, name: str) -> None:
        """Bring the page with this name to the front, if there is one."""
        self.show_page(self.page_named(name) or self.page)

    @Slot(Path)
    def on_review_asked(self, folder: Path) -> None:
        """Show a recording that has just been made."""
        self.show_page(self.review)
        self.review.open_recording(folder)

    @Slot(Path, float)
    def on_moment_asked(self, video: Path, time_s: float) -> None:
        """Show a moment of a video."""
        self.show_page(self.review)
        self.review.analyse_video(video, at_s=time_s)

    @Slot()
    def on_full_screen(self) -> None:
        """Fill the screen, or return to the window as it was, maximised or not."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def on_keys_asked(self) -> None:
        """Show which keys there are."""
        self.show_page(self.help)
        self.help.show_keys()

    @Slot()
    def on_live_state_changed(self) -> None:
        """Remember what plays."""
        if self.view_model.phase in (Phase.PLAYING, Phase.ENDED):
            self.recent.add(self.view_model.spec)

    def _show_for(self, page: Page, open_it: Callable[[], None]) -> None:
        if page is self.live:
            self.live.begin("")
        self.show_page(page)
        open_it()

    def _make_actions(self) -> None:
        for text, keys, slot in (
            (self.tr("Open file"), ("Ctrl+O",), partial(self._show_for, self.live, self.live.ask_for_file)),
            (self.tr("Open folder"), ("Ctrl+Shift+O",), partial(self._show_for, self.live, self.live.ask_for_folder)),
            (self.tr("Open stream"), ("Ctrl+U",), partial(self._show_for, self.live, self.live.ask_for_stream)),
            (self.tr("Full screen"), ("F11",), self.on_full_screen),
            (self.tr("Show the keys"), ("F1", "?"), self.on_keys_asked),
            (self.tr("Quit"), ("Ctrl+Q",), self.close),
        ):
            add_action(self, text, keys, slot)

    def _build_pages(self) -> None:
        context = PageContext(self.settings, self.view_model, self.recording, self.outputs)
        for entry in PAGES:
            if not entry.is_at_foot:
                self._add_page(entry, context)
        self._rail.add_stretch()
        self._rail.add_menu(self.tr("Recent"), paint_icon, self._recent_menu, "Ctrl+H")
        for entry in PAGES:
            if entry.is_at_foot:
                self._add_page(entry, context)

    def _add_page(self, entry: PageEntry, context: PageContext) -> None:
        """Put a page last on the rail, to be reached with Ctrl and its number, and with its own keys."""
        page = entry.build(context)
        page.setObjectName(entry.name)
        page.setWindowTitle(QCoreApplication.translate("MainWindow", entry.title))
        page.setAccessibleName(page.windowTitle())
        self._pages.addWidget(page)
        self.pages = (*self.pages, page)
        keys = (f"Ctrl+{self._pages.count()}", *entry.keys)
        action = self._rail.add_page(entry.name, page.windowTitle(), entry.paint_icon, keys)
        action.setChecked(self._pages.count() == 1)
        page.opened.connect(self.recent.add)
        page.review_asked.connect(self.on_review_asked)

    def _the(self, kind: type[PageT]) -> PageT:
        return next(page for page in self.pages if isinstance(page, kind))
