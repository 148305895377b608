"""A format that is only a line in the table, as far as a user's command line."""

import importlib.util
import re

import pytest

from fer_core.errors import DataError
from fer_core.faces.detectors import DETECTORS
from fer_core.predict import command
from fer_core.rows.formats import FORMATS, available_suffixes, format_of
from fer_core.rows.formats.base import TableFormat
from fer_core.rows.formats.text import TextWriter
from tests.stand_ins import BrightnessEnsemble, kind_of, save


def start_toy(path, columns, kinds):
    """Start a table whose lines are ``column=value`` pairs, with types above where they are known."""
    writer = TextWriter(path, lambda row: " ".join(f"{name}={value}" for name, value in row.items()) + "\n")
    writer.write({name: kinds[name].__name__ for name in columns})
    return writer


@pytest.fixture
def toy(monkeypatch):
    monkeypatch.setitem(FORMATS, ".toy", TableFormat(start_toy))
    monkeypatch.setitem(DETECTORS, "haar", kind_of((2, 3, 30, 30)))
    monkeypatch.setitem(DETECTORS, "careful", kind_of((2, 3, 30, 30)))
    monkeypatch.setattr(command, "load_ensemble", lambda _: BrightnessEnsemble())


def test_a_format_of_one_line_is_written_by_the_command_line(tmp_path, toy):
    save(tmp_path / "in" / "a.png", "sad")
    out = tmp_path / "r.toy"
    assert command.main([str(tmp_path / "in"), "--out", str(out)]) == 0
    head, row = out.read_text(encoding="utf-8").splitlines()
    assert head.startswith("path=str face=int x=int")
    assert "face=1 x=2 y=3 w=30 h=30 label=sad" in row
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["r.toy"]


def test_help_and_mistakes_name_every_format(tmp_path, toy, capsys):
    with pytest.raises(SystemExit):
        command.main(["--help"])
    assert ", ".join(FORMATS) in " ".join(capsys.readouterr().out.split())
    with pytest.raises(DataError, match=rf"{re.escape(', '.join(FORMATS))}; .*a\.txt"):
        format_of(tmp_path / "a.txt")


def test_a_format_without_its_package_says_how_to_install_it_and_what_else_there_is(monkeypatch, tmp_path, toy):
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "toys" else find_spec(name))
    monkeypatch.setitem(FORMATS, ".toy", TableFormat(start_toy, package="toys", extra="play"))
    assert ".toy" not in available_suffixes()
    others = re.escape(", ".join(available_suffixes()))
    with pytest.raises(DataError, match=rf"need toys.*pip install 'emolens\[play\]'.*{others}\."):
        format_of(tmp_path / "a.toy")
