"""Document D's two networks, each with its first and its second settings, and the search that it wished for."""

from dataclasses import replace
from typing import TYPE_CHECKING

from training.laboratory.studies.study import Search, Study
from training.settings import Trial

if TYPE_CHECKING:
    import optuna

_DECAY = "Its weight decay is an L2 term of the loss, ours is decoupled from the gradient."

_MY_CNN = Trial(
    "my_cnn", {"dropout": 0.4}, epochs=20, patience=0, optimizer="sgd", learning_rate=0.005, momentum=0.5,
    weight_decay=1e-3,
)  # fmt: skip
_RESNET18 = Trial(
    "resnet18", {"dropout": 0.1}, epochs=20, patience=0, optimizer="adam", learning_rate=1e-3, weight_decay=1e-5
)


def _suggest(trial: "optuna.Trial") -> Trial:
    return replace(
        _MY_CNN,
        network={"dropout": trial.suggest_float("dropout", 0.1, 0.5)},
        learning_rate=trial.suggest_float("learning_rate", 1e-3, 1e-1, log=True),
        momentum=trial.suggest_float("momentum", 0.0, 0.95),
        weight_decay=trial.suggest_float("weight_decay", 1e-5, 1e-2, log=True),
    )


STUDIES = (
    Study(
        "my-cnn",
        "D2",
        "myCNN: batch normalisation in every layer, SGD",
        {
            "rate 0.005, dropout 0.4": _MY_CNN,
            "rate 0.01, dropout 0.2": replace(_MY_CNN, learning_rate=0.01, network={"dropout": 0.2}),
        },
        differs=f"The document gives no figure and no widths. {_DECAY}",
    ),
    Study(
        "resnet18",
        "D3",
        "ResNet18 at 224×224, Adam",
        {
            "rate 0.001, dropout 0.1": _RESNET18,
            "rate 0.0001, dropout 0.2": replace(_RESNET18, learning_rate=1e-4, network={"dropout": 0.2}),
        },
        differs=f"The document gives no figure. {_DECAY}",
    ),
    Study(
        "my-cnn-search",
        "D4",
        "Random search around myCNN, which the document wished for",
        {},
        differs="The document did not get to it.",
        search=Search("random", 12, 20, _suggest),
    ),
)
