"""Document C's techniques for convolutional networks, on FER2013 in place of its CIFAR-10."""

from itertools import product
from typing import TYPE_CHECKING, cast

from training.laboratory.studies.study import Search, Study
from training.settings import Optimizer, Trial

if TYPE_CHECKING:
    import optuna

_CIFAR = "The document shows the technique on CIFAR-10 and gives no figure."

_TUNED = Trial("batchnorm_cnn", epochs=50, monitor="val_loss", patience=5, plateau=True)


def _suggest(trial: "optuna.Trial") -> Trial:
    """Document C's search space; Keras Tuner's bounds and steps are the same."""
    network = {
        "filters": (trial.suggest_int("filters_1", 32, 128, step=32), trial.suggest_int("filters_2", 64, 256, step=64)),
        "kernels": (trial.suggest_categorical("kernel_1", (3, 5)), trial.suggest_categorical("kernel_2", (3, 5))),
        "dropout": trial.suggest_float("dropout", 0.2, 0.5, step=0.1),
        "units": trial.suggest_int("units", 128, 512, step=128),
    }
    optimizer = cast("Optimizer", trial.suggest_categorical("optimizer", ("adam", "rmsprop")))
    return Trial("search_cnn", network, epochs=20, patience=5, monitor="val_loss", optimizer=optimizer)


STUDIES = (
    Study(
        "pooling",
        "C1",
        "Pooling: maximum, average, global average",
        {kind: Trial("pooling_cnn", {"pooling": kind}, patience=0) for kind in ("max", "average", "global")},
        differs=_CIFAR,
    ),
    Study(
        "basic-cnn",
        "E7",
        "Basic CNN, with and without turned, shifted, zoomed and flipped images",
        {"plain": Trial("basic_cnn", patience=0), "augmented": Trial("basic_cnn", patience=0, jittered=True)},
        differs=_CIFAR,
    ),
    Study(
        "batchnorm-cnn",
        "C2",
        "Batch normalisation and dropout, with early stopping and a falling rate (C4)",
        {"50 epochs at most": _TUNED},
        differs=_CIFAR,
    ),
    Study(
        "transfer",
        "C3",
        "Transfer from ImageNet: base frozen, then also trained",
        {
            f"{name}, {kind}": Trial(
                f"transfer_{name}", {"weights": "imagenet"}, patience=0, epochs=epochs, frozen_epochs=5
            )
            for name, (kind, epochs) in product(("vgg16", "resnet50"), (("frozen", 5), ("fine-tuned", 10)))
        },
        differs=_CIFAR,
    ),
    Study(
        "hyperband",
        "C8",
        "Hyperband over filters, kernels, dropout, units and optimizer",
        {},
        differs=f"{_CIFAR} Trials that were stopped early have no figures.",
        search=Search("hyperband", 30, 20, _suggest),
    ),
    Study(
        "cnn-ensemble",
        "C9",
        "Three different CNNs, each alone and their mean",
        {name: Trial(name, patience=0) for name in ("shallow_cnn", "deep_cnn", "normalised_cnn")},
        differs=_CIFAR,
        votes=True,
    ),
)
