"""Document A's grid: five architectures, each over learning rate, optimizer and activation."""

from dataclasses import replace
from typing import Final

from training.laboratory.studies.study import VOTE, Study
from training.settings import Optimizer, Trial

LEARNING_RATES: Final = (1e-4, 1e-3, 1e-2)
OPTIMIZERS: Final[tuple[Optimizer, ...]] = ("adam", "sgd", "rmsprop")
ACTIVATIONS: Final = ("relu", "elu")

PRETRAINED: Final = ("densenet169", "resnet50v2")
"""Architectures that the document starts from ImageNet's weights."""

_BEST = {
    "cnn": ("A8", "CNN on 48×48×1", "0.001, adam, relu", 0.5542),
    "densenet169": ("A9", "DenseNet169 on 48×48×3", "0.001, adam, relu", 0.6272),
    "vgg16": ("A10", "VGG16's layout on 48×48×1", "0.01, sgd, elu", 0.5792),
    "resnet50v2": ("A11", "ResNet50V2 on 224×224×3", "0.0001, adam, elu", 0.5947),
    "alexnet": ("A12", "AlexNet on 227×227×3", "0.0001, adam, elu", 0.4561),
}


ARCHITECTURES: Final = tuple(_BEST)


def _grid(architecture: str) -> dict[str, Trial]:
    weights = {"weights": "imagenet"} if architecture in PRETRAINED else {}
    return {
        f"{rate:g}, {optimizer}, {activation}": Trial(
            architecture,
            {"activation": activation, **weights},
            epochs=10,
            optimizer=optimizer,
            learning_rate=rate,
            sampling="full",
        )
        for rate in LEARNING_RATES
        for optimizer in OPTIMIZERS
        for activation in ACTIVATIONS
    }


_GRIDS = tuple(
    Study(f"grid-{architecture}", row, f"Grid: {title}", _grid(architecture), reported={best: accuracy})
    for architecture, (row, title, best, accuracy) in _BEST.items()
)

_BEST_THREE = {
    architecture: replace(_grid(architecture)[_BEST[architecture][2]], seed=seed, split_seed=seed)
    for seed, architecture in enumerate(("densenet169", "resnet50v2", "vgg16"), start=1)
}

STUDIES = (
    *_GRIDS,
    Study(
        "fine-tuning",
        "A16",
        "Base frozen first, then fine-tuned, which the document wished for",
        {
            architecture: replace(_grid(architecture)[_BEST[architecture][2]], frozen_epochs=5, patience=0)
            for architecture in PRETRAINED
        },
        differs="The document did not get to it. Five epochs each, the later ones at a tenth of the learning rate.",
    ),
    Study(
        "best-three",
        "A14",
        "Soft vote of the grid's best three, each on a split of its own",
        _BEST_THREE,
        reported={VOTE: 0.6491},
        differs="The vote's validation images are those that no member has learnt from, less than 1 % of all.",
        votes=True,
    ),
)
