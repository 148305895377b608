"""How good predictions are where the true emotions are known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """Counts of right and wrong answers.

    ``confusion`` is int64 (7, 7): rows are the true emotions, columns the predicted ones, both in the order of
    ``EMOTIONS``; ``top2_hits`` counts the pictures whose true emotion is among the two most probable.
    """

    confusion: NDArray[np.int64]
    top2_hits: int

    @property
    def count(self) -> int:
        """Number of pictures scored."""
        return int(self.confusion.sum())

    @property
    def accuracy(self) -> float:
        """Share of pictures whose most probable emotion is the true one."""
        return float(np.trace(self.confusion) / self.count)

    @property
    def top2_accuracy(self) -> float:
        """Share of pictures whose true emotion is among the two most probable."""
        return self.top2_hits / self.count

    @property
    def recall(self) -> NDArray[np.float64]:
        """Share of each emotion's pictures that were recognised, float64 (7,); NaN where there are none."""
        support = self.confusion.sum(axis=1)
        recall = np.full(len(EMOTIONS), np.nan)
        np.divide(self.confusion.diagonal(), support, out=recall, where=support > 0)
        return recall

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the emotions that occur as truth or prediction, as scikit-learn defines it."""
        hits = self.confusion.diagonal()
        mentions = self.confusion.sum(axis=0) + self.confusion.sum(axis=1)
        occurs = mentions > 0
        return float(np.mean(2 * hits[occurs] / mentions[occurs]))


def score(truth: Sequence[Emotion], probabilities: Sequence[NDArray[np.float32]]) -> Score:
    """Compare true emotions with predicted probabilities, (7,) each; raises ValueError unless there are as many."""
    if not truth or len(truth) != len(probabilities):
        raise ValueError(f"expected as many predictions as labels, got {len(probabilities)} for {len(truth)}")
    true = np.array([EMOTIONS.index(emotion) for emotion in truth])
    ranked = np.argsort(-np.stack(probabilities), axis=1, kind="stable")
    confusion = np.zeros((len(EMOTIONS), len(EMOTIONS)), dtype=np.int64)
    np.add.at(confusion, (true, ranked[:, 0]), 1)
    return Score(confusion, top2_hits=int((ranked[:, :2] == true[:, None]).any(axis=1).sum()))


def describe_score(result: Score) -> str:
    """Return the figures, the recall of each emotion and the confusion matrix as lines of text."""
    lines = [
        f"accuracy        {result.accuracy:.4f}",
        f"top-2 accuracy  {result.top2_accuracy:.4f}",
        f"macro F1        {result.macro_f1:.4f}",
        "",
        "true \\ predicted" + "".join(f"{emotion:>9}" for emotion in EMOTIONS) + "   recall",
    ]
    for emotion, counts, recall in zip(EMOTIONS, result.confusion, result.recall, strict=True):
        share = "-" if np.isnan(recall) else f"{recall:.4f}"
        lines.append(f"{emotion:<16}" + "".join(f"{count:>9}" for count in counts) + f"{share:>9}")
    return "\n".join(lines)
