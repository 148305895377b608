"""The grid of toy networks to an ensemble for Emolens, by the command line; and that results are not lost."""

import json
import shutil
from functools import partial

import numpy as np
import pytest

from fer_core.networks.ensemble import load_ensemble
from fer_core.predict.command import main as predict
from tests.training.toys import toy_network
from training import run
from training.laboratory.chain import only_unseen
from training.laboratory.choice import best_of_grids, missing_from_vote
from training.laboratory.record import read_trial
from training.laboratory.scale import CHAINS, Reduction, Scale
from training.laboratory.studies import GRIDS, STUDIES
from training.laboratory.summary import Standing
from training.models import DOCUMENTS

FILTERS = {"cnn": 8, "vgg16": 12, "alexnet": 16, "resnet50v2": 4}
CELL = "0.01, adam, relu"
TINY = Scale(
    "smoke",
    Reduction(epochs=4),
    {GRIDS[name]: Reduction((CELL,), epochs=3) for name in FILTERS},
    weights="none",
    grids=tuple(FILTERS),
)

pytestmark = pytest.mark.slow


def toy(name, **options):
    return toy_network(48, filters=FILTERS[name], name=name)


@pytest.fixture(scope="module", autouse=True)
def toys():
    with pytest.MonkeyPatch.context() as patch:
        for name in FILTERS:
            patch.setitem(DOCUMENTS, name, partial(toy, name))
        patch.setitem(CHAINS, "smoke", TINY)
        yield


@pytest.fixture(scope="module")
def chained(made_up_data, tmp_path_factory, toys):
    out = tmp_path_factory.mktemp("chain")
    assert run.main(["chain", "--preset", "smoke", "--data", str(made_up_data), "--out", str(out)]) == 0
    return out


def summary_of(out, name):
    return json.loads((out / name / "summary.json").read_text())


def test_the_chain_votes_with_the_grids_own_best_three(chained):
    grids = {name: summary_of(chained, GRIDS[name])["trials"][CELL]["validation"] for name in FILTERS}
    accuracies = {name: grid["accuracy"] for name, grid in grids.items()}
    chosen = summary_of(chained, "best-three")
    assert sorted(accuracies[name] for name in chosen["trials"]) == sorted(accuracies.values())[1:]
    assert "Our grid's choice" in chosen["differs"]
    assert missing_from_vote(chosen, chained) == []
    trials = [read_trial(chained / "best-three" / name) for name in chosen["trials"]]
    assert len({trial.seed for trial in trials}) == 3
    assert {trial.epochs for trial in trials} == {4}, "as long as the study says, not as the reduced grid"
    assert chosen["vote"]["test"]["accuracy"] > 1 / 7


def test_its_ensemble_answers_as_the_trained_networks_do(chained, made_up_data):
    ensemble = load_ensemble(chained / "models")
    assert not ensemble.manifest.has_maps
    figures = json.loads((chained / "chain" / "metrics.json").read_text())
    vote = summary_of(chained, "best-three")["vote"]
    assert figures["uncalibrated"]["test"]["accuracy"] == pytest.approx(vote["test"]["accuracy"])
    assert figures["uncalibrated"]["validation"]["images"] == vote["validation"]["images"]


def test_emolens_predict_takes_it(chained, made_up_data, tmp_path):
    table = tmp_path / "faces.csv"
    words = [str(made_up_data / "test" / "happy"), "--models", str(chained / "models"), "--faces", "whole"]
    assert predict([*words, "--out", str(table)]) == 0
    assert len(table.read_text().splitlines()) > 16


def test_a_chain_that_is_finished_trains_and_converts_nothing_again(chained, made_up_data, monkeypatch):
    before = load_ensemble(chained / "models").manifest.members
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    monkeypatch.setattr("training.laboratory.conversion.to_onnx", None)
    assert run.main(["chain", "--preset", "smoke", "--data", str(made_up_data), "--out", str(chained)]) == 0
    assert load_ensemble(chained / "models").manifest.members == before


def copy_without_weights(out, folder):
    return shutil.copytree(out, folder, ignore=shutil.ignore_patterns("*.h5", "*.onnx", "network.json", "*.sqlite"))


def test_a_study_goes_on_from_a_copy_without_weights_and_loses_nothing(chained, made_up_data, tmp_path, caplog, capsys):
    copy = copy_without_weights(chained, tmp_path / "copy")
    words = ["--preset", "smoke", "--data", str(made_up_data), "--out", str(copy)]
    with caplog.at_level("INFO"):
        # The laboratory's own preset has other epochs; the chain's is the one that the copy was made with.
        assert run.main(["chain", *words]) == 1
    kept = ("trials", "vote", "planned")
    for name in ("best-three", *(GRIDS[name] for name in FILTERS)):
        before, after = summary_of(chained, name), summary_of(copy, name)
        assert {key: before[key] for key in kept} == {key: after[key] for key in kept}
    assert "the weights of" in caplog.text
    assert "The export needs the weights of" in capsys.readouterr().err


def test_another_presets_trials_are_left_alone(chained, made_up_data, tmp_path, capsys):
    copy = copy_without_weights(chained, tmp_path / "copy")
    before = summary_of(copy, "grid-cnn")
    assert run.main(["grid", "cnn", "--preset", "full", "--data", str(made_up_data), "--out", str(copy)]) == 1
    assert "choose another --out" in capsys.readouterr().err
    assert summary_of(copy, "grid-cnn") == before


def test_a_network_that_answers_all_alike_comes_last(chained, tmp_path):
    copy = copy_without_weights(chained, tmp_path / "copy")
    best = best_of_grids(copy)
    ranks = [(each.standing, each.accuracy) for each in best]
    assert ranks == sorted(ranks, reverse=True)
    path = copy / GRIDS[best[0].architecture] / "summary.json"
    summary = json.loads(path.read_text())
    for figures in summary["trials"].values():
        figures["validation"] |= {"confusion": [[5, *[0] * 6]] * 7, "images": 35, "accuracy": 1 / 7}
    path.write_text(json.dumps(summary))
    last = best_of_grids(copy)[-1]
    assert (last.architecture, last.standing) == (best[0].architecture, Standing.CONSTANT)


def test_who_has_learnt_from_an_image_answers_as_those_who_have_not():
    answers = np.random.default_rng(0).random((3, 2, 7)).astype(np.float32)
    unseen = np.array([[True, True], [False, True], [True, True]])
    found = only_unseen(answers, unseen)
    assert found[1, 0] == pytest.approx(answers[[0, 2], 0].mean(axis=0))
    assert np.array_equal(found[:, 1], answers[:, 1])


def test_the_best_three_are_the_documents_until_the_grid_has_three(tmp_path):
    assert best_of_grids(tmp_path) == []
    assert set(STUDIES["best-three"].trials) == {"densenet169", "resnet50v2", "vgg16"}
