"""All ways out that are open, each in a thread of its own, so that none holds up another or the analysis."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from fer_core.errors import EmolensError, OutputError
from fer_core.output.reading import Mark, Reading
from fer_core.output.sinks import OUTPUTS
from fer_core.output.sinks.base import OutputOptions, Sink

_STOP_S: Final = 6.0

log = logging.getLogger(__name__)


class _Feeder:
    """Feeds one sink: with the newest reading, and with every marker."""

    def __init__(self, name: str, sink: Sink, on_failure: "Callable[[_Feeder, EmolensError], None]") -> None:
        self.sink = sink
        self._on_failure = on_failure
        self._changed = threading.Condition()
        self._reading: Reading | None = None
        self._marks: deque[Mark] = deque()
        self._is_stopped = False
        self._thread = threading.Thread(target=self._run, name=f"output-{name}", daemon=True)
        self._thread.start()

    def put(self, reading: Reading) -> None:
        with self._changed:
            self._reading = reading
            self._changed.notify()

    def mark(self, mark: Mark) -> None:
        with self._changed:
            self._marks.append(mark)
            self._changed.notify()

    def stop(self) -> None:
        with self._changed:
            self._is_stopped = True
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(_STOP_S)

    def _run(self) -> None:
        try:
            while not self._is_stopped:
                self._feed()
        except Exception as error:  # a library of another's may raise anything
            log.warning("an output has stopped", exc_info=error)
            known = error if isinstance(error, EmolensError) else None
            self._on_failure(self, known or OutputError("Sending has stopped: {reason}", reason=str(error)))
        finally:
            self.sink.close()

    def _feed(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopped or self._marks or self._reading is not None)
            marks, self._marks = self._marks, deque()
            reading, self._reading = self._reading, None
        for mark in marks:
            self.sink.mark(mark)
        if reading is not None and not self._is_stopped:
            self.sink.send(reading)


class OutputHub:
    """Opens and closes the ways of ``OUTPUTS``, and gives them what comes; any thread may call it, and never waits.

    ``on_failure`` is told the name of a way that has failed and why, in that way's thread; it is closed then.
    """

    def __init__(self, on_failure: Callable[[str, EmolensError], None] = lambda _name, _error: None) -> None:
        self._on_failure = on_failure
        self._feeders: dict[str, _Feeder] = {}
        self._changing = threading.Lock()

    @property
    def wants_readings(self) -> bool:
        """Whether anybody is given every analysis."""
        return any(not OUTPUTS[name].takes_pictures for name in self._feeders)

    @property
    def wants_pictures(self) -> bool:
        """Whether anybody is given every picture."""
        return any(OUTPUTS[name].takes_pictures for name in self._feeders)

    def listeners(self) -> dict[str, int | None]:
        """Return for each way that is open how many programs receive, None where that cannot be known."""
        return {name: feeder.sink.listeners for name, feeder in self._feeders.items()}

    def start(self, name: str, options: OutputOptions) -> None:
        """Open a way, which may take a moment; raises OutputError, and OSError where the system refuses."""
        self.stop(name)
        sink = OUTPUTS[name].start(options)
        feeder = _Feeder(name, sink, lambda failed, error: self._fail(name, failed, error))
        # Whoever gives readings goes through the table as it was, without a lock.
        with self._changing:
            self._feeders = {**self._feeders, name: feeder}

    def stop(self, name: str) -> None:
        """Close a way and wait until it is; without effect on one that is closed."""
        with self._changing:
            feeder = self._feeders.get(name)
            self._feeders = {other: kept for other, kept in self._feeders.items() if other != name}
        if feeder is not None:
            feeder.stop()

    def close(self) -> None:
        """Close all."""
        for name in self._feeders:
            self.stop(name)

    def offer(self, reading: Reading) -> None:
        """Give an analysis to those who want every one."""
        self._put(reading, to_pictures=False)

    def show(self, reading: Reading) -> None:
        """Give a picture with the faces that belong on it to those who want every one."""
        self._put(reading, to_pictures=True)

    def mark(self, mark: Mark) -> None:
        """Give a marker to all."""
        for feeder in self._feeders.values():
            feeder.mark(mark)

    def _put(self, reading: Reading, *, to_pictures: bool) -> None:
        for name, feeder in self._feeders.items():
            if OUTPUTS[name].takes_pictures is to_pictures:
                feeder.put(reading)

    def _fail(self, name: str, failed: _Feeder, error: EmolensError) -> None:
        # One that was given up may fail when another of its name is open already.
        if self._feeders.get(name) is failed:
            self.stop(name)
            self._on_failure(name, error)
