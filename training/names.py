"""Names of files and folders of a run, and of its environment."""

import re

PREDICTIONS = "predictions.png"
"""The picture sheet of what a network answers to some faces."""

WORKERS = "TF_CONFIG"
"""The environment variable in which TensorFlow finds the cluster that a process is a worker of."""

LAST, AVERAGE, HISTORY = "last.weights.h5", "average.weights.h5", "history.csv"
"""Files of a member's folder: the weights with the optimizer until it is finished, the averaged weights, a row per
epoch."""

TEACHER = "teacher.npy"
"""In a run folder: what the members said of the training images before they learnt from it, float32 (n, 7)."""


def slug(name: str) -> str:
    """Return a name's letters and digits as a folder name, such as ``with-mixup-0-2``."""
    return re.sub(r"\W+", "-", name).strip("-").lower()
