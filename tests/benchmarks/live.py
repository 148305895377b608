"""How smoothly the window plays the demo: ``python -m tests.benchmarks.live``.

Runs the real window with the real models for about fifteen seconds, on the screen or, where there is none, in memory.
Prints as its last line JSON with ``painted_fps``, ``analysed_fps``, ``capture_to_paint_p50_ms`` and
``capture_to_paint_p95_ms``.
"""

import argparse
import json
import os
import sys
import time

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.display import display_problem
from app.theme import apply_theme
from app.window import MainWindow

WARM_UP_S = 3.0


class Probe(QObject):
    """Watches a window for ``seconds`` after the warm-up, then closes it."""

    def __init__(self, window: MainWindow, seconds: float) -> None:
        super().__init__(window)
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

    @Slot()
    def on_warm(self) -> None:
        """Start to measure."""
        self._latencies_ms.clear()
        self._analysed.clear()
        self._started_at = time.perf_counter()
        QTimer.singleShot(int(self._seconds * 1000), self, self.on_done)

    @Slot()
    def on_done(self) -> None:
        """Close the window."""
        self._seconds = time.perf_counter() - self._started_at
        self._window.close()

    def figures(self) -> dict[str, float]:
        """Return what was measured."""
        analysed = self._analysed[-1] - self._analysed[0] if self._analysed else 0
        p50_ms, p95_ms = np.percentile(self._latencies_ms or [np.nan], [50, 95])
        figures = {
            "painted_fps": len(self._latencies_ms) / self._seconds,
            "analysed_fps": analysed / self._seconds,
            "capture_to_paint_p50_ms": float(p50_ms),
            "capture_to_paint_p95_ms": float(p95_ms),
        }
        return {name: round(value, 2) for name, value in figures.items()}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how smoothly the window plays a source.")
    parser.add_argument("--source", default="demo")
    parser.add_argument("--seconds", type=float, default=12.0, help="how long to measure (default: 12)")
    options = parser.parse_args()
    if display_problem():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    window = MainWindow(options.source)
    window.show()
    probe = Probe(window, options.seconds)
    print(f"platform {app.platformName()}")
    app.exec()
    print(json.dumps(probe.figures()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
