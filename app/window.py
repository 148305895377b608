"""The main window, and running it."""

import sys

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolBar

from app.analyze.page import AnalyzePage
from app.analyze.view_model import AnalyzeViewModel
from app.i18n import install_language
from app.icons import page_icon
from app.live.page import LivePage
from app.live.view_model import LiveViewModel
from app.problems import Problems
from app.settings import LANGUAGE, THEME, Settings
from app.theme import apply_colours, apply_theme
from app.widgets.page import Page
from fer_core.interrupts import handling_interrupts

_LONGEST_TIMER_MS = 2**31 - 1
_ICON = 28


class MainWindow(QMainWindow):
    """Emolens on the screen: starts to work once it is visible, and stops every thread when it is closed."""

    def __init__(
        self,
        source: str,
        *,
        view_model: LiveViewModel | None = None,
        settings: Settings | None = None,
        problems: Problems | None = None,
    ) -> None:
        super().__init__()
        self._source = source
        self._has_started = False
        self.settings = settings or Settings()
        self.problems = problems or Problems()
        self.view_model = view_model or LiveViewModel()
        self.view_model.setParent(self)
        self._pages = QStackedWidget()
        self._rail = self._make_rail()
        self._page_actions = QActionGroup(self)
        self.live = LivePage(self.view_model)
        self._add_page(self.live, self.tr("Live"), "live")
        self.analyze = AnalyzePage(AnalyzeViewModel(self.settings))
        self._add_page(self.analyze, self.tr("Analyze"), "analyze")
        self.setCentralWidget(self._pages)
        self.setWindowTitle("Emolens")
        self.setMinimumSize(760, 480)
        self.resize(1180, 720)
        for text, keys, slot in (
            (self.tr("Open file"), QKeySequence(QKeySequence.StandardKey.Open), self.live.ask_for_file),
            (self.tr("Open folder"), QKeySequence("Ctrl+Shift+O"), self.live.ask_for_folder),
            (self.tr("Open stream"), QKeySequence("Ctrl+U"), self.live.ask_for_stream),
            (self.tr("Full screen"), QKeySequence("F11"), self.on_full_screen),
            (self.tr("Quit"), QKeySequence("Ctrl+Q"), self.close),
        ):
            action = QAction(text, self, shortcut=keys)
            action.triggered.connect(slot)
            self.addAction(action)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order of the rail."""
        pages = (self._pages.widget(index) for index in range(self._pages.count()))
        return tuple(page for page in pages if isinstance(page, Page))

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self._pages.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_page(self, page: Page) -> None:
        """Bring a page to the front."""
        if page is self.page:
            return
        self.page.leave()
        self._pages.setCurrentWidget(page)
        self._page_actions.actions()[self.pages.index(page)].setChecked(True)
        page.enter()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start the threads after the window has come to the screen."""
        super().showEvent(event)
        if not self._has_started:
            self._has_started = True
            QTimer.singleShot(0, self, self.on_shown)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Disappear at once, then wait for the threads."""
        self.hide()
        for page in self.pages:
            page.shut()
        self.settings.save()
        super().closeEvent(event)

    @Slot()
    def on_shown(self) -> None:
        """Open the first source, unless the window was closed at once."""
        if self.isVisible():
            self.view_model.start(self._source)

    @Slot()
    def on_full_screen(self) -> None:
        """Fill the screen, or return from it."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _make_rail(self) -> QToolBar:
        rail = QToolBar(self.tr("Pages"))
        rail.setObjectName("rail")
        rail.setMovable(False)
        rail.setIconSize(QSize(_ICON, _ICON))
        rail.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        rail.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, rail)
        return rail

    def _add_page(self, page: Page, name: str, icon: str) -> None:
        """Put a page last on the rail, to be reached with Ctrl and its number."""
        self._pages.addWidget(page)
        action = QAction(page_icon(icon), name, self._page_actions, checkable=True)
        action.setShortcut(QKeySequence(f"Ctrl+{self._pages.count()}"))
        action.setChecked(self._pages.count() == 1)
        action.triggered.connect(lambda: self.show_page(page))
        self._rail.addAction(action)


def run_window(source: str, *, seconds: float | None = None) -> int:
    """Show the window until it is closed, interrupted or ``seconds`` are over.

    Returns the exit status: 1 where the analysis failed.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Emolens")
    settings = Settings()
    install_language(app, settings.get(LANGUAGE))
    apply_theme(app)
    apply_colours(app, settings.get(THEME))
    window = MainWindow(source, settings=settings)
    window.show()
    if seconds is not None:
        timer = QTimer(window, singleShot=True)
        timer.timeout.connect(window.close)
        timer.start(int(min(seconds * 1000, _LONGEST_TIMER_MS)))
    # Python hears of a signal whenever the view model's timer ticks.
    with handling_interrupts(lambda *_: window.close()):
        status = app.exec()
    window.close()
    has_failed = window.view_model.has_analysis_failed
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return status or int(has_failed)
