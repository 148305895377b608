"""A camera that stalls, returns and changes its size: OpenCV's part is played, all the rest is real."""

import threading
import time
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QSize

from app.pages.live.watchdog import Watchdog
from app.services.opening import open_spec
from app.services.phase import Phase
from app.services.recording_settings import RECORD_BLURRED, RECORDINGS_FOLDER
from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.faces.pipeline import FacePipeline
from fer_core.faces.tracking import intersection_over_union
from fer_core.recording.reader import list_recordings, open_recording
from tests.passers_by import FACE_WIDTH, picture_of
from tests.stand_ins import BrightnessEnsemble

VGA, HD, SMALL, TURNED = (640, 480), (1280, 720), (320, 240), (480, 640)
PLACE = (260.0, 230.0)
STALL_S, NEVER_S = 0.3, 60.0


@dataclass(frozen=True)
class View:
    """What a picture shows of the whole of 640×480: how large, and what it lacks at its top; the left is always there.

    So the face is elsewhere in the picture of a turned camera, also once that is brought to the size of another.
    """

    scale: float
    top: int = 0

    def of(self, whole, size_wh):
        width, height = (round(length / self.scale) for length in size_wh)
        cut = whole[self.top : self.top + height, :width]
        return cv2.resize(cut, size_wh, interpolation=cv2.INTER_AREA if self.scale < 1 else cv2.INTER_LINEAR)

    @property
    def place(self):
        return PLACE[0] * self.scale, (PLACE[1] - self.top) * self.scale


VIEWS = {VGA: View(1.0), HD: View(2.0, top=60), SMALL: View(0.5), TURNED: View(4 / 3)}


class BlinkingDetector(HaarDetector):
    """Misses the face twice after each change of the picture's size, so that the next analysis does not help either."""

    def __init__(self):
        super().__init__()
        self._shape = None
        self._misses = 0
        self.search_side = None  # parts of frames are of any size

    def detect(self, grey):
        if self._shape not in {None, grey.shape}:
            self._misses = 2
        self._shape = grey.shape
        if self._misses:
            self._misses -= 1
            return []
        return super().detect(grey)


class PlayedCamera:
    """What OpenCV makes of a camera with one face before it, at 30 pictures a second while it ``runs``."""

    def __init__(self):
        self.size_wh = VGA
        self.runs = threading.Event()
        self.runs.set()
        self.opened = 0
        whole = picture_of({"happy": PLACE})
        self._pictures = {size_wh: view.of(whole, size_wh) for size_wh, view in VIEWS.items()}

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
def make_live(make_window, camera, qtbot, tmp_path):
    """Return a function that shows the window on the camera, whose silence is a stall after so many seconds."""

    def make(*, stall_s, detector=HaarDetector):
        pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: detector())
        window = make_window(open_spec, analyzer=pipeline, watchdog=Watchdog(stall_s=stall_s, retry_s=60.0))
        window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
        qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
        return window

    yield make
    camera.runs.set()


def is_seen(window, size_wh):
    """Tell whether the page shows pictures of a size with one box, in its place."""
    video = window.live.video
    if (video._image.width(), video._image.height()) != size_wh or len(video._faces) != 1:
        return False
    x, y, width, height = video._faces[0].box_xywh
    place = VIEWS[size_wh].place
    near = 0.2 * FACE_WIDTH * VIEWS[size_wh].scale
    return abs(x + width / 2 - place[0]) < near and abs(y + height / 2 - place[1]) < near


def test_a_stall_is_told_and_over_when_pictures_come_again(make_live, camera, qtbot):
    window = make_live(stall_s=STALL_S)
    page = window.live
    camera.runs.clear()
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.LOST)
    assert page.video.accessibleDescription() == (
        "Camera 0 has stopped delivering pictures.\nTrying again until it returns…"
    )
    assert page.panel.heading.text() == "No face in view"
    assert not page.record_controls.record.isEnabled()
    camera.runs.set()
    qtbot.waitUntil(lambda: is_seen(window, VGA))
    assert page.video.accessibleDescription() == ""
    assert page.record_controls.record.isEnabled()
    assert camera.opened == 1


def test_the_picture_may_change_its_size_and_the_face_keeps_its_name(make_live, camera, qtbot):
    window = make_live(stall_s=NEVER_S)
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


def test_another_size_after_a_stall(make_live, camera, qtbot):
    window = make_live(stall_s=STALL_S)
    camera.runs.clear()
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.LOST)
    camera.size_wh = SMALL
    camera.runs.set()
    qtbot.waitUntil(lambda: is_seen(window, SMALL))
    assert window.live.video.accessibleDescription() == ""


def record_all_sizes(window, camera, qtbot):
    """Record while the camera changes its size, and return the recording."""
    recording, analysed, wait = window.live.recording, [], partial(qtbot.waitUntil, timeout=60_000)
    window.view_model.faces_changed.connect(lambda: analysed.append(window.live.video._image.size()))
    recording.toggle()
    for size_wh in VIEWS:
        camera.size_wh = size_wh
        end_s = recording.elapsed_s + 0.6
        wait(lambda: recording.elapsed_s > end_s and analysed.count(QSize(*size_wh)) > 12)  # noqa: B023
        wait(lambda: is_seen(window, size_wh))  # noqa: B023
        assert recording.is_recording
    recording.toggle()
    wait(lambda: "The recording is in" in window.live.banner.text)
    assert window.live.banner.property("problem") is False
    ((folder, _),) = list_recordings(Path(window.settings.get(RECORDINGS_FOLDER)))
    recording = open_recording(folder)
    assert recording.info.size_wh == VGA
    assert recording.info.is_finished
    # All of it is there: before, between and after.
    assert recording.info.duration_s > 2.4
    assert len(recording.table) > 20
    return recording


def pictures_of(recording, *, step=1):
    """Yield so many of a recording's pictures, grey, with their numbers."""
    with recording.open_pictures() as video:
        for number in range(0, recording.info.frames, step):
            picture = video.read(number)
            assert picture.shape == (480, 640, 3)
            yield number, to_grey(picture)


def test_a_recording_goes_on_in_its_first_size(make_live, camera, qtbot):
    recording = record_all_sizes(make_live(stall_s=NEVER_S), camera, qtbot)
    rows, bars, detector = 0, [], HaarDetector()
    for number, grey in pictures_of(recording, step=3):
        found = detector.detect(grey)
        for face in recording.table.faces_at(number, not_before=number):
            assert max(intersection_over_union(face.box_xywh, box) for box in found) > 0.5
            rows += 1
        bars.append((grey[20].mean() < 5, grey[:, 20].mean() < 5))
    assert rows > 5
    # The wide pictures stand between two black bars, one above the other, the tall ones between two side by side.
    assert [kind for kind, _ in groupby(bars)] == [(False, False), (True, False), (False, False), (False, True)]


def test_a_blurred_recording_shows_no_face_while_sizes_change_and_the_face_is_missed(make_live, camera, qtbot):
    window = make_live(stall_s=NEVER_S, detector=BlinkingDetector)
    window.settings.set(RECORD_BLURRED, True)
    recording = record_all_sizes(window, camera, qtbot)
    detector = HaarDetector()
    assert [number for number, grey in pictures_of(recording) if detector.detect(grey)] == []
