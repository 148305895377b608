"""The ensemble that ships.

Command: ``python -m training.run --data DIR --preset release``; 3½ hours on two cores that did other work as well.
Validation accuracy 0.699 (members 0.698, 0.692, 0.684), PublicTest 0.702 (0.697, 0.698, 0.678), macro F1 there 0.679,
expected calibration error 0.029.
"""

from training.settings import AugmentationConfig, MemberConfig, Stage, TrainingConfig

CONFIG = TrainingConfig(
    name="release",
    members=(
        MemberConfig("deep_resnet", seed=2, epochs=48),
        MemberConfig("deep_vgg", seed=1, epochs=44),
        MemberConfig("compact_densenet", seed=3, epochs=26, restarts=(18, 18)),
    ),
    stages=(Stage(0.45, 32), Stage(0.55, 48)),
    averaging=0.998,
    votes_head=0.5,
    augmentation=AugmentationConfig(
        share=1.0, rotation=12 / 360, translation=0.1, scale=0.2, brightness=0.15, contrast=0.2, erasing=0.25
    ),
    validation_fraction=0.1,
    validation_every=3,
    precision="fastest",
    mirrored=True,
    remark="The DenseNet's first cycle (26 epochs) was trained at 48 pixels throughout, and before `cleaned` was "
    "turned off: on 24,142 images, without blank ones and near-duplicates. Its first two cycles were trained in "
    "float32.",
)
