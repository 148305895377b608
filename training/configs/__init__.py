"""What a run trains and how, one preset per module."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AugmentationConfig:
    """Ranges of the five random transforms; the defaults are the source project's.

    ``rotation`` is a share of a full turn (0.2 is ±72°), ``translation`` a share of the side, ``brightness`` and
    ``contrast`` shares of the pixel range. ``share`` is the part of a batch that is augmented at all: the source
    project trains on originals beside augmented copies, hence one half.
    """

    share: float = 0.5
    rotation: float = 0.2
    translation: float = 0.1
    brightness: float = 0.2
    contrast: float = 0.2


@dataclass(frozen=True, slots=True)
class MemberConfig:
    """One member of the ensemble: an architecture, its epochs, and the seed of its own split, weights and sampling."""

    architecture: str
    seed: int
    epochs: int


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """Everything that decides a run besides the data.

    ``learning_rate`` is the peak of a linear warm-up over ``warmup_epochs`` and a cosine decay to zero;
    ``weight_decay`` is decoupled (multiplied by the learning rate); ``disgust_copies`` are added to the original;
    ``precision`` is a Keras dtype policy; ``images_per_class`` limits the data for quick tests (None: all).
    """

    name: str
    members: tuple[MemberConfig, ...]
    batch_size: int = 128
    learning_rate: float = 0.1
    momentum: float = 0.9
    weight_decay: float = 5e-3
    warmup_epochs: float = 1.0
    label_smoothing: float = 0.1
    disgust_copies: int = 10
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)
    validation_fraction: float = 0.2
    precision: str = "mixed_bfloat16"
    images_per_class: int | None = None

    def __post_init__(self) -> None:
        architectures = [member.architecture for member in self.members]
        if len(set(architectures)) < len(architectures):
            raise ValueError(f"expected members of different architectures, got {architectures}")
