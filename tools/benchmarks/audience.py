"""Programs that receive what Emolens sends, each in a process of its own, for ``tools.benchmarks.live``."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

CLIENTS = 3
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Audience:
    """Three programs on the WebSocket, and the overlay in a browser where there is one, until it is closed."""

    def __init__(self, stream: str, overlay: str) -> None:
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = (sys.executable, "-m", "tools.benchmarks.audience", stream)
        self._clients = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(CLIENTS)]
        browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
        self.has_overlay = browser is not None
        switches = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=640,480")
        self._browser = browser and subprocess.Popen(
            (browser, *switches, f"--user-data-dir={Path(self._scratch.name)}", overlay),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in (*self._clients, *([self._browser] if self._browser else [])):
            process.terminate()
            process.wait(30)
        self._scratch.cleanup()

    def figures(self) -> dict[str, float]:
        """Return the least frames a second of the programs, and their delays, once the server has hung up."""
        told = [json.loads(client.communicate(timeout=30)[0]) for client in self._clients]
        return {
            "received_fps": min(one["fps"] for one in told),
            "capture_to_client_p50_ms": max(one["p50_ms"] for one in told),
            "capture_to_client_p95_ms": max(one["p95_ms"] for one in told),
            "overlays": int(self.has_overlay),
        }


def listen(address: str) -> None:
    """Receive until the server hangs up, and print how fast and how late frames came."""
    delays_ms: list[float] = []
    first = last = 0.0
    with connect(address) as client:
        try:
            while True:
                message = json.loads(client.recv())
                if message["type"] == "frame":
                    last = time.time()
                    first = first or last
                    delays_ms.append((last - message["unix_s"]) * 1000)
        except ConnectionClosed:
            pass
    p50_ms, p95_ms = np.percentile(delays_ms or [np.nan], [50, 95])
    fps = (len(delays_ms) - 1) / (last - first) if last > first else 0.0
    print(json.dumps({"fps": round(fps, 2), "p50_ms": round(float(p50_ms), 2), "p95_ms": round(float(p95_ms), 2)}))


if __name__ == "__main__":
    listen(sys.argv[1])
