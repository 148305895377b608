"""The command ``emolens-predict``: emotions of the faces in picture files and folders."""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2

from fer_core.detect import STILLS, FaceDetector, HaarDetector
from fer_core.draw import annotate_enlarged
from fer_core.emotions import EMOTIONS
from fer_core.ensemble import load_ensemble
from fer_core.errors import DataError, EmolensError
from fer_core.files import find_pictures, mirror, read_or_explain
from fer_core.interrupts import handling_interrupts
from fer_core.offline import COLUMNS, PicturePrediction, predict_pictures, table_rows
from fer_core.progress import progress
from fer_core.sinks import RowFile, check_suffix, make_folder, write_whole
from fer_core.table import TextTable, printable
from fer_core.tally import Tally, true_emotion
from fer_core.terminal import discard_output, open_standard_streams

_INTERRUPTED = 130
_BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for an error, 130 after Ctrl-C; wrong arguments exit with 2."""
    open_standard_streams()
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        # A polite kill keeps the rows as Ctrl-C does.
        with handling_interrupts(signal.default_int_handler):
            code = predict(arguments)
        sys.stdout.flush()
    except EmolensError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        _fail("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return _BROKEN_PIPE
    except OSError as error:
        discard_output()
        return _fail(f"cannot go on: {error}")
    return code


def predict(arguments: argparse.Namespace) -> int:
    """Do what the parsed arguments say and return the exit code; raises EmolensError."""
    files = find_pictures(arguments.paths, leave_out=arguments.annotate)
    copies = mirror(files, arguments.annotate) if arguments.annotate else []
    if arguments.score and not any(map(true_emotion, files)):
        raise DataError(f"--score needs images in folders named after emotions ({', '.join(EMOTIONS)}); there is none.")
    detector: FaceDetector | None = HaarDetector(STILLS) if arguments.faces == "detect" else None
    classifier = load_ensemble()
    if copies:
        make_folder(arguments.annotate)
    output = RowFile(arguments.out, COLUMNS) if arguments.out else TextTable(max(len(str(file)) for file in files))
    tally = Tally()
    rule = classifier.manifest.uncertainty
    predictions = predict_pictures(files, detector=detector, classifier=classifier, rule=rule)
    try:
        with output:
            for prediction in progress(predictions, total=len(files), unit=" images"):
                for row in table_rows(prediction):
                    output.write(row)
                if copies and prediction.is_readable:
                    _save_copy(prediction, copies[tally.pictures])
                tally.add(prediction)
    except KeyboardInterrupt:
        where = f"; their rows are in {output.kept}" if output.kept else ""
        print(f"Interrupted after {tally.pictures} of {len(files)} images{where}.", file=sys.stderr)
        return _INTERRUPTED
    _report(tally, arguments)
    return 0


def _report(tally: Tally, arguments: argparse.Namespace) -> None:
    print(tally.summary())
    if arguments.out:
        print(f"written to {printable(str(arguments.out))}")
    if arguments.faces == "detect" and tally.without_face > tally.pictures / 2:
        print("If these images are face crops already, add --faces whole.", file=sys.stderr)
    if arguments.score:
        print(f"\n{tally.score_text()}")


def _save_copy(prediction: PicturePrediction, copy: Path) -> None:
    picture = annotate_enlarged(read_or_explain(prediction.path), prediction.faces)
    make_folder(copy.parent)
    encoded = cv2.imencode(copy.suffix, picture)[1]
    write_whole(copy, encoded.tobytes())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="emolens-predict",
        description="Read the emotions of the faces in images. Folders are searched with all their subfolders.",
        epilog="A face is labelled uncertain where no emotion is probable enough, or the networks disagree. "
        "An image that cannot be read, or shows no face, becomes a row with an error.",
    )
    parser.add_argument("paths", nargs="+", type=_existing, metavar="PATH", help="an image, or a folder of images")
    parser.add_argument(
        "--faces",
        choices=("detect", "whole"),
        default="detect",
        help="find the faces (default), or take each whole image as one face, for crops such as FER2013's",
    )
    parser.add_argument(
        "--out", type=_table, metavar="FILE", help="write the rows to FILE.csv or FILE.jsonl, which is replaced"
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


def _table(text: str) -> Path:
    try:
        check_suffix(Path(text))
    except DataError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return Path(text)


def _fail(sentence: str) -> int:
    print(f"emolens-predict: {sentence}", file=sys.stderr)
    return 1
