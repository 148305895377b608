"""Steady boxes and probabilities for each face."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.certainty import HeldCertainty
from fer_core.results import FoundFace


class OneEuroFilter:
    """Low-pass filter whose cutoff rises with speed: steady at rest, quick in motion (Casiez et al. 2012).

    ``min_cutoff_hz`` is the cutoff at rest, ``beta`` how fast it rises with speed (Hz per unit per second), and
    ``speed_cutoff_hz`` smooths the speed itself.
    """

    def __init__(self, *, min_cutoff_hz: float, beta: float, speed_cutoff_hz: float = 1.0) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = speed_cutoff_hz
        self._value: NDArray[np.float64] | None = None
        self._speed: NDArray[np.float64] | None = None

    def update(self, value: NDArray[np.float64], *, elapsed_s: float, unit: float = 1.0) -> NDArray[np.float64]:
        """Return the smoothed value, same shape, ``elapsed_s`` seconds after the previous one.

        ``unit`` is the length in which speed is measured.
        """
        if self._value is None or self._speed is None:
            self._value, self._speed = value, np.zeros_like(value)
        elif elapsed_s > 0:
            speed = (value - self._value) / elapsed_s
            self._speed = self._speed + _low_pass_share(self._speed_cutoff_hz, elapsed_s) * (speed - self._speed)
            cutoff_hz = self._min_cutoff_hz + self._beta * np.abs(self._speed) / unit
            self._value = self._value + _low_pass_share(cutoff_hz, elapsed_s) * (value - self._value)
        return self._value


class ExponentialAverage:
    """The average of an array over time in which older values count exponentially less."""

    def __init__(self) -> None:
        self._value: NDArray[np.float32] | None = None
        self._time_s = 0.0

    def update(self, value: NDArray[np.float32], *, time_s: float, time_constant_s: float) -> NDArray[np.float32]:
        """Return the average with a value, same shape; after ``time_constant_s`` seconds a change shows to 63 %."""
        if self._value is None or time_constant_s == 0:
            self._value = value
        else:
            share = 1 - math.exp(-(time_s - self._time_s) / time_constant_s)
            self._value = self._value + np.float32(share) * (value - self._value)
        self._time_s = time_s
        return self._value


class FaceSmoother:
    """Smooths the box and the vote on one face over time.

    ``time_constant_s`` is that of the exponential average of votes, and may be changed on the way. ``certainty`` tells
    whether the smoothed vote is certain.
    """

    def __init__(self, *, time_constant_s: float = 0.2) -> None:
        self.time_constant_s = time_constant_s
        self.certainty = HeldCertainty()
        self._vote = ExponentialAverage()
        self._members = ExponentialAverage()
        self.forget_box()

    def forget_box(self) -> None:
        """Take the next box as it is: the pictures have another size from now on."""
        self._box = OneEuroFilter(min_cutoff_hz=0.8, beta=2.0)
        self._tilt = OneEuroFilter(min_cutoff_hz=0.8, beta=2.0)
        self._box_time_s: float | None = None

    def smooth_face(self, face: FoundFace, *, time_s: float) -> FoundFace:
        """Return a face with its box and tilt steadied.

        Speed is measured in face widths, so that near and far faces move alike, and of tilts in radians, by which the
        border of a face moves about half a width.
        """
        elapsed_s = 0.0 if self._box_time_s is None else time_s - self._box_time_s
        self._box_time_s = time_s
        box = np.array(face.box_xywh, dtype=np.float64)
        x, y, w, h = self._box.update(box, elapsed_s=elapsed_s, unit=face.box_xywh[2])
        (tilt,) = self._tilt.update(np.array([face.tilt_degrees]), elapsed_s=elapsed_s, unit=float(np.degrees(1.0)))
        return replace(face, box_xywh=(round(x), round(y), round(w), round(h)), tilt_degrees=float(tilt))

    def smooth_vote(
        self, probabilities: NDArray[np.float32], backing: NDArray[np.float32], *, time_s: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the steadied probabilities and backing (see ``Vote``), float32 (7,), which still sum to 1."""
        vote = np.stack([probabilities, backing])
        smooth_probabilities, smooth_backing = self._vote.update(
            vote, time_s=time_s, time_constant_s=self.time_constant_s
        )
        return smooth_probabilities, smooth_backing

    def smooth_members(self, members: NDArray[np.float32], *, time_s: float) -> NDArray[np.float32]:
        """Return the networks' own probabilities, float32 (members, 7), averaged as the vote is."""
        return self._members.update(members, time_s=time_s, time_constant_s=self.time_constant_s)


def _low_pass_share(cutoff_hz: float | NDArray[np.float64], elapsed_s: float) -> NDArray[np.float64]:
    # Share of the new value in a first-order low-pass filter (Casiez et al. 2012, equation 4).
    time_constant_s = 1 / (2 * np.pi * np.asarray(cutoff_hz))
    return np.asarray(1 / (1 + time_constant_s / elapsed_s))
