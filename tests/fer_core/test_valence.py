"""Valence and arousal by the published ratings of the seven words."""

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.rows.affect_columns import fitted, with_affect
from fer_core.rows.columns import KINDS
from fer_core.valence import WORD_RATINGS, affect_of


def certainly(emotion):
    return np.eye(len(EMOTIONS), dtype=np.float32)[EMOTIONS.index(emotion)]


def test_a_certain_emotion_has_the_ratings_of_its_word_brought_to_one():
    assert affect_of(certainly("happy")).valence == pytest.approx((8.47 - 5) / 4)
    assert affect_of(certainly("neutral")).arousal == pytest.approx((3.45 - 5) / 4)


def test_it_is_the_expectation_under_the_probabilities():
    half = (certainly("happy") + certainly("sad")) / 2
    ends = [affect_of(certainly(emotion)) for emotion in ("happy", "sad")]
    assert affect_of(half).valence == pytest.approx(sum(end.valence for end in ends) / 2)
    assert affect_of(half).arousal == pytest.approx(sum(end.arousal for end in ends) / 2)


def test_every_emotion_is_rated_and_none_leaves_the_scale():
    assert tuple(WORD_RATINGS) == EMOTIONS
    values = [value for emotion in EMOTIONS for value in (affect_of(certainly(emotion)).valence,)]
    assert min(values) < -0.7 < 0.8 < max(values)


def test_a_table_has_the_columns_only_where_they_are_asked_for():
    row = dict.fromkeys(KINDS) | dict.fromkeys(EMOTIONS, 1 / 7)
    assert "valence" not in fitted(row, KINDS)
    wider = with_affect(KINDS)
    assert tuple(wider)[-4:] == ("surprise", "valence", "arousal", "error")
    assert fitted(row, wider)["valence"] == affect_of(np.full(7, 1 / 7)).valence.__round__(3)
    assert fitted(dict.fromkeys(KINDS), wider)["valence"] is None
