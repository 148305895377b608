from dataclasses import dataclass, field
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from training.shapes import find_misfit


@dataclass(frozen=True)
class Settings:
    name: str
    sizes: tuple[int, ...] = ()
    kind: Literal["random", "all"] = "all"
    options: dict[str, Any] = field(default_factory=dict)


class Record(TypedDict):
    settings: Settings
    share: float | None
    counts: dict[str, list[int]]
    remark: NotRequired[str]


WHOLE = {"settings": {"name": "a", "sizes": [1, 2]}, "share": 1, "counts": {"x": [1]}}


def test_what_has_all_keys_and_kinds_fits():
    assert find_misfit(WHOLE, Record) is None
    assert find_misfit({**WHOLE, "share": None, "further": 1}, Record) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([], "it is not an object"),
        ({}, "there is no settings"),
        ({**WHOLE, "settings": {}}, "there is no name in settings"),
        ({**WHOLE, "settings": {"name": "a", "size": 1}}, "there is an unknown size in settings"),
        ({**WHOLE, "settings": {"name": "a", "sizes": 1}}, "settings.sizes is not a list"),
        ({**WHOLE, "settings": {"name": "a", "kind": []}}, "settings.kind is not one of 'random', 'all'"),
        ({**WHOLE, "share": "half"}, "share is not a number"),
        ({**WHOLE, "counts": 5}, "counts is not an object"),
        ({**WHOLE, "counts": {"x": [1, 2.5]}}, "counts.x.1 is not a whole number"),
        ({**WHOLE, "remark": None}, "remark is not text"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(content, told):
    assert find_misfit(content, Record) == told
