"""A small network that tells whether a candidate is a face, and where exactly the face is."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import ModelError
from fer_core.faces.detectors.candidates import VIEW_SIDE
from fer_core.networks.session import open_session
from fer_core.networks.views import with_mirror_images
from fer_core.resources import asset_path

MODEL: Final = "detector/judge.onnx"
"""The network, below ``assets``; ``python -m training.run detector`` trains it."""

INPUT, OUTPUT = "views", "verdicts"
ANSWERS: Final = 6
"""Numbers of a verdict: the logit that it is a face; shifts right and down; growth; sine and cosine of the turn."""

MIRRORED: Final = np.array([1, -1, 1, 1, -1, 1], dtype=np.float32)
"""What to multiply the answers to a mirror image by: the shift to the right and the sine of the turn change sign."""

_BATCH: Final = 256


class Judge:
    """The network in an onnxruntime session, on one thread."""

    def __init__(self, path: Path | None = None) -> None:
        """Load the network, by default the one that ships with Emolens; raises ModelError where it cannot be."""
        path = path or asset_path(MODEL)
        try:
            self._session = open_session(str(path))
        except Exception as error:
            raise ModelError(
                "The network {path} that judges faces cannot be loaded ({error}); reinstall Emolens.",
                path=path,
                error=error,
            ) from error

    def judge(self, views: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the probabilities, float32 (n,), that views uint8 (n, 32, 32) show a face, and moves (n, 4) to it.

        What moves are, ``corrected`` says. Each view and its mirror image are judged; the mean of both counts.
        """
        plain, mirrored = np.split(self.answers(with_mirror_images(views)), 2)
        return read_verdicts(np.asarray((plain + mirrored * MIRRORED) / 2, dtype=np.float32))

    def answers(self, views: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the network's own answers, float32 (n, ``ANSWERS``), to views uint8 (n, 32, 32)."""
        if views.shape[1:] != (VIEW_SIDE, VIEW_SIDE) or views.dtype != np.uint8:
            raise ValueError(f"expected views uint8 (n, {VIEW_SIDE}, {VIEW_SIDE}), got {views.dtype} {views.shape}")
        answers = [np.zeros((0, ANSWERS), dtype=np.float32)]
        for first in range(0, len(views), _BATCH):
            batch = views[first : first + _BATCH, ..., None].astype(np.float32) / 255
            answers += self._session.run([OUTPUT], {INPUT: batch})
        return np.concatenate(answers)


def read_verdicts(answers: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return probabilities (n,) and moves (n, 4) out of the network's answers, float32 (n, ``ANSWERS``)."""
    logits, right, down, growth, sine, cosine = answers.T
    turn = np.degrees(np.arctan2(sine, cosine))
    moves = np.stack([right, down, growth, turn], axis=1)
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32), np.asarray(moves, dtype=np.float32)
