"""``python -m tools.screenshots FOLDER [--everywhere]``: pictures of every page on the demo, in themes and languages.

They are called ``<page>-<theme>-<language>.png``; ``live.png`` is that of the live page in light and English. With
``--everywhere`` every page is also taken empty, busy, with a problem and in high contrast, at every size in
``SIZES``, and so are the live page and the mini window during a recording.
"""

import argparse
import itertools
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QApplication

from app.i18n import LANGUAGES, SOURCE_LANGUAGE, install_language
from app.look.theme import apply_colours, apply_theme
from app.services.group_settings import IS_GROUP_TOLD, SHOWS_GROUP
from app.services.phase import Phase
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.services.window_settings import HAS_CHECKED_CAMERAS
from app.widgets.page import Page
from app.window.window import MainWindow
from fer_core.resources import asset_path
from fer_core.study.model import MarkerKey, Study, StudyRecording
from fer_core.study.study_file import make_study
from tools.class_pictures import write_class

Seen: TypeAlias = Callable[[], bool]
"""Tells whether a page shows what it should."""

THEMES: Final = ("light", "dark")
CONTRASTS: Final = ("system", "high")
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


def _see_a_face(window: MainWindow) -> Seen:
    started = time.monotonic()
    return lambda: window.view_model.chosen_face is not None and time.monotonic() - started > _DEMO_S


def _review_the_demo(window: MainWindow) -> Seen:
    window.review.open_paths([asset_path("demo") / "demo.mp4"])
    return lambda: window.review.model.recording is not None and bool(window.review.model.crops)


def _analyze_the_demo(window: MainWindow) -> Seen:
    window.page_named("analyze").open_paths([asset_path("demo") / "demo.mp4"])
    return lambda: window.page_named("analyze").results.model.rowCount() > 0


def _check_cameras(window: MainWindow) -> Seen:
    camera = window.page_named("camera")
    camera.check.click()
    return camera.check.isEnabled


def _show_a_study(window: MainWindow) -> Seen:
    folder = Path(window.settings.get(RECORDINGS_FOLDER)).parent / "study"
    if not folder.exists():
        study = Study("Films and faces", keys=(MarkerKey("F6", "smile"), MarkerKey("F7", "answer", is_interval=True)))
        pairs = [(f"{who:02}", what) for who in range(1, 9) for what in ("baseline", "joy", "grief", "question")]
        there = [StudyRecording(who, what, f"recordings/{who} {what}") for who, what in pairs]
        study = study.with_recordings(there)
        make_study(folder, replace(study, recordings=study.recordings[:18]))
    page = window.page_named("study")
    page.open_paths([folder])
    return lambda: page.model.folder is not None and not page.model.is_busy


BEGUN: Final[dict[str, Callable[[MainWindow], Seen]]] = {
    "live": _see_a_face,
    "review": _review_the_demo,
    "analyze": _analyze_the_demo,
    "study": _show_a_study,
    "camera": _check_cameras,
}
"""What lets a page, by its name, begin to show something, and tells when it does; the others show all they have."""


def _record(window: MainWindow, folder: Path, suffix: str) -> None:
    """Take what there is to see of a recording: the live page, another one, and both views of the mini window."""
    mini = window.outside.mini
    window.recording.toggle()
    wait_until(lambda: window.recording.elapsed_s > 1)
    window.recording.mark()
    for name in ("live", "settings"):
        window.show_page(window.page_named(name) or window.live)
        _take(window, folder, f"{name}-recording-{suffix}", everywhere=True)
    mini.show_again()
    for shown in ("video", "bars"):
        wait()
        mini.grab().save(str(folder / f"mini-{shown}-{suffix}.png"))
        mini.on_switched()
    mini.close()
    window.recording.stop()


def _break(window: MainWindow) -> None:
    window.problems.report("The disk is full. Free some space on it.", "Traceback (most recent call last): …")


def _take(window: MainWindow, folder: Path, name: str, *, everywhere: bool) -> None:
    """Keep a picture of the window, at every size in ``SIZES`` or at the first."""
    for size_wh in SIZES if everywhere else SIZES[:1]:
        window.resize(*size_wh)
        wait(_SETTLE_MS if size_wh == SIZES[0] else 100)
        ratio = 2 if size_wh == SIZES[-1] else 1
        picture = QPixmap(window.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        window.render(picture)
        size = f"-{size_wh[0]}x{size_wh[1]}" if everywhere else ""
        picture.save(str(folder / f"{name}{size}.png"))


def shoot(page: Page, window: MainWindow, folder: Path, suffix: str, *, everywhere: bool) -> None:
    """Take a page: empty, busy and with something to show, or only the last, which the documents show."""
    # The mouse lies in the corner of the screen, where nothing stands out under it.
    QCursor.setPos(window.screen().geometry().bottomRight())
    window.show_page(page)
    name = page.objectName()
    if everywhere:
        _take(window, folder, f"{name}-empty-{suffix}", everywhere=True)
    if begin := BEGUN.get(name):
        is_seen = begin(window)
        if everywhere:
            _take(window, folder, f"{name}-busy-{suffix}", everywhere=True)
        wait_until(is_seen)
    if name == "review":
        window.review.model.show_moment(2.0)
    _take(window, folder, f"{name}-{suffix}", everywhere=everywhere)
    if everywhere:
        _break(window)
        _take(window, folder, f"{name}-error-{suffix}", everywhere=True)
        window.problem_bar.on_closed()


def shoot_class(window: MainWindow, films: Path, folder: Path, suffix: str) -> None:
    """Take the class view, once it has read for a while."""
    for setting in (IS_GROUP_TOLD, SHOWS_GROUP):
        window.settings.set(setting, True)
    window.show_page(window.live)
    window.view_model.open_source(str(films))
    wait_until(lambda: window.view_model.phase is Phase.ENDED)
    _take(window, folder, f"class-{suffix}", everywhere=False)


def main(folder: Path, *, everywhere: bool) -> None:
    """Take all pictures."""
    app = QApplication([])
    app.setApplicationName("Emolens")
    apply_theme(app)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        # Nothing that the user keeps is shown, or changed.
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = scratch
        films = write_class(Path(scratch) / "class")
        for language in LANGUAGES:
            install_language(app, language)
            contrasts = CONTRASTS if everywhere and language == SOURCE_LANGUAGE else CONTRASTS[:1]
            for theme, contrast in itertools.product(THEMES, contrasts):
                apply_colours(app, theme, contrast)
                suffix = f"{theme}-high-{language}" if contrast == "high" else f"{theme}-{language}"
                settings = Settings(Path(scratch) / f"{suffix}.ini")
                # Analysed once, but for the pictures of a page at work.
                place = suffix if everywhere else "once"
                settings.set(RECORDINGS_FOLDER, str(Path(scratch) / place / "recordings"))
                settings.set(HAS_CHECKED_CAMERAS, True)
                window = MainWindow("demo", settings=settings)
                window.resize(*SIZES[0])
                window.show()
                for page in window.pages:
                    shoot(page, window, folder, suffix, everywhere=everywhere)
                if everywhere:
                    _record(window, folder, suffix)
                shoot_class(window, films, folder, suffix)
                window.close_at_once()
                window.deleteLater()
    if not everywhere:
        (folder / "live.png").write_bytes((folder / "live-light-en.png").read_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description="Take pictures of every page.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--everywhere", action="store_true", help="also every state, at every size")
    arguments = parser.parse_args()
    main(arguments.folder, everywhere=arguments.everywhere)
