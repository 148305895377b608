import threading
import time
from itertools import pairwise

from app.pages.live.capture import CaptureWorker
from app.pages.live.messages import Inbox
from app.services.mailbox import Doorbell, Mailbox
from app.services.phase import Phase
from fer_core.errors import CameraError, SourceError
from tests.app.fakes import FakeSource, Opener
from tests.waiting import wait_for

LOST = CameraError("Camera 0 has stopped delivering pictures. Is it still plugged in?")
MISSING = CameraError("Camera 0 cannot be opened.")


class Recorder(Mailbox):
    """Keeps everything that was put."""

    def __init__(self):
        super().__init__()
        self.items = []

    def put(self, item):
        self.items.append(item)


class Rig:
    def __init__(self, opener, *, spec="camera:0", **options):
        self.states, self.shots, self.jobs, self.rings = Recorder(), Recorder(), Recorder(), []
        doorbell = Doorbell(lambda: self.rings.append(True))
        inbox = Inbox(states=self.states, shots=self.shots)
        self.worker = CaptureWorker(
            7, spec, jobs=self.jobs, inbox=inbox, doorbell=doorbell, opener=opener, retry_s=0.01, **options
        )

    @property
    def phases(self):
        return [state.phase for state in self.states.items]

    def stop_when(self, count_of_shots):
        """Stop the worker from inside when so many shots have come."""
        put = self.shots.put

        def put_and_stop(shot):
            put(shot)
            if len(self.shots.items) == count_of_shots:
                self.worker.stop()

        self.shots.put = put_and_stop


def recording(*script, **options):
    return FakeSource(script, name="clip.mp4", is_live=False, **options)


def test_a_recording_plays_to_its_end_at_its_own_speed():
    source = recording(11, fps=50.0)
    rig = Rig(Opener(source), spec="clip.mp4")
    started = time.perf_counter()
    rig.worker.run()
    assert time.perf_counter() - started >= 10 / 50
    assert rig.phases == [Phase.PLAYING, Phase.ENDED]
    assert [shot.frame.index for shot in rig.shots.items] == list(range(11))
    assert [shot.count for shot in rig.jobs.items] == list(range(1, 12))
    assert {shot.stream_id for shot in rig.shots.items} == {7}
    assert source.closed == 1
    assert rig.rings
    assert rig.states.items[0].name == "clip.mp4"
    assert not rig.states.items[0].is_live


def test_a_frame_of_a_recording_counts_as_captured_when_it_is_due():
    rig = Rig(Opener(recording(3, fps=20.0)), spec="clip.mp4")
    started = time.perf_counter()
    rig.worker.run()
    captured_at = [shot.frame.captured_at for shot in rig.shots.items]
    assert captured_at == sorted(captured_at)
    assert started + 0.1 <= captured_at[2] <= time.perf_counter()


def test_a_lost_camera_is_opened_again_until_it_returns():
    opener = Opener(FakeSource([3, LOST]), MISSING, MISSING, FakeSource([10**6]))
    rig = Rig(opener)
    rig.stop_when(6)
    rig.worker.run()
    assert rig.phases == [Phase.PLAYING, Phase.LOST, Phase.LOST, Phase.LOST, Phase.PLAYING]
    assert rig.states.items[1].message == str(LOST)
    assert opener.specs == ["camera:0"] * 4
    assert [shot.count for shot in rig.shots.items] == [1, 2, 3, 4, 5, 6]


def test_a_camera_that_opens_without_delivering_is_not_announced_as_playing():
    rig = Rig(Opener(FakeSource([LOST]), FakeSource([5, LOST]), FakeSource([10**6])))
    rig.stop_when(6)
    rig.worker.run()
    assert rig.phases == [Phase.LOST, Phase.PLAYING, Phase.LOST, Phase.PLAYING]


