import json
import re
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest

from fer_core.errors import DataError
from training import run
from training.data import splits
from training.fit.answers import predict
from training.laboratory.laboratory import SVM, Laboratory
from training.laboratory.report import write_report
from training.laboratory.scale import SCALES, Reduction, Scale
from training.laboratory.studies import GRIDS, STUDIES
from training.laboratory.summary import estimate_hours
from training.laboratory.trial import load_trial
from training.measure import negative_log_likelihood

TINY = Scale("tiny", Reduction(epochs=1, count=2), {"pooling": Reduction(epochs=1)})


@pytest.fixture(scope="module")
def laboratory(made_up_data, tmp_path_factory):
    laboratory = Laboratory(made_up_data, tmp_path_factory.mktemp("laboratory"), TINY, weights="none")
    for name in ("pooling", "cnn-ensemble", "my-cnn-search"):
        laboratory.run(name)
    laboratory.run("linear-svm")
    return laboratory


def read(laboratory, name):
    return json.loads((laboratory.out / name / "summary.json").read_text())


def test_the_split_is_stratified_and_keeps_the_parts_apart(laboratory):
    faces = laboratory.faces
    assert not set(faces.train.paths) & set(faces.validation.paths)
    assert len(faces.train) + len(faces.validation) == 112
    shares = np.bincount(faces.validation.labels) / np.bincount(faces.train.labels)
    assert shares.min() > 0.1


def test_a_split_is_found_once_for_all_trials(made_up_data, tmp_path, monkeypatch):
    seeds = []

    def hold_back(faces, groups, *, validation_fraction, seed):
        seeds.append(seed)
        return splits.hold_back(faces, groups, validation_fraction=validation_fraction, seed=seed)

    monkeypatch.setattr("training.laboratory.laboratory.hold_back", hold_back)
    laboratory = Laboratory(made_up_data, tmp_path, SCALES["full"])
    first = next(iter(STUDIES["pooling"].trials.values()))
    parts = [laboratory.held_back(replace(first, split_seed=seed)).paths for seed in (0, 5, 0)]
    assert parts[0] == parts[2] != parts[1]
    assert seeds == [0, 5]


def test_every_trial_has_figures_of_both_splits(laboratory):
    summary = read(laboratory, "pooling")
    assert set(summary["trials"]) == {"max", "average", "global"}
    for figures in summary["trials"].values():
        assert {figures["validation"]["images"], figures["test"]["images"]} == {len(laboratory.faces.validation), 112}
    assert (laboratory.out / "pooling" / "comparison.png").stat().st_size
    assert set(read(laboratory, "cnn-ensemble")["trials"]) == {"shallow_cnn", "deep_cnn"}
    assert read(laboratory, "my-cnn-search")["planned"] == STUDIES["my-cnn-search"].search.count
    assert len(read(laboratory, "my-cnn-search")["trials"]) == 2
    assert read(laboratory, SVM.name)["trials"]["linear SVM"]["validation"]["accuracy"] > 0.5


def test_the_vote_is_the_mean_of_the_members(laboratory):
    summary = read(laboratory, "cnn-ensemble")
    faces = laboratory.faces.validation
    networks = [load_trial(laboratory.find("cnn-ensemble", name)) for name in summary["trials"]]
    mean = np.mean([predict(network, faces.images) for network in networks], axis=0)
    likelihood = negative_log_likelihood(faces.labels, mean)
    assert summary["vote"]["validation"]["negative_log_likelihood"] == pytest.approx(likelihood, rel=1e-5)


def test_nothing_is_trained_twice(laboratory, monkeypatch):
    before = read(laboratory, "pooling")
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    assert laboratory.run("pooling") == before


def test_the_command_that_trained_stays_where_nothing_is_trained(laboratory):
    before = read(laboratory, "pooling")
    assert "--precision float32" in before["command"]
    replace(laboratory, precision="fastest", scale=replace(laboratory.scale, name="another")).run("pooling")
    assert [read(laboratory, "pooling")[name] for name in ("preset", "command")] == [
        before["preset"],
        before["command"],
    ]


def test_the_report_has_every_row_and_its_pictures(laboratory):
    page = write_report(laboratory.out).read_text(encoding="utf-8")
    overview = (laboratory.out / "report.md").read_text(encoding="utf-8")
    for row in ("B5", "C1", "C9", "D4"):
        assert f'<td class="id">{row}</td>' in page
        assert f"\n| {row} |" in overview
    assert "Reduced: at most 1 epoch." in page
    assert page.count("data:image/png;base64,") >= 8
    assert not re.findall(r"https?://|{{|None", page)


def test_a_report_of_nothing_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match=r"no results of experiments yet\. Run one"):
        write_report(tmp_path)


def test_hours_are_what_the_images_take_at_the_measured_rate():
    figures = {"a": {"images_per_second": 100.0}, "b": {"images_per_second": 300.0}}
    failed = {"c": {"images_per_second": 9000.0, "diverged": True}}
    assert estimate_hours({**figures, **failed}, images=1_080_000) == pytest.approx(1_080_000 / 150 / 3600)
    assert estimate_hours(failed, images=1) is None


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
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for row in ("A1", "A5", "A14", "A15", "B6", "D1"):
        assert f'<td class="id">{row}</td>' in page


