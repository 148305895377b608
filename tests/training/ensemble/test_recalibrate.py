"""An exported ensemble whose calibration is fitted anew."""

import json
import shutil
from dataclasses import replace

import pytest

from training.ensemble import recalibrate
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.ensemble.run import run_ensemble
from training.settings import MemberConfig, Stage


@pytest.fixture(scope="module")
def public_data(made_up_data, tmp_path_factory):
    """The made-up data set, with a PublicTest."""
    data = shutil.copytree(made_up_data, tmp_path_factory.mktemp("public") / "fer")
    for number, path in enumerate(sorted((data / "test").rglob("*.png"))):
        path.rename(path.with_name(f"PublicTest_{number}.png"))
    return data


@pytest.fixture(scope="module", params=[0.2, 0.0], ids=["held back", "PublicTest"])
def models(request, public_data, tmp_path_factory):
    """An ensemble that was validated on what was held back of the training images, and one on PublicTest."""
    config = replace(
        SMOKE,
        members=(MemberConfig("toy", seed=1, epochs=3),),
        batch_size=16,
        stages=(Stage(1.0, 48),),
        validation_fraction=request.param,
    )
    out = tmp_path_factory.mktemp("run")
    run_ensemble(config, data=public_data, out=out, models=out / "models")
    return out / "models"


def test_nothing_changes_where_nothing_has_changed(public_data, models):
    before = json.loads((models / "manifest.json").read_text())
    assert recalibrate.main(["--data", str(public_data), str(models)]) == 0
    after = json.loads((models / "manifest.json").read_text())
    assert after["calibration"] == before["calibration"]
    assert after["members"] == before["members"]
    assert after["figures"]["test"] == before["figures"]["test"]


def test_other_data_is_refused(public_data, models, tmp_path, capsys):
    fewer = shutil.copytree(public_data, tmp_path / "fer")
    next((fewer / "train" / "happy").glob("*.png")).unlink()
    assert recalibrate.main(["--data", str(fewer), str(models)]) == 1
    assert "does not hold the images" in capsys.readouterr().err
