import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

import fer_core.output
from fer_core.emotions import EMOTIONS
from fer_core.output.message import answer_message, frame_message, hello_message, marker_message
from fer_core.output.reading import Mark
from tests.app.fakes import make_face
from tests.fer_core.output.readings import make_reading

SCHEMA = json.loads((Path(fer_core.output.__file__).parent / "message.schema.json").read_text("utf-8"))
DOCUMENT = (Path(__file__).parents[3] / "docs" / "output.md").read_text("utf-8")
EVERY_MESSAGE = {
    "hello": hello_message("Emolens 0.1.0"),
    "frame": frame_message(make_reading(3)),
    "frame without faces": frame_message(make_reading(faces=())),
    "frame with names": frame_message(make_reading(names={1: "Anna"})),
    "marker": marker_message(Mark("film 2", time.perf_counter())),
    "done": answer_message(7),
    "refused": answer_message("a", "No recording is running."),
}


def validate(message):
    Draft202012Validator(SCHEMA).validate(message)


@pytest.mark.parametrize("text", EVERY_MESSAGE.values(), ids=EVERY_MESSAGE)
def test_every_message_is_as_the_schema_says(text):
    validate(json.loads(text))


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"more": 1}, {"faces": [{}]}, {"unix_s": "now"}, {"type": "picture"}], ids=str
)
def test_the_schema_notices_what_is_wrong(change):
    with pytest.raises(ValidationError):
        validate({**json.loads(EVERY_MESSAGE["frame"]), **change})


def test_every_field_of_the_schema_is_explained_in_the_document():
    fields = {
        name for part in SCHEMA["$defs"].values() if isinstance(part, dict) for name in part.get("properties", {})
    }
    explained = set(re.findall(r"`(\w+)`", DOCUMENT))
    assert fields - explained == set()


def test_a_frame_says_when_its_picture_was_captured_on_both_clocks():
    earliest = time.time()
    at = time.perf_counter() - 0.25
    latest = time.time()
    frame = json.loads(frame_message(make_reading(captured_at=at)))
    assert frame["monotonic_s"] == pytest.approx(at, abs=1e-5)
    assert earliest - 0.26 <= frame["unix_s"] <= latest - 0.24


def test_a_face_has_its_probabilities_by_name_and_says_whether_it_is_certain():
    first, second = json.loads(frame_message(make_reading()))["faces"]
    assert tuple(first["probabilities"]) == EMOTIONS
    assert sum(first["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    assert (first["label"], first["certain"], first["confidence"]) == ("happy", True, 0.7)
    assert (second["label"], second["certain"]) == ("uncertain", False)


def test_a_face_says_whether_it_was_recognised():
    faces = [replace(make_face(1), is_recognised=True), make_face(2)]
    written = json.loads(frame_message(make_reading(faces=faces)))
    validate(written)
    assert [face["recognised"] for face in written["faces"]] == [True, False]


def test_names_are_left_out_unless_they_are_given():
    assert "name" not in json.loads(EVERY_MESSAGE["frame"])["faces"][0]
    named, unnamed = json.loads(EVERY_MESSAGE["frame with names"])["faces"]
    assert named["name"] == "Anna"
    assert "name" not in unnamed


def test_ids_are_numbers_and_a_face_may_reach_beyond_the_picture():
    face = make_face(12, box_xywh=(-4, -3, 50, 50))
    (written,) = json.loads(frame_message(make_reading(faces=[face])))["faces"]
    assert (written["id"], written["box"]["x"]) == (12, -4)
