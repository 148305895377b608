"""Files of a run that are damaged, of another shape or gone: a sentence that says what to do, and nothing lost."""

import shutil
from dataclasses import replace

import pytest

from training import run
from training.laboratory.laboratory import Laboratory
from training.laboratory.scale import SCALES, Reduction, Scale
from training.laboratory.studies import STUDIES, Search
from training.settings import Trial

TINY = Scale("smoke", Reduction(epochs=1, count=2), weights="none")
SEARCH, GRID = "my-cnn-search", "pooling"
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
