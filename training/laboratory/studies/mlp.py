"""Document B's one-factor studies on a fully connected network."""

from dataclasses import replace

from training.laboratory.studies.study import Study
from training.settings import Trial

_RATES = "The document names no learning rate; ours is 0.001 for every optimizer."

BASELINE = Trial("mlp", epochs=100, momentum=0.0, monitor="val_loss", patience=3)

_BATCHES = (16, 32, 64, 128, 256)
_ACTIVATIONS = ("sigmoid", "linear", "relu", "leaky_relu", "tanh")
_DEEP = replace(BASELINE, network={"hidden": (512, 256, 128)})

_LAYERS = (
    (512, 256),
    (512, 256, 128),
    (256, 128),
    (64, 32, 16),
    (884, 886, 888),
    (500, 550, 600, 650, 700),
)


def _name(hidden: tuple[int, ...]) -> str:
    return ", ".join(map(str, hidden))


STUDIES = (
    Study(
        "mlp-baseline",
        "B0",
        "Fully connected baseline",
        {"128, 32": BASELINE},
        measure="test accuracy",
        reported={"128, 32": 0.4507},
        beside={"128, 32": {"train accuracy": 0.5578, "validation accuracy": 0.3482}},
    ),
    Study(
        "batch-size",
        "B1",
        "Batch size",
        {str(size): replace(BASELINE, batch_size=size) for size in _BATCHES},
        measure="test accuracy",
        reported={"16": 0.3825, "32": 0.3740, "64": 0.3762, "128": 0.3851, "256": 0.3864},
    ),
    Study(
        "epoch-limit",
        "E5",
        "Batch size and the largest number of epochs, with early stopping",
        {
            f"{size}, {limit:,} epochs": replace(BASELINE, batch_size=size, epochs=limit)
            for limit in (100, 2000, 20000)
            for size in _BATCHES
        },
        measure="test accuracy",
        differs="No training gets near the limit: three epochs without a smaller validation loss end it.",
    ),
    Study(
        "mlp-recall",
        "E6",
        "Judged by recall: more hidden layers, each activation anew, tanh for longer, dropout",
        {
            **{name: replace(_DEEP, network={**_DEEP.network, "activation": name}) for name in _ACTIVATIONS},
            "tanh, patience 10": replace(_DEEP, network={**_DEEP.network, "activation": "tanh"}, patience=10),
            **{f"relu, dropout {share}": replace(_DEEP, network={**_DEEP.network, "dropout": share})
               for share in (0.2, 0.5)},
        },
        measure="validation macro recall",
        differs="The document wished for it, and names no values: three hidden layers of 512, 256 and 128 units.",
    ),
    Study(
        "activation",
        "B2",
        "Activation (the document's “softmax” is the identity)",
        {
            name: replace(BASELINE, network={"activation": name})
            for name in _ACTIVATIONS
        },
        measure="test accuracy",
        reported={"sigmoid": 0.4006, "linear": 0.3721, "relu": 0.4468, "leaky_relu": 0.4124, "tanh": 0.3882},
    ),
    Study(
        "optimizer",
        "B3",
        "Optimizer",
        {
            name: replace(BASELINE, optimizer=name)
            for name in ("sgd", "adagrad", "rmsprop", "adadelta", "adam", "nadam")
        },
        reported={
            "sgd": 0.3829, "adagrad": 0.4034, "rmsprop": 0.2528, "adadelta": 0.2528, "adam": 0.2528, "nadam": 0.3723,
        },
        differs=_RATES,
    ),
    Study(
        "hidden-layers",
        "B4",
        "Hidden layers",
        {_name(hidden): replace(BASELINE, network={"hidden": hidden}) for hidden in _LAYERS},
        measure="test accuracy",
        reported=dict(zip(map(_name, _LAYERS), (0.1774, 0.2468, 0.2400, 0.2120, 0.1725, 0.1475), strict=True)),
    ),
    Study(
        "mlp-final",
        "B6",
        "The best of each: batch 32, ReLU, Adagrad, 512 and 256 units",
        {"final": replace(BASELINE, optimizer="adagrad", network={"hidden": (512, 256)})},
        reported={"final": 0.3884},
        differs=_RATES,
    ),
)  # fmt: skip

SVM = Study(
    "linear-svm",
    "B5",
    "Linear support vector machine on pixels",
    {},
    differs="One class against the rest, on 256 principal components: minutes in place of five hours.",
)
"""The one experiment without a network."""
