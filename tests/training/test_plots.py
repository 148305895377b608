import cv2
import numpy as np
import pytest

from training.measure import coverage_curve, evaluate
from training.plots import plot_comparison, plot_coverage, plot_reliability


@pytest.fixture
def answers():
    rng = np.random.default_rng(0)
    return rng.integers(0, 7, 200), rng.dirichlet(np.full(7, 0.3), 200).astype(np.float32)


def is_picture(path):
    picture = cv2.imread(str(path))
    return picture is not None and picture.shape[0] > 400 and picture.std() > 5


def test_reliability(answers, tmp_path):
    plot_reliability(evaluate(*answers), tmp_path / "reliability.png", title="Vote")
    assert is_picture(tmp_path / "reliability.png")


@pytest.mark.parametrize("rule_point", [{"coverage": 0.6, "accuracy": 0.8}, {"coverage": 0.0, "accuracy": None}])
def test_coverage(answers, tmp_path, rule_point):
    plot_coverage(coverage_curve(*answers), tmp_path / "coverage.png", rule_point=rule_point, title="Vote")
    assert is_picture(tmp_path / "coverage.png")


def test_a_comparison_names_only_the_figures_that_there_are(tmp_path, monkeypatch):
    written = []

    def read(figure, path):
        written.extend(text.get_text() for text in figure.axes[0].texts)

    monkeypatch.setattr("training.plots.save", read)
    figures = {name: {"validation": {"accuracy": accuracy}} for name, accuracy in (("a", 0.25), ("b", 0.5))}
    plot_comparison(figures, {"b": 0.625, "c": 0.75}, tmp_path, title="Trials", measure="validation accuracy")
    assert sorted(filter(None, written)) == ["0.250", "0.500", "0.625", "0.750"]
