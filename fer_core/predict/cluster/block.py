"""A block of files: what a worker is given, and the rows that it gives back."""

import functools
import hashlib
import json
import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fer_core.errors import DataError, ModelError
from fer_core.predict.journal import stamp_of
from fer_core.rows.columns import Value

if TYPE_CHECKING:
    from fer_core.faces.detectors.base import FaceDetector, MinFace
    from fer_core.networks.ensemble import OnnxEnsemble

Row = dict[str, Value]

_of_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read, the same for all of a run; ``models_sha256`` are those of the networks in ``models``.

    ``detector`` is None for the usual one. ``valence`` says whether the tables have valence and arousal.
    """

    models: str | None
    models_sha256: tuple[str, ...]
    faces: str
    detector: str | None
    min_face: "MinFace | None"
    prior: float
    every: int
    valence: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Some files of a run, in order: pictures, or one video.

    ``names`` are what their rows call them, ``paths`` where every machine finds them.
    """

    number: int
    names: tuple[str, ...]
    paths: tuple[str, ...]
    is_video: bool

    def part_name(self, reading: Reading) -> str:
        """Return the name of its part file, which is another for other files, for changed ones and other settings.

        In the order of their names, parts have their rows in the order of the files.
        """
        stamps = [stamp_of(Path(path)) for path in self.paths]
        content = json.dumps([asdict(reading), self.names, self.paths, stamps])
        return f"part-{self.number:06}-{hashlib.sha256(content.encode()).hexdigest()[:16]}.parquet"


def read_block(block: Block, reading: Reading) -> list[Row]:
    """Return the rows of a block's files, on whatever machine this runs.

    Raises DataError where files are not there, ModelError where the networks are not those of the run.
    """
    paths = [Path(path) for path in block.paths]
    for path in paths:
        if not os.path.lexists(path):
            raise DataError(
                "The worker on {machine} does not see {path}. Put the files where every worker finds them under the "
                "same name, such as a shared disk.",
                machine=socket.gethostname(),
                path=path,
            )
    names = dict(zip(map(str, paths), block.names, strict=True))
    rows = _video_rows(paths[0], reading) if block.is_video else _picture_rows(paths, reading)
    return [{**row, "path": names[str(row["path"])]} for row in rows]


def _picture_rows(paths: list[Path], reading: Reading) -> Iterator[Row]:
    from fer_core.faces.options import AnalysisOptions  # noqa: PLC0415  (what begins a run needs none of this)
    from fer_core.networks.prior import EvenedEnsemble  # noqa: PLC0415
    from fer_core.predict.pictures import predict_pictures, table_rows  # noqa: PLC0415

    ensemble = _ensemble(reading.models, reading.models_sha256)
    detector = _detector(reading) if reading.faces == "detect" else None
    rule = ensemble.manifest.rule(AnalysisOptions().strictness)
    classifier = EvenedEnsemble(ensemble, reading.prior)
    for prediction in predict_pictures(paths, detector=detector, classifier=classifier, rule=rule):
        yield from table_rows(prediction)


def _video_rows(path: Path, reading: Reading) -> Iterator[Row]:
    from fer_core.faces.detectors import DEFAULT, live_detector  # noqa: PLC0415
    from fer_core.faces.options import AnalysisOptions  # noqa: PLC0415
    from fer_core.faces.pipeline import FacePipeline  # noqa: PLC0415
    from fer_core.predict.videos import VideoPrediction, failed_row, rows_of_video  # noqa: PLC0415

    ensemble = _ensemble(reading.models, reading.models_sha256)
    options = AnalysisOptions(detector=reading.detector or DEFAULT, prior=reading.prior)
    make_live = functools.partial(live_detector, min_face=reading.min_face)
    pipeline = FacePipeline(ensemble, options, make_detector=make_live)
    try:
        video = VideoPrediction(path, pipeline, every=reading.every)
    except DataError as error:
        yield failed_row(path, str(error))
        return
    with video:
        yield from rows_of_video(video)


def _detector(reading: Reading) -> "FaceDetector":
    """Return the detector for photographs, which each thread of a worker loads once: threads cannot share one."""
    from fer_core.faces.detectors import DEFAULT, stills_detector  # noqa: PLC0415

    wanted = (reading.detector or DEFAULT, reading.min_face)
    if getattr(_of_thread, "wanted", None) != wanted:
        _of_thread.detector = stills_detector(*wanted)
        _of_thread.wanted = wanted
    detector: FaceDetector = _of_thread.detector
    return detector


@functools.lru_cache(maxsize=1)
def _ensemble(models: str | None, sha256: tuple[str, ...]) -> "OnnxEnsemble":
    """Return the networks, which a worker loads once; raises ModelError where they are not those of the run."""
    from fer_core.networks.ensemble import load_ensemble  # noqa: PLC0415

    ensemble = load_ensemble(Path(models) if models else None)
    if tuple(member.sha256 for member in ensemble.manifest.members) != sha256:
        raise ModelError(
            "The worker on {machine} has other networks than this machine. Install the same version of Emolens there, "
            "or give --models a folder that every worker sees.",
            machine=socket.gethostname(),
        )
    return ensemble
