from itertools import islice
from pathlib import Path

import pytest

from fer_core.free_names import damaged_names, first_free, numbered


def test_the_first_name_that_nobody_has_is_taken(tmp_path):
    taken = [first_free(numbered(tmp_path, "a.b"), Path.mkdir).name for _ in range(3)]
    assert taken == ["a.b", "a.b-2", "a.b-3"]
    (tmp_path / "a.b-2").rmdir()
    assert first_free(numbered(tmp_path, "a.b"), Path.mkdir).name == "a.b-2"


def test_a_name_that_stands_for_the_folder_itself_stays_within_it(tmp_path):
    assert first_free(numbered(tmp_path, "."), Path.mkdir) == tmp_path / ".-2"


def test_whatever_else_goes_wrong_is_not_tried_again(tmp_path):
    tried = []

    def take(path):
        tried.append(path)
        path.mkdir()

    with pytest.raises(FileNotFoundError):
        first_free(numbered(tmp_path / "no", "a"), take)
    assert len(tried) == 1


def test_names_that_are_all_taken_are_an_error(tmp_path):
    with pytest.raises(ValueError, match="no free name"):
        first_free([tmp_path], Path.mkdir)


def test_damaged_files_keep_their_suffix():
    assert list(islice(damaged_names(Path("d/a.ini")), 2)) == [Path("d/a.damaged-1.ini"), Path("d/a.damaged-2.ini")]
