from app.pages.analyze.database import open_database
from fer_core.emotions import EMOTIONS

FACE = [
    ("face", "INTEGER"), ("x", "INTEGER"), ("y", "INTEGER"), ("w", "INTEGER"), ("h", "INTEGER"), ("label", "TEXT"),
    ("confidence", "REAL"), ("agreement", "REAL"), ("face_confidence", "REAL"), ("recognised", "INTEGER"),
    *((emotion, "REAL") for emotion in EMOTIONS),
]  # fmt: skip


def test_the_file_has_the_columns_that_earlier_files_have(tmp_path):
    connection = open_database(tmp_path / "a.sqlite")
    tables = {
        table: [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")]
        for table in ("faces", "frames")
    }
    connection.close()
    assert tables["faces"][3:-9] == FACE
    assert tables["frames"][3:] == FACE


ADDED = [
    *((table, column) for table in ("faces", "frames") for column in ("face_confidence", "recognised")),
    *(("faces", column) for column in ("best_s", "best_probabilities", "members")),
    *(("crops", column) for column in ("time_s", "x", "y", "w", "h", "probabilities", "members")),
]


def test_a_file_of_an_earlier_version_gets_the_columns_that_have_come_since(tmp_path):
    connection = open_database(tmp_path / "a.sqlite")
    for table, column in ADDED:
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.close()
    connection = open_database(tmp_path / "a.sqlite")
    for table, column in ADDED:
        assert connection.execute(f"SELECT {column} FROM {table}").fetchall() == []
    connection.close()
