"""What reads the faces of a live picture, a recording or a video."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.options import AnalysisOptions
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


def load_models(folder: Path) -> Analyzer:
    """Load the networks in a folder; raises ModelError."""
    # ONNX Runtime is slow to import: the window is on the screen by the time this runs.
    from fer_core.faces.pipeline import load_pipeline  # noqa: PLC0415

    return load_pipeline(folder)
