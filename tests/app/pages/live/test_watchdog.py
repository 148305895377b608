from app.pages.live.watchdog import Watchdog


def test_silence_is_noticed_once_and_ends_with_a_sign_of_life():
    dog = Watchdog()
    assert not dog.hear(10.0)
    assert not dog.notices_silence(12.0)
    assert dog.notices_silence(12.1)
    assert dog.is_stalled
    assert not dog.notices_silence(13.0)
    assert dog.hear(13.5)
    assert not dog.is_stalled


def test_silence_is_as_long_as_it_is_said_to_be():
    dog = Watchdog(stall_s=0.5)
    dog.hear(1.0)
    assert not dog.notices_silence(1.5)
    assert dog.notices_silence(1.6)


def test_retries_are_two_seconds_apart():
    dog = Watchdog(retry_s=2.0)
    dog.hear(0.0)
    assert not dog.wants_retry(100.0)
    dog.notices_silence(3.0)
    assert not dog.wants_retry(4.9)
    assert dog.wants_retry(5.0)
    assert not dog.wants_retry(6.9)
    assert dog.wants_retry(7.0)
