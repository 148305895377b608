"""Files of a run that are damaged, of another shape or gone: a sentence that says what to do, and nothing lost."""

import shutil
from dataclasses import replace

import pytest

from fer_core.errors import DataError
from training import run
from training.laboratory.laboratory import Laboratory
from training.laboratory.report import write_report
from training.laboratory.scale import SCALES, Reduction, Scale
from training.laboratory.studies import STUDIES, Search
from training.laboratory.trial import load_trial
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
