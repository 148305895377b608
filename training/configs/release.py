"""The ensemble that ships.

Command: ``python -m training.run --data DIR --preset release``; 2 hours 40 minutes on two cores that were not always
free. Validation accuracy 0.687 (members 0.684, 0.687, 0.666), PublicTest 0.681 (0.675, 0.679, 0.662), macro F1 there
0.630, expected calibration error 0.025. The run was stopped and resumed several times.
"""

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
