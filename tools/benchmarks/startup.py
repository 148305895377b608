"""``python -m tools.benchmarks.startup``: how long Emolens takes to come to the screen, in memory, with the demo.

Three times a new process opens the window. Prints as its last line JSON with the middle values: ``window_shown_s``,
from the start of the process until the window is up; ``first_result_s``, until the first face has been read; and
``import_fer_core_s``, what ``import fer_core`` takes by itself.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

_RUNS = 3
_TIMEOUT_S = 60.0


def open_window() -> None:
    """Open the window as the command ``emolens`` does and print when, on the clock, it came and it read a face."""
    from app.display import display_problem

    display_problem()
    from PySide6.QtWidgets import QApplication

    from app.look.theme import apply_theme
    from app.window.window import MainWindow

    app = QApplication([])
    apply_theme(app)
    window = MainWindow("demo")
    window.show()
    app.processEvents()
    window_shown_at = time.time()
    while not window.view_model.faces and time.time() - window_shown_at < _TIMEOUT_S:
        app.processEvents()
        time.sleep(0.001)
    first_result_at = time.time()
    has_result = bool(window.view_model.faces)
    window.close()
    if not has_result:
        sys.exit(f"no face within {_TIMEOUT_S:.0f} seconds")
    print(json.dumps({"window_shown_s": window_shown_at, "first_result_s": first_result_at}))


def measure_window() -> dict[str, float]:
    """Return the figures of a new process that opens the window."""
    command = [sys.executable, "-m", "tools.benchmarks.startup", "--child"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # On Linux psutil counts from the time of boot in whole seconds, too coarse here: the time is taken on this side.
    started_at = time.time()
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return {name: at - started_at for name, at in json.loads(done.stdout.splitlines()[-1]).items()}


def measure_import() -> float:
    """Return the seconds that Python counts for ``import fer_core`` and all that it imports."""
    command = [sys.executable, "-X", "importtime", "-c", "import fer_core"]
    lines = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr.splitlines()
    # import time: self [us] | cumulative | package
    cumulative = next(line.split("|")[1] for line in lines if line.split("|")[-1].strip() == "fer_core")
    return int(cumulative) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how long Emolens takes to start.")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    if parser.parse_args().child:
        open_window()
        return
    runs = [{**measure_window(), "import_fer_core_s": measure_import()} for _ in range(_RUNS)]
    for run in runs:
        print(", ".join(f"{name} {value:.4f}" for name, value in run.items()))
    print(json.dumps({name: round(statistics.median(run[name] for run in runs), 4) for name in runs[0]}))


if __name__ == "__main__":
    main()
