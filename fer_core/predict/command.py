"""The command ``emolens-predict``: emotions of the faces in pictures, videos and folders of them."""

import argparse
import io
import math
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from fer_core.draw import annotate
from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError, EmolensError
from fer_core.faces.detectors import DEFAULT, live_detector, stills_detector
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.options import AnalysisOptions
from fer_core.faces.pipeline import FacePipeline
from fer_core.files import find_pictures, is_video, mirror
from fer_core.networks.arguments import describe_prior
from fer_core.networks.ensemble import load_ensemble
from fer_core.networks.manifest import Manifest, read_manifest
from fer_core.networks.prior import DEFAULT_PRIOR, EvenedEnsemble
from fer_core.predict.arguments import parse_arguments
from fer_core.predict.cluster.block import Reading
from fer_core.predict.cluster.run import blocks_of, read_on_cluster
from fer_core.predict.copies import Copies
from fer_core.predict.pictures import NO_FACE, PicturePrediction, table_rows
from fer_core.predict.side_by_side import HANDFUL, predict_side_by_side, usable_cores
from fer_core.predict.tally import Tally, VideoTally, true_emotion
from fer_core.predict.text_table import TextTable, printable
from fer_core.predict.unfinished import UnfinishedTable
from fer_core.predict.videos import VideoPrediction, failed_row, rows_of_video
from fer_core.resources import asset_path
from fer_core.results import FrameResult
from fer_core.rows.affect_columns import with_affect
from fer_core.rows.columns import KINDS, VIDEO_KINDS, Kind
from fer_core.rows.writing import make_folder
from fer_core.sources.base import Frame
from fer_core.terminal.early import INTERRUPTED
from fer_core.terminal.exit_codes import exit_code_of, fail
from fer_core.terminal.interrupts import raising_interrupts
from fer_core.terminal.progress import progress
from fer_core.terminal.streams import counted, open_standard_streams, tell

