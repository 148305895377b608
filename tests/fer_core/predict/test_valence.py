"""``emolens-predict --valence``: two columns more, and only where they are asked for."""

import csv

import pytest

from fer_core.predict import command
from fer_core.predict.command import main
from fer_core.valence import affect_of
from tests.stand_ins import BrightnessEnsemble, probabilities_for, save


@pytest.fixture(autouse=True)
def pictures(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "load_ensemble", lambda _: BrightnessEnsemble())
    save(tmp_path / "in" / "a.png", "happy")
    (tmp_path / "in" / "b.png").write_text("no picture")


def rows_with(tmp_path, *options):
    out = tmp_path / "r.csv"
    assert main([str(tmp_path / "in"), "--faces", "whole", "--out", str(out), *options]) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_it_stands_behind_the_probabilities_of_each_face(tmp_path):
    face, bad = rows_with(tmp_path, "--valence", "--prior", "0")
    assert tuple(face)[-4:] == ("surprise", "valence", "arousal", "error")
    expected = affect_of(probabilities_for(3))
    assert float(face["valence"]) == pytest.approx(expected.valence, abs=1e-3)
    assert float(face["arousal"]) == pytest.approx(expected.arousal, abs=1e-3)
    assert (bad["valence"], bad["arousal"]) == ("", "")


def test_without_the_option_there_are_no_such_columns(tmp_path):
    assert "valence" not in rows_with(tmp_path)[0]


def test_the_terminal_has_no_room_for_it(tmp_path, capsys):
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path / "in"), "--valence"])
    assert "--valence needs --out" in capsys.readouterr().err
