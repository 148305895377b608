"""One is no plural, on the page and in the terminal."""

from pathlib import Path

import pytest

from app.pages.analyze.messages import Item, ItemState, Progress, Query, ResultPage
from app.pages.analyze.wording import item_status, page_summary
from fer_core.terminal.streams import counted


def item(*, is_video, done, total, problems=0):
    return Item(1, Path("a"), is_video, False, ItemState.DONE, done, total, problems)


@pytest.mark.parametrize(
    ("is_video", "done", "total", "status"),
    [
        (True, 1, 1, "Done: 1 frame"),
        (False, 1, 1, "Done: 1 picture"),
        (True, 0, 0, "Done: 0 frames"),
        (False, 0, 1, "Done: 0 pictures"),
        (False, 1, 8, "Done: 1 of 8 pictures"),
        (True, 1200, 1200, "Done: 1,200 frames"),
    ],
)
def test_status(is_video, done, total, status):
    assert item_status(item(is_video=is_video, done=done, total=total), Progress(0), is_paused=False) == status


@pytest.mark.parametrize(
    ("is_video", "done", "total", "problems", "status"),
    [
        (True, 1, 0, 1, "Could not be read"),
        (False, 1, 1, 1, "Could not be read"),
        (False, 3, 3, 3, "Done: 3 pictures, 3 could not be read"),
        (False, 3, 3, 1, "Done: 3 pictures, 1 could not be read"),
        (True, 301, 600, 1, "Done: 300 of 600 frames; the rest could not be read"),
    ],
)
def test_what_could_not_be_read_is_no_frame(is_video, done, total, problems, status):
    outcome = item(is_video=is_video, done=done, total=total, problems=problems)
    assert item_status(outcome, Progress(0), is_paused=False) == status


@pytest.mark.parametrize(("total", "summary"), [(0, "0 results"), (1, "1 result"), (2, "2 results")])
def test_summary(total, summary):
    assert page_summary(ResultPage(Query(), (None,) * total, total)) == summary


def test_english_nouns():
    assert [counted(number, "face") for number in range(3)] == ["0 faces", "1 face", "2 faces"]
