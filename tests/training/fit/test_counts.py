import numpy as np
import pytest

from training.fit.counts import accuracies


@pytest.mark.parametrize(
    ("weights", "accuracy", "top2"), [(None, 1 / 4, 2 / 4), ([0, 0.3, 5, 1], 1 / 3, 2 / 3), ([1, 0, 0, 0], 0, 0)]
)
def test_a_face_counts_once_whatever_it_weighs_and_not_at_all_without_weight(weights, accuracy, top2):
    labels = np.eye(3, dtype=np.float32)[[0, 1, 2, 0]]
    answers = np.array([[0.1, 0.5, 0.4], [0.1, 0.8, 0.1], [0.5, 0.2, 0.3], [0.2, 0.5, 0.3]], np.float32)
    shares = {}
    for metric in accuracies():
        metric.update_state(labels, answers, sample_weight=None if weights is None else np.array(weights, np.float32))
        shares[metric.name] = float(metric.result())
    assert shares == pytest.approx({"accuracy": accuracy, "top2_accuracy": top2})
