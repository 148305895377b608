"""What the command refuses, in one sentence."""

import argparse
import os
import sys
from pathlib import Path

import pytest

from fer_core.predict import arguments
from fer_core.predict.command import main
from tests.fer_core.predict.test_command import read_csv
from tests.stand_ins import save
from tests.systems import posix_only


def test_a_closed_standard_output_is_no_place_for_a_table(tmp_path, ensemble, monkeypatch, capsys):
    save(tmp_path / "a.png", "sad")
    monkeypatch.setattr(sys, "stdout", None)
    assert main([str(tmp_path / "a.png")]) == 1
    assert "name one with --out" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", None)
    assert main([str(tmp_path / "a.png"), "--out", str(tmp_path / "t.csv")]) == 0
    assert len(read_csv(tmp_path / "t.csv")) == 2


def test_two_detectors_at_once_are_refused(tmp_path, capsys):
    save(tmp_path / "a.png", "sad")
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "a.png"), "--tilted", "--detector", "careful"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


@posix_only
def test_a_file_in_a_folder_without_rights_is_not_said_to_be_missing(tmp_path, ensemble, monkeypatch, capsys):
    def stat(path, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(arguments.os, "stat", stat)
        assert arguments._existing("kept/a.png") == Path("kept/a.png")
    with pytest.raises(argparse.ArgumentTypeError, match="no file or folder"):
        arguments._existing(str(tmp_path / "none.png"))


@posix_only
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_an_earlier_run_cannot_have_left_is_named(tmp_path, ensemble, make, capsys):
    save(tmp_path / "a.png", "sad")
    make(tmp_path / "t.csv.unfinished")
    assert main([str(tmp_path / "a.png"), "--out", str(tmp_path / "t.csv")]) == 1
    assert "t.csv.unfinished is no file of an earlier run" in capsys.readouterr().err
