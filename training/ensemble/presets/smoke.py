"""A minute long, to see that every step works; its figures mean nothing.

Command: ``python -m training.run --data DIR --preset smoke``.
"""

from dataclasses import replace

from training.ensemble.presets.cpu import CONFIG as _CPU
from training.settings import AugmentationConfig, Stage

CONFIG = replace(
    _CPU,
    name="smoke",
    members=tuple(replace(member, epochs=2) for member in _CPU.members),
    batch_size=32,
    sampling="none",
    augmentation=AugmentationConfig(),
    averaging=0.9,
    stages=(Stage(0.5, 32), Stage(0.5, 48)),
    precision="float32",
    mirrored=True,
    images_per_class=48,
)
