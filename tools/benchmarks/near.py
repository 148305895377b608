"""What searching near known faces finds, and what it costs: part of ``python -m tools.benchmarks.detection live``."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors import live_detector
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.faces.detectors.near import FULL_EVERY_S, MARGIN, NearSearch
from fer_core.faces.tracking import intersection_over_union
from fer_core.results import BoxXywh, FoundFace
from fer_core.sources import open_source

_FRAMES = 240
_FPS = 30
_FACE = 180
"""Width of the demo's face in pixels."""

_SWAY = (220, 90)
"""How many pixels across and down the face is moved from its place: part of the way it leaves the picture."""


def measure_near() -> None:
    """Measure margins and periods against searching whole frames, and print a table."""
    with open_source("demo") as demo:
        still = [to_grey(demo.read().image_bgr) for _ in range(_FRAMES)]
    films = {"still": still} | {f"{speed} widths/s": swaying(still, speed) for speed in (1, 2, 4)}
    print(f"{_FRAMES} demo frames in a row, the face still or swaying: boxes of whole frames that are found near, ms")
    print("film          margin  every s   recall  boxes   mean ms  median ms")
    for name, film in films.items():
        detector = HaarDetector()
        reference, times = _search(film, lambda frame, _, detector=detector: detector.find(frame))
        _print_row(f"{name:13} whole         ", reference, reference, times)
        for margin, every_s in ((0.1, 1 / 3), (0.2, 1 / 6), (0.2, 1 / 3), (0.2, 2 / 3), (0.3, 1 / 3)):
            near = NearSearch(HaarDetector(), margin=margin, full_every_s=every_s)
            found, times = _search(film, lambda frame, time_s, near=near: near.find(frame, time_s=time_s))
            mark = "  <- in use" if (margin, every_s) == (MARGIN, FULL_EVERY_S) else ""
            _print_row(f"{name:13} {margin:6} {every_s:8.2f}", reference, found, times, mark)


def measure_in_turn() -> None:
    """Measure the detectors for live video on the same frames in turn, as they are used, and print a table."""
    with open_source("demo") as demo:
        film = [demo.read().image_bgr for _ in range(_FRAMES)]
    names = ("haar", "careful")
    whole = {name: live_detector(name) for name in names}
    near = {name: NearSearch(live_detector(name)) for name in names}
    times: dict[tuple[str, str], list[float]] = {}
    for number, frame in enumerate(film):
        grey = to_grey(frame)
        for name in names:
            picture = frame if whole[name].takes_colour else grey
            for how, find in (
                ("whole", partial(whole[name].find, picture)),
                ("near", partial(near[name].find, picture, time_s=number / _FPS)),
            ):
                began = time.perf_counter()
                find()
                times.setdefault((name, how), []).append((time.perf_counter() - began) * 1000)
    print(f"\n{_FRAMES} demo frames, the detectors in turn; search and judge together, ms a frame")
    print("detector   every frame whole: median   p90     as used: median   mean")
    for name in names:
        all_of, some = times[name, "whole"], times[name, "near"]
        p90 = statistics.quantiles(all_of, n=10)[-1]
        print(
            f"{name:10} {statistics.median(all_of):26.1f} {p90:5.1f} {statistics.median(some):19.1f} "
            f"{statistics.mean(some):6.1f}"
        )


def swaying(frames: Sequence[NDArray[np.uint8]], speed: float) -> list[NDArray[np.uint8]]:
    """Return frames that are moved to and fro, at most ``speed`` face widths a second across."""
    moved = []
    for number, frame in enumerate(frames):
        phase = speed * _FACE / _SWAY[0] * number / _FPS
        shift = np.array([[1, 0, _SWAY[0] * np.sin(phase)], [0, 1, _SWAY[1] * np.sin(0.7 * phase)]])
        moved.append(cv2.warpAffine(frame, shift, frame.shape[::-1], borderMode=cv2.BORDER_REPLICATE))
    return moved


def _search(
    film: Sequence[NDArray[np.uint8]], find: Callable[[NDArray[np.uint8], float], list[FoundFace]]
) -> tuple[list[list[BoxXywh]], list[float]]:
    """Return the boxes in every frame, and the milliseconds that each took."""
    boxes, times = [], []
    for number, frame in enumerate(film):
        began = time.perf_counter()
        boxes.append([face.box_xywh for face in find(frame, number / _FPS)])
        times.append((time.perf_counter() - began) * 1000)
    return boxes, times


def _print_row(
    head: str,
    reference: Sequence[list[BoxXywh]],
    found: Sequence[list[BoxXywh]],
    times: Sequence[float],
    mark: str = "",
) -> None:
    pairs = [(box, others) for boxes, others in zip(reference, found, strict=True) for box in boxes]
    hits = sum(any(intersection_over_union(box, other) > 0.5 for other in others) for box, others in pairs)
    print(
        f"{head}  {hits / len(pairs):7.1%}  {sum(map(len, found)):5}  {statistics.mean(times):8.1f}  "
        f"{statistics.median(times):9.1f}{mark}"
    )