def test_a_source_that_is_no_camera_fails_for_good():
    opener = Opener(SourceError("There is no 'x.mp4'."))
    rig = Rig(opener, spec="x.mp4")
    rig.worker.run()
    assert rig.phases == [Phase.FAILED]
    assert rig.states.items[0].message == "There is no 'x.mp4'."
    assert opener.specs == ["x.mp4"]


def test_a_stream_that_worked_before_is_not_given_up():
    opener = Opener(SourceError("no answer"), FakeSource([10**6]))
    rig = Rig(opener, spec="http://example.invalid/", was_live=True)
    rig.stop_when(1)
    rig.worker.run()
    assert rig.phases == [Phase.LOST, Phase.PLAYING]


def test_auto_falls_back_to_the_demo_where_the_camera_never_delivers():
    opener = Opener(FakeSource([LOST]), recording(2))
    rig = Rig(opener, spec="auto")
    rig.worker.run()
    assert opener.specs == ["auto", "demo"]
    assert rig.phases == [Phase.PLAYING, Phase.ENDED]
    assert rig.states.items[0].spec == "demo"
    assert "demo instead" in rig.states.items[0].notice


def test_a_camera_found_by_auto_is_waited_for_once_it_has_worked():
    opener = Opener(FakeSource([2, LOST]), FakeSource([10**6]), spec="camera:3")
    rig = Rig(opener, spec="auto")
    rig.stop_when(3)
    rig.worker.run()
    assert opener.specs == ["auto", "camera:3"]
    assert rig.phases == [Phase.PLAYING, Phase.LOST, Phase.PLAYING]


def test_an_unexpected_failure_is_reported_and_logged(caplog):
    rig = Rig(Opener(RuntimeError("driver exploded")))
    rig.worker.run()
    assert rig.phases == [Phase.FAILED]
    assert "driver exploded" in rig.states.items[0].message
    assert "driver exploded" in caplog.text


def test_pause_holds_a_recording_where_it_is():
    rig = Rig(Opener(recording(200, fps=100.0)), spec="clip.mp4")
    thread = threading.Thread(target=rig.worker.run)
    thread.start()
    time.sleep(0.15)
    rig.worker.set_paused(True)
    # A frame may be under way.
    time.sleep(0.5)
    paused_at = len(rig.shots.items)
    time.sleep(0.1)
    assert len(rig.shots.items) == paused_at < 200
    rig.worker.set_paused(False)
    thread.join(20)
    assert [shot.frame.index for shot in rig.shots.items] == list(range(200))


def test_pause_drops_the_frames_of_a_camera():
    reads, source = [], FakeSource()
    read = source.read

    def counted():
        reads.append(True)
        return read()

    source.read = counted
    rig = Rig(Opener(source))
    thread = threading.Thread(target=rig.worker.run)
    thread.start()
    wait_for(lambda: rig.shots.items)
    rig.worker.set_paused(True)
    before = len(reads)
    wait_for(lambda: len(reads) > before + 8)
    shown = len(rig.shots.items)
    rig.worker.set_paused(False)
    wait_for(lambda: len(rig.shots.items) > shown)
    rig.worker.stop()
    thread.join(20)
    indices = [shot.frame.index for shot in rig.shots.items]
    assert any(after - before > 5 for before, after in pairwise(indices))


def test_stop_ends_a_paused_recording():
    rig = Rig(Opener(recording(10**6)), spec="clip.mp4")
    thread = threading.Thread(target=rig.worker.run)
    thread.start()
    rig.worker.set_paused(True)
    time.sleep(0.05)
    rig.worker.stop()
    thread.join(20)
    assert not thread.is_alive()


def test_a_source_of_which_no_picture_can_be_read_has_failed_and_not_ended():
    rig = Rig(Opener(recording()), spec="bad")
    rig.worker.run()
    assert rig.phases == [Phase.FAILED]
    assert rig.states.items[0].message == "None of the pictures in clip.mp4 can be read."
