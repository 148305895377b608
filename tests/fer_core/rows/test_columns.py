from dataclasses import replace

from fer_core.rows.columns import READING, face_columns
from tests.fer_core.recording.recordings import make_face


def test_every_face_has_the_columns_of_all_tables_with_values_of_their_types():
    row = face_columns(replace(make_face(), face_confidence=0.75))
    assert list(row) == list(READING)
    assert [type(value) for value in row.values()] == list(READING.values())


def test_the_sureness_of_a_detector_that_has_none_is_empty():
    assert face_columns(make_face())["face_confidence"] is None
