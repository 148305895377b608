"""What goes wrong: bad files and folders, a full disk, missing models, a damaged database, a crash."""

import contextlib
import os
import shutil
import sqlite3

import pytest

from app.pages.analyze import database, queue_keeper, threads
from fer_core.errors import ModelError
from fer_core.files import find_pictures
from tests.app.pages.analyze.conftest import SIZE, BrightnessEngine, wait, wait_for_end
from tests.stand_ins import save


def test_bad_files_are_results_with_their_reason(make_model, qtbot, tmp_path, make_clip):
    names = ("empty.png", "cut.jpg", "vanished.png", "raw\udcff.png", "none.mp4", "text.mkv", "raw\udcff.mp4")
    for name in names:
        (tmp_path / name).write_bytes(b"" if name == "empty.png" else b"hello")
    save(tmp_path / "raw.png", "happy", SIZE).rename(tmp_path / "raw\udcff.png")
    make_clip(tmp_path / "dark.mp4", (None,) * 5)
    (tmp_path / "vanished.png").unlink()
    (tmp_path / "none.mp4").unlink()
    model = make_model()
    model.add([tmp_path / name for name in (*names, "dark.mp4")])
    wait_for_end(qtbot, model, results=8)
    found = {row.path.name: row.error for row in model.page.rows}
    assert found["raw\udcff.png"] is None
    assert found["empty.png"] == "the file is empty"
    assert "no such file" in found["vanished.png"]
    assert "no such file" in found["none.mp4"]
    assert "not a video" in found["text.mkv"]
    assert "not a video" in found["raw\udcff.mp4"]
    assert found["dark.mp4"] == "no face found"


def test_a_file_that_vanishes_while_it_waits_is_said_so(make_model, qtbot, tmp_path, gated):
    files = [save(tmp_path / f"{i}.png", size=SIZE) for i in range(5)]
    model = make_model(gated)
    model.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    files[4].unlink()
    gated.gate.set()
    wait_for_end(qtbot, model, results=5)
    assert "no such file" in model.page.rows[4].error


def test_empty_and_unreadable_folders_are_told(make_model, qtbot, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    (tmp_path / "locked").mkdir()
    real = os.scandir

    def scandir(path):
        if os.fspath(path) == str(tmp_path / "locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    model = make_model()
    model.add([tmp_path / "empty", tmp_path / "locked"])
    wait(qtbot, lambda: model.news is not None)
    assert "holds no pictures or videos" in model.news.text
    wait_for_end(qtbot, model, results=1)
    assert model.page.rows[0].error == "the folder cannot be listed"


def test_missing_models_pause_the_work_and_resume_tries_again(make_model, qtbot, tmp_path, album):
    outcomes = [ModelError("No models: reinstall Emolens."), BrightnessEngine()]

    def load():
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    model = make_model(load=load)
    model.add([album])
    wait(qtbot, lambda: model.is_paused)
    assert model.news.text == "No models: reinstall Emolens."
    model.set_paused(False)
    wait_for_end(qtbot, model, results=3)


def test_a_full_disk_pauses_the_work_and_nothing_is_lost(make_model, qtbot, tmp_path, gated):
    """SQLite's own limit on the size of a file fails like a full disk."""
    files = [save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)]
    model = make_model(gated)
    model.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    real = sqlite3.connect
    model.set_paused(True)
    gated.gate.set()
    wait(qtbot, lambda: model.progress.item_id == 0)

    def connect(path, **options):
        connection = real(path, **options)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database.sqlite3, "connect", connect)
        model.set_paused(False)
        wait(qtbot, lambda: model.is_paused)
        assert "disk is full" in model.news.text
        assert "Resume" in model.news.text
    model.set_paused(False)
    wait_for_end(qtbot, model, results=8)
    assert sorted(row.path for row in model.page.rows) == files


def test_a_damaged_file_of_results_is_set_aside(make_model, qtbot, tmp_path, album):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / database.FILE_NAME).write_bytes(b"no database at all" * 100)
    model = make_model()
    wait(qtbot, lambda: model.news is not None)
    assert "analysis.damaged-1.sqlite" in model.news.text
    model.add([album])
    wait_for_end(qtbot, model, results=3)


def test_a_file_of_results_that_is_damaged_inside_is_set_aside(tmp_path):
    path = tmp_path / "analysis.sqlite"
    database.open_database(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError) as error:
        database.open_database(path)
    assert database.is_damaged(error.value)


