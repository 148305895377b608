"""What reads the faces: the same detectors and networks as ``emolens-predict``."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.options import AnalysisOptions
from fer_core.predict.pictures import PicturePrediction
from fer_core.predict.videos import VideoPrediction


class Engine(Protocol):
    """Reads pictures and videos."""

    @property
    def member_names(self) -> tuple[str, ...]:
        """The networks' names, in the order of ``FaceResult.members``."""
        ...

    def read_pictures(self, paths: Iterable[Path]) -> Iterator[PicturePrediction]:
        """Yield a prediction for every picture, in order."""
        ...

    def open_video(self, path: Path, *, every: int, first: int) -> VideoPrediction:
        """Open a video; raises DataError, with the bare reason, where it cannot be read."""
        ...


def load_engine(models: Path, options: Callable[[], AnalysisOptions]) -> Engine:
    """Load the networks in the folder ``models``; raises ModelError, as items do whose detector cannot be loaded.

    ``options`` are asked anew for every item.
    """
    # ONNX Runtime is slow to import: nobody waits for it here.
    from fer_core.faces.detectors import stills_detector  # noqa: PLC0415
    from fer_core.faces.pipeline import FacePipeline  # noqa: PLC0415
    from fer_core.networks.ensemble import load_ensemble  # noqa: PLC0415
    from fer_core.networks.prior import EvenedEnsemble  # noqa: PLC0415
    from fer_core.predict.pictures import predict_pictures  # noqa: PLC0415

    class NetworksEngine:
        """The networks, with the detector for stills or for video."""

        def __init__(self) -> None:
            self._ensemble = load_ensemble(models)
            self._detectors: dict[str, FaceDetector] = {}

        @property
        def member_names(self) -> tuple[str, ...]:
            return tuple(spec.name for spec in self._ensemble.manifest.members)

        def read_pictures(self, paths: Iterable[Path]) -> Iterator[PicturePrediction]:
            now = options()
            if now.detector not in self._detectors:
                self._detectors = {now.detector: stills_detector(now.detector)}
            rule, classifier = self._ensemble.manifest.rule(now.strictness), EvenedEnsemble(self._ensemble, now.prior)
            detector = self._detectors[now.detector]
            return predict_pictures(paths, detector=detector, classifier=classifier, rule=rule, batch=16)

        def open_video(self, path: Path, *, every: int, first: int) -> VideoPrediction:
            # A pipeline of its own numbers the faces of each video from 1.
            return VideoPrediction(path, FacePipeline(self._ensemble, options()), every=every, first=first)

    return NetworksEngine()
