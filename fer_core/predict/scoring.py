"""How good predictions are where the true emotions are known."""

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion
from fer_core.networks.calibration import BINS, ConfidenceBins


class Score:
    """Counts of right and wrong answers, in the same little memory however many they are.

    ``confusion`` is int64 (7, 7): rows are the true emotions, columns the most probable ones, both in the order of
    ``EMOTIONS``; ``top2_hits`` counts the pictures whose true emotion is among the two most probable; ``certain``
    counts those that are not uncertain, ``certain_hits`` the right ones among them. Shares need at least one picture.
    """

    def __init__(self) -> None:
        self.confusion = np.zeros((len(EMOTIONS), len(EMOTIONS)), dtype=np.int64)
        self.top2_hits = 0
        self.certain = 0
        self.certain_hits = 0
        self._bins = ConfidenceBins()

    def add(self, truth: Emotion, probabilities: NDArray[np.float32], *, is_uncertain: bool = False) -> None:
        """Count one picture by its true emotion and its probabilities, (7,); equal ones rank in class order."""
        true = EMOTIONS.index(truth)
        first, second = np.argsort(-probabilities, kind="stable")[:2]
        is_hit = bool(first == true)
        self.confusion[true, first] += 1
        self.top2_hits += is_hit or bool(second == true)
        self.certain += not is_uncertain
        self.certain_hits += is_hit and not is_uncertain
        self._bins.add(probabilities[[first]], [is_hit])

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
        """Mean F1 of the emotions that the pictures show; of others there is nothing to recall."""
        hits = self.confusion.diagonal()
        mentions = self.confusion.sum(axis=0) + self.confusion.sum(axis=1)
        occurs = self.confusion.sum(axis=1) > 0
        return float(np.mean(2 * hits[occurs] / mentions[occurs]))

    @property
    def absent(self) -> tuple[Emotion, ...]:
        """The emotions that no picture shows."""
        return tuple(emotion for emotion, count in zip(EMOTIONS, self.confusion.sum(axis=1), strict=True) if not count)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error, 0 to 1 (``calibration.expected_calibration_error``)."""
        return self._bins.expected_error


def describe_score(result: Score) -> str:
    """Return the figures, the recall of each emotion and the confusion matrix as lines of text."""
    certain = f"certain on {result.certain / result.count * 100:.1f} % of the images ({result.certain:,})"
    if result.certain:
        certain += f", accuracy there {result.certain_hits / result.certain:.4f}"
    without = f" (without {', '.join(result.absent)}, of which there is no image)" if result.absent else ""
    lines = [
        f"accuracy                    {result.accuracy:.4f}",
        f"top-2 accuracy              {result.top2_accuracy:.4f}",
        f"macro F1                    {result.macro_f1:.4f}{without}",
        f"expected calibration error  {result.calibration_error:.4f} ({BINS} bins)",
        certain,
        "",
        "true \\ predicted" + "".join(f"{emotion:>9}" for emotion in EMOTIONS) + "   recall",
    ]
    for emotion, counts, recall in zip(EMOTIONS, result.confusion, result.recall, strict=True):
        share = "-" if np.isnan(recall) else f"{recall:.4f}"
        lines.append(f"{emotion:<16}" + "".join(f"{count:>9}" for count in counts) + f"{share:>9}")
    return "\n".join(lines)
