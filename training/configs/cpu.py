"""The ensemble that ships: three compact networks, sized for two CPU cores.

Command: ``python -m training.run --data DIR --preset cpu``; about 100 minutes on two cores that did other work as well.
The run that ships reached 0.669 accuracy on PublicTest (members 0.648, 0.638, 0.638). It was stopped and resumed once,
and the first eight epochs of its VGG-like member still had Keras' default momentum of 0.99 in batch normalisation.
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
