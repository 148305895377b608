"""What the live page sees, sent to other programs; and what these ask for, done as with the page's own keys."""

from collections.abc import Mapping
from concurrent.futures import Future

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.pages.live.joining import fitting_faces
from app.pages.live.messages import Analysis, Shot
from app.pages.live.recording_model import RecordingModel
from app.pages.live.view_model import LiveViewModel
from app.services.outputs import Outputs
from app.services.phase import Phase
from fer_core.output.commands import Command, Refused
from fer_core.output.hub import OutputHub
from fer_core.output.reading import Mark, Reading
from fer_core.recording.edits import MOST_EDITS
from fer_core.results import FaceResult


class Broadcast:
    """Listens to the tap and passes on what anybody wants; ``names`` may be replaced in any thread.

    While it ``is_silent``, no reading and no picture of a face goes out. Pictures are black then, as who is given none
    goes on showing the last one.
    """

    def __init__(self, hub: OutputHub) -> None:
        self.names: Mapping[int, str] = {}
        self.is_silent = False
        self._hub = hub
        self._newest: Analysis | None = None

    def take_shot(self, shot: Shot) -> None:
        """Pass a picture on, with the newest faces that belong on it."""
        if self._hub.wants_pictures:
            frame, names, faces = shot.frame, self.names, self._faces_on(shot)
            image_bgr = frame.image_bgr
            if self.is_silent:
                image_bgr, names, faces = np.zeros_like(image_bgr), {}, ()
            self._hub.show(Reading(shot.count, frame.captured_at, shot.size_wh, faces, 0.0, names, image_bgr=image_bgr))

    def take_analysis(self, analysis: Analysis) -> None:
        """Pass the faces of a picture on."""
        self._newest = analysis
        if self._hub.wants_readings and not self.is_silent:
            result = analysis.result
            self._hub.offer(
                Reading(
                    analysis.count, analysis.captured_at, analysis.size_wh, result.faces, result.latency_ms, self.names
                )
            )

    def _faces_on(self, shot: Shot) -> tuple[FaceResult, ...]:
        newest = self._newest
        is_of_it = newest is not None and newest.stream_id == shot.stream_id
        return fitting_faces(newest if is_of_it else None, shot.frame)


class Sending(QObject):
    """Joins the live page and ``Outputs``: readings and markers go out, commands come in."""

    def __init__(self, view_model: LiveViewModel, recording: RecordingModel, outputs: Outputs) -> None:
        super().__init__(outputs)
        self._view_model = view_model
        self._recording = recording
        self._outputs = outputs
        self._broadcast = Broadcast(outputs.hub)
        view_model.tap.add(self._broadcast)
        view_model.study.changed.connect(self.on_names_changed)
        outputs.changed.connect(self.on_names_changed)
        outputs.commanded.connect(self.on_commanded)
        recording.marked.connect(self.on_marked)

    @Slot()
    def on_names_changed(self) -> None:
        """Send what faces are called, where the user wants that, and nothing while a group is read."""
        self._broadcast.is_silent = self._view_model.study.is_group
        self._broadcast.names = dict(self._view_model.study.names.by_id) if self._outputs.sends_names else {}

    @Slot(str, float)
    def on_marked(self, name: str, at: float) -> None:
        """Send a marker."""
        self._outputs.hub.mark(Mark(name, at))

    @Slot(object, object)
    def on_commanded(self, command: Command, answer: "Future[None]") -> None:
        """Do what a program asks for, unless it has given up waiting or Emolens is being closed."""
        if not answer.done() and answer.set_running_or_notify_cancel():
            try:
                self._do(command)
            except Refused as refusal:
                answer.set_exception(refusal)
            else:
                answer.set_result(None)

    def _do(self, command: Command) -> None:
        recording, model = self._recording, self._view_model
        if command.action == "record":
            if recording.is_recording:
                raise Refused("A recording is running already.")
            recording.toggle()
            if not recording.is_recording:
                raise Refused("There is no picture to record.")
        elif command.action in ("pause", "resume"):
            if model.phase is not Phase.PLAYING:
                raise Refused("There is no picture to pause.")
            model.set_paused(command.action == "pause")
        elif not recording.is_recording:
            raise Refused("No recording is running.")
        elif command.action == "stop":
            recording.stop()
        elif len(recording.marks) >= MOST_EDITS:
            raise Refused(f"A recording has at most {MOST_EDITS} markers.")
        else:
            recording.mark_as(command.name or recording.next_marker, command.asked_at)
