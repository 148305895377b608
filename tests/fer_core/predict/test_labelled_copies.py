"""Labelled copies: none is lost, and nothing of somebody else's is."""

import os
import shutil

from tests.fer_core.predict.test_resuming import journal_of, rows_of, run, stop_after
from tests.stand_ins import save


def test_labelled_copies_are_completed(tmp_path, pictures, ensemble, monkeypatch):
    arguments = (pictures, "--faces", "whole", "--out", tmp_path / "r.csv", "--annotate", tmp_path / "copies")
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        assert run(*arguments) == 130
    assert len(list((tmp_path / "copies").iterdir())) == 64
    assert run(*arguments) == 0
    assert len(list((tmp_path / "copies").iterdir())) == 200


def test_somebodys_own_files_are_not_touched(tmp_path, ensemble, capsys):
    picture, out = save(tmp_path / "a.png"), tmp_path / "r.csv"
    (tmp_path / "r.partial.csv").write_text("mine")
    journal_of(out).write_text("mine too\n")
    assert run(picture, "--faces", "whole", "--out", out, "--restart") == 1
    assert "Move it away" in capsys.readouterr().err
    assert journal_of(out).read_text() == "mine too\n"
    journal_of(out).unlink()
    assert run(picture, "--faces", "whole", "--out", out) == 0
    assert (tmp_path / "r.partial.csv").read_text() == "mine"


def test_pictures_called_partial_have_their_own_copies(tmp_path, ensemble):
    for name in ("frame.png", "frame.partial.png"):
        save(tmp_path / "in" / name)
    assert run(tmp_path / "in", "--faces", "whole", "--annotate", tmp_path / "copies") == 0
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == ["frame.partial.png", "frame.png"]


def test_the_longest_names_have_rows_copies_and_tables(tmp_path, ensemble):
    folder = tmp_path / "in"
    save(folder / "a.png")
    for name in ("n" * 250 + ".png", "감" * 83 + ".pgm"):
        shutil.copy(folder / "a.png", folder / name)
    out = tmp_path / ("t" * 250 + ".csv")
    assert run(folder, "--faces", "whole", "--annotate", tmp_path / "copies", "--out", out) == 0
    assert len(rows_of(out)) == 3
    names = sorted(path.name for path in (tmp_path / "copies").iterdir())
    assert len(names) == 3
    assert max(len(os.fsencode(name)) for name in names) <= 255


def test_a_copy_that_cannot_be_saved_costs_only_itself(tmp_path, pictures, ensemble, capsys):
    copies = tmp_path / "copies"
    copies.mkdir()
    save(pictures / "sub" / "x.png")
    (copies / "sub").write_text("in the way")
    out = tmp_path / "r.csv"
    assert run(pictures, "--faces", "whole", "--out", out, "--annotate", copies) == 1
    assert len(rows_of(out)) == 201
    assert len(list(copies.iterdir())) == 201
    said = capsys.readouterr()
    assert "1 copy could not be saved." in said.err
    assert "Cannot make the folder" in said.err
    assert "written to" in said.out
