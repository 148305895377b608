"""The command ``emolens-predict``: emotions of the faces in pictures, videos and folders of them."""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import cv2

from fer_core.draw import annotate, annotate_enlarged
from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.faces.detectors import DEFAULT, DETECTORS, stills_detector
from fer_core.faces.options import AnalysisOptions
from fer_core.faces.pipeline import FacePipeline
from fer_core.files import find_pictures, is_video, mirror, read_or_explain
from fer_core.networks.ensemble import load_ensemble
from fer_core.predict.pictures import NO_FACE, PicturePrediction, predict_pictures, table_rows
from fer_core.predict.tally import Tally, VideoTally, true_emotion
from fer_core.predict.text_table import TextTable, printable
from fer_core.predict.videos import VideoPrediction, failed_row, frame_rows
from fer_core.rows.columns import KINDS, VIDEO_KINDS
from fer_core.rows.even_pace import EvenPace
from fer_core.rows.formats import FORMATS, format_of
from fer_core.rows.row_file import RowFile
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import make_folder, write_whole
from fer_core.terminal.exit_codes import INTERRUPTED, exit_code_of, fail
from fer_core.terminal.interrupts import handling_interrupts
from fer_core.terminal.progress import progress
from fer_core.terminal.streams import counted, open_standard_streams

