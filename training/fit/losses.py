"""What the head of the seven emotions is trained to make small."""

from typing import Final

import keras

from training.settings import Loss

FOCUSING: Final = 2.0
"""γ of the focal loss; the paper found 2 best."""


def emotion_loss(name: Loss) -> keras.losses.Loss:
    """Return a loss of targets and probabilities, each (n, 7); targets may be soft.

    The focal loss is equation 4 of Lin et al. 2017, −(1 − p)^γ log p, of each class times its target, summed over the
    classes. Keras' α, one factor for all classes, would only change the learning rate, so it is 1.
    """
    if name == "focal":
        return keras.losses.CategoricalFocalCrossentropy(alpha=1.0, gamma=FOCUSING)
    return keras.losses.CategoricalCrossentropy()
