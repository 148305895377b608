"""Playing a recording, without a widget."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.pages.review.player import Player
from app.pages.review.tasks import Tasks
from app.services.mailbox import Doorbell
from fer_core.recording.edits import Edits
from fer_core.recording.reader import Recording
from fer_core.sources import Frame


class Playback(QObject):
    """The recording that is open, its picture that is shown, and how to get to others."""

    picture_changed = Signal()
    jumped = Signal()
    """The picture that is about to be told of does not follow the one that was shown."""
    playing_changed = Signal()
    _news_came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = Tasks(self)
        self.recording: Recording | None = None
        self.frame: Frame | None = None
        self._doorbell = Doorbell(self._news_came.emit)
        self._news_came.connect(self.on_news, Qt.ConnectionType.QueuedConnection)
        self.speed = 1.0
        """How many times as fast as it was the recording is played."""
        self._player: Player | None = None
        self._jumps = 0
        self._old_players: list[Player] = []

    @property
    def edits(self) -> Edits:
        """What a person has added to the recording."""
        return self.recording.info.edits if self.recording else Edits()

    @property
    def time_s(self) -> float:
        """The moment of the picture that is shown, in seconds."""
        return self.frame.time_s if self.frame else 0.0

    @property
    def is_playing(self) -> bool:
        """Whether the video plays."""
        return self._player is not None and self._player.is_playing

    @Slot(bool)
    def set_playing(self, playing: bool) -> None:
        """Play the video or hold it."""
        if self._player is not None:
            self._player.set_playing(playing)
            self.playing_changed.emit()

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast as it was, this recording and others."""
        self.speed = speed
        if self._player is not None:
            self._player.set_speed(speed)

    @Slot()
    def toggle_playing(self) -> None:
        """Play the video if it stands, hold it if it plays."""
        self.set_playing(not self.is_playing)

    @Slot(int)
    def show_frame(self, number: int) -> None:
        """Go to the picture with this number."""
        if self._player is not None:
            self._player.show(number)

    @Slot(float)
    def show_moment(self, time_s: float) -> None:
        """Go to a moment in seconds."""
        if self.recording is not None:
            self.show_frame(self.recording.moments.number_at(time_s))

    def step(self, *, frames: int = 0, seconds: float = 0.0) -> None:
        """Go forwards or back from where the video stands."""
        if self.recording is not None and self.frame is not None:
            number = self.recording.moments.number_at(self.frame.time_s + seconds) if seconds else self.frame.index
            self.show_frame(number + frames)

    @Slot()
    def show_next_marker(self) -> None:
        """Go to the next marker, where there is one."""
        self._show_marker(min((m.time_s for m in self.edits.markers if m.time_s > self.time_s + 0.02), default=None))

    @Slot()
    def show_previous_marker(self) -> None:
        """Go to the marker before, where there is one."""
        self._show_marker(max((m.time_s for m in self.edits.markers if m.time_s < self.time_s - 0.02), default=None))

    def _show_marker(self, time_s: float | None) -> None:
        if time_s is not None:
            self.show_moment(time_s)

    @Slot()
    def on_news(self) -> None:
        """Take what the player has left."""
        self._doorbell.answer()
        player, recording = self._player, self.recording
        if player is None or recording is None:
            return
        if problem := player.problems.poll():
            self.tasks.tell_problem(problem)
        if (picture := player.pictures.poll()) is not None:
            self.frame = Frame(picture.number, recording.moments.time_of(picture.number), 0.0, picture.image_bgr)
            if picture.jumps != self._jumps:
                self._jumps = picture.jumps
                self.jumped.emit()
            self.picture_changed.emit()
        self.playing_changed.emit()

    def _show_video(self, recording: Recording) -> None:
        """Leave the video that was open for that of another recording."""
        self._leave_video()
        self.recording, self.frame, self._jumps = recording, None, 0
        self._doorbell = Doorbell(self._news_came.emit)
        self._player = Player(
            recording.open_pictures, moments=recording.moments, frames=recording.info.frames, doorbell=self._doorbell
        )
        self._player.set_speed(self.speed)
        self._player.start()

    def _leave_video(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._old_players = [player for player in (*self._old_players, self._player) if player.is_alive]
            self._player = None
