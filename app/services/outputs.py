"""The ways out to other programs, as the user switches them on and off."""

import secrets
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app import __version__
from app.services.output_settings import OSC_PORT, OUTPUT_AT_START, OUTPUT_NAMES, OUTPUT_PORT, OUTPUT_TOKEN, OUTPUTS_ON
from app.services.settings import Settings
from app.services.threads import Background
from fer_core.errors import EmolensError, OutputError, reason_of
from fer_core.output.commands import Command, Refused
from fer_core.output.hub import OutputHub
from fer_core.output.sinks import OUTPUTS
from fer_core.output.sinks.base import OutputOptions

_TICK_MS: Final = 500
_STOP_S: Final = 8.0

WEBSOCKET: Final = "websocket"


class Outputs(QObject):
    """Opens and closes the ways out in a thread; all are off at first, unless they are to start with the program."""

    changed = Signal()
    """Something is on, off or broken, or a program has connected or left."""
    commanded = Signal(object, object)
    """A program asks for something: its ``Command``, and the ``Future`` to be told what has become of it."""
    _failed = Signal(str, object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.hub = OutputHub(self._failed.emit)
        self._failed.connect(self.on_failed, Qt.ConnectionType.QueuedConnection)
        self._background = Background(_STOP_S, parent=self)
        self._wanted: set[str] = set()
        self._stale: set[str] = set()
        self._problems: dict[str, EmolensError] = {}
        self._is_busy = self._is_closed = False
        self._port: int | None = None
        self._waiting: set[Future[None]] = set()
        self.listeners: dict[str, int | None] = {}
        """The ways that are open, and how many programs receive there; None where that cannot be known."""
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.on_tick)
        settings.changed.connect(self.on_setting_changed)

    @property
    def port(self) -> int:
        """The WebSocket's port."""
        return self._port or self._settings.get(OUTPUT_PORT)

    @property
    def token(self) -> str:
        """What programs must know to connect; made where there is none."""
        if not self._settings.get(OUTPUT_TOKEN):
            self.renew_token()
        return self._settings.get(OUTPUT_TOKEN)

    @property
    def sends_names(self) -> bool:
        """Whether the user lets programs know what faces are called."""
        return self._settings.get(OUTPUT_NAMES)

    def is_wanted(self, name: str) -> bool:
        """Whether a way is switched on."""
        return name in self._wanted

    def problem(self, name: str) -> EmolensError | None:
        """Return why a way could not be opened, or was closed; mostly None."""
        return self._problems.get(name)

    def begin(self) -> None:
        """Switch on what is to start with the program."""
        if self._settings.get(OUTPUT_AT_START):
            for name in self._settings.get(OUTPUTS_ON).split(","):
                if name in OUTPUTS:
                    self.switch(name, True)

    def serve(self, port: int) -> None:
        """Switch the WebSocket on at a port, for this time only."""
        self._port = port
        self._wanted.add(WEBSOCKET)
        self._settle()

    def switch(self, name: str, on: bool) -> None:
        """Switch a way on or off; the choice is kept."""
        self._problems.pop(name, None)
        (self._wanted.add if on else self._wanted.discard)(name)
        self._settings.set(OUTPUTS_ON, ",".join(name for name in OUTPUTS if name in self._wanted))
        self._settle()

    @Slot()
    def renew_token(self) -> None:
        """Make another token: whoever knows the one before is hung up on."""
        self._settings.set(OUTPUT_TOKEN, secrets.token_urlsafe(16))

    def close(self) -> None:
        """Close all."""
        self._is_closed = True
        for answer in tuple(self._waiting):
            _refuse(answer, "Emolens is being closed.")
        self._timer.stop()
        self._background.close()
        self.hub.close()

    @Slot()
    def on_tick(self) -> None:
        """Notice who has connected or left."""
        if (listeners := self.hub.listeners()) != self.listeners:
            self.listeners = listeners
            self.changed.emit()

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Open anew what has another port or token."""
        if key == OUTPUT_PORT.key:
            self._port = None
        renewed = {OUTPUT_PORT.key: WEBSOCKET, OUTPUT_TOKEN.key: WEBSOCKET, OSC_PORT.key: "osc"}.get(key)
        if renewed in self._wanted:
            self._stale.add(renewed)
            self._settle()
        elif key.startswith("output/"):
            self.changed.emit()

    @Slot(str, object)
    def on_failed(self, name: str, error: EmolensError) -> None:
        """Say what became of a way that has failed while it was open."""
        self._take_problems({name: error})

    def do(self, command: Command) -> "Future[None]":
        """Have a command carried out in the window's thread; any thread may ask."""
        answer: Future[None] = Future()
        self._waiting.add(answer)
        answer.add_done_callback(self._waiting.discard)
        if self._is_closed:
            _refuse(answer, "Emolens is being closed.")
        else:
            self.commanded.emit(command, answer)
        return answer

    def _settle(self) -> None:
        """Bring what is open to what is wanted, one step after another."""
        self.changed.emit()
        token = self.token  # where one is made here, this method has been called within
        if self._is_closed or self._is_busy:
            return
        is_open = set(self.hub.listeners())
        closing = (is_open - self._wanted) | (self._stale & is_open)
        opening = self._wanted - (is_open - closing)
        self._stale.clear()
        if closing or opening:
            options = OutputOptions(
                self.port, token, self._settings.get(OSC_PORT), do=self.do, program=f"Emolens {__version__}"
            )
            self._is_busy = True
            work = partial(_change, self.hub, sorted(closing), sorted(opening), options)
            self._background.start("outputs", work, self._on_settled)

    def _on_settled(self, problems: dict[str, EmolensError]) -> None:
        self._is_busy = False
        self._take_problems(problems)
        self._settle()

    def _take_problems(self, problems: dict[str, EmolensError]) -> None:
        self._problems |= problems
        self._wanted -= set(problems)
        self.listeners = self.hub.listeners()
        (self._timer.start if self.listeners and not self._is_closed else self._timer.stop)()
        self.changed.emit()


def _change(
    hub: OutputHub, closing: Sequence[str], opening: Sequence[str], options: OutputOptions
) -> dict[str, EmolensError]:
    """Close and open ways, and return why some could not be opened."""
    for name in closing:
        hub.stop(name)
    problems: dict[str, EmolensError] = {}
    for name in opening:
        try:
            hub.start(name, options)
        except EmolensError as error:
            problems[name] = error
        except OSError as error:
            problems[name] = OutputError("Sending cannot begin: {reason}", reason=reason_of(error))
    return problems


def _refuse(answer: "Future[None]", sentence: str) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_exception(Refused(sentence))
