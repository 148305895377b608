"""Document B's linear support vector machine on pixels (B5), in minutes in place of hours."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from training.laboratory.trial import TrialData
from training.measure import evaluate

COMPONENTS = 256
"""Principal components of the scaled pixels that are kept; they make the fit several times as fast."""


def fit_svm(data: TrialData, *, seed: int) -> dict[str, Any]:
    """Return the figures of a linear SVM, one class against the rest, as a trial's are.

    Its decision values are not probabilities: those in the figures are their softmax, and say nothing.
    """
    machine = make_pipeline(
        StandardScaler(),
        PCA(min(COMPONENTS, len(data.train) // 2), random_state=seed),
        LinearSVC(C=0.01, random_state=seed),
    )
    machine.fit(_flatten(data.train.images), data.train.labels)
    return {
        split: evaluate(
            faces.labels, softmax(machine.decision_function(_flatten(faces.images)), axis=1).astype(np.float32)
        )
        for split, faces in (("validation", data.validation), ("test", data.test))
    }


def _flatten(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    return images.reshape(len(images), -1).astype(np.float32) / np.float32(255)
