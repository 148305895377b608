import numpy as np
import pytest

from fer_core.networks.manifest import UncertaintyRule


@pytest.mark.parametrize(
    ("confidence", "agreement", "is_uncertain"),
    [(0.9, 1.0, False), (0.5, 0.6, False), (0.49, 1.0, True), (0.9, 0.59, True), (0.1, 0.1, True)],
)
def test_either_bound_makes_a_face_uncertain(confidence, agreement, is_uncertain):
    assert UncertaintyRule(min_confidence=0.5, min_agreement=0.6).applies(confidence, agreement) is is_uncertain


def test_arrays_are_judged_as_their_elements_are():
    shares = (np.arange(11) / 10).astype(np.float32)
    confidences, agreements = (array.ravel() for array in np.meshgrid(shares, shares))
    for bound in np.arange(11) / 10:
        rule = UncertaintyRule(float(bound), float(1 - bound))
        pairs = zip(confidences.tolist(), agreements.tolist(), strict=True)
        together = rule.applies(confidences, agreements)
        assert together.dtype == np.bool_
        assert together.tolist() == [rule.applies(*pair) for pair in pairs]
    assert rule.applies(confidences[:0], agreements[:0]).shape == (0,)


def test_bounds_of_zero_make_nothing_uncertain():
    assert not UncertaintyRule(0.0, 0.0).applies(0.0, 0.0)


@pytest.mark.parametrize("bounds", [(-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5), (0.5, float("inf"))])
def test_other_bounds_are_refused(bounds):
    with pytest.raises(ValueError, match="from 0 to 1"):
        UncertaintyRule(*bounds)
