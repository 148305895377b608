"""What the tests of the study page share."""

from fer_core.recording.reader import open_recording
from fer_core.study.study_file import read_study


def wait_until_free(qtbot, page):
    qtbot.waitUntil(lambda: not page.model.is_busy and page.model.take is None)


def shown(page):
    """Return whether the stimulus has come to the screen."""
    return page.stimulus_window is not None and bool(page.model.take.player.painted)


def recorded(page):
    study = read_study(page.model.folder)
    return [(each, open_recording(page.model.folder / each.path)) for each in study.recordings]
