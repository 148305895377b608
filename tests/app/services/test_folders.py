"""Where files go."""

from pathlib import Path

import pytest

from app.services.folders import data_folder, pictures_folder, recordings_folder
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings


@pytest.fixture
def folder_for(qapp, tmp_path, monkeypatch):
    """Return a function that tells where recordings go with some text in the settings."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    def folder(text):
        settings = Settings(tmp_path / "settings.ini")
        settings.set(RECORDINGS_FOLDER, text)
        return recordings_folder(settings)

    return folder


def test_recordings_go_where_the_settings_say(folder_for, tmp_path):
    assert folder_for(str(tmp_path / "a")) == tmp_path / "a"
    assert folder_for("~/a") == tmp_path / "a"


def test_what_is_no_whole_path_lies_in_the_home(folder_for):
    assert folder_for("a/b") == Path.home() / "a" / "b"


def test_the_home_of_nobody_is_left_for_the_default(folder_for):
    assert folder_for("~nobody-of-this-name/a") == folder_for("")


def test_pictures_go_to_the_users_pictures_and_data_stay_apart_from_other_programs(qapp, tmp_path):
    assert pictures_folder().name == "Emolens"
    assert tmp_path / "data" in data_folder().parents
