"""What the tests of the review page share."""

from fer_core.coding.store import read_codes
from fer_core.errors import ModelError
from fer_core.rows.video_file import VideoFile
from tests.fer_core.recording.recordings import FPS, picture


def wait_for_frame(qtbot, model, number):
    qtbot.waitUntil(lambda: model.frame is not None and model.frame.index == number)


def wait_for_notice(qtbot, model):
    qtbot.waitUntil(lambda: model.tasks.notice is not None)
    return model.tasks.notice


def codes_in(folder):
    return {codes.coder: codes.codes for codes in read_codes(folder)[0]}


def make_video(path, frames=30):
    with VideoFile(path, fps=FPS) as video:
        for number in range(frames):
            video.write(picture(number))
    return path


def broken_models():
    raise ModelError("The models are damaged.")
