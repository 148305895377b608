import threading

from app.pages.live.threads import LiveThreads
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face
from tests.waiting import wait_for


def make_threads(opener, **options):
    options.setdefault("load", lambda: FakeAnalyzer([make_face()]))
    options.setdefault("lister", tuple)
    return LiveThreads(tell=lambda: None, opener=opener, **options)


def test_frames_and_faces_arrive_and_close_ends_all_threads():
    threads = make_threads(Opener(FakeSource()))
    threads.start()
    threads.open("camera:0")
    shot = threads.inbox.shots.take(timeout_s=30)
    analysis = threads.inbox.analyses.take(timeout_s=30)
    assert shot.stream_id == analysis.stream_id == threads.stream_id == 1
    assert len(analysis.result.faces) == 1
    started = list(threads._threads)
    threads.close()
    assert not any(thread.is_alive() for thread in started)


def test_the_next_source_waits_for_the_device_of_the_one_before():
    first, second = FakeSource(), FakeSource()
    closed_when_opened = []

    def open_second():
        closed_when_opened.append(first.closed)
        return second

    threads = make_threads(Opener(first, open_second))
    threads.open("camera:0")
    threads.inbox.shots.take(timeout_s=30)
    threads.open("camera:0")
    wait_for(lambda: closed_when_opened)
    threads.close()
    assert closed_when_opened == [1]


def join_elsewhere(thread, timeout=None, *, join=threading.Thread.join):
    assert threading.current_thread() is not threading.main_thread(), "the window would wait"
    join(thread, timeout)


def test_a_read_that_hangs_holds_up_neither_open_nor_close(gate, caplog, monkeypatch):
    monkeypatch.setattr("app.pages.live.threads.STOP_S", 0.2)
    threads = make_threads(Opener(FakeSource([1, gate]), FakeSource()))
    threads.open("camera:0")
    threads.inbox.shots.take(timeout_s=30)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "join", join_elsewhere)
        threads.open("demo")
    assert threads.is_waiting_for_a_device
    wait_for(lambda: (shot := threads.inbox.shots.poll()) is not None and shot.stream_id == 2)
    threads.close()
    assert "capture-1 does not end" in caplog.text
    gate.set()
    wait_for(lambda: not threads.is_waiting_for_a_device)


def test_models_that_load_slowly_do_not_hold_up_the_frames(gate):
    def load():
        gate.wait(5)
        return FakeAnalyzer()

    threads = make_threads(Opener(FakeSource()), load=load)
    threads.start()
    threads.open("camera:0")
    assert threads.inbox.shots.take(timeout_s=30) is not None
    assert threads.inbox.analyses.poll() is None
    gate.set()
    assert threads.inbox.analyses.take(timeout_s=30) is not None
    threads.close()


def test_cameras_are_listed_in_the_background_once_at_a_time(gate):
    calls = []

    def lister():
        calls.append(threading.current_thread().name)
        gate.wait(5)
        return ()

    threads = make_threads(Opener(FakeSource()), lister=lister)
    threads.refresh_cameras()
    threads.refresh_cameras()
    gate.set()
    assert threads.inbox.cameras.take(timeout_s=30) == ()
    assert calls == ["cameras"]
    threads.close()


def test_closing_twice_or_before_anything_was_opened_does_no_harm():
    threads = make_threads(Opener(FakeSource()))
    threads.set_paused(True)
    threads.close()
    threads.close()
