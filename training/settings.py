"""What a run or a trial can be told; the presets are in ``training.ensemble.presets``."""

from dataclasses import dataclass, field
from itertools import accumulate, pairwise, starmap
from typing import Any, Literal

from fer_core.networks.manifest import FACE_SIZE

Sampling = Literal["none", "mild", "full"]
Loss = Literal["crossentropy", "focal"]
Optimizer = Literal["adam", "sgd", "rmsprop", "adagrad", "adadelta", "nadam"]


@dataclass(frozen=True, slots=True)
class AugmentationConfig:
    """Ranges of the random transforms; the defaults are the source project's, but for ``share``.

    ``rotation`` is a share of a full turn (0.2 is ±72°), ``translation`` a share of the side, ``scale`` of the size
    (0.2 draws the face at 1/1.2 to 1.2 of it, and evenly in its logarithm), ``brightness`` a share of the pixel range,
    ``contrast`` of the distance from the mean. ``erasing`` is the probability that a rectangle of 2 to 20 % of the face
    is blotted out (Zhong et al. 2020). ``share`` is the part of the original faces that is augmented at all; the copies
    of oversampling always are. The source project augments nothing but copies. ``webcam`` is the share of the augmented
    faces that also look as webcams show them (``training.fit.webcam``).
    """

    share: float = 0.5
    rotation: float = 0.2
    translation: float = 0.1
    scale: float = 0.0
    brightness: float = 0.2
    contrast: float = 0.2
    erasing: float = 0.0
    webcam: float = 0.0


@dataclass(frozen=True, slots=True)
class MemberConfig:
    """One member of the ensemble: an architecture, its epochs, and the seed of its own weights and sampling.

    ``soft_share`` of each of its targets is what ``CrossFit`` gives. ``restarts`` are the epochs of further cycles of
    the learning rate, each from the averaged weights of the one before (Loshchilov and Hutter 2017).
    """

    architecture: str
    seed: int
    epochs: int
    restarts: tuple[int, ...] = ()
    soft_share: float = 0.0

    def __post_init__(self) -> None:
        _check_further_cycles(*self.restarts)

    @property
    def cycles(self) -> tuple[range, ...]:
        """The epochs of every cycle, counted from 0."""
        ends = tuple(accumulate((0, self.epochs, *self.restarts)))
        return tuple(starmap(range, pairwise(ends)))


def _check_further_cycles(*epochs: int) -> None:
    # What a kill at the end of a first epoch leaves cannot be told from a finished cycle of one.
    if any(each < 2 for each in epochs):
        raise ValueError(f"expected further cycles of two epochs or more, got {epochs}")


@dataclass(frozen=True, slots=True)
class Stage:
    """A share of the epochs in which faces are drawn at ``size`` × ``size`` pixels: small ones train faster."""

    share: float
    size: int


@dataclass(frozen=True, slots=True)
class Distillation:
    """A last cycle of ``epochs`` in which every member learns from all, as they were before (Hinton et al. 2015).

    ``share`` of each target is the mean of the members' probabilities, each found on the face and its mirror image.
    """

    epochs: int
    share: float

    def __post_init__(self) -> None:
        _check_further_cycles(self.epochs)
        if not 0 < self.share <= 1:
            raise ValueError(f"expected a share above 0 and not above 1, got {self.share}")


