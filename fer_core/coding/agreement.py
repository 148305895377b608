"""How far people agree with each other and with the networks: kappa, alpha, and what was taken for what."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fer_core.coding.grid import NOTHING, UNSURE, Rater
from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two raters or more say of the same moments.

    ``compared`` counts the moments that go into ``value``. ``unsure`` are left out because somebody who was to say
    something was unsure, ``alone`` because too few said anything. ``value`` is None where it is not defined: where
    nothing can be compared, or all of it is one emotion.
    """

    names: tuple[str, ...]
    value: float | None
    compared: int
    unsure: int
    alone: int


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """All of it: Cohen's kappa of each two raters, then Fleiss' kappa and Krippendorff's alpha of three or more.

    ``among_people`` and ``with_model`` are pairs; ``fleiss`` and ``alpha`` are of the people, then of people and model
    together. ``confusion`` counts moments, int64 (7, 7): what people said by what the model did.
    """

    among_people: tuple[Comparison, ...]
    with_model: tuple[Comparison, ...]
    fleiss: tuple[Comparison, ...]
    alpha: tuple[Comparison, ...]
    confusion: NDArray[np.int64]


def measure_agreement(raters: Sequence[Rater]) -> Agreement:
    """Compare raters, of whom the last is the model; raises DataError where the package for it is missing."""
    people = [rater for rater in raters if not rater.is_model]
    pairs = list(itertools.combinations(raters, 2))
    groups = [group for group in (people, raters) if len(group) > 1]
    return Agreement(
        among_people=tuple(cohen(*pair) for pair in pairs if not pair[1].is_model),
        with_model=tuple(cohen(*pair) for pair in pairs if pair[1].is_model),
        fleiss=tuple(fleiss(group) for group in groups if len(group) > 2),
        alpha=tuple(alpha(group) for group in groups),
        confusion=confusion(raters),
    )


def cohen(one: Rater, other: Rater) -> Comparison:
    """Return Cohen's kappa of two raters where both named an emotion (J. Cohen, Educ. Psychol. Meas. 20, 1960)."""
    return _compare([one, other], lambda task, names: task.kappa_pairwise(*names), least=2)


def fleiss(raters: Sequence[Rater]) -> Comparison:
    """Return Fleiss' kappa where all raters named an emotion (J. L. Fleiss, Psychol. Bull. 76, 1971).

    The library calls it multi-pi, as R. Artstein and M. Poesio do (Comput. Linguist. 34, 2008).
    """
    return _compare(raters, lambda task, _: task.pi(), least=len(raters))


def alpha(raters: Sequence[Rater]) -> Comparison:
    """Return Krippendorff's alpha for nominal data where two raters or more named an emotion.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
    """
    return _compare(raters, lambda task, _: task.alpha(), least=2)


def confusion(raters: Sequence[Rater]) -> NDArray[np.int64]:
    """Count, int64 (7, 7), what the people said in rows and the model in columns, where both named an emotion."""
    counts = np.zeros((len(EMOTIONS), len(EMOTIONS)), np.int64)
    for model in (rater for rater in raters if rater.is_model):
        for person in (rater for rater in raters if not rater.is_model):
            both = _is_named(person.said) & _is_named(model.said)
            np.add.at(counts, (person.said[both], model.said[both]), 1)
    return counts


def _compare(raters: Sequence[Rater], coefficient: Callable[[Any, Sequence[str]], float], *, least: int) -> Comparison:
    """Compute a coefficient over the moments of which ``least`` of the raters name an emotion."""
    said = np.stack([rater.said for rater in raters])
    named, spoke = _is_named(said), (said != NOTHING).sum(axis=0)
    compared = named.sum(axis=0) >= least
    kinds = np.unique(said[:, compared][named[:, compared]])
    names = [str(number) for number in range(len(raters))]
    value = None
    if len(kinds) > 1:
        triples = [
            (name, moment, label)
            for name, row, is_named in zip(names, said, named, strict=True)
            for moment, label in zip(
                np.flatnonzero(compared & is_named).tolist(), row[compared & is_named].tolist(), strict=True
            )
        ]
        value = float(coefficient(_annotation_task()(triples), names))
    return Comparison(
        tuple(rater.name for rater in raters),
        value,
        compared=int(compared.sum()),
        unsure=int((~compared & (spoke >= least)).sum()),
        alone=int(((spoke > 0) & (spoke < least)).sum()),
    )


def _is_named(said: NDArray[np.int8]) -> NDArray[np.bool_]:
    return np.asarray((said != NOTHING) & (said != UNSURE))


def _annotation_task() -> Any:
    try:
        from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise DataError(
            "Kappa and alpha need {package}, which is not installed: pip install 'emolens[{extra}]'.",
            package="nltk",
            extra="agreement",
        ) from error
    return AnnotationTask
