"""The help page."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QPalette, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QStackedWidget,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.pages.help.about import About, read_about
from app.pages.help.shortcuts import find_keys
from app.pages.help.signs import Signs
from app.pages.help.tasks import tasks_html
from app.pages.help.texts import about_html, group_html, keys_html, libraries_html
from app.services.threads import Background
from app.widgets.page import Page

_MARGIN: Final = 14

_Files = tuple[About, dict[str, QImage]]
"""What Emolens is, and the pictures of its model card by their files' names."""


class HelpPage(Page):
    """Tasks, keys, signs, what Emolens is, its model card, and the licences that it stands on, each behind a tab.

    Whatever lies in files, the card in the folder ``models`` among it, is read by a thread when the page first comes to
    the front.
    """

    def __init__(self, models: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._background = Background(parent=self)
        self._has_read = False
        self.keys = _browser(self.tr("Keys"))
        self.tasks = _browser(self.tr("How to"))
        self.tasks.setHtml(tasks_html())
        self.signs = Signs()
        self.about = _browser(self.tr("About"))
        self.group = _browser(self.tr("Class view"))
        self.group.setHtml(group_html())
        self.card = _browser(self.tr("Model card"))
        self.libraries = _browser(self.tr("Licences"))
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setAccessibleName(self.tr("Help"))
        self.tabs.addTab(self.tasks, self.tr("How to"))
        self.tabs.addTab(self.keys, self.tr("Keys"))
        self.tabs.addTab(self.signs, self.tr("Signs"))
        self.tabs.addTab(self.about, self.tr("About"))
        self.tabs.addTab(self.card, self.tr("Model card"))
        self.tabs.addTab(self.libraries, self.tr("Licences"))
        self.tabs.addTab(self.group, self.tr("Class view"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self.tabs)

    def show_keys(self) -> None:
        """Bring the sheet of keys to the front of the page."""
        self.tabs.setCurrentWidget(self.keys)

    def enter(self) -> None:
        """List the keys that there are now, and read the rest unless that was done."""
        window, stack = self.window(), self.parentWidget()
        if isinstance(window, QMainWindow) and isinstance(stack, QStackedWidget):
            keys = find_keys(window)
            pages = sorted({key.page for key in keys if key.page}, key=stack.indexOf)
            self.keys.setHtml(keys_html(keys, pages))
        self.signs.draw()
        if not self._has_read:
            self._has_read = True
            self._background.start("about", partial(_read_files, self._models), self._show_files)

    def shut(self) -> None:
        """Wait for the thread, for at most two seconds."""
        self._background.close()

    def _show_files(self, files: _Files) -> None:
        about, pictures = files
        self.about.setHtml(about_html(about))
        self.signs.show_limits(about.manifest)
        self.libraries.setHtml(libraries_html(about))
        self.card.setMarkdown(about.card or self._missing_card(about))
        kind = QTextDocument.ResourceType.ImageResource.value
        for name, picture in pictures.items():
            self.card.document().addResource(kind, QUrl(name), picture)

    def _missing_card(self, about: About) -> str:
        if about.is_of_ones_own:
            text = self.tr("There is no model card in {folder}.")
            return text.format(folder=about.folder)
        return self.tr("The model card is missing. Reinstall Emolens.")


def _read_files(models: Path) -> _Files:
    about = read_about(models)
    return about, {path.name: QImage(str(path)) for path in about.folder.glob("*.png")}


def _browser(name: str) -> QTextBrowser:
    """Return a widget for rich text that opens no links: what lies outside this computer stays there."""
    browser = QTextBrowser()
    browser.setAccessibleName(name)
    browser.setFrameShape(QFrame.Shape.NoFrame)
    browser.setOpenLinks(False)
    browser.setTabChangesFocus(True)
    palette = browser.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    browser.setPalette(palette)
    return browser