def test_damaged_files_keep_their_companions_and_replace_no_earlier_ones(tmp_path):
    path = tmp_path / database.FILE_NAME
    kept = []
    for content in ("first", "second"):
        for companion in ("", "-wal", "-shm"):
            (tmp_path / f"{path.name}{companion}").write_text(content + companion)
        kept.append(database.set_aside(path))
    assert [file.name for file in kept] == ["analysis.damaged-1.sqlite", "analysis.damaged-2.sqlite"]
    assert (tmp_path / "analysis.damaged-1.sqlite-wal").read_text() == "first-wal"
    assert (tmp_path / "analysis.damaged-2.sqlite-shm").read_text() == "second-shm"
    assert len(list(tmp_path.iterdir())) == 6


def test_removed_faces_are_gone_from_the_disk(make_model, qtbot, tmp_path):
    model = make_model()
    model.add([save(tmp_path / f"{i}.png", size=SIZE) for i in range(20)])
    wait_for_end(qtbot, model, results=20)
    crop = model.page.rows[0].crop[:200]
    model.close()
    assert any(crop)
    assert crop in on_disk(tmp_path / "data")
    model = make_model()
    wait(qtbot, lambda: bool(model.items))
    model.remove([model.items[0].id])
    wait(qtbot, lambda: not model.items)
    model.close()
    assert (tmp_path / "data" / database.FILE_NAME).exists()
    assert crop not in on_disk(tmp_path / "data")


def on_disk(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.fixture
def slow_folders(monkeypatch, gate):
    """The folders that were looked into; those whose name starts with "slow" take until the gate opens."""
    looked_into = []

    def find(paths, **options):
        looked_into.extend(paths)
        if paths[0].name.startswith("slow"):
            gate.wait(20)
        return find_pictures(paths, **options)

    monkeypatch.setattr(queue_keeper, "find_pictures", find)
    return looked_into


def test_each_folder_is_kept_before_the_next_is_looked_into(make_model, qtbot, album, slow_folders, gate):
    """While a slow folder is looked into, the analysis can write what it finds in the first."""
    slow = save(album.parent / "slow" / "a.png", size=SIZE).parent
    model = make_model()
    model.add([album, slow])
    wait(qtbot, lambda: slow_folders == [album, slow] and len(model.items) == 1)
    wait(qtbot, lambda: kept_rows(album.parent / "data") == 3)
    gate.set()
    wait_for_end(qtbot, model, results=4)


def kept_rows(folder):
    with contextlib.closing(sqlite3.connect(folder / database.FILE_NAME)) as connection:
        return connection.execute("SELECT COUNT(*) FROM faces").fetchone()[0]


def test_closing_looks_into_no_further_folder_but_makes_the_changes(make_model, qtbot, album, slow_folders, gate):
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    folders = [save(album.parent / f"slow-{i}" / "a.png", size=SIZE).parent for i in range(3)]
    model.add(folders)
    model.remove([model.items[0].id])
    model.add(folders)
    wait(qtbot, lambda: folders[0] in slow_folders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "STOP_S", 0.0)
        model.close()
    gate.set()
    model.close()
    assert slow_folders == [album, folders[0]]
    again = make_model()
    wait(qtbot, lambda: bool(again.items))
    assert [item.path for item in again.items] == folders[:1]


def test_a_data_folder_that_cannot_be_made_is_a_sentence(make_model, qtbot, tmp_path, album):
    (tmp_path / "file").touch()
    model = make_model(folder=tmp_path / "file" / "data")
    model.add([album])
    wait(qtbot, lambda: model.news is not None)
    assert "Cannot make the folder" in model.news.text
    assert model.news.is_problem


def test_nothing_is_opened_before_the_page_is_seen(make_model, tmp_path):
    make_model(start=False)
    assert not (tmp_path / "data").exists()


def test_a_crash_in_the_middle_of_a_video_repeats_nothing(make_model, qtbot, tmp_path, make_clip, gated):
    """The database as it is on the disk while the work goes on is what a killed program leaves."""
    clip = make_clip(tmp_path / "clip.mp4")
    model = make_model(gated)
    model.add([clip])
    wait(qtbot, lambda: len(gated.read) == 3)
    # The lock of a process that is no more is stale.
    shutil.copytree(tmp_path / "data", tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock"))
    second = make_model(folder=tmp_path / "copy")
    wait(qtbot, lambda: second.is_paused)
    second.set_paused(False)
    wait_for_end(qtbot, second, results=1)
    assert second.page.rows[0].frames == 20
