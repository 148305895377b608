"""The ensemble that ships."""

from training.configs import AugmentationConfig, MemberConfig, TrainingConfig

CONFIG = TrainingConfig(
    name="release",
    members=(
        MemberConfig("compact_vgg", seed=1, epochs=34),
        MemberConfig("compact_resnet", seed=2, epochs=36),
        MemberConfig("compact_densenet", seed=3, epochs=26),
    ),
    averaging=0.998,
    votes_head=0.5,
    cleaned=True,
    augmentation=AugmentationConfig(
        share=1.0, rotation=12 / 360, translation=0.1, scale=0.2, brightness=0.15, contrast=0.2, erasing=0.25
    ),
    validation_fraction=0.1,
    validation_every=3,
    precision="float32",
    mirrored=True,
)
