"""Trainings repeated with other seeds: what is run, where it lies, and what the report makes of it."""

import json
from dataclasses import replace

import pytest

from training import run
from training.laboratory.repeats import can_be_repeated, over_seeds
from training.laboratory.scale import SCALES, Reduction, Scale
from training.laboratory.studies import STUDIES
from training.laboratory.summary import best_trial, read_summary

TINY = Scale("tiny", Reduction(epochs=1, count=2))
ACCURACY = "validation accuracy"


def figures_of(accuracy, *, diverged=False):
    return {"net": {"validation": {"accuracy": accuracy}, "diverged": diverged}}


@pytest.fixture(scope="module")
def repeated(made_up_data, tmp_path_factory):
    """A run folder where a study was run with three seeds, and the page about it."""
    out = tmp_path_factory.mktemp("repeated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SCALES, "smoke", TINY)
        words = ["study", "mlp-final", "--preset", "smoke", "--data", str(made_up_data), "--out", str(out)]
        assert run.main([*words, "--seeds", "3"]) == 0
        assert run.main(["report", "--preset", "smoke", "--out", str(out)]) == 0
    return out


def test_every_repetition_has_a_seed_of_its_own(repeated):
    folders = [repeated / "mlp-final", *(repeated / "repeats" / number / "mlp-final" for number in "23")]
    trials = [json.loads((folder / "final" / "trial.json").read_text())["trial"] for folder in folders]
    assert [trial.pop("seed") for trial in trials] == [1, 2, 3]
    assert trials[0] == trials[1] == trials[2]
    losses = {(folder / "final" / "history.csv").read_text() for folder in folders}
    assert len(losses) == 3


def test_the_report_has_the_mean_over_seeds_and_its_interval(repeated):
    folders = [repeated / "mlp-final", *(repeated / "repeats" / number / "mlp-final" for number in "23")]
    trials = [json.loads((folder / "summary.json").read_text())["trials"] for folder in folders]
    found = over_seeds("final", trials[0], trials[1:], measure=ACCURACY)
    assert f"{found.mean:.4f}<br>±{found.half:.4f}<br>3 seeds" in (repeated / "report.html").read_text()
    assert "final), 3 seeds 0." in (repeated / "report.md").read_text()


def test_the_best_alone_is_trained_with_other_seeds(made_up_data, tmp_path, monkeypatch):
    monkeypatch.setitem(SCALES, "smoke", TINY)
    words = ["study", "mlp-final", "--preset", "smoke", "--data", str(made_up_data), "--out", str(tmp_path)]
    final = STUDIES["mlp-final"].trials["final"]
    study = replace(STUDIES["mlp-final"], trials={"unmoved": replace(final, learning_rate=1e-9), "trained": final})
    monkeypatch.setitem(STUDIES, "mlp-final", study)
    assert run.main([*words, "--seeds", "2", "--repeat", "best"]) == 0
    summaries = [read_summary(folder / "mlp-final") for folder in (tmp_path, tmp_path / "repeats" / "2")]
    first, again = (summary["trials"] for summary in summaries)
    assert list(first) == ["unmoved", "trained"]
    assert list(again) == ["trained"] == [best_trial(first)]
    assert run.main(["report", "--preset", "smoke", "--out", str(tmp_path)]) == 0
    assert "2 seeds" in (tmp_path / "report.md").read_text()
    assert run.main([*words, "--seeds", "2"]) == 0
    assert set(read_summary(tmp_path / "repeats" / "2" / "mlp-final")["trials"]) == set(first)


def test_the_interval_is_students():
    found = over_seeds("net", figures_of(0.50), [figures_of(0.52), figures_of(0.54)], measure=ACCURACY)
    assert (found.count, found.mean) == (3, pytest.approx(0.52))
    # t of two degrees of freedom is 4.303 (Student's table), the standard error 0.02 / sqrt(3).
    assert found.half == pytest.approx(4.303 * 0.02 / 3**0.5, rel=1e-3)


def test_one_training_or_one_that_diverged_has_no_interval():
    assert over_seeds("net", figures_of(0.5), [], measure=ACCURACY) is None
    assert over_seeds("net", figures_of(0.5), [figures_of(0.1, diverged=True)], measure=ACCURACY) is None


def test_searches_and_votes_are_not_repeated():
    refused = {name for name, study in STUDIES.items() if not can_be_repeated(study)}
    assert refused == {"best-three", "more-members", "hyperband", "cnn-ensemble", "my-cnn-search"}


@pytest.mark.parametrize("count", ["0", "-1", "three", "1.5", "1000"])
def test_a_wrong_number_of_seeds_is_refused(count, capsys):
    with pytest.raises(SystemExit):
        run.main(["study", "mlp-final", "--preset", "smoke", f"--seeds={count}"])
    assert "is no whole number from 1 to 99" in capsys.readouterr().err
