"""Batches of faces and of what a network is to answer."""

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from training.data.faces import FaceDataset
from training.data.sampling import Samples, class_weights
from training.fit.augment import Augmenter, Mixup
from training.settings import TrainingConfig

EMOTION_HEAD, VOTES_HEAD = "probabilities", "votes"
"""Names of a network's outputs: the seven emotions, and, in training only, the ten FER+ choices."""


def scale(images: tf.Tensor) -> tf.Tensor:
    """Turn grey images uint8 (n, size, size) into network input float32 (n, size, size, 1) in [0, 1]."""
    return tf.cast(images, tf.float32)[..., None] / 255.0


def training_batches(
    train: FaceDataset,
    targets: dict[str, NDArray[np.float32]],
    samples: Samples,
    config: TrainingConfig,
    *,
    size: int,
    seed: int,
) -> tf.data.Dataset:
    """Return one epoch of shuffled, augmented batches: faces (batch, size, size, 1), targets and weights by head.

    The positions of ``samples`` are those in ``train`` and ``targets``. A target of zeros alone is unknown and weighs
    nothing.
    """
    images = tf.constant(train.images)
    own_weights = class_weights(train.labels)[train.labels] if config.class_weights else np.ones(len(train), np.float32)
    tensors = {name: tf.constant(values) for name, values in targets.items()}
    # The gradient of the cross-entropy takes for granted that targets add up to 1: where they don't, as for an image
    # without votes, it would push all logits down for ever, and ruin the features long before the loss shows it.
    weights = {name: tf.constant(own_weights * (values.sum(axis=1) > 0)) for name, values in targets.items()}
    augment = Augmenter(config.augmentation, size=size, seed=seed)
    mixup = Mixup(config.mixup, seed=seed) if config.mixup else None

    def draw(batch: tf.Tensor, are_copies: tf.Tensor) -> tuple[tf.Tensor, dict[str, tf.Tensor], dict[str, tf.Tensor]]:
        faces = augment(scale(tf.gather(images, batch)), are_copies)
        wanted = {name: tf.gather(values, batch) for name, values in tensors.items()}
        counted = {name: tf.gather(values, batch) for name, values in weights.items()}
        if mixup:
            faces, wanted = mixup(faces, wanted)
            # A target that is half unknown does not add up to 1 either.
            counted = {name: own * tf.cast(own[::-1] > 0, own.dtype) for name, own in counted.items()}
        return faces, wanted, counted

    return (
        tf.data.Dataset.from_tensor_slices((samples.positions, samples.are_copies))
        .shuffle(len(samples), seed=seed)
        .batch(config.batch_size, drop_remainder=True)
        .map(draw, num_parallel_calls=2)
        .prefetch(4)
    )
