"""The threads of the analyze page: who starts them, asks them and stops them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from app.pages.analyze.database import FILE_NAME
from app.pages.analyze.engine import Engine, load_engine
from app.pages.analyze.export import Exporter
from app.pages.analyze.messages import AnalyzeInbox, Query
from app.pages.analyze.queue_keeper import QueueKeeper
from app.pages.analyze.worker import AnalyzeWorker
from app.services.folders import data_folder
from app.services.mailbox import Doorbell
from app.services.models import shipped_folder
from app.services.threads import Threads
from fer_core.faces.options import AnalysisOptions

STOP_S: Final = 3.0
"""Seconds that the threads get to end."""


class AnalyzeThreads:
    """One thread that analyses, one that keeps the queue, one for each export, and the inbox that they fill.

    ``tell`` is called in those threads, at most once until ``answer``, when there is something in the inbox. Results,
    which hold pictures of faces, are kept in ``folder``, by default the user's own on this computer; ``models`` is the
    folder of the networks, by default Emolens's.
    """

    def __init__(
        self,
        *,
        tell: Callable[[], None],
        folder: Path | None = None,
        models: Path | None = None,
        load: Callable[[], Engine] | None = None,
    ) -> None:
        self.options = AnalysisOptions()
        """How faces are read, from the next item of the queue on."""
        load = load or (lambda: load_engine(models or shipped_folder(), lambda: self.options))
        self.inbox = AnalyzeInbox()
        self._doorbell = Doorbell(tell)
        self._path = (folder or data_folder()) / FILE_NAME
        self._worker = AnalyzeWorker(
            self._path, load=load, inbox=self.inbox, doorbell=self._doorbell, announce=self._announce
        )
        self._keeper = QueueKeeper(self._path, inbox=self.inbox, doorbell=self._doorbell, look=self._worker.look)
        self._exporters: list[Exporter] = []
        self._threads = Threads(STOP_S)

    def answer(self) -> None:
        """Ask to be told again; read the inbox afterwards."""
        self._doorbell.answer()

    def start(self) -> None:
        """Open what was kept; the analysis rests until it is told to go on."""
        self._threads.start("analyze-queue", self._keeper.run)
        self._threads.start("analyze-worker", self._worker.run)

    def add(self, paths: Sequence[Path]) -> None:
        """Put files and folders into the queue."""
        self._keeper.add(paths)

    def set_paused(self, paused: bool) -> None:
        """Let the analysis rest, or go on."""
        self._worker.set_paused(paused)

    def set_every(self, every: int) -> None:
        """Analyse one of ``every`` frames of a video, from the next video on."""
        self._worker.every = every

    def set_cancelled(self, item_id: int, cancelled: bool) -> None:
        """Leave an item at once, or take it up again where it was left."""
        self._worker.set_cancelled(item_id, cancelled)
        self._keeper.set_cancelled(item_id, cancelled)

    def set_aside(self, item_ids: Iterable[int], aside: bool) -> None:
        """Leave items at once, or allow them again, without a change to what is kept."""
        for item_id in item_ids:
            self._worker.set_cancelled(item_id, aside)

    def remove(self, item_ids: Sequence[int]) -> None:
        """Forget items and their results."""
        self.set_aside(item_ids, True)
        self._keeper.remove(item_ids)

    def look_up(self, query: Query) -> None:
        """Bring the results of a query into the inbox."""
        self._keeper.look_up(query)

    def export(
        self, out: Path, *, for_spreadsheets: bool, without: frozenset[int] = frozenset(), valence: bool = False
    ) -> None:
        """Write all results but those of some items to a file, which is replaced."""
        exporter = Exporter(
            self._path,
            out,
            for_spreadsheets=for_spreadsheets,
            without=without,
            valence=valence,
            inbox=self.inbox,
            doorbell=self._doorbell,
        )
        self._exporters.append(exporter)
        self._threads.start("analyze-export", exporter.run)

    def close(self) -> None:
        """Stop all threads, for at most three seconds; one that does not end is logged and left."""
        self._doorbell.mute()
        self._worker.stop()
        self._keeper.stop()
        for exporter in self._exporters:
            exporter.stop()
        self._threads.close()

    def _announce(self) -> None:
        self._keeper.tell_items()
