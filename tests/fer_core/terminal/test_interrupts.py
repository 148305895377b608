import os
import signal
import threading

import pytest

from fer_core.terminal.interrupts import handling_interrupts
from tests.systems import posix_only


@posix_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_signals_are_handled_and_then_left_as_they_were(number):
    before = signal.getsignal(number)
    told = []
    with handling_interrupts(lambda number, frame: told.append(number)):
        os.kill(os.getpid(), number)
    assert told == [number]
    assert signal.getsignal(number) is before


@posix_only
def test_an_error_leaves_them_as_they_were_too():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), handling_interrupts(signal.default_int_handler):
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_other_threads_work_without():
    before = signal.getsignal(signal.SIGTERM)
    seen = []

    def work():
        with handling_interrupts(signal.default_int_handler):
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
