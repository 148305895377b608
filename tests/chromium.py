"""A browser without a window, asked over its DevTools protocol what a page shows."""

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

import cv2
import numpy as np
import pytest
from websockets.sync.client import connect

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)  # fmt: skip
_PATIENCE_S = 60.0

PROGRAM = next((path for name in _NAMES if (path := shutil.which(name))), None)

# On a Linux machine that checks changes, a browser that is missing is a mistake.
needs_chromium = pytest.mark.skipif(
    PROGRAM is None and not (os.environ.get("CI") and sys.platform == "linux"),
    reason="no Chromium here: `make chromium` installs it as root",
)


class Tab:
    """One page of the browser."""

    def __init__(self, socket):
        self._socket = socket
        self._numbers = itertools.count(1)

    def ask(self, method, **parameters):
        """Send a command of the protocol, and return its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv(timeout=_PATIENCE_S))).get("id") != number:
            pass
        return answer["result"]

    def evaluate(self, expression):
        """Return the value of an expression of JavaScript."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def wait_until(self, expression):
        """Wait until an expression is true, and return its value."""
        deadline = time.monotonic() + _PATIENCE_S
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < deadline, f"never true: {expression}"
            time.sleep(0.05)
        return value

    def picture(self):
        """Return what is shown, uint8 (height, width, 4), with how opaque each pixel is."""
        self.ask("Emulation.setDefaultBackgroundColorOverride", color={"r": 0, "g": 0, "b": 0, "a": 0})
        data = base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)


@contextmanager
def browser(address, profile, *, size_wh=(640, 480)):
    """Open a page in a browser of its own, whose files go to the folder ``profile``."""
    switches = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--mute-audio",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
        "--remote-debugging-port=0", f"--user-data-dir={profile}", f"--window-size={size_wh[0]},{size_wh[1]}",
    )  # fmt: skip
    assert PROGRAM, "there is no Chromium: `make chromium` installs it as root"
    process = subprocess.Popen([PROGRAM, *switches, address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connect(_debugger_of(process, profile), max_size=None) as socket:
            tab = Tab(socket)
            tab.ask("Emulation.setDeviceMetricsOverride", width=size_wh[0], height=size_wh[1], deviceScaleFactor=1,
                    mobile=False)  # fmt: skip
            yield tab
    finally:
        process.terminate()
        process.wait(30)


def _debugger_of(process, profile):
    """Return the address at which a page can be asked, once it is there."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        assert process.poll() is None, "the browser has ended"
        assert time.monotonic() < deadline, "the browser does not start"
        try:
            port = (profile / "DevToolsActivePort").read_text().split()[0]
            with urlopen(f"http://127.0.0.1:{port}/json/list", timeout=10) as answer:
                pages = [page for page in json.load(answer) if page["type"] == "page"]
            return pages[0]["webSocketDebuggerUrl"]
        except (OSError, IndexError):
            time.sleep(0.05)
