from fer_core.rows.columns import READING, face_columns
from tests.fer_core.recording.recordings import make_face


def test_every_face_has_the_columns_of_all_tables_with_values_of_their_types():
    row = face_columns(make_face())
    assert list(row) == list(READING)
    assert [type(value) for value in row.values()] == list(READING.values())
