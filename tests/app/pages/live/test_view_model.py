"""What the live view model shows, and what it does when it is asked."""

import pytest

from app.pages.live.messages import Analysis, Shot
from app.services.phase import Phase
from fer_core.results import FrameResult
from fer_core.sources import Camera
from tests.app.fakes import make_frame
from tests.app.pages.live.rig import LEFT, RIGHT


def test_start_opens_the_source_after_the_threads_are_on_their_way(rig):
    rig.model.start()
    rig.model.open_source("demo")
    assert rig.threads.calls == ["start", ("open", "demo", False)]
    assert rig.model.message == "Opening…"
    rig.model.close()
    assert rig.threads.calls[-1] == "close"


def test_frames_and_faces_are_announced(rig, qtbot):
    rig.model.open_source("camera:0")
    rig.state(Phase.PLAYING)
    with qtbot.waitSignals([rig.model.frame_changed, rig.model.state_changed]):
        frame = rig.shot()
    with qtbot.waitSignal(rig.model.faces_changed):
        rig.analysis(LEFT, RIGHT)
    assert rig.model.frame is frame
    assert rig.model.faces == (LEFT, RIGHT)
    assert rig.model.chosen_face is RIGHT
    assert rig.model.message == ""


def test_what_belongs_to_another_source_is_ignored(rig):
    rig.play(LEFT)
    frame = rig.model.frame
    rig.shot(stream_id=99)
    rig.analysis(RIGHT, stream_id=99)
    rig.state(Phase.FAILED, stream_id=99, message="old news")
    assert rig.model.frame is frame
    assert rig.model.faces == (LEFT,)
    assert rig.model.notice is None


def test_that_pictures_came_is_not_forgotten_with_the_source(rig):
    rig.model.open_source("camera:0")
    assert not rig.model.has_shown_pictures
    rig.play(LEFT)
    rig.model.open_source("camera:1")
    assert rig.model.frame is None
    assert rig.model.has_shown_pictures


def test_faces_of_a_picture_of_another_size_are_not_shown(rig):
    rig.play(LEFT)
    rig.shot(size_wh=(32, 24))
    assert rig.model.faces == ()


def test_old_faces_are_not_shown_on_new_pictures(rig):
    rig.play(LEFT)
    rig.now += 1.5
    rig.shot()
    assert rig.model.faces == ()
    rig.model.on_tick()
    assert rig.model.chosen_face is None


def test_a_click_chooses_a_face_and_a_click_beside_it_the_largest(rig):
    rig.play(LEFT, RIGHT)
    rig.model.choose_face_at(5, 5)
    assert rig.model.chosen_face is LEFT
    rig.analysis(RIGHT)
    assert rig.model.chosen_face is RIGHT
    rig.analysis(LEFT, RIGHT)
    assert rig.model.chosen_face is LEFT
    rig.model.choose_face_at(5, 45)
    assert rig.model.chosen_face is RIGHT


def test_next_face_goes_round(rig):
    rig.play(LEFT, RIGHT)
    chosen = []
    for _ in range(3):
        rig.model.choose_next_face()
        chosen.append(rig.model.chosen_face.face_id)
    assert chosen == [1, 2, 1]


def test_next_face_without_faces_does_nothing(rig):
    rig.play()
    rig.model.choose_next_face()
    assert rig.model.chosen_face is None


def test_another_source_starts_afresh(rig):
    rig.play(LEFT)
    rig.model.set_paused(True)
    rig.model.set_mirrored(False)
    rig.model.performance.note_paint(rig.now - 0.010)
    rig.model.open_source("demo")
    assert rig.model.frame is None
    assert rig.model.chosen_face is None
    assert not rig.model.is_paused
    assert rig.model.message == "Opening…"
    assert "– ms" in rig.model.performance.status(from_camera=True)


@pytest.mark.parametrize(
    ("asked", "opened", "mirrored"),
    [
        ("camera:1", "camera:1", True),
        ("auto", "camera:0", True),
        ("auto", "demo", False),
        ("demo", "demo", False),
        ("http://host/", "http://host/", False),
    ],
)
def test_only_cameras_are_mirrored_by_default(rig, asked, opened, mirrored):
    rig.model.open_source(asked)
    rig.state(Phase.PLAYING, spec=opened)
    assert rig.model.is_mirrored is mirrored
    assert rig.model.spec == opened


def test_the_users_mirror_survives_a_lost_camera(rig):
    rig.play()
    rig.model.set_mirrored(False)
    rig.state(Phase.LOST, message="gone")
    rig.state(Phase.PLAYING)
    assert not rig.model.is_mirrored


