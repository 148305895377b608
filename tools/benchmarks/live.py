"""How smoothly the window plays the demo: ``python -m tools.benchmarks.live [--recording] [--sending]``.

Runs the real window with the real models for about fifteen seconds, on the screen or, where there is none, in memory;
with ``--recording`` on two faces in 640×480 pixels, and records them; with ``--sending`` it sends what it reads to
three programs and the overlay in a browser, and by LSL and OSC where these are installed. Prints as its last line JSON
with ``painted_fps``, ``analysed_fps``, ``capture_to_paint_p50_ms``, ``capture_to_paint_p95_ms``, ``faces`` (their mean
number) and ``stall_p99_ms``, how late the window is to do what is due every 5 ms; when sending also ``received_fps``
and the delays of the programs, the worst of the three.
"""

import argparse
import json
import os
import socket
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.display import display_problem
from app.look.theme import apply_theme
from app.services.output_settings import OUTPUT_PORT
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.window.window import MainWindow
from fer_core.output.admission import overlay_address, stream_address
from fer_core.output.sinks import OUTPUTS
from fer_core.resources import asset_path
from fer_core.rows.video_file import VideoFile
from tools.benchmarks.audience import CLIENTS, Audience
from tools.screenshots import wait_until

WARM_UP_S = 3.0
_BEAT_MS = 5
_SPARE_S = 12.0
"""So much longer a video is than what is measured: programs that receive take a while to start."""


class Probe(QObject):
    """Watches a window for ``seconds`` after the warm-up, then closes it."""

    def __init__(self, window: MainWindow, seconds: float, *, records: bool) -> None:
        super().__init__(window)
        self._records = records
        self._faces: list[int] = []
        self._beats: list[float] = []
        self._beat = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self.on_beat)
        self._window = window
        self._latencies_ms: list[float] = []
        self._analysed: list[int] = []
        self._started_at = 0.0
        self._seconds = seconds
        window.live.video.painted.connect(self.on_painted)
        window.view_model.faces_changed.connect(self.on_faces_changed)
        QTimer.singleShot(int(WARM_UP_S * 1000), self, self.on_warm)

    @Slot(float)
    def on_painted(self, captured_at: float) -> None:
        """Note how long a frame took from its capture."""
        self._latencies_ms.append((time.perf_counter() - captured_at) * 1000)

    @Slot()
    def on_faces_changed(self) -> None:
        """Note how many frames have been analysed."""
        analysis = self._window.view_model.newest_analysis
        if analysis is not None:
            self._analysed.append(analysis.count)
            self._faces.append(len(analysis.result.faces))

    @Slot()
    def on_beat(self) -> None:
        """Note that the window is free to do something."""
        self._beats.append(time.perf_counter())

    @Slot()
    def on_warm(self) -> None:
        """Start to measure."""
        self._latencies_ms.clear()
        self._analysed.clear()
        self._faces.clear()
        self._beat.start()
        if self._records:
            self._window.live.recording.toggle()
        self._started_at = time.perf_counter()
        QTimer.singleShot(int(self._seconds * 1000), self, self.on_done)

    @Slot()
    def on_done(self) -> None:
        """Close the window."""
        self._beat.stop()
        self._seconds = time.perf_counter() - self._started_at
        self._window.close_at_once()

    def figures(self) -> dict[str, float]:
        """Return what was measured."""
        analysed = self._analysed[-1] - self._analysed[0] if self._analysed else 0
        p50_ms, p95_ms = np.percentile(self._latencies_ms or [np.nan], [50, 95])
        figures = {
            "painted_fps": len(self._latencies_ms) / self._seconds,
            "analysed_fps": analysed / self._seconds,
            "capture_to_paint_p50_ms": float(p50_ms),
            "capture_to_paint_p95_ms": float(p95_ms),
            "faces": float(np.mean(self._faces)) if self._faces else 0.0,
            "stall_p99_ms": float(np.percentile(np.diff(self._beats) * 1000 - _BEAT_MS, 99)),
        }
        return {name: round(value, 2) for name, value in figures.items()}


def two_faces(path: Path, *, seconds: float) -> None:
    """Write a video, 640×480 at 30 frames a second, in which the demo's face stands beside itself, a second later."""
    video = cv2.VideoCapture(str(asset_path("demo") / "demo.mp4"))
    frames = []
    while (read := video.read())[0]:
        height, width = read[1].shape[:2]
        side = min(width, height * 2 // 3)
        left = (width - side) // 2
        frames.append(cv2.resize(read[1][:, left : left + side], (320, 480), interpolation=cv2.INTER_AREA))
    with VideoFile(path, fps=30.0) as both:
        for number in range(round(seconds * 30)):
            pair = [frames[(number + delay) % len(frames)] for delay in (0, 30)]
            both.write(np.hstack(pair))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how smoothly the window plays a source.")
    parser.add_argument("--source", default="demo")
    parser.add_argument("--seconds", type=float, default=12.0, help="how long to measure (default: 12)")
    parser.add_argument("--recording", action="store_true", help="record two faces meanwhile")
    parser.add_argument("--sending", action="store_true", help="send to other programs meanwhile")
    options = parser.parse_args()
    if display_problem():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch) / "emolens.ini")
        settings.set(RECORDINGS_FOLDER, scratch)
        source = options.source
        if options.recording:
            source = str(Path(scratch) / "pair.mp4")
            two_faces(Path(source), seconds=WARM_UP_S + options.seconds + _SPARE_S)
        window = MainWindow(source, settings=settings)
        window.show()
        print(f"platform {app.platformName()}")
        with send(window) if options.sending else nullcontext() as audience:
            probe = Probe(window, options.seconds, records=options.recording)
            app.exec()
            print(json.dumps(probe.figures() | (audience.figures() if audience else {})))
    return 0


def send(window: MainWindow) -> Audience:
    """Switch on what there is to send with, and let programs receive."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        window.settings.set(OUTPUT_PORT, probe.getsockname()[1])
    outputs = window.outputs
    for name, kind in OUTPUTS.items():
        if kind.is_available and not kind.takes_pictures:
            outputs.switch(name, True)
    wait_until(lambda: "websocket" in outputs.listeners)
    audience = Audience(stream_address(outputs.port, outputs.token), overlay_address(outputs.port, outputs.token))
    wait_until(lambda: outputs.listeners["websocket"] == CLIENTS + audience.has_overlay)
    return audience


if __name__ == "__main__":
    sys.exit(main())
