"""One window for each user and each folder of settings: a second start hands what it was given to the first.

QtNetwork stands on system libraries that a bare system may lack, such as libgssapi_krb5; without them every start has a
window of its own.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

from app.services.opening import OFF
from app.services.settings import Settings
from app.window.recent import is_address
from fer_core.kinds import FileKind, kind_of
from fer_core.sources import AUTO, is_camera, is_demo, open_source

try:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
except ImportError:  # a system library is missing
    HAS_NETWORK = False
else:
    HAS_NETWORK = True

_PATIENCE_MS: Final = 8000
"""How long a second start waits for the first to take what it hands over.

The first one may still be building its window; one that hangs is no window to use.
"""

_TURN_MS: Final = 1000
"""How long one that begins to listen may take, at most."""

_TAKEN: Final = b"taken\n"
_MOST_BYTES: Final = 64 * 1024

log = logging.getLogger(__name__)


def address_of(settings: Settings) -> str:
    """Return where the window of this user with these settings can be reached, as QLocalServer names it."""
    # Some containers have users without a name.
    user = os.environ.get("USERNAME", "") if os.name == "nt" else os.getuid()
    told = f"{user}\n{settings.folder}"
    name = f"emolens-{hashlib.sha256(told.encode(errors='surrogateescape')).hexdigest()[:24]}"
    return name if os.name == "nt" else str(_folder_of_sockets() / name)


def hand_over(address: str, source: str) -> bool:
    """Let the window at an address open ``source``, or just come to the front for ``auto``.

    Returns whether there is one and it has said that it does. Raises SourceError for a file that cannot be opened or is
    not there: the window would leave what it shows for it.
    """
    if not HAS_NETWORK or (socket := _reach(address)) is None:
        return False
    if not _is_the_same_anywhere(source):
        _refuse_unopenable(source)
    socket.write(json.dumps(_from_anywhere(source)).encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE_MS):
        answer += bytes(socket.readAll().data())
    socket.abort()
    return answer == _TAKEN


class Instance(QObject):
    """Listens at an address, unless another window does, until it is closed; it answers once its owner ``serves``."""

    asked = Signal(object)
    """Somebody has started Emolens again with this source; Qt's own text would lose what in its name is no text."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if not HAS_NETWORK:
            log.warning("QtNetwork cannot be loaded, so every start has a window of its own")
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Of two that start at the same moment, one finds the other listening.
        turns = QLockFile(str(_folder_of_sockets() / f"{Path(address).name}.lock"))
        turns.tryLock(_TURN_MS)
        try:
            self._listen(address)
        finally:
            turns.unlock()

    def _listen(self, address: str) -> None:
        if (other := _reach(address)) is not None:
            other.abort()
            return
        # Nobody answers: what lies there is left of a window that was killed.
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            log.warning("nobody can hand anything over: %s", self._server.errorString())

    @property
    def is_second(self) -> bool:
        """Whether another window listens there, or none can."""
        return not HAS_NETWORK or not self._server.isListening()

    def serve(self, on_asked: Callable[[str], object]) -> None:
        """Answer from now on, also those who have been waiting, and tell ``on_asked`` what they hand over."""
        self.asked.connect(on_asked)
        if HAS_NETWORK:
            self._server.newConnection.connect(self.on_connected)
            self.on_connected()

    def close(self) -> None:
        """Take no more."""
        if HAS_NETWORK:
            self._server.close()

    @Slot()
    def on_connected(self) -> None:
        """Wait for what another start hands over."""
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self.on_told)
            socket.disconnected.connect(socket.deleteLater)
            # Of what came before, no signal tells any more.
            self._hear(socket)

    @Slot()
    def on_told(self) -> None:
        """Take what somebody hands over."""
        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        self._hear(socket)

    def _hear(self, socket: "QLocalSocket") -> None:
        """Take a line with a source, once it is there; whoever sends anything else is cut off."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        try:
            source = json.loads(bytes(socket.readLine(_MOST_BYTES).data()))
        except ValueError:
            source = None
        if not isinstance(source, str):
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.asked.emit(source)


def _reach(address: str) -> "QLocalSocket | None":
    """Connect to whoever listens at an address, if it is this user's own."""
    if os.name != "nt":
        try:
            if Path(address).stat().st_uid != os.getuid():
                return None
        except OSError:
            return None
    socket = QLocalSocket()
    socket.connectToServer(address)
    return socket if socket.waitForConnected(_PATIENCE_MS) else None


def _folder_of_sockets() -> Path:
    """Return where every start of this user finds the same files until the system ends."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if not runtime:
        return Path(tempfile.gettempdir())
    # In a Flatpak every start has a folder of its own, in which all of them share only this one.
    flatpak = os.environ.get("FLATPAK_ID")
    return Path(runtime, "app", flatpak) if flatpak else Path(runtime)


def _from_anywhere(source: str) -> str:
    """Return a source as it is called in every folder."""
    return source if _is_the_same_anywhere(source) else str(Path(source).absolute())


def _is_the_same_anywhere(source: str) -> bool:
    return source in (AUTO, OFF) or is_demo(source) or is_camera(source) or is_address(source)


def _refuse_unopenable(path: str) -> None:
    """Raise SourceError for what no page opens; of folders and pictures, several do."""
    if not Path(path).is_dir() and kind_of(Path(path)) not in (FileKind.PICTURE, FileKind.HEIC):
        open_source(path).close()
