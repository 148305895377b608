"""The examination: every camera through every backend at a few sizes, each in a process of its own."""

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, Protocol

import cv2

from fer_core.camera_check.child import Silence, ask
from fer_core.camera_check.findings import Attempt, Backend, Findings, Measurement, Outcome, Step
from fer_core.camera_check.system import camera_devices, is_denied_by_privacy_settings
from fer_core.sources import Camera
from fer_core.sources.camera import CAMERA_BACKEND

SIZES_WH: Final = ((640, 480), (1280, 720), (1920, 1080))
"""Sizes to try, in pixels; the first is the one in which Emolens opens cameras."""

FIRST_CAMERA: Final = Camera(0, "Camera 0")
"""The one to try where the system lists none."""

TIMEOUT_S: Final = 15.0
"""Seconds that an attempt gets: V4L2 waits 10 for a picture, and Media Foundation can take as long to open."""


class Ask(Protocol):
    """Puts a question to a child process; see ``child.ask``."""

    def __call__(self, question: Sequence[str], *, timeout_s: float, stop: threading.Event) -> Any | Silence:
        """Return the answer, or why there is none."""
        ...


def examine(*, stop: threading.Event, on_step: Callable[[Step], None], ask: Ask = ask) -> Findings:
    """Examine all cameras and return what was found, or what was found until ``stop`` was set.

    A camera that does not work through a backend at one size is not tried at the others.
    """
    put = partial(ask, timeout_s=TIMEOUT_S, stop=stop)
    emolens = Backend(CAMERA_BACKEND, cv2.videoio_registry.getBackendName(CAMERA_BACKEND))
    listed = put(["list"])
    backends = [emolens] if isinstance(listed, Silence) else [_backend(item) for item in listed]
    own = next((backend for backend in backends if backend.number == emolens.number), emolens)
    findings = Findings(
        system=sys.platform,
        backend=own.name,
        cameras=own.cameras,
        devices=camera_devices(),
        is_denied=is_denied_by_privacy_settings(),
        has_listing=not isinstance(listed, Silence),
    )
    others = [backend for backend in backends if backend is not own]
    # The list may be wrong: the first camera is tried in any case.
    pairs = [(camera, backend) for camera in own.cameras for backend in (own, *others)] or [(FIRST_CAMERA, own)]
    attempts: list[Attempt] = []
    total = len(pairs) * len(SIZES_WH)
    for number, (camera, backend) in enumerate(pairs):
        for offset, size_wh in enumerate(SIZES_WH):
            if stop.is_set():
                return replace(findings, attempts=tuple(attempts), is_complete=False)
            on_step(Step(number * len(SIZES_WH) + offset, total, camera, backend.name, size_wh))
            index = _index_of(camera, own.cameras, backend.cameras)
            answer = put(["try", str(backend.number), str(index), *map(str, size_wh)])
            if answer is Silence.CANCELLED:
                continue
            attempts.append(_attempt(answer, camera=camera, backend=backend.name, wanted_wh=size_wh))
            if attempts[-1].outcome is not Outcome.WORKS:
                break
    return replace(findings, attempts=tuple(attempts), is_complete=not stop.is_set())


def _index_of(camera: Camera, own: Sequence[Camera], others: Sequence[Camera]) -> int:
    """Return the number of a camera in another backend's list: the same of those with its name, or else the same."""
    namesakes = [other.index for other in own if other.name == camera.name]
    theirs = [other.index for other in others if other.name == camera.name]
    place = namesakes.index(camera.index) if camera.index in namesakes else 0
    return theirs[place] if place < len(theirs) else camera.index


def _backend(item: dict[str, Any]) -> Backend:
    return Backend(item["number"], item["name"], tuple(Camera(**camera) for camera in item["cameras"]))


def _attempt(answer: dict[str, Any] | Silence, *, camera: Camera, backend: str, wanted_wh: tuple[int, int]) -> Attempt:
    if isinstance(answer, Silence):
        outcome = Outcome.HUNG if answer is Silence.HUNG else Outcome.CRASHED
        return Attempt(camera, backend, wanted_wh, outcome)
    measured = answer["measured"]
    if measured is not None:
        measured = Measurement(**measured | {"size_wh": tuple(measured["size_wh"])})
    return Attempt(camera, backend, wanted_wh, Outcome(answer["outcome"]), measured)
