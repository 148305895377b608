"""The table of settings, and keeping their values."""

import errno
import os
from pathlib import Path

import pytest

from app.services import settings as settings_module
from app.services.face_settings import ANALYSES_PER_S, MODELS_FOLDER, SMOOTHING_S, STRICTNESS
from app.services.models import shipped_folder
from app.services.output_settings import OUTPUT_TOKEN
from app.services.recording_settings import RECORD_ANNOTATED, RECORDINGS_FOLDER
from app.services.settings import SETTINGS, Settings, strictness_of
from app.services.window_settings import LANGUAGE, RECENT, THEME
from tests.systems import posix_only


@pytest.fixture
def path(tmp_path):
    return tmp_path / "emolens.ini"


@posix_only
@pytest.mark.parametrize("is_of_an_earlier_version", [False, True])
def test_nobody_else_can_read_the_settings_which_hold_a_token(qapp, path, is_of_an_earlier_version):
    if is_of_an_earlier_version:
        path.touch()
        path.chmod(0o644)
    settings = Settings(path)
    settings.set(OUTPUT_TOKEN, "secret")
    settings.save()
    assert path.stat().st_mode & 0o077 == 0


def test_values_are_there_at_the_next_start(qapp, path):
    settings = Settings(path)
    changes = []
    settings.changed.connect(changes.append)
    settings.set(SMOOTHING_S, 0.5)
    settings.set(SMOOTHING_S, 0.5)
    settings.set(ANALYSES_PER_S, 12)
    settings.set(THEME, "dark")
    settings.save()
    assert changes == [SMOOTHING_S.key, ANALYSES_PER_S.key, THEME.key]
    again = Settings(path)
    assert (again.get(SMOOTHING_S), again.get(ANALYSES_PER_S), again.get(THEME)) == (0.5, 12, "dark")
    again.reset()
    assert all(again.get(setting) == setting.default for setting in SETTINGS)


@pytest.mark.parametrize("nonsense", ["live/smoothing_s=warm", "live/smoothing_s=-1", "live/smoothing_s=nan", "\0\xff"])
def test_a_damaged_file_means_the_default(qapp, path, nonsense):
    section, _, line = nonsense.rpartition("/")
    path.write_text(f"[{section}]\n{line}\n", encoding="latin-1")
    assert Settings(path).get(SMOOTHING_S) == SMOOTHING_S.default


@pytest.mark.parametrize(
    "nonsense",
    [b"[live]\nsmoothing_s=warm\n", b"\0" * 300, bytes(range(256)), b"[live]\nanaly"],
)
def test_a_damaged_file_is_kept_beside_and_said_once(qapp, path, nonsense):
    kept = path.with_name("emolens.damaged-1.ini")
    damaged = b"[recording]\nannotated=true\n" + nonsense
    path.write_bytes(damaged)
    settings = Settings(path)
    assert settings.get(RECORD_ANNOTATED), "what can be read counts"
    assert (settings.get(SMOOTHING_S), settings.get(THEME)) == (SMOOTHING_S.default, THEME.default)
    assert str(settings.problem).endswith(f"is kept as {kept}.")
    assert kept.read_bytes() == damaged
    again = Settings(path)
    assert again.problem is None
    assert again.get(RECORD_ANNOTATED)
    path.write_bytes(damaged)
    # Qt reads a file again where its size or its time is another.
    os.utime(path, (0, 0))
    assert "damaged-2.ini" in str(Settings(path).problem)


def test_a_value_of_a_later_version_is_kept_and_not_used(qapp, path):
    path.write_bytes(later := b"[look]\ntheme=sepia\n")
    settings = Settings(path)
    assert settings.get(THEME) == THEME.default
    assert settings.problem is None
    assert path.read_bytes() == later


def test_where_there_is_no_file_or_a_sound_one_there_is_nothing_to_say(qapp, path):
    settings = Settings(path)
    assert settings.problem is None
    settings.set(RECENT, '["a, b", "\\u00e9"]')
    settings.set(THEME, "dark")
    settings.save()
    assert Settings(path).problem is None
    assert list(path.parent.glob("*.ini")) == [path]


def test_a_file_that_cannot_be_read_is_said_to_be_so(qapp, path):
    path.mkdir()
    assert "cannot be read" in str(Settings(path).problem)


def test_a_damaged_file_that_cannot_be_copied_still_counts_as_far_as_it_can_be_read(qapp, path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(settings_module.shutil, "copy2", full)
    path.write_text("[live]\nsmoothing_s=warm\nanalyses_per_s=12\n")
    settings = Settings(path)
    assert settings.get(ANALYSES_PER_S) == 12
    assert "No copy of them could be kept (No space left on device)" in str(settings.problem)
    assert "warm" in path.read_text(), "nothing is thrown away"


def test_a_value_that_is_no_choice_is_refused(qapp, path):
    with pytest.raises(ValueError, match="look/language cannot be 'fr'"):
        Settings(path).set(LANGUAGE, "fr")


def test_every_default_is_accepted():
    assert all(setting.accepts(setting.default) for setting in SETTINGS)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("folder", [b"\xff\xfe/x", b"films", b"~/films"])
def test_a_kept_folder_that_is_no_whole_path_is_damage(qapp, path, folder):
    path.write_bytes(b"[recording]\nannotated=true\nfolder=" + folder + b"\n")
    settings = Settings(path)
    assert settings.get(RECORDINGS_FOLDER) == ""
    assert "damaged" in str(settings.problem)
    assert settings.get(RECORD_ANNOTATED)
    assert Settings(path).problem is None


def test_a_folder_is_kept_from_the_root_on(qapp, path, tmp_path):
    settings = Settings(path)
    for text, kept in (
        ("films", str(Path.home() / "films")),
        ("~/films", str(Path.home() / "films")),
        (f" {tmp_path} ", str(tmp_path)),
        ("  ", ""),
    ):
        settings.set(RECORDINGS_FOLDER, text)
        assert settings.get(RECORDINGS_FOLDER) == kept
    settings.save()
    assert Settings(path).problem is None


@pytest.mark.parametrize(
    ("kept", "strictness"), [("min_confidence=40", 0.4), ("min_confidence=0", "calibrated"), ("", "calibrated")]
)
def test_a_bound_from_before_there_was_a_choice_is_one_of_the_users_own(qapp, path, kept, strictness):
    path.write_text(f"[live]\n{kept}\n")
    settings = Settings(path)
    assert strictness_of(settings) == strictness
    settings.set(STRICTNESS, "calibrated")
    settings.save()
    assert strictness_of(Settings(path)) == "calibrated", "what was chosen since then counts"


def test_the_networks_are_those_of_the_start_and_the_command_line_goes_first(qapp, path, tmp_path):
    settings = Settings(path)
    assert settings.models_folder == shipped_folder()
    settings.set(MODELS_FOLDER, str(tmp_path / "mine"))
    settings.save()
    assert settings.models_folder == shipped_folder(), "until the next start"
    assert Settings(path).models_folder == tmp_path / "mine"
    assert Settings(path, models=tmp_path / "other").models_folder == tmp_path / "other"
    assert Settings(path).get(MODELS_FOLDER) == str(tmp_path / "mine")
