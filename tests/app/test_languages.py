"""A language is a file of words and one line of the registry: a toy one is used through the real window."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.i18n import LANGUAGES, SOURCE_LANGUAGE
from app.services.window_settings import LANGUAGE
from tests.app.toy_language import CODE, NAME
from tools.translations import TRANSLATED, compile_messages, qm_of, ts_of

TOP = Path(__file__).parents[2]
WORDS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="eo" sourcelanguage="en">
<context><name>MainWindow</name>
<message><source>Settings</source><translation>Agordoj</translation></message></context>
<context><name>Words</name>
<message><source>happy</source><translation>feliĉa</translation></message></context>
</TS>
"""


@pytest.fixture
def words(tmp_path):
    """A folder with a few words of the toy language."""
    ts = tmp_path / "words" / f"emolens_{CODE}.ts"
    ts.parent.mkdir()
    ts.write_text(WORDS, "utf-8")
    compile_messages(ts, ts.with_suffix(".qm"))
    return ts.parent


def test_a_new_language_is_offered_chosen_and_spoken_after_the_next_start(words):
    command = [sys.executable, "-m", "tests.app.toy_language", str(words)]
    done = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True, timeout=200)
    first, second = json.loads(done.stdout)
    assert first["offered"][1:] == [*LANGUAGES.values(), NAME]
    assert (first["title"], first["happy"]) == ("Settings", "happy")
    assert (second["title"], second["happy"]) == ("Agordoj", "feliĉa")


def test_the_settings_offer_the_languages_of_the_registry():
    assert LANGUAGE.choices[1:] == tuple(LANGUAGES.items())
    assert {*TRANSLATED, SOURCE_LANGUAGE} == set(LANGUAGES)
    for language in TRANSLATED:
        assert ts_of(language).is_file()
        assert qm_of(language).is_file()
