"""Fixtures of the review page's tests."""

import pytest

from app.pages.review.page import ReviewPage
from app.pages.review.view_model import ReviewViewModel
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from fer_core.recording.edits import Edits, Marker
from tests.fer_core.recording.recordings import record


@pytest.fixture
def folder(tmp_path):
    return record(tmp_path / "recordings" / "crossing")


@pytest.fixture
def make_model(qapp, tmp_path):
    models = []

    def make(**options):
        settings = Settings(tmp_path / "settings.ini")
        settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
        models.append(ReviewViewModel(settings, **options))
        return models[-1]

    yield make
    for model in models:
        model.close()


@pytest.fixture
def open_model(make_model, qtbot, folder):
    """Return a function that opens the recording in a new model and waits for its first picture."""

    def open_it():
        model = make_model()
        model.open_recording(folder)
        qtbot.waitUntil(lambda: model.frame is not None)
        return model

    return open_it


@pytest.fixture
def marked(tmp_path):
    """A recording with two markers and notes."""
    edits = Edits(markers=(Marker(1.0, "one"), Marker(2.0, "two")), notes="before")
    return record(tmp_path / "recordings" / "crossing", edits=edits)


@pytest.fixture
def empty_page(qtbot, tmp_path):
    """The page by itself."""
    settings = Settings(tmp_path / "settings.ini")
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    page = ReviewPage(settings)
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    page.shut()
    page.close()
    page.deleteLater()


@pytest.fixture
def page(empty_page, marked, qtbot):
    """The page with a recording."""
    empty_page.open_recording(marked)
    qtbot.waitUntil(lambda: empty_page.model.frame is not None)
    return empty_page
