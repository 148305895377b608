"""What the live page's banner says."""

from app.services.notice import Notice
from app.services.phase import Phase
from tests.app.pages.live.rig import LEFT


def test_the_end_of_a_recording_offers_to_play_again(rig):
    rig.model.open_source("clip.mp4")
    rig.state(Phase.ENDED, spec="clip.mp4", is_live=False)
    assert rig.model.notice.replays
    rig.model.replay()
    assert rig.threads.calls[-1] == ("open", "clip.mp4", False)
    assert rig.model.notice is None


def test_the_pause_key_plays_an_ended_recording_again(rig):
    rig.model.open_source("clip.mp4")
    rig.state(Phase.ENDED, spec="clip.mp4", is_live=False)
    rig.model.set_paused(True)
    assert rig.threads.calls[-1] == ("open", "clip.mp4", False)
    assert not rig.model.is_paused


def test_a_dismissed_notice_does_not_come_back_with_the_next_state(rig):
    rig.model.open_source("auto")
    rig.state(Phase.PLAYING, spec="demo", notice="No camera was found.")
    assert rig.model.notice.text == "No camera was found."
    rig.model.dismiss_notice()
    rig.state(Phase.PLAYING, spec="demo", notice="No camera was found.")
    assert rig.model.notice is None


def test_a_failed_analysis_is_told_first_and_leaves_the_video_running(rig):
    rig.model.open_source("x.mp4")
    rig.state(Phase.ENDED, spec="x.mp4", is_live=False)
    rig.threads.inbox.problems.put("The models are damaged.")
    frame = rig.shot()
    assert rig.model.notice.text == "The models are damaged."
    assert rig.model.frame is frame
    rig.model.dismiss_notice()
    assert rig.model.notice.replays


def test_the_newest_notice_is_shown_after_that_of_a_failed_analysis(rig):
    rig.play(LEFT)
    rig.model.on_snapshot_saved("Pictures/Emolens/emolens-0001.png")
    assert rig.model.notice.text == "The picture is saved as Pictures/Emolens/emolens-0001.png."
    rig.model.show_notice(Notice("The recording has stopped.", is_problem=True))
    assert rig.model.notice.text == "The recording has stopped."
    rig.state(Phase.ENDED)
    assert rig.model.notice.replays
    rig.model.on_snapshot_failed("The disk is full.")
    assert rig.model.notice == Notice("The disk is full.", is_problem=True)
    rig.threads.inbox.problems.put("The models are damaged.")
    rig.model.on_news()
    assert rig.model.notice.text == "The models are damaged."
    rig.model.dismiss_notice()
    assert rig.model.notice.text == "The disk is full."
    rig.model.dismiss_notice()
    assert rig.model.notice is None


def test_without_a_picture_there_is_no_snapshot(rig):
    rig.model.open_source("camera:0")
    rig.model.take_snapshot()
    assert list(rig.model.snapshots._threads) == []
