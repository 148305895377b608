"""Whether one face's emotion is certain, from frame to frame, without flickering at the bound."""

from typing import Final

from fer_core.networks.manifest import UncertaintyRule

MARGIN: Final = 0.05
"""How far below the bounds of its rule an emotion may fall before it is uncertain again."""


class HeldCertainty:
    """Two thresholds for one face (a Schmitt trigger).

    An emotion becomes certain where the rule allows it, and stays so until it falls ``MARGIN`` below. Another emotion
    has to reach the rule's own bounds in its turn.
    """

    def __init__(self) -> None:
        self._held: int | None = None

    def is_uncertain(
        self, rule: UncertaintyRule, *, winner: int, confidence: float, agreement: float, is_doubtful: bool = False
    ) -> bool:
        """Return whether the emotion at position ``winner`` is uncertain on this frame; both numbers are 0 to 1.

        Of a face that is itself ``is_doubtful`` every emotion is.
        """
        present = rule.lowered(MARGIN) if winner == self._held else rule
        is_uncertain = is_doubtful or present.applies(confidence, agreement)
        self._held = None if is_uncertain else winner
        return is_uncertain