@dataclass(frozen=True, slots=True)
class CrossFit:
    """Soft targets that no network has learnt by heart: ``networks`` trained on the other of ``folds`` label each fold.

    As in cross-fitting (Chernozhukov et al. 2018), with the run's own recipe, on labels and votes alone.
    """

    folds: int
    networks: tuple[MemberConfig, ...]


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """Everything that decides a run besides the data.

    ``optimizer`` is SGD with Nesterov's momentum, or AdamW (Loshchilov and Hutter 2019) with Keras' default momenta.
    ``learning_rate`` is the peak of a linear warm-up over ``warmup_epochs`` and a cosine decay to zero, in every cycle
    of a member; ``weight_decay`` is decoupled (multiplied by the learning rate). ``averaging`` is the momentum per step
    of the exponential moving average of the weights, which is what is validated and exported; 0 takes the last weights.

    ``sampling`` is a level of ``training.data.sampling`` for every member, and ``loss`` is the seven emotions'
    (``training.fit.losses``); ``class_weights`` makes every class count alike in it and in the votes' loss, copies
    aside. ``mixup`` is the α of Zhang et al. 2018 (0: none). ``votes_share`` of each target are the FER+ annotators'
    votes in place of FER2013's label, and ``votes_head`` is the weight of the loss of a second head that learns those
    votes (0: none). ``teacher_share`` of each target are the probabilities of the network at ``teacher``, a run's
    folder of one member (Hinton et al. 2015); ``distillation`` adds a cycle to every member, and ``cross_fit`` labels
    the images softly before any member is trained. ``label_smoothing`` is of FER2013's labels alone. ``cleaned`` keeps
    blank images and near-duplicates out of the training part.

    ``validation_fraction`` of the training images are held back; 0 trains on all of them and validates on PublicTest,
    FER2013's own validation set. ``validation_every`` is in epochs. ``stages`` are worked through in order in the first
    cycle of a member and must add up to the whole of it; validation and further cycles are at the size of the last.
    ``precision`` is a Keras dtype policy, or "fastest": whichever has the shorter steps here. ``mirrored`` exports
    networks whose answers to a face and to its mirror image are averaged. ``training_share`` is the part of the
    training images that is used, to compare recipes in less time; ``images_per_class`` limits all data for quick tests
    (None: all). ``remark`` is what the settings do not tell, for the model card.
    """

    name: str
    members: tuple[MemberConfig, ...]
    split_seed: int = 0
    batch_size: int = 128
    optimizer: Literal["sgd", "adamw"] = "sgd"
    learning_rate: float = 0.1
    momentum: float = 0.9
    weight_decay: float = 5e-3
    warmup_epochs: float = 1.0
    label_smoothing: float = 0.1
    averaging: float = 0.0
    mixup: float = 0.0
    votes_share: float = 0.0
    votes_head: float = 0.0
    teacher: str | None = None
    teacher_share: float = 0.0
    distillation: Distillation | None = None
    cross_fit: CrossFit | None = None
    sampling: Sampling = "none"
    loss: Loss = "crossentropy"
    class_weights: bool = False
    cleaned: bool = False
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)
    stages: tuple[Stage, ...] = (Stage(1.0, FACE_SIZE),)
    validation_fraction: float = 0.2
    validation_every: int = 1
    precision: str = "mixed_bfloat16"
    mirrored: bool = False
    training_share: float = 1.0
    images_per_class: int | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        architectures = [member.architecture for member in self.members]
        if len(set(architectures)) < len(architectures):
            raise ValueError(f"expected members of different architectures, got {architectures}")
        if abs(sum(stage.share for stage in self.stages) - 1) > 1e-6:
            raise ValueError(f"expected stages that add up to 1, got {[stage.share for stage in self.stages]}")

    @property
    def needs_votes(self) -> bool:
        """Whether the FER+ votes are learnt from."""
        return self.votes_share > 0 or self.votes_head > 0


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything that decides one training besides the data; the defaults are document A's.

    ``network`` are further arguments of the architecture's function in ``training.models``. ``momentum`` is for "sgd",
    ``weight_decay`` is decoupled. Training stops after ``patience`` epochs without a better ``monitor`` (0: never), and
    the weights of its best epoch count. ``plateau`` halves the learning rate after three such epochs. In the first
    ``frozen_epochs`` a pretrained base stays as it is; then all is trained at a tenth of the learning rate.
    ``split_seed`` decides which images are held back. With ``jittered`` every image is changed anew in every epoch
    (``training.data.jitter``).
    """

    architecture: str
    network: dict[str, Any] = field(default_factory=dict)
    seed: int = 1
    epochs: int = 10
    batch_size: int = 32
    optimizer: Optimizer = "adam"
    learning_rate: float = 1e-3
    momentum: float = 0.9
    weight_decay: float = 0.0
    loss: Loss = "crossentropy"
    class_weights: bool = False
    sampling: Sampling = "none"
    monitor: Literal["val_accuracy", "val_loss"] = "val_accuracy"
    patience: int = 3
    plateau: bool = False
    frozen_epochs: int = 0
    split_seed: int = 0
    jittered: bool = False
