from dataclasses import replace

import pytest

from fer_core.captions import caption_of, ink_on, percent
from fer_core.emotions import COLOURS
from fer_core.results import FaceResult
from tests.contrast import contrast_ratio
from tests.stand_ins import probabilities_for


def test_a_caption_is_the_emotion_and_its_share_or_that_it_is_uncertain():
    face = FaceResult(1, (0, 0, 9, 9), probabilities_for(3), agreement=1.0, is_uncertain=False)
    assert caption_of(face) == "happy 70 %"
    assert caption_of(replace(face, is_uncertain=True)) == "uncertain"


@pytest.mark.parametrize(("share", "text"), [(0.0, "0 %"), (0.004, "0 %"), (0.876, "88 %"), (1.0, "100 %")])
def test_shares_are_whole_percent(share, text):
    assert percent(share) == text


@pytest.mark.parametrize("background", [*COLOURS.values(), "#000000", "#ffffff", "#757575", "#777777", "#0000ff"])
def test_ink_has_the_better_contrast_and_enough_of_it(background):
    black, white = (contrast_ratio(ink, background) for ink in ("#000000", "#FFFFFF"))
    assert contrast_ratio(ink_on(background), background) == max(black, white) >= 4.5
