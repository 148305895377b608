"""The experiments of the source documents: which trials each consists of, and what the document measured."""

from training.laboratory.studies import cnn, grid, imbalance, mlp, my_cnn
from training.laboratory.studies.mlp import SVM
from training.laboratory.studies.study import VOTE, Search, Study, document_of, measured

STUDIES = {study.name: study for module in (imbalance, grid, mlp, cnn, my_cnn) for study in module.STUDIES}

GRIDS = {architecture: f"grid-{architecture}" for architecture in grid.ARCHITECTURES}
"""Name of the study of each architecture's grid."""


def command_of(study: str) -> str:
    """Return the words of the command that runs the study of a name."""
    grids = {name: f"grid {architecture}" for architecture, name in GRIDS.items()}
    return {"imbalance": "imbalance", **grids}.get(study, f"study {study}")


__all__ = ["GRIDS", "STUDIES", "SVM", "VOTE", "Search", "Study", "command_of", "document_of", "measured"]
