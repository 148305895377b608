"""Which trial is the best: none that diverged, answers all alike or is at chance stands before one that has learnt."""

import pytest

from training.laboratory.summary import Standing, best_trial, say_failures, standing_of


def figures_of(confusion, *, diverged=False):
    images, right = sum(map(sum, confusion)), sum(row[i] for i, row in enumerate(confusion))
    validation = {"images": images, "accuracy": right / images, "confusion": confusion}
    return {"validation": validation, "diverged": diverged}


LEARNT = figures_of([[80, 20], [20, 80]])
AT_CHANCE = figures_of([[50, 50], [60, 40]])
CONSTANT = figures_of([[100, 0], [100, 0]])
DIVERGED = figures_of([[90, 10], [10, 90]], diverged=True)


@pytest.mark.parametrize(
    ("figures", "standing"),
    [
        (LEARNT, Standing.LEARNT),
        (AT_CHANCE, Standing.AT_CHANCE),
        (CONSTANT, Standing.CONSTANT),
        (DIVERGED, Standing.DIVERGED),
    ],
)
def test_how_far_a_training_got(figures, standing):
    assert standing_of(figures) is standing


def test_the_best_is_of_those_that_got_furthest():
    trials = {"diverged": DIVERGED, "constant": CONSTANT, "at chance": AT_CHANCE, "learnt": LEARNT}
    ranked = []
    while trials:
        ranked.append(best_trial(trials))
        del trials[ranked[-1]]
    assert ranked == ["learnt", "at chance", "constant", "diverged"]


def test_of_those_that_got_as_far_the_most_accurate_is_best():
    better = figures_of([[90, 10], [20, 80]])
    assert best_trial({"a": LEARNT, "b": better, "c": LEARNT}) == "b"


def test_those_that_diverged_and_those_that_answer_all_alike_are_counted():
    assert say_failures([LEARNT, DIVERGED, CONSTANT, AT_CHANCE, CONSTANT]) == ("1 diverged", "2 constant")
    assert say_failures([LEARNT, AT_CHANCE]) == ()
