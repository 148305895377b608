import threading
import time

from app.services.mailbox import Doorbell, Mailbox


def test_latest_item_wins():
    mailbox = Mailbox()
    for item in (1, 2, 3):
        mailbox.put(item)
    assert mailbox.poll() == 3
    assert mailbox.poll() is None


def test_take_waits_for_an_item():
    mailbox = Mailbox()
    taken = []
    thread = threading.Thread(target=lambda: taken.append(mailbox.take()))
    thread.start()
    time.sleep(0.05)
    assert not taken
    mailbox.put("frame")
    thread.join(30)
    assert taken == ["frame"]


def test_take_gives_up_after_the_timeout():
    assert Mailbox().take(timeout_s=0.05) is None


def test_close_wakes_the_reader_and_empties_the_slot():
    mailbox = Mailbox()
    taken = []
    thread = threading.Thread(target=lambda: taken.append(mailbox.take()))
    thread.start()
    mailbox.close()
    thread.join(30)
    mailbox.put("too late")
    assert taken == [None]
    assert mailbox.poll() is None
    assert mailbox.take() is None


def test_fast_writer_never_waits_for_a_slow_reader():
    mailbox = Mailbox()
    seen = []

    def read():
        while (item := mailbox.take()) is not None:
            seen.append(item)
            time.sleep(0.005)

    thread = threading.Thread(target=read)
    thread.start()
    for item in range(1, 20_001):
        mailbox.put(item)
    while not seen or seen[-1] != 20_000:
        time.sleep(0.005)
    mailbox.close()
    thread.join(30)
    assert seen == sorted(seen)
    assert len(seen) < 2_000


def test_doorbell_tells_once_until_it_is_answered():
    told = []
    doorbell = Doorbell(lambda: told.append(True))
    for _ in range(5):
        doorbell.ring()
    assert len(told) == 1
    doorbell.answer()
    doorbell.ring()
    assert len(told) == 2
