"""A process that records until it is killed: ``python -m tools.reliability.recording_child FOLDER``."""

import sys
import threading
import time
from pathlib import Path

import numpy as np

from app.pages.live.messages import Analysis, Shot
from app.pages.live.recording import Recorder, RecordingOptions
from fer_core.emotions import EMOTIONS
from fer_core.recording.info import RecordingInfo
from fer_core.resources import asset_path
from fer_core.results import FaceResult, FrameResult
from fer_core.sources import Frame, open_source

FPS = 30.0


def main(folder: Path) -> None:
    """Record the demo in real time with one face in each picture, and print when each picture came."""
    info = RecordingInfo("Demo", "", (0, 0), FPS, "0")
    recorder = Recorder(1, info, RecordingOptions(folder))
    threading.Thread(target=recorder.run, daemon=True).start()
    probabilities = np.full(len(EMOTIONS), 1 / len(EMOTIONS), np.float32)
    faces = FrameResult((FaceResult(1, (200, 100, 200, 200), probabilities, agreement=1.0, is_uncertain=True),), 1.0)
    with open_source(str(asset_path("demo/demo.mp4"))) as source:
        frames = [frame for _ in range(90) if (frame := source.read()) is not None]
    started = time.perf_counter()
    number = 0
    while recorder.result is None:
        time.sleep(max(0.0, started + number / FPS - time.perf_counter()))
        at = time.perf_counter()
        image_bgr = frames[number % len(frames)].image_bgr
        shot = Shot(1, number, Frame(number, at - started, at, image_bgr))
        recorder.take_shot(shot)
        recorder.take_analysis(Analysis(1, number, at, shot.size_wh, faces))
        print(f"{at - started:.4f}", flush=True)
        number += 1
    sys.exit(recorder.result.problem)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
