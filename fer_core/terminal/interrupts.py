"""Ctrl-C, a polite kill and a terminal that is closed, told to whoever is at work."""

import _thread
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from fer_core.errors import EmolensError
from fer_core.terminal.early import heard_signals

_AGAIN_S: Final = 0.05


@contextmanager
def handling_interrupts(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """Call ``handler`` on any of the signals, then leave them as they were; does nothing outside the main thread."""
    # Python lets only the main thread handle signals.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = {number: signal.signal(number, handler) for number in heard_signals()}
    try:
        yield
    finally:
        for number, handler_before in previous.items():
            signal.signal(number, handler_before)


@contextmanager
def raising_interrupts(*, insisting: bool = False) -> Iterator[None]:
    """Raise KeyboardInterrupt on any of the signals, and again where Python has ignored it.

    What the garbage collector or a destructor calls can raise nothing: it only reaches ``sys.unraisablehook``. With
    ``insisting``, for work that catches none, it is also raised again where a library has swallowed it, as NumPy does
    while it waits for an array of JAX, and in place of an error of a library that it was raised in, as Optuna's are
    where it comes again. Does nothing outside the main thread.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard, left = threading.Event(), threading.Event()
    is_ignoring = is_missed = is_insisted = False
    tell_before = sys.unraisablehook

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal is_missed
        if is_ignoring:
            is_missed = True
            return
        if insisting:
            insist()
        heard.set()
        signal.default_int_handler(number, frame)

    def insist() -> None:
        nonlocal is_insisted
        if insisting and is_insisted:
            return
        is_insisted = True
        heard.clear()
        threading.Thread(target=_insist, args=(left if insisting else heard,), daemon=True).start()

    def ignore(unraisable: "sys.UnraisableHookArgs") -> None:
        nonlocal is_ignoring, is_missed
        if threading.current_thread() is not threading.main_thread():
            tell_before(unraisable)
            return
        # What is raised in here would be ignored as well.
        is_ignoring = True
        try:
            if not issubclass(unraisable.exc_type, KeyboardInterrupt):
                tell_before(unraisable)
            elif not insisting:
                is_missed = True
            if is_missed:
                is_missed = False
                insist()
        finally:
            is_ignoring = False

    sys.unraisablehook = ignore
    try:
        with handling_interrupts(interrupt):
            yield
    except Exception as error:
        if insisting and not isinstance(error, EmolensError) and _is_of_interrupt(error):
            raise KeyboardInterrupt from error
        raise
    finally:
        heard.set()
        left.set()
        sys.unraisablehook = tell_before


def _insist(enough: threading.Event) -> None:
    """Send Ctrl-C's signal to the main thread until it is ``enough``: one that comes just before a sleep is not heard.

    While the interrupt is handled there, as where files are finished, it is left alone.
    """
    main_id = threading.main_thread().ident
    while not enough.wait(_AGAIN_S):
        if _is_handling_interrupt(main_id):
            continue
        if hasattr(signal, "pthread_kill") and main_id is not None:
            signal.pthread_kill(main_id, signal.SIGINT)
        else:
            _thread.interrupt_main()


def _is_handling_interrupt(thread_id: int | None) -> bool:
    # Python 3.11 has a triple of an exception where later ones have the exception.
    found: Any = sys._current_exceptions().get(thread_id or 0)
    return _is_of_interrupt(found[1] if isinstance(found, tuple) else found)


def _is_of_interrupt(exception: BaseException | None) -> bool:
    """Return whether an exception is an interrupt, or was raised while one was handled."""
    while exception is not None and not isinstance(exception, KeyboardInterrupt):
        exception = exception.__context__
    return exception is not None
