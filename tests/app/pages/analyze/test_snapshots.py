"""What the page and an export read while the worker writes is of one moment."""

import csv

import pytest

from app.pages.analyze import database, export, queue_keeper
from app.pages.analyze.export import Exporter
from app.pages.analyze.messages import AnalyzeInbox, Query
from app.pages.analyze.queue_keeper import QueueKeeper
from app.services.mailbox import Doorbell
from tests.app.pages.analyze.conftest import change

INSERTS = (
    "INSERT INTO faces (item, path, error) VALUES (1, x'61', 'gone')",
    "INSERT INTO frames (item, frame, time_s, face, label) VALUES (2, 9, 0.9, 1, 'happy')",
)


@pytest.fixture
def busy(filled, monkeypatch):
    """A database into which another thread writes a face and a frame before every statement that reads."""
    writes = []

    def open_busy(path):
        connection = database.open_database(path)
        connection.set_trace_callback(write)
        return connection

    def write(statement):
        if statement.startswith("SELECT"):
            writes.extend(INSERTS)
            for insert in INSERTS:
                change(filled, insert)

    for module in (queue_keeper, export):
        monkeypatch.setattr(module, "open_database", open_busy)
    yield filled
    assert len(writes) >= 4


def test_the_counts_of_a_page_are_those_of_its_rows(busy):
    inbox, pages = AnalyzeInbox(), []

    def take():
        doorbell.answer()
        if (page := inbox.page.poll()) is not None:
            pages.append(page)
            keeper.stop()

    doorbell = Doorbell(take)
    keeper = QueueKeeper(busy, inbox=inbox, doorbell=doorbell, look=lambda: None)
    keeper.look_up(Query())
    keeper.run()
    (page,) = pages
    assert page.total == len(page.rows) == sum(count for _, count in page.counts)


def test_an_export_has_no_row_that_came_after_its_beginning(busy, tmp_path):
    inbox = AnalyzeInbox()
    Exporter(busy, tmp_path / "out.csv", inbox=inbox, doorbell=Doorbell(lambda: None)).run()
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len([row for row in rows if row["error"] == "gone"]) == len([row for row in rows if row["frame"] == "9"])
