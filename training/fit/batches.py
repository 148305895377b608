"""Batches of faces and of what a network is to answer, as plain arrays."""

from typing import Any, TypeAlias

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.networks.manifest import FACE_SIZE
from training.data.faces import FaceDataset
from training.data.sampling import Samples, class_weights
from training.fit.augment import Augment, Blend
from training.settings import TrainingConfig

EMOTION_HEAD, VOTES_HEAD = "probabilities", "votes"
"""Names of a network's outputs: the seven emotions, and, in training only, the ten FER+ choices."""

FACES, COPIES, OWN_SHARES = "pixels", "are_copies", "own_shares"
"""Names of the inputs of a network in training: grey faces, which of them are copies, and what mixup leaves of each."""

Named: TypeAlias = dict[str, NDArray[Any]]


def scale(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn grey images uint8 (n, size, size) into network input float32 (n, size, size, 1) in [0, 1]."""
    return images.astype(np.float32)[..., None] / np.float32(255)


def with_augmentation(model: keras.Model, config: TrainingConfig, *, size: int, seed: int) -> keras.Model:
    """Return ``model`` behind the random changes of ``config``: it takes the inputs of ``TrainingBatches``.

    The faces reach ``model``, whose outputs and weights are kept, at ``size`` × ``size`` pixels.
    """
    inputs = {
        FACES: keras.Input((FACE_SIZE, FACE_SIZE), dtype="uint8", name=FACES),
        COPIES: keras.Input((), dtype="bool", name=COPIES),
    }
    faces = Augment(config.augmentation, size=size, seed=seed)(inputs[FACES], inputs[COPIES])
    if config.mixup:
        inputs[OWN_SHARES] = keras.Input((), name=OWN_SHARES)
        faces = Blend(dtype="float32")(faces, inputs[OWN_SHARES])
    return keras.Model(inputs, model(faces))


class TrainingBatches(keras.utils.PyDataset):
    """Epochs of shuffled batches: inputs by name, targets and weights by head.

    Inputs are those of ``with_augmentation``: faces uint8 (batch, 48, 48), which are copies, bool (batch,), and with
    mixup what is left of each face, float32 (batch,). The positions of ``samples`` are those in ``train`` and
    ``targets``. A target of zeros alone is unknown and weighs nothing.
    """

    def __init__(
        self, train: FaceDataset, targets: dict[str, NDArray[np.float32]], samples: Samples, config: TrainingConfig,
        *, seed: int,
    ) -> None:  # fmt: skip
        super().__init__()
        self._images = train.images
        self._targets = targets
        self._samples = samples
        self._config = config
        self._random = np.random.default_rng(seed)
        counts = class_weights(train.labels)[train.labels] if config.class_weights else np.ones(len(train), np.float32)
        # The gradient of the cross-entropy takes for granted that targets add up to 1: where they don't, as for an
        # image without votes, it would push all logits down for ever, and ruin the features long before the loss
        # shows it.
        self._weights = {name: counts * (values.sum(axis=1) > 0) for name, values in targets.items()}
        self._order = self._random.permutation(len(samples))

    def __len__(self) -> int:
        return len(self._samples) // self._config.batch_size

    def on_epoch_end(self) -> None:
        """Draw another order."""
        self._order = self._random.permutation(len(self._samples))

    def __getitem__(self, index: int) -> tuple[Named, Named, Named]:
        """Return inputs, targets and weights of a batch."""
        size = self._config.batch_size
        chosen = self._order[index * size : (index + 1) * size]
        positions = self._samples.positions[chosen]
        inputs: Named = {FACES: self._images[positions], COPIES: self._samples.are_copies[chosen]}
        targets: Named = {name: values[positions] for name, values in self._targets.items()}
        weights: Named = {name: values[positions] for name, values in self._weights.items()}
        if self._config.mixup:
            own = self._random.beta(self._config.mixup, self._config.mixup, size).astype(np.float32)
            inputs[OWN_SHARES] = own
            targets = {name: own[:, None] * each + (1 - own[:, None]) * each[::-1] for name, each in targets.items()}
            # A target that is half unknown does not add up to 1 either.
            weights = {name: each * (each[::-1] > 0) for name, each in weights.items()}
        return inputs, targets, weights
