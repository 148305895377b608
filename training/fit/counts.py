"""What a network in training reads right."""

from typing import Any

import keras


def accuracies() -> list[keras.metrics.Metric]:
    """Return ``accuracy`` and ``top2_accuracy``, for the ``weighted_metrics`` of ``compile``.

    They count every face once, whatever its class weighs, and a copy that weighs nothing not at all.
    """
    return [
        _Counted(keras.metrics.categorical_accuracy, name="accuracy"),
        _Counted(keras.metrics.top_k_categorical_accuracy, name="top2_accuracy", k=2),
    ]


class _Counted(keras.metrics.MeanMetricWrapper):
    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        counted = None if sample_weight is None else keras.ops.sign(sample_weight)
        return super().update_state(y_true, y_pred, sample_weight=counted)
