"""A camera that stalls, returns and changes its size: OpenCV's part is played, all the rest is real."""

import threading
import time
from itertools import groupby

import cv2
import pytest
from PySide6.QtCore import QSize

from app.live.watchdog import Watchdog
from app.opening import open_spec
from app.phase import Phase
from app.settings import RECORD_BLURRED, RECORDINGS_FOLDER
from fer_core.detect import HaarDetector
from fer_core.pipeline import FacePipeline
from fer_core.preprocess import to_grey
from fer_core.session.reader import list_sessions, open_session
from fer_core.session.video import VideoPictures
from fer_core.tracking import intersection_over_union
from tests.passers_by import FACE_WIDTH, SIZE_WH, picture_of
from tests.stand_ins import BrightnessEnsemble

VGA, HD, SMALL = (640, 480), (1280, 720), (320, 240)
PLACE = (260.0, 230.0)


def view(size_wh):
    """Return how much larger the picture is than 640×480, and what a wide picture lacks at its top."""
    scale = size_wh[0] / SIZE_WH[0]
    return scale, (SIZE_WH[1] - size_wh[1] / scale) / 2


class PlayedCamera:
    """What OpenCV makes of a camera with one face before it, at 30 pictures a second while it ``runs``."""

    def __init__(self):
        self.size_wh = VGA
        self.runs = threading.Event()
        self.runs.set()
        self.opened = 0
        whole = picture_of({"happy": PLACE})
        self._pictures = {}
        for size_wh in (VGA, HD, SMALL):
            top = round(view(size_wh)[1])
            self._pictures[size_wh] = cv2.resize(whole[top : SIZE_WH[1] - top], size_wh, interpolation=cv2.INTER_AREA)

    def read(self):
        self.runs.wait(20)
        time.sleep(1 / 30)
        return True, self._pictures[self.size_wh].copy()

    def isOpened(self):  # noqa: N802
        return True

    def get(self, _):
        return 30.0

    def set(self, *_):
        return True

    def release(self):
        pass


@pytest.fixture
def camera(monkeypatch):
    camera, files = PlayedCamera(), cv2.VideoCapture

    def capture(what=None, *args):
        if not isinstance(what, int):
            return files(*(() if what is None else (what, *args)))
        camera.opened += 1
        return camera

    monkeypatch.setattr(cv2, "VideoCapture", capture)
    yield camera
    camera.runs.set()


@pytest.fixture
def window(make_window, camera, qtbot, tmp_path):
    pipeline = FacePipeline(HaarDetector(), BrightnessEnsemble())
    window = make_window(open_spec, analyzer=pipeline, watchdog=Watchdog(stall_s=0.3, retry_s=60.0))
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
    yield window
    camera.runs.set()


def is_seen(window, size_wh):
    """Tell whether the page shows pictures of a size with one box, in its place."""
    video = window.live.video
    if (video._image.width(), video._image.height()) != size_wh or len(video._faces) != 1:
        return False
    x, y, width, height = video._faces[0].box_xywh
    scale, top = view(size_wh)
    place = (PLACE[0] * scale, (PLACE[1] - top) * scale)
    near = 0.2 * FACE_WIDTH * scale
    return abs(x + width / 2 - place[0]) < near and abs(y + height / 2 - place[1]) < near


def test_a_stall_is_told_and_over_when_pictures_come_again(window, camera, qtbot):
    page = window.live
    camera.runs.clear()
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.LOST)
    assert page.video.accessibleDescription() == (
        "Camera 0 has stopped delivering pictures.\nTrying again until it returns…"
    )
    assert page.heading.text() == "No face in view"
    assert not page.record_controls.record.isEnabled()
    camera.runs.set()
    qtbot.waitUntil(lambda: is_seen(window, VGA))
    assert page.video.accessibleDescription() == ""
    assert page.record_controls.record.isEnabled()
    assert camera.opened == 1


def test_the_picture_may_change_its_size_and_the_face_keeps_its_name(window, camera, qtbot):
    model, page = window.view_model, window.live
    model.study.give_name(model.chosen_face.face_id, "Anna")
    for size_wh in (HD, SMALL, VGA, SMALL, HD):
        camera.size_wh = size_wh
        qtbot.waitUntil(lambda: is_seen(window, size_wh))  # noqa: B023
        assert page.panel.name.currentText() == "Anna"
        assert dict(page.video._names) == {model.chosen_face.face_id: "Anna"}
        # What is painted lies within the picture.
        mapping = page.video._mapping()
        assert mapping.target.contains(mapping.rect_of(model.chosen_face.box_xywh))
    assert page.banner.text == ""
    assert camera.opened == 1


def test_another_size_after_a_stall(window, camera, qtbot):
    camera.runs.clear()
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.LOST)
    camera.size_wh = SMALL
    camera.runs.set()
    qtbot.waitUntil(lambda: is_seen(window, SMALL))
    assert window.live.video.accessibleDescription() == ""


@pytest.mark.parametrize("is_blurred", [False, True])
def test_a_recording_goes_on_in_its_first_size(window, camera, qtbot, tmp_path, is_blurred):
    window.settings.set(RECORD_BLURRED, is_blurred)
    recording = window.live.recording
    analysed = []
    window.view_model.faces_changed.connect(lambda: analysed.append(window.live.video._image.size()))
    recording.toggle()
    for size_wh in (VGA, HD, SMALL):
        camera.size_wh = size_wh
        end_s = recording.elapsed_s + 0.6
        qtbot.waitUntil(lambda: recording.elapsed_s > end_s and analysed.count(QSize(*size_wh)) > 12)  # noqa: B023
        qtbot.waitUntil(lambda: is_seen(window, size_wh))  # noqa: B023
        assert recording.is_recording
    recording.toggle()
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text, timeout=10_000)
    assert window.live.banner.property("problem") is False
    ((folder, _),) = list_sessions(tmp_path / "recordings")
    session = open_session(folder)
    assert session.info.size_wh == VGA
    assert session.info.is_finished
    # All of it is there: before, between and after.
    assert session.info.duration_s > 1.8
    rows, sizes, detector = 0, [], HaarDetector()
    with VideoPictures(session.video_path) as video:
        for number in range(session.info.frames):
            picture = video.read(number)
            assert picture.shape == (480, 640, 3)
            if number % 3:
                continue
            found = detector.detect(to_grey(picture))
            if is_blurred:
                assert found == []
                continue
            for face in session.table.faces_at(number, not_before=number):
                assert max(intersection_over_union(face.box_xywh, box) for box in found) > 0.5
                rows += 1
            sizes.append(to_grey(picture)[20].mean() < 5)
    if not is_blurred:
        assert rows > 5
        # The wide pictures stand between two black bars.
        assert [is_wide for is_wide, _ in groupby(sizes)] == [False, True, False]
    assert len(session.table) > 20
