"""A stretch of a recording, or of a video, as a video of its own."""

import av
import numpy as np
import pytest

from app.pages.review.clip import write_clip
from app.pages.review.tasks import Cancelled, Progress
from fer_core.errors import DataError
from fer_core.recording.reader import open_recording
from fer_core.recording.writer import RecordingWriter
from tests.app.fakes import FakeAnalyzer
from tests.app.pages.review.helpers import make_video, wait_for_notice
from tests.fer_core.recording.recordings import FPS, crossing_faces, make_info, picture, shows
from tests.fer_core.rows.test_sound import RATE, loud_spans, tone


def pictures_of(path):
    with av.open(path) as container:
        return [(frame.time, frame.to_ndarray(format="bgr24")) for frame in container.decode(video=0)]


@pytest.fixture
def heard(tmp_path):
    """A recording of three seconds in which a tone is heard from 1.5 to 2 s."""
    folder = tmp_path / "recordings" / "heard"
    folder.mkdir(parents=True)
    with RecordingWriter(folder, make_info(), sound_rate=RATE) as writer:
        for number in range(60):
            writer.write_picture(picture(number), time_s=number / FPS)
            writer.write_faces(number, crossing_faces(number), time_s=number / FPS)
            if number == 40:
                writer.write_sound(tone(0.5), time_s=1.5)
    return open_recording(folder)


def test_a_clip_has_the_pictures_of_its_range_from_zero_on(folder, qapp, tmp_path):
    write_clip(open_recording(folder), tmp_path / "clip.mp4", (1.0, 2.0), Progress())
    found = pictures_of(tmp_path / "clip.mp4")
    assert [round(time_s * FPS) for time_s, _ in found] == list(range(21))
    assert all(shows(image, 20 + place) for place, (_, image) in enumerate(found))
    assert not list(tmp_path.glob("*.partial*"))


def test_sound_stays_at_its_time(heard, qapp, tmp_path):
    write_clip(heard, tmp_path / "clip.mp4", (1.0, 2.5), Progress())
    np.testing.assert_allclose(loud_spans(tmp_path / "clip.mp4"), [(0.5, 1.0)], atol=0.05)


def test_sound_goes_on_behind_a_fragment_that_is_damaged(heard, qapp, tmp_path):
    path = heard.folder / "video.mp4"
    content = bytearray(path.read_bytes())
    start, end = heard.video.spans[2]
    content[start:end] = bytes(end - start)
    path.write_bytes(content)
    write_clip(open_recording(heard.folder), tmp_path / "clip.mp4", None, Progress())
    np.testing.assert_allclose(loud_spans(tmp_path / "clip.mp4"), [(1.5, 2.0)], atol=0.05)


def test_boxes_and_names_are_drawn_where_wanted(folder, qapp, tmp_path):
    recording = open_recording(folder)
    for name, is_annotated in (("plain.mp4", False), ("boxes.mp4", True)):
        write_clip(recording, tmp_path / name, (1.0, 1.2), Progress(), is_annotated=is_annotated)
    plain, boxes = (pictures_of(tmp_path / name)[0][1] for name in ("plain.mp4", "boxes.mp4"))
    # The box of face 1 is at 22, 20 to 46, 44; far from it and its label nothing has changed.
    changed = np.abs(plain.astype(int) - boxes).max(axis=2) > 40
    assert changed[20:44, 22:46].any()
    assert not changed[:12, :16].any()


def test_a_video_that_review_has_analysed_is_cut_too(make_model, qtbot, tmp_path):
    model = make_model(load=FakeAnalyzer)
    model.open_video(make_video(tmp_path / "film.mp4"))
    qtbot.waitUntil(lambda: model.frame is not None)
    model.set_range(0.5, 1.0)
    model.write_clip(tmp_path / "clip.mp4", is_annotated=True)
    assert "clip.mp4 is written" in wait_for_notice(qtbot, model).text
    assert len(pictures_of(tmp_path / "clip.mp4")) == 11


class Impatient(Progress):
    def advance(self, done, total=None):
        if done == 3:
            raise Cancelled


def test_a_clip_that_is_given_up_leaves_nothing_and_the_old_one_as_it_was(folder, qapp, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_clip(open_recording(folder), path, None, Impatient())
    assert path.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.partial*"))


def test_a_clip_never_replaces_the_recordings_own_video(folder, qapp):
    before = (folder / "video.mp4").read_bytes()
    with pytest.raises(DataError, match="part of the recording"):
        write_clip(open_recording(folder), folder / "video.mp4", None, Progress())
    assert (folder / "video.mp4").read_bytes() == before


def test_a_range_without_a_picture_that_can_be_read_is_refused(folder, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("fer_core.recording.recorded_pictures.RecordedPictures.read", lambda *_: None)
    with pytest.raises(DataError, match="None of the pictures"):
        write_clip(open_recording(folder), tmp_path / "clip.mp4", None, Progress())
    assert not (tmp_path / "clip.mp4").exists()
