"""The source project's recipe on our three compact networks, with the images alone; for two CPU cores.

Command: ``python -m training.run --data DIR --preset cpu``; about 100 minutes on two cores that did other work as well.
Before near-duplicates were kept on one side of the split and each network had its own split of 80:20, this recipe
reached 0.669 on PublicTest (members 0.648, 0.638, 0.638).
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
