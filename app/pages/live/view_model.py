"""What the live page shows, without a widget."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.pages.live.joining import fitting_faces
from app.pages.live.messages import Analysis, CaptureState, Shot, Tap
from app.pages.live.meters import Performance
from app.pages.live.snapshot import Snapshots
from app.pages.live.study import FaceStudy
from app.pages.live.threads import LiveThreads
from app.pages.live.watchdog import Watchdog
from app.pages.live.wording import message_over_video, notice_of, shown_names, snapshot_saved
from app.services.choice import Choice, face_at
from app.services.notice import Notice
from app.services.opening import OFF
from app.services.phase import Phase
from fer_core.results import FaceResult
from fer_core.sources import AUTO, Camera, Frame, is_camera

_TICK_MS = 500


class LiveViewModel(QObject):
    """Joins frames, analyses and states from the threads into what there is to see.

    ``make_threads`` builds the threads from the function that it is to call when there is news. ``clock`` counts
    seconds as ``Frame.captured_at`` does. ``watchdog`` decides when a camera's silence is a loss.
    """

    frame_changed = Signal()
    faces_changed = Signal()
    state_changed = Signal()
    status_changed = Signal()
    cameras_changed = Signal()
    _news_came = Signal()

    def __init__(
        self,
        *,
        make_threads: Callable[[Callable[[], None]], LiveThreads],
        clock: Callable[[], float] = time.perf_counter,
        watchdog: Watchdog | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._news_came.connect(self.on_news, Qt.ConnectionType.QueuedConnection)
        self._threads = make_threads(self._news_came.emit)
        self.study = FaceStudy(self._threads.set_options, parent=self)
        self.snapshots = Snapshots(parent=self)
        self.snapshots.saved.connect(self.on_snapshot_saved)
        self.snapshots.failed.connect(self.on_snapshot_failed)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.on_tick)
        self.performance = Performance(clock, lambda: self.phase is Phase.PLAYING and not self.is_paused)
        self.cameras: tuple[Camera, ...] = ()
        self.frame: Frame | None = None
        self.is_paused = self.is_mirrored = self.has_analysis_failed = self.has_shown_pictures = False
        self.newest_analysis: Analysis | None = None
        self._state, self._last_spec = CaptureState(0, Phase.OFF, OFF), AUTO
        self._watchdog, self._problem = watchdog or Watchdog(), ""
        self._news: Notice | None = None
        self._choice = Choice()

    # What there is to see.

    @property
    def spec(self) -> str:
        """What is open, as ``open_source`` names it."""
        return self._state.spec

    @property
    def phase(self) -> Phase:
        """Where the source is in its life; a silent camera is lost."""
        return Phase.LOST if self._watchdog.is_stalled else self._state.phase

    @property
    def faces(self) -> tuple[FaceResult, ...]:
        """The newest faces that belong on the present picture; none while a group is read."""
        is_none = self.study.is_group or self.phase is Phase.LOST
        return () if is_none else fitting_faces(self.newest_analysis, self.frame)

    @property
    def chosen_face(self) -> FaceResult | None:
        """The face that the bar chart is about."""
        return self._choice.face

    @property
    def message(self) -> str:
        """The sentence that stands over the video in place of a live picture; mostly empty."""
        return message_over_video(self._state, is_stalled=self._watchdog.is_stalled, has_picture=self.frame is not None)

    @property
    def notice(self) -> Notice | None:
        """What the banner says: that the analysis has failed, or else the newest of all."""
        return Notice(self._problem, is_problem=True) if self._problem else self._news

    @property
    def state(self) -> CaptureState:
        """What was heard of the source last."""
        return self._state

    @property
    def tap(self) -> Tap:
        """Where every picture and every analysis can be had."""
        return self._threads.inbox.tap

    # What the user does.

    def start(self) -> None:
        """Load the models and look for cameras; no source is open yet."""
        self._threads.start()
        self._timer.start()

    @Slot()
    def switch_camera(self) -> None:
        """Switch what is open off, or open it again."""
        self.open_source(OFF if self._state.phase is not Phase.OFF else self._last_spec)

    @Slot(str)
    def open_source(self, spec: str) -> None:
        """Leave the present source for another, or for none where that is ``OFF``."""
        if spec == OFF:
            self._last_spec = self._last_spec if self._state.phase is Phase.OFF else self._state.spec
            self._threads.close_source()
        else:
            self._threads.open(spec)
        self._state = CaptureState(self._threads.stream_id, Phase.OFF if spec == OFF else Phase.OPENING, spec)
        self.frame = self.newest_analysis = self._news = None
        self._choice.pick(None)
        self._watchdog.hear(self._clock())
        self.is_paused, self.is_mirrored = False, is_camera(spec)
        self.performance.forget_source()
        self.study.forget_source()
        self._announce_faces()
        self.state_changed.emit()
        self.frame_changed.emit()

    @Slot()
    def replay(self) -> None:
        """Play the recording again from its start."""
        self.open_source(self._state.spec)

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        """Hold the picture, or go on; a recording that has ended starts again."""
        if self.phase is Phase.ENDED:
            self.replay()
            return
        self.is_paused = paused
        self._watchdog.hear(self._clock())
        self._threads.set_paused(paused)
        self.state_changed.emit()

    @Slot(bool)
    def set_mirrored(self, mirrored: bool) -> None:
        """Show the picture as a mirror would."""
        self.is_mirrored = mirrored
        self.state_changed.emit()

    @Slot(float, float)
    def choose_face_at(self, x: float, y: float) -> None:
        """Choose the face at a point of the frame in pixels, or leave the choice to the largest face."""
        face = face_at(self.faces, x, y)
        self.pick_face(face.face_id if face else None)

    def pick_face(self, face_id: int | None) -> None:
        """Choose a face, or leave the choice to the largest."""
        self._choice.pick(face_id)
        self._announce_faces()

    @Slot()
    def choose_next_face(self) -> None:
        """Choose the face that follows the chosen one in the order of their numbers."""
        ids = [face.face_id for face in self.faces]
        if (chosen := self.chosen_face) is not None and chosen.face_id in ids:
            self.pick_face(ids[(ids.index(chosen.face_id) + 1) % len(ids)])

    @Slot()
    def take_snapshot(self) -> None:
        """Keep the picture that is shown, with its faces, among the user's pictures."""
        if self.frame is not None and not self.study.is_group:
            names, chosen = shown_names(self.faces, self.study.names.by_id), self.chosen_face
            self.snapshots.take(self.frame, self.faces, chosen_id=chosen.face_id if chosen else None, names=names)

    @Slot()
    def dismiss_notice(self) -> None:
        """Take the sentence off the banner."""
        if self._problem:
            self._problem = ""
        else:
            self._news = None
        self.state_changed.emit()

    def show_notice(self, notice: Notice) -> None:
        """Say something on the banner."""
        self._news = notice
        self.state_changed.emit()

    @Slot()
    def refresh_cameras(self) -> None:
        """Look for cameras again."""
        self._threads.refresh_cameras()

    def close(self) -> None:
        """Stop the threads and the timer."""
        self._timer.stop()
        self._threads.close()
        self.snapshots.close()
        self._take_problem()

    # What comes in.

    @Slot()
    def on_news(self) -> None:
        """Take what the threads have left, a picture before the faces that belong on it."""
        self._threads.answer()
        inbox = self._threads.inbox
        if (cameras := inbox.cameras.poll()) is not None:
            self.cameras = cameras
            self.cameras_changed.emit()
        if (networks := inbox.networks.poll()) is not None:
            self.study.meet(networks)
        self._take_problem()
        if (state := inbox.states.poll()) is not None and state.stream_id == self._threads.stream_id:
            self._take_state(state)
        if (shot := inbox.shots.poll()) is not None and shot.stream_id == self._threads.stream_id:
            self._take_shot(shot)
        if (analysis := inbox.analyses.poll()) is not None:
            self._take_analysis(analysis)

    @Slot(str)
    def on_snapshot_saved(self, path: str) -> None:
        """Say where a snapshot is."""
        self.show_notice(Notice(snapshot_saved(path), path=Path(path)))

    @Slot(str)
    def on_snapshot_failed(self, sentence: str) -> None:
        """Say why there is no snapshot."""
        self.show_notice(Notice(sentence, is_problem=True))

    @Slot()
    def on_tick(self) -> None:
        """Refresh the status, and look after a camera that has fallen silent."""
        self.on_news()  # frames wait where the window itself was held up; they are no silence
        if self.chosen_face is not None and not self.faces:
            self._announce_faces()
        self.status_changed.emit()
        if self._state.phase is Phase.PLAYING and self._state.is_live and not self.is_paused:
            self._look_after_camera(self._clock())

    def _look_after_camera(self, now_s: float) -> None:
        if self._watchdog.notices_silence(now_s):
            self._announce_faces()
            self.state_changed.emit()
        elif not self._threads.is_waiting_for_a_device and self._watchdog.wants_retry(now_s):
            self._threads.open(self._state.spec, was_live=True)

    def _take_problem(self) -> None:
        if problem := self._threads.inbox.problems.poll():
            self._problem = problem
            self.has_analysis_failed = True
            self.state_changed.emit()
            self.faces_changed.emit()

    def _take_state(self, state: CaptureState) -> None:
        if state.phase is Phase.PLAYING and self._state.phase is Phase.OPENING:
            self.is_mirrored = is_camera(state.spec)
        if state.phase in (Phase.FAILED, Phase.ENDED) or state.notice != self._state.notice:
            self._news = notice_of(state)
        if state.phase is not Phase.PLAYING:
            self.performance.forget_source()
        self._state = state
        self._watchdog.hear(self._clock())
        self._announce_faces()
        self.state_changed.emit()

    def _take_analysis(self, analysis: Analysis) -> None:
        self.performance.note_analysis(analysis.count)
        if analysis.stream_id == self._threads.stream_id:
            self.newest_analysis = analysis
            self._announce_faces()
            self.study.note(analysis)

    def _take_shot(self, shot: Shot) -> None:
        is_first = self.frame is None
        self.frame, self.has_shown_pictures = shot.frame, True
        self.performance.note_capture(shot.count)
        if self._watchdog.hear(self._clock()) or is_first:
            self.state_changed.emit()
        self.frame_changed.emit()

    def _announce_faces(self) -> None:
        self.study.choose(self._choice.update(self.faces))
        self.faces_changed.emit()
