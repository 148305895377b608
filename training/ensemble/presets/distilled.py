"""Three small networks that at last learn from what they say together: slightly worse than without, and not shipped.

Command: ``python -m training.run --data DIR --preset distilled``; 4½ hours on two cores, the last of them for the
distillation.
Validation accuracy 0.702 (members 0.695, 0.702, 0.686), macro F1 0.655, negative log-likelihood 0.825; before the
distillation 0.699, 0.652 and 0.822. PublicTest 0.697, macro F1 0.671, expected calibration error 0.035; before it
0.702, 0.679 and 0.029.
"""

from training.settings import AugmentationConfig, Distillation, MemberConfig, Stage, TrainingConfig

CONFIG = TrainingConfig(
    name="distilled",
    members=(
        MemberConfig("deep_resnet", seed=2, epochs=48),
        MemberConfig("deep_vgg", seed=1, epochs=44),
        MemberConfig("compact_densenet", seed=3, epochs=26, restarts=(18, 18)),
    ),
    stages=(Stage(0.45, 32), Stage(0.55, 48)),
    averaging=0.998,
    votes_head=0.5,
    augmentation=AugmentationConfig(
        share=1.0, rotation=12 / 360, translation=0.1, scale=0.2, brightness=0.15, contrast=0.2, erasing=0.125
    ),
    distillation=Distillation(epochs=16, share=0.5),
    validation_fraction=0.1,
    validation_every=3,
    precision="fastest",
    mirrored=True,
)
