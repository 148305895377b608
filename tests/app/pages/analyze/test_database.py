from app.pages.analyze.database import open_database
from fer_core.emotions import EMOTIONS

FACE = [
    ("face", "INTEGER"), ("x", "INTEGER"), ("y", "INTEGER"), ("w", "INTEGER"), ("h", "INTEGER"), ("label", "TEXT"),
    ("confidence", "REAL"), ("agreement", "REAL"), *((emotion, "REAL") for emotion in EMOTIONS),
]  # fmt: skip


def test_the_file_has_the_columns_that_earlier_files_have(tmp_path):
    connection = open_database(tmp_path / "a.sqlite")
    tables = {
        table: [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")]
        for table in ("faces", "frames")
    }
    connection.close()
    assert tables["faces"][3:-6] == FACE
    assert tables["frames"][3:] == FACE
