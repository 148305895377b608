"""The networks that Emolens ships: what reads faces for every page, and which version of it."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.options import AnalysisOptions
from fer_core.networks.manifest import read_manifest
from fer_core.resources import asset_path
from fer_core.results import FrameResult


class Analyzer(Protocol):
    """The part of ``FacePipeline`` that pages need."""

    options: AnalysisOptions

    @property
    def member_names(self) -> tuple[str, ...]:
        """The networks' names, in the order of ``FaceResult.members``."""
        ...

    @property
    def can_explain(self) -> bool:
        """Whether faces can be given ``evidence``."""
        ...

    def analyze(self, frame_bgr: NDArray[np.uint8], *, time_s: float | None = None) -> FrameResult:
        """Find and read every face of a frame."""
        ...

    def reset(self) -> None:
        """Forget the faces of the frames so far."""
        ...


def load_models() -> Analyzer:
    """Load the shipped models; raises ModelError."""
    # ONNX Runtime is slow to import: the window is on the screen by the time this runs.
    from fer_core.faces.pipeline import load_pipeline  # noqa: PLC0415

    return load_pipeline()


def shipped_models() -> dict[str, str]:
    """Return the SHA-256 of each network that Emolens uses, by name; raises ModelError."""
    return {member.name: member.sha256 for member in read_manifest(asset_path("models")).members}
