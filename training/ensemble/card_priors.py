"""The part of the model card about the training images' shares of the emotions."""

from typing import Any

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import Manifest
from fer_core.networks.prior import DEFAULT_PRIOR
from training.reports.markdown import percent, table


def prior_text(manifest: Manifest) -> str:
    """Return what the prior is and what it means that it is taken out."""
    if manifest.shares is None:
        return "All emotions counted alike in training, so that there is no prior to take out."
    shares = ", ".join(f"{emotion} {percent(manifest.shares[emotion])}" for emotion in EMOTIONS)
    return (
        f"The images trained on were {shares}, and the networks expect that of others (the prior π). Emolens divides "
        "each probability by π to the power τ before they are brought to a sum of 1 again (Saerens et al. 2002): τ 0 "
        f"leaves the prior, 1 takes all of it out, {DEFAULT_PRIOR:g} is usual. Such answers are those to give where "
        "the emotions come in proportion to π to the power 1 − τ, nearly evenly. So calibration and rules are fitted "
        "for the usual τ on images that count π to the power −τ each, and the calibration error is told twice: of the "
        "images as they are, and as they count. Balanced accuracy is the mean of the emotions' recalls."
    )


def compare_priors(priors: list[dict[str, Any]], splits: dict[str, str]) -> str:
    """Return a table of the vote with and without the prior, on the images of the named splits."""
    header = (
        "images, τ", "accuracy", "balanced accuracy", "macro F1", "calibration error", "as they count",
        "certain", "of these right", "certain, stricter", "of these right",
    )  # fmt: skip
    metrics = ("accuracy", "balanced_accuracy", "macro_f1", "calibration_error", "weighted_calibration_error")
    rows = []
    for split, title in splits.items():
        for level in priors:
            found = level[split]
            rules = (found["rule"], found["stricter"])
            certain = [percent_or_dash(rule[key]) for rule in rules for key in ("coverage", "accuracy")]
            rows.append((f"{title}, {level['prior']:g}", *(f"{found[metric]:.3f}" for metric in metrics), *certain))
    return table(header, rows)


def percent_or_dash(share: float | None) -> str:
    """Return a share in percent, or a dash where there is none."""
    return "–" if share is None else percent(share)
