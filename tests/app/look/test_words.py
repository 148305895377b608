"""What is said of failures."""

import pytest

from app.look.words import sentence_of_failure
from fer_core.errors import DataError, EmolensError


def caught(error):
    try:
        raise error
    except type(error) as same:
        return same


@pytest.mark.parametrize("error", [EmolensError("The disk is full."), DataError("{what} is full.", what="The disk")])
def test_an_expected_failure_speaks_for_itself_and_is_not_logged(error, caplog):
    assert sentence_of_failure(caught(error), "That failed ({error}).") == "The disk is full."
    assert not caplog.records


def test_an_unexpected_failure_is_told_as_such_and_logged_with_its_traceback(caplog):
    error = caught(ZeroDivisionError("odd {number}"))
    sentence = sentence_of_failure(error, "Reading {source} failed ({error}).", source="a{b}.mp4")
    assert sentence == "Reading a{b}.mp4 failed (odd {number})."
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "Traceback" in caplog.text
    assert "odd {number}" in caplog.text


def test_no_password_is_told():
    error = caught(ZeroDivisionError("odd"))
    sentence = sentence_of_failure(error, "Reading {source} failed ({error}).", source="rtsp://me:secret@camera/1")
    assert "secret" not in sentence
    assert "camera/1" in sentence
