"""What a way out to other programs does, and what the program knows about it."""

import importlib
import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from types import ModuleType

from fer_core.errors import OutputError
from fer_core.output.commands import Command, Refused
from fer_core.output.reading import Mark, Reading


def refuse_all(command: Command) -> "Future[None]":
    """Refuse a command where nobody listens to commands."""
    answer: Future[None] = Future()
    answer.set_exception(Refused("Nobody listens to commands here.", command.command_id))
    return answer


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How to send.

    ``port`` is the WebSocket's and ``token`` what its clients must know; ``osc_port`` is where OSC goes. ``fps`` is the
    nominal rate of pictures. ``do`` is asked to carry out a command, in any thread, and returns at once what will have
    become of it: nothing, or ``Refused``. ``program`` is who sends.
    """

    port: int
    token: str
    osc_port: int
    fps: float = 30.0
    do: "Callable[[Command], Future[None]]" = refuse_all
    program: str = "Emolens"


class Sink(ABC):
    """A way out that is open. All methods but ``listeners`` are called in one thread, which they may hold up."""

    @property
    def listeners(self) -> int | None:
        """How many programs receive at the moment, None where that cannot be known; any thread may ask."""
        return None

    @abstractmethod
    def send(self, reading: Reading) -> None:
        """Send the newest reading; one that comes in the meantime replaces those before it."""

    def mark(self, mark: Mark) -> None:  # noqa: B027
        """Send a marker; none is left out."""

    @abstractmethod
    def close(self) -> None:
        """End it; nothing is sent any more."""


@dataclass(frozen=True, slots=True)
class OutputKind:
    """One entry of ``OUTPUTS``.

    ``title`` and ``hint`` say what it is, in English, translated in the context "Output". ``start`` opens it, and
    raises OutputError, and OSError for whatever the system refuses. ``package`` is the module that it needs beyond the
    base, and ``extra`` the extra of Emolens that brings it. ``takes_pictures`` tells one that is given every picture
    with its faces from one that is given every analysis.
    """

    title: str
    hint: str
    start: Callable[[OutputOptions], Sink]
    package: str = ""
    extra: str = ""
    takes_pictures: bool = False

    @property
    def is_available(self) -> bool:
        """Whether what it needs is installed."""
        return not self.package or importlib.util.find_spec(self.package) is not None


def import_extra(package: str, *, extra: str) -> ModuleType:
    """Import a package that an extra brings; raises OutputError where it is missing or cannot be loaded."""
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise OutputError(
            "This needs {package}, which is not installed: pip install 'emolens[{extra}]'.",
            package=package,
            extra=extra,
        ) from error
    except (OSError, RuntimeError) as error:
        raise OutputError("{package} cannot be loaded: {reason}", package=package, reason=str(error)) from error
