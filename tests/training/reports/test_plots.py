import cv2
import numpy as np
import pandas as pd
import pytest

from fer_core.emotions import EMOTIONS
from training.data.faces import FaceDataset
from training.measure import coverage_curve, evaluate
from training.reports import plots
from training.reports.plots import SHEET, plot_comparison, plot_coverage, plot_reliability

pytestmark = pytest.mark.usefixtures("drawn_in_full")


@pytest.fixture
def answers():
    rng = np.random.default_rng(0)
    return rng.integers(0, 7, 200), rng.dirichlet(np.full(7, 0.3), 200).astype(np.float32)


def is_picture(path):
    picture = cv2.imread(str(path))
    return picture is not None and picture.shape[0] > 400 and picture.std() > 5


HISTORY = pd.DataFrame({
    "epoch": [0, 1, 2], "loss": [2.0, 1.5, 1.2], "accuracy": [0.2, 0.4, 0.5], "top2_accuracy": [0.3, 0.5, 0.6],
    "val_loss": [1.9, np.nan, 1.4], "val_accuracy": [0.3, np.nan, 0.45], "val_top2_accuracy": [0.4, np.nan, 0.6],
})  # fmt: skip
FIGURES = {"a": {"validation": {"accuracy": 0.25}}, "b": {"validation": {"accuracy": 0.5}}}
COUNTS = pd.DataFrame({"training": range(7), "test": range(7)}, EMOTIONS)


def draw_faces(labels, probabilities, path):
    faces = np.random.default_rng(1).integers(0, 255, (SHEET, 48, 48), dtype=np.uint8)
    shown = FaceDataset(faces, labels[:SHEET], tuple(range(SHEET)))
    plots.plot_predictions(shown, probabilities[:SHEET], path, title="Vote")


DRAWINGS = {
    "learning curves": lambda answers, path: plots.plot_learning_curves(HISTORY, path, title="toy"),
    "top-2 accuracy": lambda answers, path: plots.plot_learning_curves(
        HISTORY, path, title="toy", columns=("accuracy", "top2_accuracy")
    ),
    "twin axes": lambda answers, path: plots.plot_twin_axes(HISTORY, path, title="toy"),
    "ROC": lambda answers, path: plots.plot_roc(*answers, path, title="Vote"),
    "confusion": lambda answers, path: plots.plot_confusion(evaluate(*answers), path, title="Vote"),
    "comparison": lambda answers, path: plot_comparison(
        dict.fromkeys("abcdefghij", FIGURES["a"]), {"b": 0.6}, path, title="Trials", measure="validation accuracy"
    ),
    "classes": lambda answers, path: plots.plot_class_distribution(COUNTS, path),
    "faces": lambda answers, path: draw_faces(*answers, path),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_every_picture_of_a_run_is_drawn(answers, tmp_path, draw):
    draw(answers, tmp_path / "picture.png")
    assert is_picture(tmp_path / "picture.png")


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

    monkeypatch.setattr("training.reports.plots.save", read)
    plot_comparison(FIGURES, {"b": 0.625, "c": 0.75}, tmp_path, title="Trials", measure="validation accuracy")
    assert sorted(filter(None, written)) == ["0.250", "0.500", "0.625", "0.750"]
