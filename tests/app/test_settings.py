"""The table of settings, and keeping their values."""

import pytest

from app.settings import ANALYSES_PER_S, LANGUAGE, SETTINGS, SMOOTHING_S, THEME, Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "emolens.ini"


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


def test_a_value_that_is_no_choice_is_refused(qapp, path):
    with pytest.raises(ValueError, match="look/language cannot be 'fr'"):
        Settings(path).set(LANGUAGE, "fr")


def test_every_default_is_accepted():
    assert all(setting.accepts(setting.default) for setting in SETTINGS)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
