"""Files of a run that are damaged, of another shape or gone: a sentence that says what to do, and nothing lost."""

import json
import shutil
from dataclasses import replace

import numpy as np
import optuna
import pytest

from fer_core.errors import DataError
from fer_core.networks.ensemble import OnnxMember
from training import run
from training.laboratory.conversion import convert_trial
from training.laboratory.draws import describe_draw, name_of, parameters_of
from training.laboratory.laboratory import Laboratory
from training.laboratory.report import write_report
from training.laboratory.scale import SCALES, Reduction, Scale
from training.laboratory.studies import STUDIES, Search
from training.laboratory.trial import load_trial
from training.run_folder import slug
from training.settings import Trial

TINY = Scale("smoke", Reduction(epochs=1, count=2), weights="none")
SEARCH, GRID = "my-cnn-search", "pooling"
SHAPES = ("{", "{}", "[]", '{"trials": 5, "trial": {"unknown": 1}}')
SMALL = Trial("mlp", {"hidden": (8,)}, epochs=1)


def draw(trial):
    return replace(SMALL, learning_rate=trial.suggest_float("learning_rate", 1e-5, 1e-2, log=True))


@pytest.fixture(scope="module", autouse=True)
def small_studies():
    """The studies train small networks."""
    trials = {name: replace(SMALL, seed=seed) for seed, name in enumerate(("max", "average"))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(STUDIES, GRID, replace(STUDIES[GRID], trials=trials))
        patch.setitem(STUDIES, SEARCH, replace(STUDIES[SEARCH], search=Search("random", 2, 1, draw)))
        patch.setitem(SCALES, "smoke", TINY)
        yield


@pytest.fixture(scope="module")
def finished(made_up_data, tmp_path_factory, small_studies):
    laboratory = Laboratory(made_up_data, tmp_path_factory.mktemp("finished"), TINY, weights="none")
    for name in (GRID, SEARCH):
        laboratory.run(name)
    return laboratory


@pytest.fixture
def copy(finished, tmp_path):
    """A copy of the results, without the trials' storage."""
    out = shutil.copytree(finished.out, tmp_path / "copy", ignore=shutil.ignore_patterns("*.sqlite"))
    return replace(finished, out=out)


def read(laboratory, name):
    return json.loads((laboratory.out / name / "summary.json").read_text())


@pytest.mark.parametrize("content", SHAPES)
@pytest.mark.parametrize(
    ("file", "use"),
    [
        (f"{GRID}/summary.json", lambda copy: copy.run(GRID)),
        (f"{GRID}/summary.json", lambda copy: write_report(copy.out)),
        (f"{GRID}/summary.json", lambda copy: copy.find(GRID)),
        (f"{GRID}/max/trial.json", lambda copy: copy.run(GRID)),
        (f"{GRID}/max/trial.json", lambda copy: load_trial(copy.find(GRID, "max"))),
        (f"{GRID}/max/trial.json", lambda copy: write_report(copy.out)),
        (f"{GRID}/max/metrics.json", lambda copy: copy.run(GRID)),
        ("evaluation/metrics.json", lambda copy: write_report(copy.out)),
        ("data/data.json", lambda copy: write_report(copy.out)),
    ],
)
def test_a_file_that_is_cut_off_or_of_another_shape_is_named(copy, file, use, content):
    path = copy.out / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    with pytest.raises(DataError, match=rf"{file} cannot be read \(.+\). Remove this one file"):
        use(copy)


@pytest.mark.parametrize("name", [GRID, SEARCH])
def test_trials_are_found_again_where_summary_and_storage_are_gone(finished, copy, name, monkeypatch):
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    (copy.out / name / "summary.json").unlink()
    assert copy.run(name)["trials"] == read(finished, name)["trials"]


def test_a_draw_that_the_summary_does_not_have_is_found_in_its_folder(finished, copy, monkeypatch):
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    summary = read(copy, SEARCH)
    summary["trials"].popitem()
    (copy.out / SEARCH / "summary.json").write_text(json.dumps(summary))
    assert copy.run(SEARCH)["trials"] == read(finished, SEARCH)["trials"]


def test_a_draw_that_was_stopped_early_counts_where_the_storage_is_gone(finished, copy, monkeypatch):
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    summary = read(copy, SEARCH)
    name, _ = summary["trials"].popitem()
    shutil.rmtree(copy.out / SEARCH / slug(name))
    (copy.out / SEARCH / "summary.json").write_text(json.dumps({**summary, "stopped": 1}))
    for _ in range(2):
        found = copy.run(SEARCH)
        assert (len(found["trials"]), found["stopped"]) == (1, 1)


def test_draws_of_other_epochs_are_left_alone(copy, monkeypatch):
    (copy.out / SEARCH / "summary.json").unlink()
    monkeypatch.setitem(STUDIES, SEARCH, replace(STUDIES[SEARCH], search=Search("random", 2, 9, draw)))
    with pytest.raises(DataError, match="another preset; choose another --out"):
        replace(copy, scale=Scale("tiny", Reduction(count=2), weights="none")).run(SEARCH)
    assert not (copy.out / SEARCH / "summary.json").exists()


@pytest.mark.parametrize("name", ["hyperband", SEARCH])
def test_the_name_of_a_draw_is_told_by_its_folder(name):
    search, trials = STUDIES[name].search, optuna.create_study()
    for _ in range(20):
        trial = trials.ask()
        search.suggest(trial)
        drawn = describe_draw(trial.params)
        assert name_of(slug(drawn), parameters_of(search)) == drawn
    assert name_of("something-else", parameters_of(search)) == "something-else"


def test_the_report_says_which_command_finds_what_has_no_summary(copy):
    (copy.out / SEARCH / "summary.json").unlink()
    write_report(copy.out)
    told = f"Its summary is missing: `python -m training.run study {SEARCH}`, with its options, finds 2"
    row = next(line for line in (copy.out / "report.md").read_text().splitlines() if "around myCNN" in line)
    assert told in row
    (copy.out / GRID / "summary.json").unlink()
    with pytest.raises(DataError, match=f"{GRID}: Its summary is missing: `python -m training.run study {GRID}`"):
        write_report(copy.out)
    with pytest.raises(DataError, match=f"`python -m training.run study {GRID}`"):
        copy.find(GRID)


@pytest.mark.parametrize(
    ("file", "state"),
    [("trial.json", "missing"), ("best.weights.h5", "missing"), ("best.weights.h5", "damaged"), ("", "missing")],
)
def test_a_network_that_cannot_be_loaded_is_told_with_the_command_that_trains_it_anew(copy, file, state, capsys):
    path = copy.out / GRID / "max" / file
    if not file:
        shutil.rmtree(path)
    elif state == "damaged":
        path.write_bytes(b"damaged")
    else:
        path.unlink()
    for command in ("export", "explain"):
        words = ["--preset", "smoke", "--data", str(copy.data), "--out", str(copy.out)]
        assert run.main([command, "--study", GRID, "--trial", "max", *words]) == 1
        error = capsys.readouterr().err
        assert f"{file or 'trial.json'} is {state}" in error
        assert f"`python -m training.run study {GRID}` with another --out trains this network anew." in error


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"damaged")])
def test_a_converted_network_that_is_gone_or_damaged_is_converted_again(copy, damage, monkeypatch):
    folder, faces = copy.find(GRID, "max"), copy.test.images
    first = convert_trial(folder, faces)
    damage(folder / "network.onnx")
    again = convert_trial(folder, faces)
    answers = [OnnxMember(spec, content, threads=1).predict(faces) for spec, content, _ in (first, again)]
    assert np.array_equal(*answers)
    assert (again[0].name, again[0].input_shape) == (first[0].name, first[0].input_shape)
    monkeypatch.setattr("training.laboratory.conversion.load_trial", None)
    assert convert_trial(folder, faces) == again
