import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from training.ablation import __main__ as ablation
from training.ablation import variants
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.settings import MemberConfig, Stage

RESULTS = Path(__file__).parents[3] / "results" / "ablation"


@pytest.fixture
def two_variants(monkeypatch):
    quick = replace(SMOKE, members=(MemberConfig("toy", seed=1, epochs=1),), batch_size=16)
    quick = replace(quick, stages=(Stage(1.0, 32),))
    monkeypatch.setattr(ablation, "VARIANTS", {"recipe": quick, "without ±12° & more": replace(quick, mixup=0.2)})


def test_the_table_has_a_row_per_variant_and_none_is_trained_twice(made_up_data, tmp_path, two_variants, monkeypatch):
    command = ["--data", str(made_up_data), "--out", str(tmp_path / "runs"), "--report", str(tmp_path / "report")]
    assert ablation.main(command) == 0
    rows = json.loads((tmp_path / "report" / "ablation.json").read_text())
    assert [row["variant"] for row in rows] == ["recipe", "without ±12° & more"]
    text = (tmp_path / "report" / "ablation.md").read_text()
    assert f"| recipe | {rows[0]['accuracy']:.4f} | +0.0 |" in text
    monkeypatch.setattr("keras.Model.fit", None)
    assert ablation.main([*command, "--out", str(tmp_path / "another")]) == 0
    assert json.loads((tmp_path / "report" / "ablation.json").read_text()) == rows


def test_a_damaged_table_is_named(made_up_data, tmp_path, two_variants, capsys):
    (tmp_path / "ablation.json").write_text("[{")
    command = ["--data", str(made_up_data), "--out", str(tmp_path / "runs"), "--report", str(tmp_path)]
    assert ablation.main(command) == 1
    assert "ablation.json cannot be read" in capsys.readouterr().err


def test_missing_data_is_one_sentence_and_exit_1(tmp_path, capsys):
    assert ablation.main(["--data", str(tmp_path / "nowhere"), "--out", str(tmp_path / "runs")]) == 1
    assert capsys.readouterr().err.startswith("training.ablation: No folder")


def test_every_variant_changes_the_recipe_and_has_a_folder_of_its_own():
    assert len(set(ablation.VARIANTS.values())) == len(ablation.VARIANTS)
    assert len({variants.slug(name) for name in ablation.VARIANTS}) == len(ablation.VARIANTS)


def test_the_published_table_is_of_the_variants_as_they_are():
    rows = json.loads((RESULTS / "ablation.json").read_text())
    published = {row["variant"]: row["config"] for row in rows}
    now = json.loads(json.dumps({name: asdict(config) for name, config in ablation.VARIANTS.items()}))
    for name, config in now.items():
        assert what_was_known(config, published[name]) == published[name]


def what_was_known(config, published):
    """Return the settings of ``config`` that were there when ``published`` was; newer ones leave the recipe as it was.

    ``erasing`` was twice the probability then.
    """
    if isinstance(published, dict):
        known = {name: what_was_known(config[name], each) for name, each in published.items()}
        return known | {"erasing": 2 * known["erasing"]} if "erasing" in known else known
    if isinstance(published, list):
        return [what_was_known(*pair) for pair in zip(config, published, strict=True)]
    return config
