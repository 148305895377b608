"""A recording with sound: what is seen and what is heard at one moment stay together."""

import threading

import av
import numpy as np
import pytest

from app.pages.live.hearing import Hearing
from fer_core.errors import SourceError
from fer_core.recording.reader import open_recording
from fer_core.sources.microphone import SOUND_RATE, Sound
from tests.app.pages.live.test_recording import FPS, Recording, textured
from tests.fer_core.rows.test_sound import loud_spans, tone
from tests.fer_core.rows.videos import pictures_of, times_in
from tests.waiting import wait_for


class FakeMicrophone:
    """A microphone that hears what a test says."""

    def __init__(self):
        self.take = None
        self.is_closed = False

    def __call__(self, take):
        self.take = take
        return self

    def hear(self, samples, at):
        for place in range(0, len(samples), SOUND_RATE // 20):
            self.take(Sound(samples[place : place + SOUND_RATE // 20], at + place / SOUND_RATE))

    def close(self):
        self.is_closed = True


@pytest.fixture
def microphone():
    return FakeMicrophone()


def start(folder, microphone, **options):
    recording = Recording(folder, hearing=Hearing(microphone), **options).start()
    while microphone.take is None:
        pass
    return recording


def test_a_clap_is_seen_and_heard_at_once(tmp_path, microphone):
    recording = start(tmp_path, microphone)
    white, dark = np.full((120, 160, 3), 250, np.uint8), np.full((120, 160, 3), 10, np.uint8)
    microphone.hear(tone(0.2), recording.at(1.5))
    for number in range(60):
        recording.feed(number, white if 30 <= number < 34 else dark)
    path = recording.stop().folder / "video.mp4"
    assert microphone.is_closed
    seen = [time for time, picture in zip(times_in(path), pictures_of(path), strict=True) if picture.mean() > 128]
    ((heard_from, heard_until),) = loud_spans(path)
    assert (seen[0], seen[-1] + 1 / FPS) == pytest.approx((1.5, 1.7), abs=0.001)
    assert (heard_from, heard_until) == pytest.approx((1.5, 1.7), abs=0.03)


def test_what_is_heard_in_a_pause_is_left_out_and_the_rest_stays_in_step(tmp_path, microphone):
    recording = start(tmp_path, microphone)
    microphone.hear(tone(0.2), recording.at(5.0))
    microphone.hear(tone(0.2), recording.at(10.5))
    for number in range(20):
        recording.feed(number)
    for number in range(200, 220):
        recording.feed(number)
    path = recording.stop().folder / "video.mp4"
    ((heard_from, _),) = loud_spans(path)
    with av.open(path) as container:
        after_pause = [frame.time for frame in container.decode(video=0)][20]
    assert heard_from == pytest.approx(after_pause + 0.5, abs=0.03)


def test_a_recording_with_sound_opens_as_any_other_also_half_of_it(tmp_path, microphone):
    recording = start(tmp_path, microphone)
    microphone.hear(tone(3.0), recording.at(0.0))
    for number in range(60):
        recording.feed(number, textured(number % 3))
    folder = recording.stop().folder
    assert open_recording(folder).info.frames == 60
    video = folder / "video.mp4"
    video.write_bytes(video.read_bytes()[: video.stat().st_size // 2])
    (folder / "session.json").write_text((folder / "session.json").read_text().replace("true", "false"))
    opened = open_recording(folder)
    assert 15 <= opened.info.frames < 60
    with opened.open_pictures() as pictures:
        assert pictures.read(10) is not None


def test_without_a_microphone_the_pictures_are_recorded_and_the_reason_is_known(tmp_path):
    def make(take):
        raise SourceError("The microphone cannot be opened ({error}).", error="it is gone")

    recording = Recording(tmp_path, hearing=Hearing(make)).start()
    for number in range(20):
        recording.feed(number)
    result = recording.stop()
    assert result.problem == ""
    assert "it is gone" in recording.recorder.sound_problem
    assert not recording.recorder.is_heard
    with av.open(result.folder / "video.mp4") as container:
        assert [stream.type for stream in container.streams] == ["video"]


def test_whatever_a_driver_does_the_pictures_are_recorded(tmp_path):
    def make(take):
        raise OSError("the driver is gone")

    recording = Recording(tmp_path, hearing=Hearing(make)).start()
    recording.feed(0)
    assert recording.stop().problem == ""
    assert "the driver is gone" in recording.recorder.sound_problem


def test_a_microphone_from_which_nothing_comes_is_told_of(tmp_path, microphone, monkeypatch):
    monkeypatch.setattr("app.pages.live.hearing._LONGEST_SILENCE_S", 0)
    recording = start(tmp_path, microphone)
    recording.feed(0)
    while not recording.recorder.sound_problem:
        pass
    assert "Was it unplugged?" in recording.recorder.sound_problem
    recording.stop()


def test_a_microphone_that_opens_once_the_recording_has_ended_is_closed(microphone):
    may_open, is_made = threading.Event(), threading.Event()

    def make(take):
        may_open.wait(10)
        is_made.set()
        return microphone(take)

    hearing = Hearing(make)
    hearing.open()
    hearing.close()
    may_open.set()
    wait_for(lambda: microphone.is_closed)
    assert hearing.is_expected()


def test_a_recording_without_a_microphone_has_no_problem_with_it(tmp_path):
    recording = Recording(tmp_path).start()
    recording.feed(0)
    recording.stop()
    assert recording.recorder.sound_problem == ""
    assert not recording.recorder.is_heard