_COMMAND = "emolens-predict"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for an error, 130 after Ctrl-C, 141 for a reader that has gone.

    Wrong arguments exit with 2.
    """
    has_output = open_standard_streams()
    arguments = parse_arguments(argv)
    if not has_output and arguments.out is None:
        return fail(
            _COMMAND, "Standard output is closed, so that there is no place for the table; name one with --out."
        )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return exit_code_of(lambda: _predict_until_stopped(arguments), command=_COMMAND, interrupted="interrupted")


def predict(arguments: argparse.Namespace) -> int:
    """Do what the parsed arguments say and return the exit code; raises EmolensError."""
    files = _find(arguments)
    if arguments.dask is not None:
        return _predict_on_cluster(arguments, files)
    pictures, videos = [file for file in files if not is_video(file)], [file for file in files if is_video(file)]
    if arguments.score and not any(map(true_emotion, pictures)):
        raise DataError(
            "--score needs images in folders named after emotions ({emotions}); there is none.",
            emotions=", ".join(EMOTIONS),
        )
    threads = max(1, min(usable_cores(), math.ceil(len(pictures) / HANDFUL)))
    detectors = [_stills_detector(arguments) for _ in range(threads)]
    ensemble = load_ensemble(arguments.models)
    options = AnalysisOptions(detector=arguments.detector or DEFAULT, prior=_prior(arguments))
    classifier, rule = EvenedEnsemble(ensemble, options.prior), ensemble.manifest.rule(options.strictness)
    make_live = partial(live_detector, min_face=arguments.min_face)
    tally, video_tally = Tally(), VideoTally()
    output = _open_output(arguments, files, ensemble.manifest)
    try:
        with output:
            copies = _plan_copies(arguments.annotate, files, may_exist=output.is_resumed)
            done = _recall(output, tally, video_tally)
            if done:
                _tell(f"{len(done)} of {counted(len(files), 'file')} were done already; their rows are kept.")
            left = [picture for picture in pictures if picture not in done]
            if left:
                predictions = predict_side_by_side(left, detectors=detectors, classifier=classifier, rule=rule)
                _keep_pictures(predictions, output, tally, copies=copies, total=len(left))
            for video in (video for video in videos if video not in done):
                pipeline = FacePipeline(ensemble, options, make_detector=make_live)
                _predict_video(video, pipeline, output, video_tally, every=arguments.every, copies=copies)
    except KeyboardInterrupt:
        count, what = tally.pictures + video_tally.videos, "file" if videos else "image"
        place = f"{count} of {counted(len(files), what)}" + (f" and {video_tally.place}" if video_tally.place else "")
        has_copies = count > 0 or bool(video_tally.place)
        _tell_of_interruption(place, output, copies=arguments.annotate if has_copies else None)
        return INTERRUPTED
    except EmolensError:
        if output.can_go_on:
            _tell("What is done is kept: the same command goes on from there.")
        raise
    return _conclude(arguments, ensemble.manifest, tally, video_tally, copies)


def _predict_on_cluster(arguments: argparse.Namespace, files: list[Path]) -> int:
    """Leave the rows of files, read by a Dask cluster, in a folder of part files; raises EmolensError."""
    manifest = read_manifest(arguments.models or asset_path("models"))
    reading = Reading(
        models=os.path.abspath(arguments.models) if arguments.models else None,
        models_sha256=tuple(member.sha256 for member in manifest.members),
        faces=arguments.faces,
        detector=arguments.detector,
        min_face=arguments.min_face,
        prior=_prior(arguments),
        every=arguments.every,
        valence=arguments.valence,
    )
    blocks, columns = blocks_of(files), _kinds(arguments, files)
    try:
        kept = read_on_cluster(
            blocks, reading, columns, address=arguments.dask, out=arguments.out, restart=arguments.restart
        )
    except KeyboardInterrupt:
        _tell(f"Interrupted; finished parts are in {arguments.out}. The same command goes on from there.")
        return INTERRUPTED
    parts = counted(len(blocks), "part") + (f", {kept} of which were done already" if kept else "")
    print(f"{counted(len(files), 'file')} in {parts}, written to {printable(str(arguments.out))}")
    print(describe_prior(manifest, _prior(arguments)))
    return 0


def _predict_until_stopped(arguments: argparse.Namespace) -> int:
    # A polite kill keeps the rows as Ctrl-C does.
    with raising_interrupts():
        return predict(arguments)


def _stills_detector(arguments: argparse.Namespace) -> FaceDetector | None:
    if arguments.faces == "whole":
        return None
    return stills_detector(arguments.detector or DEFAULT, arguments.min_face)


def _prior(arguments: argparse.Namespace) -> float:
    if arguments.prior is not None:
        return float(arguments.prior)
    # A score is of the data set as it is, rare classes and all.
    return 0.0 if arguments.score else DEFAULT_PRIOR


def _conclude(
    arguments: argparse.Namespace, manifest: Manifest, tally: Tally, video_tally: VideoTally, copies: Copies
) -> int:
    """Print what the run has come to and return the exit code."""
    if tally.pictures:
        _report(tally, arguments)
    if video_tally.videos:
        print(video_tally.summary())
    if arguments.out:
        print(f"written to {printable(str(arguments.out))}")
    print(describe_prior(manifest, _prior(arguments)))
    if arguments.score:
        print(f"\n{tally.score_text()}")
    if copies.failed:
        failed = counted(copies.failed, "copy", "copies")
        return fail(_COMMAND, printable(f"{failed} could not be saved. {copies.first_problem}"))
    if tally.unreadable + video_tally.unreadable == tally.pictures + video_tally.videos:
        return fail(_COMMAND, "None of the files can be read; the rows say why.")
    return 0


def _open_output(arguments: argparse.Namespace, files: list[Path], manifest: Manifest) -> UnfinishedTable | TextTable:
    has_videos = any(map(is_video, files))
    if arguments.out is None:
        return TextTable(max(len(str(file)) for file in files) + (len(" 1000.00 s") if has_videos else 0))
    settings: dict[str, str | int | None] = {
        "models": " ".join(member.sha256[:8] for member in manifest.members),
        "--faces": arguments.faces,
        "--detector": arguments.detector,
        "--min-face": None if arguments.min_face is None else str(arguments.min_face),
        "--prior": f"{_prior(arguments):g}",
        "--every": arguments.every,
        "--annotate": os.path.abspath(arguments.annotate) if arguments.annotate else None,
    }
    kinds = _kinds(arguments, files)
    return UnfinishedTable(arguments.out, kinds, files, settings=settings, restart=arguments.restart)


def _kinds(arguments: argparse.Namespace, files: list[Path]) -> dict[str, Kind]:
    """Return the columns of the table: those of videos where there are some, and valence where it is wanted."""
    kinds = VIDEO_KINDS if any(map(is_video, files)) else KINDS
    return with_affect(kinds) if arguments.valence else kinds


def _plan_copies(folder: Path | None, files: list[Path], *, may_exist: bool) -> Copies:
    if folder is None:
        return Copies({})
    paths = mirror(files, folder, may_exist=may_exist)
    make_folder(folder)
    return Copies(dict(zip(files, paths, strict=True)))


def _recall(output: UnfinishedTable | TextTable, tally: Tally, video_tally: VideoTally) -> set[Path]:
    """Count what an earlier run has finished, and return the files."""
    done = set()
    for earlier in output.earlier():
        (video_tally if is_video(earlier.path) else tally).recall(earlier)
        done.add(earlier.path)
    return done


def _find(arguments: argparse.Namespace) -> list[Path]:
    """Return the files to read, after saying which are left out."""
    found = find_pictures(arguments.paths, leave_out=arguments.annotate)
    for remark in found.remarks:
        _tell(str(remark))
    return found.files


def _keep_pictures(
    predictions: Generator[PicturePrediction],
    output: UnfinishedTable | TextTable,
    tally: Tally,
    *,
    copies: Copies,
    total: int,
) -> None:
    """Write the rows of pictures and, where they are wanted, labelled copies."""
    # Where this ends early, the threads end as well.
    with closing(predictions):
        for prediction in progress(predictions, total=total, unit=" images"):
            output.begin(prediction.path)
            for row in table_rows(prediction):
                output.write(row)
            copies.save(prediction)
            output.end(**tally.add(prediction))


def _predict_video(
    path: Path,
    pipeline: FacePipeline,
    output: UnfinishedTable | TextTable,
    tally: VideoTally,
    *,
    every: int,
    copies: Copies,
) -> None:
    """Write the rows of one video and, where a copy is wanted, the analysed frames as an annotated video."""
    output.begin(path)
    try:
        video = VideoPrediction(path, pipeline, every=every)
    except DataError as error:
        output.write(failed_row(path, str(error)))
        output.end(**tally.end_video(str(error)))
        return
    tally.begin_video(path.name, video.frame_count)
    with ExitStack() as stack:
        stack.enter_context(video)
        bar = stack.enter_context(progress(video, total=video.frame_count, unit=" frames"))
        bar.set_description(printable(path.name))
        write_copy = stack.enter_context(copies.of_video(path, fps=video.fps / every))

        def pass_on() -> Iterator[tuple[Frame, FrameResult | None]]:
            for frame, result in bar:
                yield frame, result
                # Here its rows are written.
                if result is not None:
                    tally.add_frame(result)
                    if write_copy is not None:
                        write_copy(annotate(frame.image_bgr, result.faces), frame.time_s)
                tally.pass_frame(frame, fps=video.fps)

        for row in rows_of_video(video, pass_on()):
            output.write(row)
    output.end(**tally.end_video(None if tally.has_faces else NO_FACE, is_whole=video.shortfall is None))


def _tell_of_interruption(place: str, output: UnfinishedTable | TextTable, *, copies: Path | None) -> None:
    text = f"Interrupted after {place}"
    text += f"; their rows are in {output.kept}." if output.kept else "."
    text += " The same command goes on from there." if output.can_go_on else ""
    text += f" Labelled copies made so far are in {copies}." if copies else ""
    _tell(text)


def _report(tally: Tally, arguments: argparse.Namespace) -> None:
    print(tally.summary())
    if arguments.faces == "detect" and tally.looks_like_crops:
        tell("If these images are face crops already, add --faces whole.")


def _tell(text: str) -> None:
    tell(printable(text))