def test_networks_of_a_search_are_found(laboratory):
    trials = read(laboratory, "my-cnn-search")["trials"]
    assert {load_trial(laboratory.find("my-cnn-search", name)).name for name in trials} == {"my_cnn"}
    with pytest.raises(DataError, match="no trial 'nonsense'; choose one of 'dropout"):
        laboratory.find("my-cnn-search", "nonsense")
    with pytest.raises(DataError, match="no results of 'hyperband'"):
        laboratory.find("hyperband")


def test_a_damaged_summary_is_one_sentence(laboratory, tmp_path):
    (tmp_path / "pooling").mkdir()
    (tmp_path / "pooling" / "summary.json").write_text("{")
    with pytest.raises(DataError, match="cannot be read"):
        write_report(tmp_path)


def test_all_runs_what_can_be_run(made_up_data, tmp_path, monkeypatch, capsys):
    chosen = ("mlp-baseline", "batchnorm-cnn", "transfer", "my-cnn")
    monkeypatch.setattr("training.laboratory.commands.STUDIES", {name: STUDIES[name] for name in chosen})
    monkeypatch.setitem(SCALES, "smoke", TINY)
    monkeypatch.setattr("keras.src.backend.config._KERAS_DIR", str(tmp_path / "empty"))

    def unreachable(*args, **kwargs):
        raise OSError("no network")

    monkeypatch.setattr("keras.src.utils.file_utils.urlretrieve", unreachable)
    out = tmp_path / "out"
    assert run.main(["all", "--preset", "smoke", "--data", str(made_up_data), "--out", str(out)]) == 1
    assert "without what failed: transfer." in capsys.readouterr().err
    page = (out / "report.html").read_text(encoding="utf-8")
    for row in ("A1", "A2", "A3", "A4", "B5", "B7", "B8", "C2", "C4", "C5", "C6", "C7", "D2", "D4"):
        assert f'<td class="id">{row}</td>' in page
    assert run.main(["report", "--without-faces", "--out", str(out)]) == 0
    page = (out / "report.html").read_text(encoding="utf-8")
    assert not set(re.findall(r'href="#([^"]+)"', page)) - set(re.findall(r'id="([^"]+)"', page))


def test_workers_of_one_network_may_not_do_different_things(made_up_data, monkeypatch, capsys):
    monkeypatch.setenv("TF_CONFIG", "{}")
    for command in (["all"], ["study", "hyperband"], ["study", "pooling", "--storage", "sqlite:///trials.sqlite"]):
        assert run.main([*command, "--data", str(made_up_data)]) == 1
        assert "TF_CONFIG" in capsys.readouterr().err


def test_a_grid_without_names_is_the_whole(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(
        "training.laboratory.commands._run_studies",
        lambda laboratory, names, arguments: asked.extend(names) or tmp_path,
    )
    assert run.main(["grid", "--data", str(tmp_path)]) == 0
    assert asked == list(GRIDS.values())


def test_a_study_of_the_second_reading_has_the_precision_of_its_document(made_up_data, tmp_path, monkeypatch):
    monkeypatch.setitem(SCALES, "smoke", Scale("smoke", Reduction(("plain",), epochs=1)))
    words = ["--preset", "smoke", "--precision", "fastest", "--data", str(made_up_data), "--out", str(tmp_path)]
    assert run.main(["study", "basic-cnn", *words]) == 0
    assert [path.parent.name for path in tmp_path.glob("precision/*/precision.json")] == ["C"]


def test_a_trained_network_becomes_onnx(made_up_data, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(SCALES, "smoke", Scale("smoke", Reduction(("max",), epochs=3)))
    data = ["--preset", "smoke", "--data", str(made_up_data), "--out", str(tmp_path)]
    assert run.main(["study", "pooling", "--tensorboard", "--precision", "fastest", *data]) == 0
    assert len(list(tmp_path.glob("pooling/max/tensorboard/train/events*"))) == 1
    assert (tmp_path / "precision" / "C" / "precision.json").exists(), "the studies of a document are to be compared"
    assert run.main(["export", "--study", "pooling", "--trial", "max", *data]) == 0
    (path,) = tmp_path.glob("onnx/pooling_cnn-*.onnx")
    assert str(path) in capsys.readouterr().out
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (answers,) = session.run(None, {"faces": np.zeros((2, 48, 48, 1), np.float32)})
    assert answers.sum(axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_a_vote_across_splits_is_judged_on_what_no_member_has_learnt_from(made_up_data, tmp_path, monkeypatch):
    study = STUDIES["pooling"]
    trials = {
        name: replace(trial, architecture="toy", network={}, split_seed=seed)
        for seed, (name, trial) in enumerate(study.trials.items())
        if seed < 2
    }
    monkeypatch.setitem(STUDIES, "pooling", replace(study, trials=trials, votes=True))
    summary = Laboratory(made_up_data, tmp_path, TINY).run("pooling")
    counts = [figures["validation"]["images"] for figures in summary["trials"].values()]
    assert 0 < summary["vote"]["validation"]["images"] < min(counts)


def test_unknown_names_are_refused_with_the_known_ones(capsys):
    for command in (["study", "nonsense"], ["grid", "lenet"], ["nonsense"]):
        with pytest.raises(SystemExit, match="2"):
            run.main([*command, "--data", "x"])
    assert "pooling" in capsys.readouterr().err
