"""Writing all results to a file of the user's, in a thread of its own."""

import contextlib
import logging
import sqlite3
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.pages.analyze.database import open_database, problem_of, snapshot
from app.pages.analyze.messages import AnalyzeInbox
from app.pages.analyze.result_store import ResultStore
from app.services.mailbox import Doorbell
from app.services.notice import Notice
from fer_core.rows.affect_columns import fitted, with_affect
from fer_core.rows.columns import KINDS, VIDEO_KINDS
from fer_core.rows.row_file import RowFile

log = logging.getLogger(__name__)


class Exporter:
    """Writes the table of ``emolens-predict`` to ``out``: CSV, JSON lines or Parquet, by its suffix.

    Items ``without`` are left out. With ``valence`` the table has valence and arousal.
    """

    def __init__(
        self,
        path: Path,
        out: Path,
        *,
        inbox: AnalyzeInbox,
        doorbell: Doorbell,
        for_spreadsheets: bool = False,
        without: frozenset[int] = frozenset(),
        valence: bool = False,
    ) -> None:
        self._path = path
        self._out = out
        self._for_spreadsheets = for_spreadsheets
        self._without = without
        self._valence = valence
        self._inbox = inbox
        self._doorbell = doorbell
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Make ``run`` return soon, without the file."""
        self._stopped.set()

    def run(self) -> None:
        """Write the file and tell how that went."""
        try:
            rows = self._export()
        except InterruptedError:
            log.info("the export to %s is given up", self._out)
        except sqlite3.Error as error:
            self._tell(problem_of(self._path, error), is_problem=True)
        except Exception as error:
            text = QCoreApplication.translate("Analyze", "The export failed unexpectedly ({error}).")
            self._tell(sentence_of_failure(error, text), is_problem=True)
        else:
            one = QCoreApplication.translate("Analyze", "1 row is written to {path}.")
            many = QCoreApplication.translate("Analyze", "{count} rows are written to {path}.")
            text = one if rows == 1 else many
            self._tell(text.format(count=f"{rows:,}", path=self._out), path=self._out)

    def _export(self) -> int:
        with contextlib.closing(open_database(self._path)) as connection, snapshot(connection):
            return self._write(ResultStore(connection))

    def _write(self, store: ResultStore) -> int:
        """Write the file, or nothing at all: an export can be made again."""
        kinds = VIDEO_KINDS if store.has_videos() else KINDS
        kinds = with_affect(kinds) if self._valence else kinds
        with RowFile(self._out, kinds, keeps_incomplete=False, for_spreadsheets=self._for_spreadsheets) as file:
            for row in store.export_rows(without=self._without):
                if self._stopped.is_set():
                    raise InterruptedError
                file.write(fitted(row, kinds))
        return file.rows

    def _tell(self, text: str, *, is_problem: bool = False, path: Path | None = None) -> None:
        self._inbox.news.put(Notice(text, is_problem, path=path))
        self._doorbell.ring()
