"""Picture files read on several cores at once, with the results of one."""

import os
import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice, takewhile
from pathlib import Path
from typing import Final

from fer_core.faces.detectors.base import FaceDetector
from fer_core.networks.manifest import UncertaintyRule
from fer_core.predict.pictures import FaceClassifier, PicturePrediction, predict_pictures

HANDFUL: Final = 8
"""Files that one thread reads before their results are handed on: with fewer, the networks take longer for a face."""

_AHEAD: Final = 2
"""Handfuls for each thread that are begun before the results of the first are wanted."""


def usable_cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def predict_side_by_side(
    paths: Iterable[Path],
    *,
    detectors: Sequence[FaceDetector | None],
    classifier: FaceClassifier,
    rule: UncertaintyRule,
) -> Generator[PicturePrediction]:
    """Yield what ``predict_pictures`` does, in the same order, from as many threads as there are ``detectors``.

    All of them ask one ``classifier``: ONNX Runtime, OpenCV and the disk let go of Python's lock, and one set of
    networks in memory does for all. Without detectors of its own (``None``) each picture is one face as a whole. Where
    the iterator is closed, or an exception ends it, each thread finishes the picture that it is at.
    """
    if len(detectors) == 1:
        yield from predict_pictures(paths, detector=detectors[0], classifier=classifier, rule=rule)
        return
    idle: queue.SimpleQueue[FaceDetector | None] = queue.SimpleQueue()
    for detector in detectors:
        idle.put(detector)
    is_over = threading.Event()

    def read(handful: Sequence[Path]) -> list[PicturePrediction]:
        detector = idle.get()
        wanted = takewhile(lambda _: not is_over.is_set(), handful)
        try:
            return list(predict_pictures(wanted, detector=detector, classifier=classifier, rule=rule))
        finally:
            idle.put(detector)

    remaining = iter(paths)
    begun: deque[Future[list[PicturePrediction]]] = deque()
    with ThreadPoolExecutor(len(detectors), thread_name_prefix="pictures") as pool:
        try:
            while handful := list(islice(remaining, HANDFUL)):
                begun.append(pool.submit(read, handful))
                if len(begun) > _AHEAD * len(detectors):
                    yield from begun.popleft().result()
            while begun:
                yield from begun.popleft().result()
        finally:
            is_over.set()
            pool.shutdown(wait=False, cancel_futures=True)
