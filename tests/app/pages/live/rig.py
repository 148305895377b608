"""The view model on threads that stand still, and a clock that does."""

from app.pages.live.messages import Analysis, CaptureState, Inbox, Shot
from app.pages.live.view_model import LiveViewModel
from app.services.phase import Phase
from fer_core.results import FrameResult
from tests.app.fakes import make_face, make_frame

LEFT = make_face(1, box_xywh=(0, 0, 20, 20))
RIGHT = make_face(2, box_xywh=(30, 0, 30, 30), label="sad")


class StillThreads:
    """Notes what it is asked to do; tests fill its inbox."""

    def __init__(self, tell):
        self.inbox = Inbox()
        self.stream_id = 0
        self.calls = []
        self.is_waiting_for_a_device = False

    def answer(self):
        pass

    def start(self):
        self.calls.append("start")

    def open(self, spec, *, was_live=False):
        self.stream_id += 1
        self.calls.append(("open", spec, was_live))

    def close_source(self):
        self.stream_id += 1
        self.calls.append("off")

    def set_options(self, options):
        self.options = options

    def set_paused(self, paused):
        self.calls.append(("pause", paused))

    def refresh_cameras(self):
        self.calls.append("refresh")

    def close(self):
        self.calls.append("close")


class Rig:
    def __init__(self):
        self.now = 100.0
        self.model = LiveViewModel(make_threads=self._make, clock=lambda: self.now)
        self._count = 0

    def _make(self, tell):
        self.threads = StillThreads(tell)
        return self.threads

    def state(self, phase, *, stream_id=None, spec="camera:0", is_live=True, **fields):
        stream_id = self.threads.stream_id if stream_id is None else stream_id
        self.threads.inbox.states.put(CaptureState(stream_id, phase, spec, name="Cam", is_live=is_live, **fields))
        self.model.on_news()

    def shot(self, *, stream_id=None, size_wh=(64, 48)):
        self._count += 1
        frame = make_frame(self._count, captured_at=self.now, size_wh=size_wh)
        stream_id = self.threads.stream_id if stream_id is None else stream_id
        self.threads.inbox.shots.put(Shot(stream_id, self._count, frame))
        self.model.on_news()
        return frame

    def analysis(self, *faces, stream_id=None, size_wh=(64, 48)):
        stream_id = self.threads.stream_id if stream_id is None else stream_id
        self.threads.inbox.analyses.put(Analysis(stream_id, 1, self.now, size_wh, FrameResult(faces, 9.0)))
        self.model.on_news()

    def play(self, *faces):
        self.model.open_source("camera:0")
        self.state(Phase.PLAYING)
        self.shot()
        self.analysis(*faces)
