"""Certainty that does not flicker at the bound."""

import pytest

from fer_core.faces.certainty import MARGIN, HeldCertainty
from fer_core.networks.manifest import UncertaintyRule

RULE = UncertaintyRule(min_confidence=0.6, min_agreement=0.5)


def is_uncertain(held, confidence, *, winner=3, agreement=1.0):
    return held.is_uncertain(RULE, winner=winner, confidence=confidence, agreement=agreement)


def test_an_emotion_becomes_certain_at_the_rule_and_uncertain_only_below_the_margin():
    held = HeldCertainty()
    confidences = [0.59, 0.61, 0.59, 0.6 - MARGIN, 0.6 - MARGIN - 0.01, 0.59, 0.6]
    assert [is_uncertain(held, each) for each in confidences] == [True, False, False, False, True, True, False]


def test_noise_around_the_bound_changes_the_label_once():
    held = HeldCertainty()
    labels = [is_uncertain(held, 0.6 + (0.02 if i % 2 else -0.02)) for i in range(100)]
    assert labels == [True] + [False] * 99


def test_agreement_is_held_as_well():
    held = HeldCertainty()
    assert [is_uncertain(held, 0.9, agreement=each) for each in (0.5, 0.46, 0.44, 0.46)] == [False, False, True, True]


def test_another_emotion_has_to_reach_the_rule_itself():
    held = HeldCertainty()
    assert not is_uncertain(held, 0.7, winner=3)
    assert is_uncertain(held, 0.58, winner=5)
    assert is_uncertain(held, 0.58, winner=3), "what was held is forgotten"


def test_a_lowered_rule_has_no_bounds_below_0():
    lowered = UncertaintyRule(0.02, 0.5).lowered(MARGIN)
    assert (lowered.min_confidence, lowered.min_agreement) == (0, pytest.approx(0.45))
