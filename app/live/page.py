"""The live page: video, bars, controls and status."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.live.messages import Phase
from app.live.record_controls import RecordControls
from app.live.recording_model import RecordingModel
from app.live.view_model import LiveViewModel
from app.live.wording import NO_ANALYSIS, NO_FACE, UNCERTAIN
from app.settings import Settings
from app.widgets.banner import Banner
from app.widgets.page import Page
from app.widgets.probability_bars import ProbabilityBars
from app.widgets.source_picker import Ask, SourcePicker
from app.widgets.video_view import VideoView
from fer_core.captions import caption_of

_VIDEOS = "Videos (*.mp4 *.avi *.mov *.mkv *.webm *.m4v *.mpg *.mpeg);;All files (*)"

_BUTTON_WIDTH = 84
_PICKER_WIDTH = 460
_SIDE_WIDTH = 380


class LivePage(Page):
    """Shows a ``LiveViewModel`` and passes on what the user does."""

    review_asked = Signal(Path)
    """The user wants to see the recording in this folder."""

    def __init__(
        self, view_model: LiveViewModel, settings: Settings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.recording = RecordingModel(view_model, settings or Settings())
        self.record_controls = RecordControls(self.recording)
        self.picker = SourcePicker()
        self.pause = _button("Pause", "Pause or resume (Space)", Qt.Key.Key_Space)
        self.mirror = _button("Mirror", "Exchange left and right of the picture (M)", Qt.Key.Key_M)
        self.next_face = _button("Next face", "See the probabilities of the next face (F)", Qt.Key.Key_F)
        self.banner = Banner()
        self.video = VideoView()
        self.heading = QLabel(wordWrap=True)
        self.heading.setObjectName("heading")
        self.bars = ProbabilityBars()
        self.remark = QLabel(UNCERTAIN, wordWrap=True)
        self.status = QLabel()
        self.status.setAccessibleName("Status")
        self.status.setToolTip(
            "Pictures a second from the source, pictures a second analysed,\n"
            "and the median time from a picture's capture to the screen"
        )
        self._lay_out()
        self._connect()
        self.on_state_changed()
        self.on_faces_changed()
        self.on_status_changed()

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        self.picker.setMaximumWidth(_PICKER_WIDTH)
        controls.addWidget(self.picker, 2)
        controls.addStretch(1)
        controls.addWidget(self.record_controls)
        for button in (self.pause, self.mirror, self.next_face):
            controls.addWidget(button)
        self.mirror.setCheckable(True)

        side_panel = QWidget()
        side_panel.setMaximumWidth(_SIDE_WIDTH)
        side = QVBoxLayout(side_panel)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.heading)
        side.addWidget(self.bars, 1)
        side.addWidget(self.remark)
        _keep_place(self.remark)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.video, 5)
        middle.addWidget(side_panel, 2)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 8)
        layout.setSpacing(10)
        layout.addLayout(controls)
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        model = self._view_model
        model.frame_changed.connect(self.on_frame_changed)
        model.faces_changed.connect(self.on_faces_changed)
        model.state_changed.connect(self.on_state_changed)
        model.status_changed.connect(self.on_status_changed)
        model.cameras_changed.connect(self.on_cameras_changed)
        self.video.painted.connect(model.on_painted)
        self.video.clicked.connect(model.choose_face_at)
        self.picker.source_chosen.connect(model.open_source)
        self.picker.opened.connect(model.refresh_cameras)
        self.picker.asked.connect(self.on_asked)
        self.pause.clicked.connect(self.on_pause_clicked)
        self.mirror.clicked.connect(model.set_mirrored)
        self.next_face.clicked.connect(model.choose_next_face)
        self.banner.acted.connect(self.on_banner_acted)
        self.banner.dismissed.connect(model.dismiss_notice)

    def shut(self) -> None:
        """Stop the threads, the recording first."""
        self.recording.close()
        self._view_model.close()

    @Slot()
    def on_frame_changed(self) -> None:
        """Show the newest picture."""
        self.video.show_frame(self._view_model.frame)

    @Slot()
    def on_faces_changed(self) -> None:
        """Show the newest faces."""
        faces, chosen = self._view_model.faces, self._view_model.chosen_face
        self.video.show_faces(faces, chosen_id=chosen.face_id if chosen else None)
        is_uncertain = chosen is not None and chosen.is_uncertain
        self.bars.show_probabilities(chosen.probabilities if chosen else None, has_winner=not is_uncertain)
        self.remark.setVisible(is_uncertain)
        nothing = NO_ANALYSIS if self._view_model.has_analysis_failed else NO_FACE
        heading = caption_of(chosen).capitalize() if chosen else nothing
        if heading != self.heading.text():
            self.heading.setText(heading)
        self.next_face.setEnabled(len(faces) > 1)

    @Slot()
    def on_state_changed(self) -> None:
        """Show what has become of the source, and the switches as they stand."""
        model = self._view_model
        is_paused = model.is_paused and not model.message
        self.video.set_mirrored(model.is_mirrored)
        self.video.show_message(model.message, badge="Paused" if is_paused else "")
        self.mirror.setChecked(model.is_mirrored)
        self.pause.setEnabled(model.phase is not Phase.FAILED)
        has_ended = model.phase is Phase.ENDED
        self.pause.setText("Resume" if model.is_paused else "Play" if has_ended else "Pause")
        # A new text takes the shortcut away.
        self.pause.setShortcut(QKeySequence(Qt.Key.Key_Space))
        self.picker.show_current(model.spec, model.source_name)
        notice = model.notice
        if notice is None:
            self.banner.hide()
        else:
            action = "Play again" if notice.replays else self.tr("Open in Review") if notice.recording else ""
            self.banner.show_notice(notice.text, is_problem=notice.is_problem, action=action)

    @Slot()
    def on_status_changed(self) -> None:
        """Show the rates."""
        self.status.setText(self._view_model.performance.status())
        self.bars.describe()

    @Slot()
    def on_cameras_changed(self) -> None:
        """List the cameras."""
        self.picker.show_cameras(self._view_model.cameras)

    @Slot()
    def on_banner_acted(self) -> None:
        """Do what the button of the banner offers."""
        notice = self._view_model.notice
        if notice is not None and notice.recording is not None:
            self.review_asked.emit(notice.recording)
        else:
            self._view_model.replay()

    @Slot()
    def on_pause_clicked(self) -> None:
        """Pause or go on."""
        self._view_model.set_paused(not self._view_model.is_paused)

    @Slot()
    def ask_for_file(self) -> None:
        """Let the user choose a video."""
        self._open(QFileDialog.getOpenFileName(self, "Open a video", "", _VIDEOS)[0])

    @Slot()
    def ask_for_folder(self) -> None:
        """Let the user choose a folder of pictures."""
        self._open(QFileDialog.getExistingDirectory(self, "Open a folder of pictures"))

    @Slot()
    def ask_for_stream(self) -> None:
        """Let the user type the address of a stream."""
        address, accepted = QInputDialog.getText(self, "Open a stream", "Address (http://, https:// or rtsp://):")
        self._open(address.strip() if accepted else "")

    @Slot(Ask)
    def on_asked(self, ask: Ask) -> None:
        """Ask for the file, folder or address of an entry of the list."""
        {Ask.FILE: self.ask_for_file, Ask.FOLDER: self.ask_for_folder, Ask.STREAM: self.ask_for_stream}[ask]()

    def _open(self, spec: str) -> None:
        if spec:
            self._view_model.open_source(spec)


def _keep_place(widget: QWidget) -> None:
    """Let a widget that comes and goes keep its place, so that nothing around it moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def _button(text: str, tip: str, key: Qt.Key) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setMinimumWidth(_BUTTON_WIDTH)
    button.setShortcut(QKeySequence(key))
    return button
