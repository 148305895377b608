import json
import re
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest

from fer_core.errors import DataError
from training import run
from training.laboratory import SVM, Laboratory, estimate_hours
from training.report import write_report
from training.scale import SCALES, Reduction, Scale
from training.studies import STUDIES, VOTE

TINY = Scale("tiny", Reduction(epochs=1, count=2))


@pytest.fixture(scope="module")
def laboratory(made_up_data, tmp_path_factory):
    laboratory = Laboratory(made_up_data, tmp_path_factory.mktemp("laboratory"), TINY, weights="none")
    for name in ("pooling", "cnn-ensemble", "my-cnn-search"):
        laboratory.run(name)
    laboratory.run_svm()
    return laboratory


def read(laboratory, name):
    return json.loads((laboratory.out / name / "summary.json").read_text())


def test_the_split_is_stratified_and_keeps_the_parts_apart(laboratory):
    faces = laboratory.faces
    assert not set(faces.train.paths) & set(faces.validation.paths)
    assert len(faces.train) + len(faces.validation) == 112
    shares = np.bincount(faces.validation.labels) / np.bincount(faces.train.labels)
    assert shares.min() > 0.1


def test_every_trial_has_figures_of_both_splits(laboratory):
    summary = read(laboratory, "pooling")
    assert set(summary["trials"]) == {"max", "average", "global"}
    for figures in summary["trials"].values():
        assert {figures["validation"]["images"], figures["test"]["images"]} == {len(laboratory.faces.validation), 112}
    assert (laboratory.out / "pooling" / "comparison.png").stat().st_size
    assert set(read(laboratory, "cnn-ensemble")["trials"]) == {"shallow_cnn", "deep_cnn", "normalised_cnn", VOTE}
    assert read(laboratory, "my-cnn-search")["planned"] == STUDIES["my-cnn-search"].search.count
    assert len(read(laboratory, "my-cnn-search")["trials"]) == 2
    assert read(laboratory, SVM.name)["trials"]["linear SVM"]["validation"]["accuracy"] > 0.5


def test_the_vote_is_not_a_members_answer(laboratory):
    trials = read(laboratory, "cnn-ensemble")["trials"]
    likelihoods = {name: figures["validation"]["negative_log_likelihood"] for name, figures in trials.items()}
    vote = likelihoods.pop(VOTE)
    assert vote < max(likelihoods.values())


def test_nothing_is_trained_twice(laboratory, monkeypatch):
    before = read(laboratory, "pooling")
    monkeypatch.setattr("training.trials.fit_trial", None)
    assert laboratory.run("pooling") == before


def test_the_report_has_every_row_and_its_pictures(laboratory):
    page = write_report(laboratory.out).read_text(encoding="utf-8")
    for row in ("B5", "C1", "C9", "D4"):
        assert f"<td>{row}</td>" in page
    assert "1 epochs" in page
    assert page.count("data:image/png;base64,") >= 8
    assert not re.findall(r"https?://|{{|None", page)


def test_a_report_of_nothing_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match="no experiments yet"):
        write_report(tmp_path)


def test_hours_are_what_the_images_take_at_the_measured_rate():
    study = STUDIES["grid-cnn"]
    figures = {"a": {"images_per_second": 100.0}, "b": {"images_per_second": 300.0}}
    hours = estimate_hours(study, figures, images=dict.fromkeys(study.trials, 7200))
    assert hours == pytest.approx(18 * 10 * 7200 / 200 / 3600)
    assert estimate_hours(study, {}, images={}) is None


def test_commands_run_and_report(made_up_data, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(SCALES, "smoke", TINY)
    out = ["--out", str(tmp_path)]
    data = ["--data", str(made_up_data)]
    assert run.main(["study", "mlp-final", "--preset", "smoke", *data, *out]) == 0
    assert "B6" in capsys.readouterr().out
    assert run.main(["data", *data, *out]) == 0
    assert '"blank"' in capsys.readouterr().out
    assert run.main(["evaluate", *data, *out]) == 0
    assert (tmp_path / "evaluation" / "roc.png").stat().st_size
    assert run.main(["report", *out]) == 0
    assert (tmp_path / "report.html").stat().st_size


def test_a_trained_network_becomes_onnx(made_up_data, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(SCALES, "smoke", Scale("smoke", Reduction(epochs=3)))
    data = ["--preset", "smoke", "--data", str(made_up_data), "--out", str(tmp_path)]
    assert run.main(["study", "pooling", "--tensorboard", "--precision", "fastest", *data]) == 0
    assert len(list(tmp_path.glob("pooling/*/tensorboard/train/events*"))) == 3
    assert len(list(tmp_path.glob("pooling/*/precision.json"))) == 3
    assert run.main(["export", "--study", "pooling", "--trial", "global", *data]) == 0
    (path,) = tmp_path.glob("onnx/pooling_cnn-*.onnx")
    assert str(path) in capsys.readouterr().out
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (answers,) = session.run(None, {"faces": np.zeros((2, 48, 48, 1), np.float32)})
    assert answers.sum(axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_a_vote_across_splits_is_judged_on_what_no_member_has_learnt_from(made_up_data, tmp_path, monkeypatch):
    study = STUDIES["pooling"]
    trials = {name: replace(trial, split_seed=seed) for seed, (name, trial) in enumerate(study.trials.items())}
    monkeypatch.setitem(STUDIES, "pooling", replace(study, trials=trials, votes=True))
    summary = Laboratory(made_up_data, tmp_path, TINY).run("pooling")
    counts = {name: figures["validation"]["images"] for name, figures in summary["trials"].items()}
    assert 0 < counts[VOTE] < min(counts[name] for name in trials)


def test_unknown_names_are_refused_with_the_known_ones(capsys):
    for command in (["study", "nonsense"], ["grid", "lenet"], ["nonsense"]):
        with pytest.raises(SystemExit, match="2"):
            run.main([*command, "--data", "x"])
    assert "pooling" in capsys.readouterr().err
