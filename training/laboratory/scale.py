"""How much of the documents' experiments a preset of the laboratory runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fer_core.terminal.streams import counted
from training.laboratory.studies import GRIDS, Study
from training.settings import Trial


@dataclass(frozen=True, slots=True)
class Reduction:
    """What is left of a study: some of its trials (empty: all), for at most ``epochs``, on a share of the images.

    ``count`` is how many trials are run, or drawn (None: as many as the study says).
    """

    trials: tuple[str, ...] = ()
    epochs: int | None = None
    share: float = 1.0
    count: int | None = None

    def sentences(self) -> list[str]:
        """Say what is left out in training."""
        epochs = [f"Reduced: at most {counted(self.epochs, 'epoch')}."] if self.epochs is not None else []
        return epochs + ([f"Reduced: {self.share:.0%} of the training images."] if self.share < 1 else [])


@dataclass(frozen=True, slots=True)
class Scale:
    """A preset of the laboratory: ``default`` reduces every study that ``studies`` does not name.

    ``images_per_class`` limits all data (None: all). Where a document starts from ImageNet's weights, ``weights`` says
    what is taken unless the command line says otherwise: "imagenet" or "none". ``grids`` are the architectures that the
    chain tries.
    """

    name: str
    default: Reduction = Reduction()
    studies: Mapping[str, Reduction] = field(default_factory=dict)
    images_per_class: int | None = None
    weights: str = "imagenet"
    grids: tuple[str, ...] = tuple(GRIDS)

    def reduction(self, study: Study) -> Reduction:
        """Return what this preset does to a study."""
        return self.studies.get(study.name, self.default)

    def reduce(self, study: Study) -> Study:
        """Return what this preset runs of a study."""
        reduction = self.reduction(study)
        chosen = reduction.trials or tuple(study.trials)[: reduction.count]
        search = study.search
        if search:
            epochs = min(search.epochs, reduction.epochs or search.epochs)
            search = replace(search, count=reduction.count or search.count, epochs=epochs)
        return replace(study, trials={name: self.shorten(study, study.trials[name]) for name in chosen}, search=search)

    def shorten(self, study: Study, trial: Trial) -> Trial:
        """Return a trial of a study with the epochs that this preset allows it.

        Few images are split alike for all trials: in splits of their own, none would be held back from every one.
        """
        if self.images_per_class is not None:
            trial = replace(trial, split_seed=0)
        most = self.reduction(study).epochs
        if most is None or trial.epochs <= most:
            return trial
        frozen = most if trial.frozen_epochs == trial.epochs else min(trial.frozen_epochs, most // 2)
        return replace(trial, epochs=most, frozen_epochs=frozen)


_BEST_CELLS = {
    "grid-densenet169": "0.001, adam, relu",
    "grid-vgg16": "0.01, sgd, elu",
    "grid-resnet50v2": "0.0001, adam, elu",
    "grid-alexnet": "0.0001, adam, elu",
}

FULL = Scale("full")
"""What the documents did, but for what a study says it does differently; weeks on two cores."""

CPU = Scale(
    "cpu",
    studies={
        "grid-densenet169": Reduction(
            (_BEST_CELLS["grid-densenet169"], "0.0001, adam, relu", "0.01, sgd, relu"), epochs=2, share=0.5
        ),
        "grid-vgg16": Reduction((_BEST_CELLS["grid-vgg16"], "0.0001, adam, relu"), epochs=2, share=0.3),
        "grid-resnet50v2": Reduction((_BEST_CELLS["grid-resnet50v2"],), epochs=2, share=0.2),
        "grid-alexnet": Reduction((_BEST_CELLS["grid-alexnet"],), epochs=2, share=0.2),
        "best-three": Reduction(epochs=2, share=0.2),
        "more-members": Reduction(epochs=2, share=0.1),
        "fine-tuning": Reduction(("resnet50v2",), epochs=2, share=0.2),
        "resnet18": Reduction(epochs=2, share=0.4),
    },
)
"""In full: documents A's imbalance study and the CNN column of its grid, B, C, myCNN and its search.

Reduced, for at most two epochs: of the other grids the documents' best cell, of VGG16's one more, which learns where
that one diverges, and of DenseNet169's two, none of which learns from random weights, on a half (DenseNet169), three
tenths (VGG16) and a fifth (AlexNet, ResNet50V2) of the images; the grid's best three together and fine-tuning of
ResNet50V2, on a fifth; the best five together, on a tenth; ResNet18, on two fifths. The report repeats it row by row,
with the hours that all would take.
"""

SMOKE = Scale(
    "smoke",
    Reduction(epochs=1, count=2),
    {
        **{name: Reduction((cell,), epochs=1) for name, cell in _BEST_CELLS.items()},
        "best-three": Reduction(epochs=1),
        "fine-tuning": Reduction(("densenet169",), epochs=1),
        "resnet18": Reduction(("rate 0.001, dropout 0.1",), epochs=1),
    },
    images_per_class=6,
    weights="none",
)
"""Minutes, to see that every step works; its figures mean nothing, so nothing is downloaded for them."""

SCALES = {scale.name: scale for scale in (SMOKE, CPU, FULL)}

SMOKE_CHAIN = Scale(
    "smoke",
    Reduction(epochs=4, count=1),
    {
        "grid-cnn": Reduction(("0.001, adam, relu", "0.0001, adam, relu"), epochs=6),
        "grid-vgg16": Reduction(("0.0001, adam, relu",), epochs=4),
        "grid-alexnet": Reduction((_BEST_CELLS["grid-alexnet"],), epochs=4),
        "best-three": Reduction(epochs=4),
    },
    images_per_class=12,
    weights="none",
    grids=("cnn", "vgg16", "alexnet"),
)
"""Minutes: enough epochs for a vote that tells drawn faces apart, but not the two networks of hundreds of layers."""

CHAINS = {**SCALES, "smoke": SMOKE_CHAIN}
"""What the chain runs by the names of the presets."""
