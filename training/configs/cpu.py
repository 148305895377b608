"""The ensemble that ships: three compact networks, sized for two CPU cores.

Command: ``python -m training.run --data DIR --preset cpu``.
"""

from training.configs import MemberConfig, TrainingConfig

CONFIG = TrainingConfig(
    name="cpu",
    members=(
        MemberConfig("compact_vgg", seed=1, epochs=22),
        MemberConfig("compact_resnet", seed=2, epochs=17),
        MemberConfig("compact_densenet", seed=3, epochs=17),
    ),
)
