"""The threads of the live page: who starts them, feeds them and stops them."""

import threading
from collections.abc import Callable

from app.pages.live.analysis import AnalysisWorker
from app.pages.live.capture import RETRY_S, CaptureWorker
from app.pages.live.messages import Inbox, Shot
from app.services.analyzer import Analyzer
from app.services.mailbox import Doorbell, Mailbox
from app.services.opening import OpenedSource, open_spec
from app.services.threads import STOP_S, Threads
from fer_core.faces.options import AnalysisOptions
from fer_core.sources import Camera, list_cameras


class LiveThreads:
    """One analysis thread, one capture thread for the current source, and the inbox that they fill.

    ``tell`` is called in those threads, at most once until ``answer``, when there is something in the inbox; ``load``
    loads the networks. A lost camera or stream is tried again every ``retry_s`` seconds.
    """

    def __init__(
        self,
        *,
        tell: Callable[[], None],
        load: Callable[[], Analyzer],
        opener: Callable[[str], OpenedSource] = open_spec,
        lister: Callable[[], tuple[Camera, ...]] = list_cameras,
        retry_s: float = RETRY_S,
    ) -> None:
        self.inbox = Inbox()
        self._doorbell = Doorbell(tell)
        self._jobs: Mailbox[Shot] = Mailbox()
        self._opener = opener
        self._lister = lister
        self._retry_s = retry_s
        self._stream_id = 0
        self._analysis = AnalysisWorker(load=load, jobs=self._jobs, inbox=self.inbox, doorbell=self._doorbell)
        self._capture: CaptureWorker | None = None
        self._capture_thread: threading.Thread | None = None
        self._threads = Threads()

    @property
    def stream_id(self) -> int:
        """The number of the source that was opened last, from 1."""
        return self._stream_id

    def answer(self) -> None:
        """Ask to be told again; read the inbox afterwards."""
        self._doorbell.answer()

    def start(self) -> None:
        """Start loading the models and looking for cameras."""
        self._threads.start("analysis", self._analysis.run)
        self.refresh_cameras()

    def open(self, spec: str, *, was_live: bool = False) -> None:
        """Leave the present source and open another, without waiting for either; see ``CaptureWorker``."""
        previous = self._capture_thread
        self.close_source()
        worker = CaptureWorker(
            self._stream_id,
            spec,
            jobs=self._jobs,
            inbox=self.inbox,
            doorbell=self._doorbell,
            opener=self._opener,
            was_live=was_live,
            retry_s=self._retry_s,
        )

        def run() -> None:
            # The source before may hold the very device that this one wants.
            if previous is not None:
                previous.join(STOP_S)
            worker.run()

        self._capture = worker
        self._capture_thread = self._threads.start(f"capture-{self._stream_id}", run)

    def close_source(self) -> None:
        """Leave the present source for none, without waiting for it."""
        if self._capture is not None:
            self._capture.stop()
        self._capture = None
        self._stream_id += 1

    @property
    def is_waiting_for_a_device(self) -> bool:
        """Whether a source that was left has not come back from its last read."""
        return any(
            thread.name.startswith("capture-") and thread is not self._capture_thread and thread.is_alive()
            for thread in self._threads
        )

    def set_paused(self, paused: bool) -> None:
        """Stop or resume the flow of frames."""
        if self._capture is not None:
            self._capture.set_paused(paused)

    def set_options(self, options: AnalysisOptions) -> None:
        """Analyse with these options from the next frame on."""
        self._analysis.options = options

    def refresh_cameras(self) -> None:
        """List the cameras in the background, unless that is under way."""
        if not self._threads.is_running("cameras"):
            self._threads.start("cameras", self._list_cameras)

    def close(self) -> None:
        """Stop all threads, for at most two seconds; one that does not end is logged and left."""
        if self._capture is not None:
            self._capture.stop()
        self._jobs.close()
        self._doorbell.mute()
        self._threads.close()

    def _list_cameras(self) -> None:
        self.inbox.cameras.put(self._lister())
        self._doorbell.ring()
