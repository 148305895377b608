"""What networks in training answer to faces."""

from typing import Final

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.terminal.progress import progress
from training.fit.batches import EMOTION_HEAD, scale
from training.fit.distribution import even, filled_size

_EVALUATION_BATCH: Final = 256

_SOON_DONE_S: Final = 10.0
"""Answers that take no longer have no progress bar."""

_SCALED: Final = 16 * _EVALUATION_BATCH
"""Faces that are in memory as float32 at once."""


def evaluation_batch(count: int) -> int:
    """Return how many of ``count`` faces, of which there is one at least, are answered at once."""
    return even(min(_EVALUATION_BATCH, count))


def predict(network: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return what a network answers to faces, uint8 (n, size, size).

    Of one with heads for the emotions and more these are its probabilities, float32 (n, 7). What takes long shows how
    far it is.
    """
    answers, batch_size = [], evaluation_batch(len(images))
    with progress(total=len(images), unit=" images", description=network.name, delay_s=_SOON_DONE_S) as bar:

        def tell(*_: object, **__: object) -> None:
            bar.update(min(batch_size, len(images) - bar.n))

        callback = keras.callbacks.LambdaCallback(on_predict_batch_end=tell)
        for first in range(0, len(images), _SCALED):
            faces = scale(images[first : first + _SCALED])
            missing = filled_size(len(faces), batch_size) - len(faces)
            filled = np.concatenate([faces, np.zeros((missing, *faces.shape[1:]), faces.dtype)])
            outputs = network.predict(filled, batch_size=batch_size, verbose=0, callbacks=[callback])
            bar.update(first + len(faces) - bar.n)
            answers.append((outputs[EMOTION_HEAD] if isinstance(outputs, dict) else outputs)[: len(faces)])
    return np.concatenate(answers)
