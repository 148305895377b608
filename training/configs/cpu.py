"""The source project's recipe on our three compact networks, with the images alone; for two CPU cores.

Command: ``python -m training.run --data DIR --preset cpu``; about 70 minutes on two cores. Most epochs see small faces
(progressive resizing, Tan and Le 2021), which more than halves their time. This very preset has not been run to its
end. As many steps at 48 pixels, with copies of ``disgust`` alone, half of all faces augmented, and a split of 80:20 of
its own for each network, reached 0.669 on PublicTest (0.648, 0.638, 0.638).
"""

from training.configs import AugmentationConfig, MemberConfig, Stage, TrainingConfig

CONFIG = TrainingConfig(
    name="cpu",
    members=(
        MemberConfig("compact_vgg", seed=1, epochs=14),
        MemberConfig("compact_resnet", seed=2, epochs=11),
        MemberConfig("compact_densenet", seed=3, epochs=11),
    ),
    sampling="mild",
    augmentation=AugmentationConfig(share=0.0),
    stages=(Stage(0.7, 32), Stage(0.3, 48)),
    precision="fastest",
)
