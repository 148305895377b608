"""Document A's experiment on the imbalance of the classes: two levels of oversampling, three losses."""

from dataclasses import replace

from training.laboratory.studies.study import Study
from training.settings import Trial

_MILD = Trial("cnn", epochs=15, patience=0, sampling="mild")
_FULL = replace(_MILD, sampling="full")

STUDIES = (
    Study(
        "imbalance",
        "A6",
        "Oversampling and loss: simple CNN, 15 epochs",
        {
            "mild, cross-entropy": _MILD,
            "mild, cross-entropy with class weights": replace(_MILD, class_weights=True),
            "mild, focal loss": replace(_MILD, loss="focal"),
            "full, cross-entropy": _FULL,
            "full, cross-entropy with class weights": replace(_FULL, class_weights=True),
            "full, focal loss": replace(_FULL, loss="focal"),
        },
        reported={
            "mild, cross-entropy": 0.5502,
            "mild, cross-entropy with class weights": 0.5486,
            "mild, focal loss": 0.5406,
            "full, cross-entropy": 0.5608,
            "full, cross-entropy with class weights": 0.5578,
            "full, focal loss": 0.5557,
        },
    ),
)
