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
    "cnn": ("A8", "CNN on 48×48×1", "0.001, adam, relu", 0.5542, 0.7485),
    "densenet169": ("A9", "DenseNet169 on 48×48×3", "0.001, adam, relu", 0.6272, 0.7886),
    "vgg16": ("A10", "VGG16's layout on 48×48×1", "0.01, sgd, elu", 0.5792, 0.7521),
    "resnet50v2": ("A11", "ResNet50V2 on 224×224×3", "0.0001, adam, elu", 0.5947, 0.7886),
    "alexnet": ("A12", "AlexNet on 227×227×3", "0.0001, adam, elu", 0.4561, 0.6491),
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
    Study(
        f"grid-{architecture}",
        row,
        f"Grid: {title}",
        _grid(architecture),
        reported={best: accuracy},
        beside={best: {"validation top-2": top2}},
    )
    for architecture, (row, title, best, accuracy, top2) in _BEST.items()
)

_OTHER_SEEDS = 2
"""The first of the seeds of networks that are trained anew; the grid has 1."""

_BEST_THREE = {
    architecture: replace(_grid(architecture)[_BEST[architecture][2]], seed=seed, split_seed=seed)
    for seed, architecture in enumerate(("densenet169", "resnet50v2", "vgg16"), start=_OTHER_SEEDS)
}

_CNN = _grid("cnn")[_BEST["cnn"][2]]

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
        differs="The vote's validation images are those that no member has learnt from, of three splits less than 1 %.",
        votes=True,
        from_grid=True,
    ),
    Study(
        "more-members",
        "E8",
        "More members: soft vote of the best of all five architectures",
        {
            architecture: replace(_grid(architecture)[_BEST[architecture][2]], seed=seed)
            for seed, architecture in enumerate(ARCHITECTURES, start=_OTHER_SEEDS)
        },
        differs="The document wished for it. All on one split, or no image would be left to judge the vote by.",
        votes=True,
        from_grid=True,
    ),
    Study(
        "regularisation",
        "E8",
        "More regularisation of the simple CNN: dropout, weight decay",
        {
            f"dropout {dropout}, weight decay {decay:g}": replace(
                _CNN, network={**_CNN.network, "dropout": dropout}, weight_decay=decay
            )
            for dropout in (0.5, 0.7)
            for decay in (0.0, 1e-3)
        },
        differs="The document wished for it, and names no values.",
    ),
)
