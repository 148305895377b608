"""Which attempts an examination makes, with answers that are made up."""

import threading
from dataclasses import asdict

from fer_core.camera_check.child import Silence
from fer_core.camera_check.examine import SIZES_WH, examine
from fer_core.camera_check.findings import Backend, Outcome
from fer_core.sources import Camera
from fer_core.sources.camera import CAMERA_BACKEND
from tests.findings import measurement

CLOSED = {"outcome": "does not open", "measured": None}
WORKS = {"outcome": "works", "measured": asdict(measurement()) | {"size_wh": [640, 480]}}
FRONT, BACK, OTHER = 0, 1, 99


class FakeAsk:
    """Answers from tables; ``answers`` are by backend and number of the camera, and work where there is none."""

    def __init__(self, *backends, listing=None, answers=None, cancel_after=None):
        self.listing = listing or [asdict(backend) for backend in backends]
        self.answers = answers or {}
        self.cancel_after = cancel_after
        self.tried = []

    def __call__(self, question, *, timeout_s, stop):
        assert timeout_s > 0
        if question[0] == "list":
            return self.listing
        if len(self.tried) == self.cancel_after:
            stop.set()
            return Silence.CANCELLED
        backend, index, width, height = map(int, question[1:])
        self.tried.append((backend, index, (width, height)))
        return self.answers.get((backend, index), WORKS)


def run(ask):
    steps = []
    return examine(stop=threading.Event(), on_step=steps.append, ask=ask), steps


def own(*cameras):
    return Backend(CAMERA_BACKEND, "Own", cameras)


def test_every_camera_is_tried_at_every_size_through_every_backend():
    cameras = (Camera(FRONT, "front"), Camera(BACK, "back"))
    ask = FakeAsk(Backend(OTHER, "Other"), own(*cameras))
    findings, steps = run(ask)
    assert [(step.done, step.total) for step in steps] == [(number, 12) for number in range(12)]
    assert ask.tried[:3] == [(CAMERA_BACKEND, FRONT, size_wh) for size_wh in SIZES_WH]
    assert ask.tried[-1] == (OTHER, BACK, SIZES_WH[-1])
    assert findings.cameras == cameras
    assert findings.backend == "Own"
    assert findings.is_complete
    assert findings.attempts[0].measured == measurement()


def test_what_does_not_work_is_not_tried_at_other_sizes():
    answers = {
        (CAMERA_BACKEND, FRONT): Silence.HUNG,
        (CAMERA_BACKEND, BACK): Silence.CRASHED,
        (OTHER, FRONT): CLOSED,
        (OTHER, BACK): {"outcome": "opens, but gives no picture", "measured": None},
    }
    ask = FakeAsk(own(Camera(FRONT, "front"), Camera(BACK, "back")), Backend(OTHER, "Other"), answers=answers)
    findings, _ = run(ask)
    outcomes = [attempt.outcome for attempt in findings.attempts]
    assert outcomes == [Outcome.HUNG, Outcome.CLOSED, Outcome.CRASHED, Outcome.EMPTY]


def test_backends_that_count_otherwise_are_asked_for_the_camera_of_that_name():
    ours = (Camera(0, "twin"), Camera(1, "front"), Camera(2, "twin"))
    theirs = (Camera(0, "front"), Camera(1, "twin"), Camera(2, "twin"))
    ask = FakeAsk(own(*ours), Backend(OTHER, "Other", theirs), answers={(OTHER, index): CLOSED for index in range(3)})
    run(ask)
    assert [index for backend, index, _ in ask.tried if backend == OTHER] == [1, 0, 2]


def test_without_a_list_the_first_camera_is_tried():
    for listing, has_listing in ((Silence.HUNG, False), ([asdict(own())], True)):
        ask = FakeAsk(listing=listing, answers={(CAMERA_BACKEND, 0): CLOSED})
        findings, _ = run(ask)
        assert [index for _, index, _ in ask.tried] == [0]
        assert (findings.cameras, findings.has_listing) == ((), has_listing)
        assert [attempt.outcome for attempt in findings.attempts] == [Outcome.CLOSED]


def test_a_cancelled_examination_keeps_what_it_has():
    for done in range(3):
        ask = FakeAsk(own(Camera(FRONT, "front")), cancel_after=done)
        findings, _ = run(ask)
        assert len(findings.attempts) == len(ask.tried) == done
        assert not findings.is_complete