def test_a_lost_camera_shows_a_message_and_no_faces_until_it_returns(rig):
    rig.play(LEFT)
    rig.state(Phase.LOST, message="Camera 0 has stopped.")
    assert rig.model.message.startswith("Camera 0 has stopped.")
    assert rig.model.phase is Phase.LOST
    assert rig.model.faces == ()
    assert rig.model.chosen_face is None
    rig.state(Phase.PLAYING)
    rig.shot()
    assert rig.model.message == ""


def test_a_silent_camera_counts_as_lost_and_is_opened_again_every_two_seconds(rig):
    rig.play(LEFT)
    rig.now += 1.9
    rig.model.on_tick()
    assert rig.model.message == ""
    rig.now += 0.2
    rig.model.on_tick()
    assert "has stopped delivering" in rig.model.message
    assert rig.model.faces == ()
    opens = len(rig.threads.calls)
    rig.now += 2.0
    rig.model.on_tick()
    rig.model.on_tick()
    assert rig.threads.calls[opens:] == [("open", "camera:0", True)]
    rig.shot()
    assert rig.model.message == ""


def test_no_second_reader_is_started_while_one_hangs(rig):
    rig.play()
    rig.threads.is_waiting_for_a_device = True
    opens = len(rig.threads.calls)
    for _ in range(5):
        rig.now += 2.5
        rig.model.on_tick()
    assert rig.threads.calls[opens:] == []


@pytest.mark.parametrize(("is_live", "paused"), [(False, False), (True, True)])
def test_silence_of_recordings_and_pauses_is_no_loss(rig, is_live, paused):
    rig.model.open_source("x")
    rig.state(Phase.PLAYING, is_live=is_live)
    rig.shot()
    rig.model.set_paused(paused)
    rig.now += 60
    rig.model.on_tick()
    assert rig.model.message == ""
    rig.model.set_paused(False)
    rig.now += 0.5
    rig.model.on_tick()
    assert rig.model.message == ""


def test_a_window_that_was_held_up_finds_the_frames_that_waited(rig):
    rig.play()
    rig.now += 10
    rig.threads.inbox.shots.put(Shot(1, 500, make_frame(500, captured_at=rig.now)))
    rig.model.on_tick()
    assert rig.model.message == ""


def test_cameras_are_listed(rig, qtbot):
    with qtbot.waitSignal(rig.model.cameras_changed):
        rig.threads.inbox.cameras.put((Camera(0, "Built-in"),))
        rig.model.on_news()
    assert rig.model.cameras == (Camera(0, "Built-in"),)


def test_status_tells_rates_and_delay(rig):
    rig.model.open_source("camera:0")
    rig.state(Phase.PLAYING)
    for _ in range(31):
        rig.shot()
        rig.model.performance.note_paint(rig.now - 0.012)
        rig.now += 1 / 30
    assert rig.model.performance.status(from_camera=True).startswith("Camera 30.0 FPS")
    assert rig.model.performance.status(from_camera=True).endswith("Capture to paint 12 ms")


def test_faces_are_studied_until_another_source_is_opened(rig):
    rig.play(LEFT, RIGHT)
    assert rig.model.study.face_id == RIGHT.face_id
    assert len(rig.model.study.history.series(LEFT.face_id)[0]) == 1
    rig.analysis(LEFT, stream_id=99)
    rig.model.choose_face_at(5, 5)
    assert rig.model.study.face_id == LEFT.face_id
    rig.model.open_source("demo")
    assert rig.model.study.face_id is None
    assert len(rig.model.study.history.series(LEFT.face_id)[0]) == 0
    assert rig.threads.options is rig.model.study.options


def test_the_faces_of_a_single_picture_are_shown_where_both_come_at_once(rig, qtbot):
    rig.model.open_source("one.mp4")
    inbox = rig.threads.inbox
    frame = make_frame(captured_at=rig.now)
    inbox.shots.put(Shot(1, 1, frame))
    inbox.analyses.put(Analysis(1, 1, rig.now, (64, 48), FrameResult((LEFT,), 9.0)))
    with qtbot.waitSignal(rig.model.faces_changed):
        rig.state(Phase.ENDED, spec="one.mp4", is_live=False)
    assert rig.model.chosen_face is LEFT


def test_a_picture_painted_late_because_its_source_rests_is_no_delay(rig):
    rig.play()
    rig.model.performance.note_paint(rig.now - 0.02)
    assert rig.model.performance.latency_ms == pytest.approx(20)
    rig.model.set_paused(True)
    rig.model.performance.note_paint(rig.now - 50)
    assert rig.model.performance.latency_ms == pytest.approx(20)
    rig.model.set_paused(False)
    rig.state(Phase.ENDED, is_live=False)
    rig.model.performance.note_paint(rig.now - 50)
    assert rig.model.performance.latency_ms is None
