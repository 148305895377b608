"""The pages of the window: each is a folder of ``app.pages`` and one entry of ``PAGES``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.i18n import QT_TRANSLATE_NOOP
from app.look.line_icons import PaintIcon
from app.pages.analyze.icon import paint_icon as paint_analyze
from app.pages.analyze.page import AnalyzePage
from app.pages.analyze.view_model import AnalyzeViewModel
from app.pages.camera.icon import paint_icon as paint_camera
from app.pages.camera.page import CameraPage
from app.pages.camera.view_model import CameraViewModel
from app.pages.help.icon import paint_icon as paint_help
from app.pages.help.page import HelpPage
from app.pages.live.icon import paint_icon as paint_live
from app.pages.live.page import LivePage
from app.pages.live.recording_model import RecordingModel
from app.pages.live.view_model import LiveViewModel
from app.pages.output.icon import paint_icon as paint_output
from app.pages.output.page import OutputPage
from app.pages.review.icon import paint_icon as paint_review
from app.pages.review.page import ReviewPage
from app.pages.settings.icon import paint_icon as paint_settings
from app.pages.settings.page import SettingsPage
from app.pages.study.icon import paint_icon as paint_study
from app.pages.study.page import StudyPage
from app.pages.study.view_model import StudyViewModel
from app.services.outputs import Outputs
from app.services.settings import Settings
from app.widgets.page import Page


@dataclass(frozen=True, slots=True, eq=False)
class PageContext:
    """What pages are built from: the user's settings, the live view and its recording, and the ways out from it."""

    settings: Settings
    live: LiveViewModel
    recording: RecordingModel
    outputs: Outputs


@dataclass(frozen=True, slots=True, eq=False)
class PageEntry:
    """One page: its ``name`` on the disk and as an object, its title in English, its sign, and how to build it.

    Titles are translated in the context "MainWindow". Besides Ctrl and its number on the rail, ``keys`` lead to the
    page. Pages at the foot of the rail stand below those that do the work.
    """

    name: str
    title: str
    paint_icon: PaintIcon
    build: Callable[[PageContext], Page]
    keys: tuple[str, ...] = ()
    is_at_foot: bool = False


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(
        "live",
        QT_TRANSLATE_NOOP("MainWindow", "Live"),
        paint_live,
        lambda context: LivePage(context.live, context.recording, context.settings),
    ),
    PageEntry(
        "review",
        QT_TRANSLATE_NOOP("MainWindow", "Review"),
        paint_review,
        lambda context: ReviewPage(context.settings),
    ),
    PageEntry(
        "analyze",
        QT_TRANSLATE_NOOP("MainWindow", "Analyze"),
        paint_analyze,
        lambda context: AnalyzePage(AnalyzeViewModel(context.settings)),
    ),
    PageEntry(
        "study",
        QT_TRANSLATE_NOOP("MainWindow", "Study"),
        paint_study,
        lambda context: StudyPage(StudyViewModel(context.settings, context.recording)),
    ),
    PageEntry(
        "camera",
        QT_TRANSLATE_NOOP("MainWindow", "Camera"),
        paint_camera,
        lambda context: CameraPage(
            CameraViewModel(context.live, is_recording=lambda: context.recording.is_recording), context.settings
        ),
    ),
    PageEntry(
        "output",
        QT_TRANSLATE_NOOP("MainWindow", "Output"),
        paint_output,
        lambda context: OutputPage(context.outputs, context.settings),
    ),
    PageEntry(
        "settings",
        QT_TRANSLATE_NOOP("MainWindow", "Settings"),
        paint_settings,
        lambda context: SettingsPage(context.settings),
        keys=("Ctrl+,",),
        is_at_foot=True,
    ),
    PageEntry(
        "help",
        QT_TRANSLATE_NOOP("MainWindow", "Help"),
        paint_help,
        lambda context: HelpPage(context.settings.models_folder),
        is_at_foot=True,
    ),
)
"""All pages, in the order of the rail; those at its foot come last."""
