"""Three compact networks from the images alone, for two CPU cores.

From the source project come oversampling, the augmentation of the copies and the soft vote. SGD with Nesterov momentum
and cosine decay, batches of 128, label smoothing, one split without near-duplicates for all, and most epochs on small
faces (progressive resizing, Tan and Le 2021), which more than halves their time, are ours.

Command: ``python -m training.run --data DIR --preset cpu``; half an hour on two cores.
Validation accuracy 0.616 (members 0.613, 0.601, 0.596), PublicTest 0.639 (0.634, 0.619, 0.618), macro F1 there 0.607,
expected calibration error 0.020.
"""

from training.settings import AugmentationConfig, MemberConfig, Stage, TrainingConfig

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
