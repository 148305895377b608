"""What stands in a run's folder: a file that cannot be read at all is not to be removed for it."""

import re

import pytest

from fer_core.errors import DataError
from training.run_folder import read_json


@pytest.mark.parametrize("name", ["", "missing.json"])
def test_a_file_that_the_system_does_not_give_is_told_without_the_advice_to_remove_it(tmp_path, name):
    path = tmp_path / name
    with pytest.raises(DataError, match=rf"^{re.escape(str(path))} cannot be read \([^()]+\)\.$"):
        read_json(path, dict)


def test_a_file_that_is_no_json_is_told_with_it(tmp_path):
    path = tmp_path / "cut.json"
    path.write_text("{")
    with pytest.raises(DataError, match="Remove this one file"):
        read_json(path, dict)
