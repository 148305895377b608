"""The ensemble that ships.

Command: ``python -m training.run --data DIR --preset release``; 4½ hours on two cores that were not always free.
Validation accuracy 0.694 (members 0.680, 0.688, 0.684), PublicTest 0.696 (0.686, 0.686, 0.678), macro F1 there 0.681,
expected calibration error 0.025. The run was stopped and resumed several times.
"""

from training.configs import AugmentationConfig, MemberConfig, Restart, TrainingConfig

CONFIG = TrainingConfig(
    name="release",
    members=(
        MemberConfig("compact_vgg", seed=1, epochs=34, restarts=(Restart(16, "mild"),)),
        MemberConfig("compact_resnet", seed=2, epochs=36, restarts=(Restart(14),)),
        MemberConfig("compact_densenet", seed=3, epochs=26, restarts=(Restart(18), Restart(18))),
    ),
    averaging=0.998,
    votes_head=0.5,
    augmentation=AugmentationConfig(
        share=1.0, rotation=12 / 360, translation=0.1, scale=0.2, brightness=0.15, contrast=0.2, erasing=0.25
    ),
    validation_fraction=0.1,
    validation_every=3,
    precision="fastest",
    mirrored=True,
    remark="The first cycles (34, 36 and 26 epochs) were trained before `cleaned` was turned off: on 24,142 images, "
    "without blank ones and near-duplicates. All but the DenseNet's last cycle were trained in float32.",
)