_COMMAND = "emolens-predict"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for an error, 130 after Ctrl-C, 141 for a reader that has gone.

    Wrong arguments exit with 2.
    """
    open_standard_streams()
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return exit_code_of(lambda: _predict_until_stopped(arguments), command=_COMMAND, interrupted="interrupted")


def predict(arguments: argparse.Namespace) -> int:
    """Do what the parsed arguments say and return the exit code; raises EmolensError."""
    files = _find(arguments)
    pictures, videos = [file for file in files if not is_video(file)], [file for file in files if is_video(file)]
    copies = dict(zip(files, mirror(files, arguments.annotate), strict=True)) if arguments.annotate else {}
    if arguments.score and not any(map(true_emotion, pictures)):
        raise DataError(
            "--score needs images in folders named after emotions ({emotions}); there is none.",
            emotions=", ".join(EMOTIONS),
        )
    detector = stills_detector(arguments.detector) if arguments.faces == "detect" else None
    ensemble = load_ensemble()
    if copies:
        make_folder(arguments.annotate)
    tally, video_tally = Tally(), VideoTally()
    rule = ensemble.manifest.uncertainty
    predictions = predict_pictures(pictures, detector=detector, classifier=ensemble, rule=rule)
    output = _open_output(arguments.out, files, has_videos=bool(videos))
    moment = dict.fromkeys(("frame", "time_s")) if videos else {}
    try:
        with output:
            for prediction in progress(predictions, total=len(pictures), unit=" images") if pictures else ():
                for row in table_rows(prediction):
                    output.write(row | moment)
                if copies and prediction.is_readable:
                    _save_copy(prediction, copies[prediction.path])
                tally.add(prediction)
            for video in videos:
                pipeline = FacePipeline(ensemble, AnalysisOptions(detector=arguments.detector))
                _predict_video(video, pipeline, output, video_tally, every=arguments.every, copy=copies.get(video))
    except KeyboardInterrupt:
        done, what = tally.pictures + video_tally.videos, "file" if videos else "image"
        place = f"{done} of {counted(len(files), what)}" + (f" and {video_tally.place}" if video_tally.place else "")
        _tell_of_interruption(place, rows=output.kept, copies=arguments.annotate if done or video_tally.place else None)
        return INTERRUPTED
    if pictures:
        _report(tally, arguments)
    if videos:
        print(video_tally.summary())
    if arguments.out:
        print(f"written to {printable(str(arguments.out))}")
    if arguments.score:
        print(f"\n{tally.score_text()}")
    if tally.unreadable + video_tally.unreadable == len(files):
        return fail(_COMMAND, "None of the files can be read; the rows say why.")
    return 0


def _predict_until_stopped(arguments: argparse.Namespace) -> int:
    # A polite kill keeps the rows as Ctrl-C does.
    with handling_interrupts(signal.default_int_handler):
        return predict(arguments)


def _find(arguments: argparse.Namespace) -> list[Path]:
    """Return the files to read, after saying which are left out."""
    found = find_pictures(arguments.paths, leave_out=arguments.annotate)
    for remark in found.remarks:
        print(printable(str(remark)), file=sys.stderr)
    return found.files


def _open_output(out: Path | None, files: list[Path], *, has_videos: bool) -> RowFile | TextTable:
    if out is not None:
        return RowFile(out, VIDEO_KINDS if has_videos else KINDS)
    return TextTable(max(len(str(file)) for file in files) + (len(" 1000.00 s") if has_videos else 0))


def _predict_video(
    path: Path, pipeline: FacePipeline, output: RowFile | TextTable, tally: VideoTally, *, every: int, copy: Path | None
) -> None:
    """Write the rows of one video and, with ``copy``, the analysed frames as an annotated video."""
    try:
        video = VideoPrediction(path, pipeline, every=every)
    except DataError as error:
        output.write(failed_row(path, str(error)))
        tally.end_video(str(error))
        return
    has_faces = False
    tally.begin_video(path.name, video.frame_count)
    with ExitStack() as stack:
        stack.enter_context(video)
        bar = stack.enter_context(progress(video, total=video.frame_count, unit=" frames"))
        bar.set_description(printable(path.name))
        annotated: VideoFile | None = None
        if copy is not None:
            make_folder(copy.parent)
            pace = EvenPace(video.fps / every)
            annotated = stack.enter_context(VideoFile(copy, fps=pace.fps))
        for frame, result in bar:
            if result is None:
                tally.pass_frame(frame, fps=video.fps)
                continue
            for row in frame_rows(path, frame, result):
                output.write(row)
                has_faces = True
            tally.add_frame(result)
            if annotated is not None:
                picture = annotate(frame.image_bgr, result.faces)
                for _ in range(pace.times(frame.time_s)):
                    annotated.write(picture)
            tally.pass_frame(frame, fps=video.fps)
    remarks = [remark for remark in (None if has_faces else NO_FACE, video.shortfall) if remark is not None]
    if remarks:
        output.write(failed_row(path, "; ".join(remarks)))
    tally.end_video(None if has_faces else NO_FACE, is_whole=video.shortfall is None)


def _tell_of_interruption(place: str, *, rows: Path | None, copies: Path | None) -> None:
    text = f"Interrupted after {place}"
    text += f"; their rows are in {rows}." if rows else "."
    text += f" Labelled copies made so far are in {copies}." if copies else ""
    print(printable(text), file=sys.stderr)


def _report(tally: Tally, arguments: argparse.Namespace) -> None:
    print(tally.summary())
    if arguments.faces == "detect" and tally.without_face > tally.pictures / 2:
        print("If these images are face crops already, add --faces whole.", file=sys.stderr)


def _save_copy(prediction: PicturePrediction, copy: Path) -> None:
    picture = annotate_enlarged(read_or_explain(prediction.path), prediction.faces)
    make_folder(copy.parent)
    encoded = cv2.imencode(copy.suffix, picture)[1]
    write_whole(copy, encoded.tobytes())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_COMMAND,
        description="Read the emotions of the faces in images and videos. "
        "Folders are searched with all their subfolders.",
        epilog="A face is labelled uncertain where no emotion is probable enough, or the networks disagree. "
        "An image or video that cannot be read, or shows no face, becomes a row with an error.",
    )
    parser.add_argument(
        "paths", nargs="+", type=_existing, metavar="PATH", help="an image, a video, or a folder of them"
    )
    parser.add_argument(
        "--faces",
        choices=("detect", "whole"),
        default="detect",
        help="find the faces (default), or take each whole image as one face, for crops such as FER2013's; "
        "in videos faces are always looked for",
    )
    parser.add_argument(
        "--detector",
        choices=tuple(DETECTORS),
        default=DEFAULT,
        help="; ".join(f"{name}: {kind.title.lower()}" for name, kind in DETECTORS.items()) + " (default: %(default)s)",
    )
    parser.add_argument(
        "--every",
        type=_count,
        default=1,
        metavar="N",
        help="analyse every Nth frame of a video (default: each); its copy shows each of these until the next",
    )
    parser.add_argument(
        "--out",
        type=_table,
        metavar="FILE",
        help=f"write the rows to FILE, which is replaced; its name ends in one of {', '.join(FORMATS)}",
    )
    parser.add_argument("--annotate", type=Path, metavar="DIR", help="save copies with boxes and labels in folder DIR")
    parser.add_argument(
        "--score",
        action="store_true",
        help="compare with the names of the folders: accuracy, calibration, recall, confusion",
    )
    return parser


def _existing(text: str) -> Path:
    if not text or not os.path.exists(text):
        raise argparse.ArgumentTypeError(f"there is no file or folder {text!r}")
    return Path(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, not {text!r}")
    return int(text)


def _table(text: str) -> Path:
    try:
        format_of(Path(text))
    except DataError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
