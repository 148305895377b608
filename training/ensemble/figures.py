"""The plots beside an ensemble's model card."""

from pathlib import Path
from typing import Any

from training.reports.plots import plot_confusion, plot_coverage, plot_reliability


def plot_figures(figures: dict[str, Any], folder: Path) -> None:
    """Draw confusion, reliability and coverage of the vote on the test images into ``folder``."""
    vote = figures["test"]["ensemble"]
    plot_confusion(vote, folder / "confusion_matrix.png", title="Soft vote on the test folder")
    plot_reliability(vote, folder / "reliability.png", title="Soft vote on the test folder")
    plot_coverage(
        figures["coverage"]["test"], folder / "coverage.png",
        rule_point=figures["rule"]["test"], title="Soft vote on the test folder",
    )  # fmt: skip
