"""Taking out of the vote how common each emotion was in training."""

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.networks.prior import EvenedEnsemble, backing_of, take_out_prior, take_prior_out_of_vote
from fer_core.results import Vote
from tests.stand_ins import BrightnessEnsemble, probabilities_for

SHARES = np.array([0.14, 0.02, 0.14, 0.25, 0.17, 0.17, 0.11])


def test_the_prior_is_what_is_left_where_a_face_tells_nothing():
    """An answer that only repeats the training shares says nothing: evened, all emotions are equally probable."""
    answer = SHARES.astype(np.float32)
    np.testing.assert_allclose(take_out_prior(answer, SHARES, 1.0), 1 / 7, atol=1e-6)
    half = np.sqrt(SHARES) / np.sqrt(SHARES).sum()
    np.testing.assert_allclose(take_out_prior(answer, SHARES, 0.5), half, atol=1e-6)
    assert take_out_prior(answer, SHARES, 0.0) is answer


def test_answers_stay_probabilities_of_their_type_and_their_odds_change_by_the_shares():
    answers = np.random.default_rng(3).dirichlet(np.ones(7), size=(2, 5)).astype(np.float32)
    evened = take_out_prior(answers, SHARES, 0.75)
    assert evened.shape == answers.shape
    assert evened.dtype == np.float32
    np.testing.assert_allclose(evened.sum(axis=-1), 1, atol=1e-6)
    odds = (evened[..., 1] / evened[..., 3]) / (answers[..., 1] / answers[..., 3])
    np.testing.assert_allclose(odds, (0.25 / 0.02) ** 0.75, rtol=1e-4)
    certain = np.eye(7, dtype=np.float32)
    np.testing.assert_array_equal(take_out_prior(certain, SHARES, 1.0), certain)


@pytest.mark.parametrize("power", [-0.1, 1.1, float("nan")])
def test_no_more_than_the_whole_prior_can_be_taken_out(power):
    with pytest.raises(ValueError, match="from 0 to 1"):
        take_out_prior(SHARES, SHARES, power)


def test_the_members_are_asked_again_so_that_they_and_the_vote_speak_of_the_same():
    torn = np.array([0.1, 0.2, 0.1, 0.3, 0.1, 0.1, 0.1], np.float32)
    members = np.stack([[torn], [torn], [probabilities_for(3)]])
    vote = Vote(members.mean(axis=0), backing_of(members), members)
    assert (EMOTIONS[vote.probabilities.argmax()], vote.agreement[0]) == ("happy", 1.0)
    evened = take_prior_out_of_vote(vote, SHARES, 1.0)
    assert EMOTIONS[evened.probabilities.argmax()] == "disgust"
    assert evened.agreement[0] == pytest.approx(2 / 3)
    np.testing.assert_allclose(evened.members[0, 0], take_out_prior(torn, SHARES, 1.0))


def test_an_ensemble_that_does_not_tell_its_shares_is_left_as_it_is():
    face = np.full((1, 48, 48), 126, np.uint8)
    plain = BrightnessEnsemble()
    np.testing.assert_array_equal(EvenedEnsemble(plain, 1.0).vote(face).probabilities, plain.vote(face).probabilities)


def test_a_vote_without_members_keeps_its_backing():
    plain = BrightnessEnsemble(disputed="happy").vote(np.full((1, 48, 48), 126, np.uint8))
    evened = take_prior_out_of_vote(plain, SHARES, 0.75)
    np.testing.assert_array_equal(evened.backing, plain.backing)
    assert evened.probabilities[0, 1] > plain.probabilities[0, 1]
