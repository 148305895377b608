"""The source project's recipe on our three compact networks, with the images alone; for two CPU cores.

Command: ``python -m training.run --data DIR --preset cpu``; about 100 minutes on two cores that did other work as well.
With a split of 80:20 of its own for each network, near-duplicates on both sides of it, the recipe reached 0.669 on
PublicTest (members 0.648, 0.638, 0.638).
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
