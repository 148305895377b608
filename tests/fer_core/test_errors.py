"""An error is an English sentence, and what it takes to say it in another language."""

import pickle
from pathlib import Path

import pytest

from fer_core.errors import CameraError, DataError, EmolensError


def test_a_sentence_is_made_of_a_template_and_values():
    error = CameraError("Camera {index} of {last} is gone.", index=3, last=99)
    assert str(error) == "Camera 3 of 99 is gone."
    assert (error.template, error.values) == ("Camera {index} of {last} is gone.", {"index": 3, "last": 99})


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DataError("{path} is a folder.", path=Path("{a}")), "{a} is a folder."),
        (DataError("There is no {a}."), "There is no {a}."),
        (DataError("{path!r} is no text.", path="a\udcff"), "'a\\udcff' is no text."),
    ],
    ids=["in a value", "in a sentence", "not text"],
)
def test_braces_and_odd_names_do_no_harm(error, sentence):
    assert str(error) == sentence


def test_errors_pass_between_processes():
    error = pickle.loads(pickle.dumps(DataError("{path} is a folder.", path=Path("{a}"))))
    assert isinstance(error, EmolensError)
    assert str(error) == "{a} is a folder."
    assert error.values == {"path": Path("{a}")}
