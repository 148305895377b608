import os
import stat
from pathlib import Path

import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.rows.row_file import RowFile
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import (
    MAX_NAME_BYTES,
    fitting_name,
    make_private,
    partial_path,
    put_in_place,
    working_path,
    write_whole,
)
from tests.systems import posix_only

LONG_NAMES = ["n" * 250 + ".csv", "감정" * 41 + "ab" + ".csv", "😀" * 62 + "a.csv"]


@pytest.fixture
def calls(monkeypatch) -> list[str]:
    """What the system is asked to do, in order."""
    made: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        made.append("fsync folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "fsync file")
        fsync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        made.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    return made


@posix_only
def test_a_small_file_is_on_the_disk_before_it_has_its_name_and_the_name_is_there_too(tmp_path, calls):
    write_whole(tmp_path / "a.json", b"{}")
    assert calls in (["fsync file", "rename", "fsync folder"], ["fsync file", "rename", "fsync file"])


@posix_only
def test_a_table_is_on_the_disk_before_it_has_its_name(tmp_path, calls):
    with RowFile(tmp_path / "a.csv", ("name",)) as file:
        file.write({"name": "x"})
    assert calls[:2] == ["fsync file", "rename"]
    assert len(calls) == 3


def test_what_need_not_last_is_not_waited_for(tmp_path, calls):
    write_whole(tmp_path / "a.json", b"{}", is_lasting=False)
    assert calls == ["rename"]


@pytest.mark.parametrize("name", LONG_NAMES)
def test_the_longest_names_can_be_written(tmp_path, name):
    assert len(os.fsencode(name)) >= 252
    write_whole(tmp_path / name, b"1")
    assert (tmp_path / name).read_bytes() == b"1"
    (tmp_path / name).unlink()
    with RowFile(tmp_path / name, ("name",)) as file:
        file.write({"name": "x"})
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("stem", ["n" * 254, "감" * 85, "😀" * 63, "a\udcff" * 120])
def test_a_name_with_an_ending_is_shortened_to_what_a_file_system_takes(stem):
    name = fitting_name(stem, ".partial.csv")
    assert len(os.fsencode(name)) <= MAX_NAME_BYTES
    assert name.endswith(".partial.csv")
    assert name != fitting_name(stem + "x", ".partial.csv")
    assert fitting_name("short", ".csv") == "short.csv"


def test_working_names_are_never_the_same_and_never_somebody_elses(tmp_path):
    path = tmp_path / "rows.csv"
    assert len({working_path(path) for _ in range(100)}) == 100
    mine = [tmp_path / "rows.partial.csv", tmp_path / "rows.partial.json"]
    for file in mine:
        file.write_text("mine")
    write_whole(tmp_path / "rows.json", b"{}")
    with RowFile(path, ("name",), keeps_incomplete=False) as table:
        table.write({"name": "x"})
    assert [file.read_text() for file in mine] == ["mine", "mine"]


def test_a_table_that_grows_where_another_does_is_refused(tmp_path):
    with RowFile(tmp_path / "rows.csv", ("name",)) as first:
        first.write({"name": "x"})
        with pytest.raises(DataError, match="another run is writing it"):
            RowFile(tmp_path / "rows.csv", ("name",))
    assert (tmp_path / "rows.csv").read_text() == "name\nx\n"


def test_a_table_that_has_vanished_while_it_was_written_is_an_error(tmp_path):
    file = RowFile(tmp_path / "rows.csv", ("name",))
    file.write({"name": "x"})
    partial_path(tmp_path / "rows.csv").unlink()
    with pytest.raises(DataError, match="Cannot write"):
        file.close()
    assert file.kept is None


def test_the_error_that_came_first_is_told(tmp_path):
    file = RowFile(tmp_path / "rows.csv", ("name",))
    file.write({"name": "x"})
    partial_path(tmp_path / "rows.csv").unlink()
    with pytest.raises(ZeroDivisionError), file:
        raise ZeroDivisionError


def test_nothing_is_left_of_a_small_file_that_cannot_take_its_name(tmp_path):
    (tmp_path / "a.json" / "inside").mkdir(parents=True)
    with pytest.raises(DataError, match="Cannot write"):
        write_whole(tmp_path / "a.json", b"{}")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_working_file_is_made_only_where_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr("secrets.token_hex", lambda size: "00")
    taken = tmp_path / ".emolens-00.partial"
    taken.write_text("mine")
    with pytest.raises(DataError, match="Cannot write"):
        write_whole(tmp_path / "a.json", b"{}")
    assert taken.read_text() == "mine"


@posix_only
def test_private_files_and_folders_are_their_owners_alone(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for name, mode in (("folder", 0o700), ("file", 0o600)):
        make_private(tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o777 == mode
    make_private(tmp_path / "missing")


@posix_only
def test_a_pipe_is_neither_replaced_nor_made_private(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pipe.chmod(0o666)
    with pytest.raises(DataError, match="a device or a pipe has that name"):
        write_whole(pipe, b"content")
    make_private(pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert pipe.stat().st_mode & 0o777 == 0o666
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_file_put_in_place_replaces_the_one_before(tmp_path):
    (tmp_path / "a").write_text("before")
    (tmp_path / "b").write_text("after")
    put_in_place(tmp_path / "b", tmp_path / "a")
    assert (tmp_path / "a").read_text() == "after"
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path, sign):
    with RowFile(tmp_path / "rows.csv", ("path", "name", "share")) as file:
        file.write({"path": f"{sign}cmd()|'x'!A0.png", "name": f"{sign}1+2", "share": -0.5})
    row = (tmp_path / "rows.csv").read_bytes().decode().split("\n", 1)[1]
    assert f"./{sign}cmd" in row
    assert f"'{sign}1+2" in row
    assert row.rstrip().endswith(",-0.5")


def test_csv_for_spreadsheets_begins_with_a_mark_and_other_tables_do_not(tmp_path):
    for name in ("a.csv", "a.jsonl"):
        with RowFile(tmp_path / name, ("name",), for_spreadsheets=True) as file:
            file.write({"name": "감정"})
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfname\n")
    assert (tmp_path / "a.jsonl").read_bytes().startswith(b"{")


@posix_only
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_one_and_the_file_behind_it_is_written(tmp_path, is_there):
    (tmp_path / "disk").mkdir()
    for name in ("small.txt", "table.csv", "video.mp4"):
        (tmp_path / name).symlink_to(tmp_path / "disk" / name)
        if is_there:
            (tmp_path / "disk" / name).write_text("before")
    write_whole(tmp_path / "small.txt", b"now")
    with RowFile(tmp_path / "table.csv", ["path"]) as table:
        table.write({"path": "a.png"})
    with VideoFile(tmp_path / "video.mp4", fps=10) as video:
        video.write(np.zeros((48, 64, 3), np.uint8))
    assert all((tmp_path / name).is_symlink() for name in ("small.txt", "table.csv", "video.mp4"))
    assert (tmp_path / "disk" / "small.txt").read_text() == "now"
    assert "a.png" in (tmp_path / "disk" / "table.csv").read_text()
    assert (tmp_path / "disk" / "video.mp4").stat().st_size > 500
    assert len(list((tmp_path / "disk").iterdir())) == 3
