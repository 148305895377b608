"""A run's folder: files that cannot be read, and processes that want it at the same time."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from fer_core.errors import DataError
from tests.waiting import wait_for
from training.run_folder import read_json, sole_user, taking_turns


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


def test_a_turn_that_others_take_long_over_is_told_and_waited_for(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr("training.run_folder._LONG_WAIT_S", 0.1)

    def take_a_turn():
        with taking_turns(tmp_path):
            with pytest.raises(DataError, match="Another process is training"), sole_user(tmp_path):
                pass
            return "taken"

    with caplog.at_level("INFO"), ThreadPoolExecutor(1) as thread:
        with sole_user(tmp_path):
            turn = thread.submit(take_a_turn)
            wait_for(lambda: "waiting for another process" in caplog.text)
            assert not turn.done()
        assert turn.result(timeout=60) == "taken"
