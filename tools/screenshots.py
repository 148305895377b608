"""``python -m tools.screenshots FOLDER``: a picture of every page on the demo, in both themes and languages.

They are called ``<page>-<theme>-<language>.png``; ``live.png`` is that of the live page in light and English.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from app.i18n import LANGUAGES, install_language
from app.look.theme import apply_colours, apply_theme
from app.services.settings import RECORDINGS_FOLDER, Settings
from app.widgets.page import Page
from app.window.window import MainWindow
from fer_core.resources import asset_path

THEMES: Final = ("light", "dark")
SIZES: Final = ((1180, 720), (760, 480), (1920, 1080))
"""The size of the documents' pictures, the smallest, and a large screen; pixels of 1, the last is taken at 2."""
_SETTLE_MS: Final = 700
_DEMO_S: Final = 7.0
_PATIENCE_S: Final = 180.0


def wait(milliseconds: int = _SETTLE_MS) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so; raises TimeoutError after three minutes."""
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("the window does not come to show what it should")
        wait(50)


def _see_a_face(window: MainWindow) -> None:
    wait_until(lambda: window.view_model.chosen_face is not None)
    started = time.monotonic()
    wait_until(lambda: time.monotonic() - started > _DEMO_S)


def _review_the_demo(window: MainWindow) -> None:
    window.review.open_paths([asset_path("demo") / "demo.mp4"])
    wait_until(lambda: window.review.model.recording is not None)
    window.review.model.show_moment(2.0)


def _analyze_the_demo(window: MainWindow) -> None:
    window.page_named("analyze").open_paths([asset_path("demo") / "demo.mp4"])
    wait_until(lambda: window.page_named("analyze").results_model.rowCount() > 0)


def _check_cameras(window: MainWindow) -> None:
    camera = window.page_named("camera")
    camera.check.click()
    wait_until(camera.check.isEnabled)


DEMOS: Final[dict[str, Callable[[MainWindow], None]]] = {
    "live": _see_a_face,
    "review": _review_the_demo,
    "analyze": _analyze_the_demo,
    "camera": _check_cameras,
}
"""What brings a page, by its name, to show something; the others are shown as they come to the front."""


def shoot(page: Page, window: MainWindow) -> None:
    """Bring a page to the front and let it show something."""
    # The mouse lies in the corner of the screen, where nothing stands out under it.
    QCursor.setPos(window.screen().geometry().bottomRight())
    window.show_page(page)
    if demo := DEMOS.get(page.objectName()):
        demo(window)
    wait()


def main(folder: Path) -> None:
    """Take all pictures."""
    app = QApplication([])
    app.setApplicationName("Emolens")
    apply_theme(app)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        # Nothing that the user keeps is shown, or changed.
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = scratch
        recordings = str(Path(scratch) / "recordings")
        for language in LANGUAGES:
            install_language(app, language)
            for theme in THEMES:
                apply_colours(app, theme)
                settings = Settings(Path(scratch) / f"{language}-{theme}.ini")
                settings.set(RECORDINGS_FOLDER, recordings)
                window = MainWindow("demo", settings=settings)
                window.resize(*SIZE_WH)
                window.show()
                for page in window.pages:
                    shoot(page, window)
                    window.grab().save(str(folder / f"{page.objectName()}-{theme}-{language}.png"))
                window.close()
                window.deleteLater()
    (folder / "live.png").write_bytes((folder / "live-light-en.png").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
