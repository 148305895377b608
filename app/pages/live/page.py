"""The live page: video, the chosen face, its last minute, controls and status."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.look.line_icons import paint_mini, paint_next_face, paint_timeline
from app.pages.live.group_model import GroupModel
from app.pages.live.group_view import GroupView
from app.pages.live.minute import MinuteStrip
from app.pages.live.panel import FacePanel
from app.pages.live.recording_model import RecordingModel
from app.pages.live.toolbar import LiveToolbar
from app.pages.live.view_model import LiveViewModel
from app.pages.live.welcome import Welcome
from app.pages.live.wording import shown_names
from app.services.notice import Action
from app.services.phase import Phase
from app.services.settings import Settings
from app.services.window_settings import IS_WELCOMED, SHOWS_TIMELINE
from app.widgets.banner import Banner
from app.widgets.dialogs import ask_for_file, ask_for_folder, ask_for_text, kinds_of_videos
from app.widgets.page import Page
from app.widgets.source_picker import Ask
from app.widgets.tool_button import relabel, tool_button
from app.widgets.video_view import VideoView
from fer_core.files import is_video
from fer_core.recording.reader import is_recording_folder
from fer_core.sources import AUTO, DEMO, is_camera

_SIDE_WIDTH: Final = 380
_LEAST_VIDEO_WH: Final = (240, 110)
_LEAST_HEIGHT: Final = 600
"""Height of the window in pixels below which the strip would take more from the video than it shows."""


class LivePage(Page):
    """Shows a ``LiveViewModel`` with its recording, and passes on what the user does.

    It goes on working while another page is in front, as a recording may run; only painting rests then, of itself.
    """

    check_asked = Signal()
    """The user wants to know whether the camera works."""
    mini_asked = Signal()
    """The user wants the small window that stays on top."""

    def __init__(
        self, view_model: LiveViewModel, recording: RecordingModel, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._settings = settings
        self._first = ""
        self.recording = recording
        view_model.study.use_settings(self._settings)
        self.toolbar = LiveToolbar(view_model, recording)
        self.picker, self.record_controls = self.toolbar.picker, self.toolbar.record_controls
        self.pause, self.mirror, self.snapshot = self.toolbar.pause, self.toolbar.mirror, self.toolbar.snapshot
        self.next_face = tool_button(
            "", self.tr("See the probabilities of the next face (F)"), Qt.Key.Key_F, sign=paint_next_face
        )
        self.banner = Banner()
        self.body = QStackedWidget()
        self.welcome = Welcome()
        self.video = VideoView()
        self._pictures = QWidget()
        self.minute = MinuteStrip(view_model.study, recording)
        self.panel = FacePanel(view_model, settings)
        self.group = GroupView(GroupModel(view_model, settings, self), recording, settings)
        self.status = QLabel(wordWrap=True)
        self.status.setAccessibleName(self.tr("Status"))
        self.status.setToolTip(
            self.tr(
                "Pictures a second from the source, pictures a second analysed,\n"
                "and the median time from a picture's capture to the screen"
            )
        )
        self.blur_sign = QLabel(self.tr("Recordings hide faces"))
        self.blur_sign.setToolTip(self.tr("Faces in the video are made unrecognisable, as the settings say"))
        self.timeline = tool_button(
            self.tr("Timeline"),
            self.tr("Show or hide the last minute of the chosen face (T)"),
            Qt.Key.Key_T,
            sign=paint_timeline,
        )
        self.mini = tool_button(
            self.tr("Mini window"),
            self.tr("See the video, or the bars, in a small window that stays on top (D)"),
            Qt.Key.Key_D,
            sign=paint_mini,
        )
        # The key of a button that is hidden does not work.
        self._hold_key = QShortcut(QKeySequence(Qt.Key.Key_H), self)
        self._hold_key.setWhatsThis(self.tr("Hold the last minute still while the video goes on"))
        self._lay_out()
        self._connect()
        self.on_state_changed()
        self.on_faces_changed()
        self.on_status_changed()
        self.on_recording_changed()
        self.on_group_changed()

    def _lay_out(self) -> None:
        self.timeline.setCheckable(True)
        self.timeline.setChecked(self._settings.get(SHOWS_TIMELINE))

        self.panel.setMaximumWidth(_SIDE_WIDTH)
        self.panel.title.addWidget(self.next_face, 0, Qt.AlignmentFlag.AlignTop)
        self.video.setMinimumSize(*_LEAST_VIDEO_WH)
        pictures = QVBoxLayout(self._pictures)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.addWidget(self.video, 5)
        pictures.addWidget(self.minute, 1)
        live = QWidget()
        middle = QHBoxLayout(live)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(16)
        middle.addWidget(self._pictures, 5)
        middle.addWidget(self.panel, 2)
        middle.addWidget(self.group, 4)
        self.body.addWidget(live)
        self.body.addWidget(self.welcome)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        bottom.addWidget(self.blur_sign)
        bottom.addWidget(self.group.switch)
        bottom.addWidget(self.timeline)
        bottom.addWidget(self.mini)

        layout = self.column()
        layout.addWidget(self.toolbar)
        layout.addWidget(self.banner)
        layout.addWidget(self.body, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        model = self._view_model
        model.frame_changed.connect(self.on_frame_changed)
        model.faces_changed.connect(self.on_faces_changed)
        model.state_changed.connect(self.on_state_changed)
        model.status_changed.connect(self.on_status_changed)
        model.study.changed.connect(self.on_faces_changed)
        self.recording.changed.connect(self.on_recording_changed)
        self.group.model.changed.connect(self.on_group_changed)
        self.group.read.connect(self.setFocus)
        self.video.painted.connect(model.performance.note_paint)
        self.video.clicked.connect(model.choose_face_at)
        self.picker.asked.connect(self.on_asked)
        self.next_face.clicked.connect(model.choose_next_face)
        self.timeline.toggled.connect(self.on_timeline_toggled)
        self.mini.clicked.connect(self.mini_asked)
        self._hold_key.activated.connect(self.on_hidden_hold_asked)
        self.banner.acted.connect(self.on_banner_acted)
        self.banner.dismissed.connect(model.dismiss_notice)
        self.welcome.camera_asked.connect(partial(model.open_source, AUTO))
        self.welcome.demo_asked.connect(partial(model.open_source, DEMO))
        self.welcome.check_asked.connect(self.check_asked)
        switching = QShortcut(QKeySequence(Qt.Key.Key_C), self)
        switching.setWhatsThis(self.tr("Switch the camera off, or on again"))
        switching.activated.connect(model.switch_camera)

    def _fit_strip(self) -> None:
        has_strip = self.window().height() >= _LEAST_HEIGHT and not self.group.model.is_on
        self.timeline.setVisible(has_strip)
        self.minute.setVisible(self.timeline.isChecked() and has_strip)
        self._hold_key.setEnabled(not self.timeline.isChecked() and has_strip)

    def begin(self, source: str) -> None:
        """Open the first source, if any, once the page is seen; before a camera is opened, somebody new is told."""
        self._first = source

    def enter(self) -> None:
        """Open the first source."""
        if self._first and self._first == AUTO and not self._settings.get(IS_WELCOMED):
            self.body.setCurrentWidget(self.welcome)
            self.welcome.camera.setFocus()
        elif self._first:
            self._view_model.open_source(self._first)
        self.group.focus_card()

    def shut(self) -> None:
        """Stop the threads, the recording first."""
        self.recording.close()
        self._view_model.close()

    def accepts_drop(self, paths: Sequence[Path]) -> bool:
        """Take one video, or one folder of pictures, which a recording is not."""
        return len(paths) == 1 and (is_video(paths[0]) or (paths[0].is_dir() and not is_recording_folder(paths[0])))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Play a video or a folder."""
        self._view_model.open_source(str(paths[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the strip out where there is no room for it, and offer the mini window."""
        super().resizeEvent(event)
        self._fit_strip()

    @Slot()
    def on_frame_changed(self) -> None:
        """Show the newest picture."""
        self.video.show_frame(self._view_model.frame)

    @Slot()
    def on_faces_changed(self) -> None:
        """Show the newest faces."""
        faces, chosen = self._view_model.faces, self._view_model.chosen_face
        names = shown_names(faces, self._view_model.study.names.by_id)
        self.video.show_faces(faces, chosen_id=chosen.face_id if chosen else None, names=names)
        self.next_face.setVisible(len(faces) > 1)
        ids = [face.face_id for face in faces]
        if chosen is not None and chosen.face_id in ids:
            place = self.tr("{number} of {count}").format(number=ids.index(chosen.face_id) + 1, count=len(ids))
            relabel(self.next_face, place)

    @Slot()
    def on_state_changed(self) -> None:
        """Show what has become of the source."""
        model = self._view_model
        if model.phase is not Phase.OFF:
            if self.body.currentWidget() is self.welcome or is_camera(model.spec):
                self._settings.set(IS_WELCOMED, True)
            self._first = ""
            if self.body.currentWidget() is self.welcome:
                self.setFocus()  # or else it falls on whatever button comes next, which would take Space
            self.body.setCurrentIndex(0)
        is_paused = model.is_paused and not model.message
        self.video.set_mirrored(model.is_mirrored)
        self.video.show_message(model.message, badge=self.tr("Paused") if is_paused else "")
        self.banner.show_notice(model.notice)

    @Slot()
    def on_status_changed(self) -> None:
        """Show the rates."""
        self.status.setText(self._view_model.performance.status(from_camera=is_camera(self._view_model.spec)))

    @Slot()
    def on_recording_changed(self) -> None:
        """Say whether faces in the video will be made unrecognisable, before it is too late."""
        self.blur_sign.setVisible(self.recording.is_blurred)

    @Slot()
    def on_group_changed(self) -> None:
        """Show the group in place of faces, or faces again."""
        group = self.group.model
        self.group.setVisible(group.is_on)
        self.panel.setVisible(not group.is_on)
        self._pictures.setVisible(not self._view_model.study.hides_video)
        self._fit_strip()

    @Slot(bool)
    def on_timeline_toggled(self, shown: bool) -> None:
        """Show or hide the last minute, at the next start as well."""
        self._fit_strip()
        self._settings.set(SHOWS_TIMELINE, shown)

    @Slot()
    def on_hidden_hold_asked(self) -> None:
        """Show the last minute, held still."""
        self.timeline.setChecked(True)
        self.minute.hold.setChecked(True)

    @Slot(Action)
    def on_banner_acted(self, action: Action) -> None:
        """Do what the button of the banner offers."""
        notice = self._view_model.notice
        if action is Action.REVIEW and notice is not None:
            self.review_asked.emit(notice.recording)
        else:
            self._view_model.replay()

    @Slot()
    def ask_for_file(self) -> None:
        """Let the user choose a video."""
        ask_for_file(self, self.tr("Open a video"), kinds_of_videos(), self._view_model.open_source)

    @Slot()
    def ask_for_folder(self) -> None:
        """Let the user choose a folder of pictures."""
        ask_for_folder(self, self.tr("Open a folder of pictures"), self._view_model.open_source)

    @Slot()
    def ask_for_stream(self) -> None:
        """Let the user type the address of a stream."""
        label = self.tr("Address (http://, https:// or rtsp://):")
        ask_for_text(self, self.tr("Open a stream"), label, self._view_model.open_source)

    @Slot(Ask)
    def on_asked(self, ask: Ask) -> None:
        """Ask for the file, folder or address of an entry of the list."""
        {Ask.FILE: self.ask_for_file, Ask.FOLDER: self.ask_for_folder, Ask.STREAM: self.ask_for_stream}[ask]()
