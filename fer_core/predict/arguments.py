"""What ``emolens-predict`` takes on its command line."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from fer_core.errors import DataError
from fer_core.faces.arguments import add_search_options
from fer_core.faces.detectors import DEFAULT
from fer_core.networks.arguments import add_network_options, add_valence_option
from fer_core.rows.formats import FORMATS, format_of


def parse_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line says; exits with 2 where it is wrong."""
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if arguments.valence and arguments.out is None:
        parser.error("--valence needs --out: the table on the terminal has no room for it")
    if arguments.dask is None:
        if arguments.out is not None:
            try:
                format_of(arguments.out)
            except DataError as error:
                parser.error(f"argument --out: {error}")
    elif arguments.out is None or arguments.out.is_file():
        parser.error("--dask needs --out with the name of a folder")
    elif arguments.score or arguments.annotate is not None:
        parser.error("--dask goes neither with --score nor with --annotate")
    return arguments


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, which exits with 2 where it is wrong."""
    parser = argparse.ArgumentParser(
        prog="emolens-predict",
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
    add_search_options(parser, default=DEFAULT)
    add_network_options(parser, exception="; with --score 0")
    parser.add_argument(
        "--every",
        type=_count,
        default=1,
        metavar="N",
        help="analyse every Nth frame of a video (default: each); its copy shows each of these until the next",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"write the rows to FILE, which is replaced; its name ends in one of {', '.join(FORMATS)}; where a run "
        "was stopped or killed, the same command goes on; with --dask a folder of Parquet files",
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="read the files on the workers of the Dask scheduler at ADDRESS, such as tcp://192.168.0.2:8786; every "
        "worker must see the files under the same names",
    )
    parser.add_argument(
        "--restart", action="store_true", help="with --out: begin anew, whatever an earlier run has done already"
    )
    add_valence_option(parser, exception="; with --out")
    parser.add_argument("--annotate", type=Path, metavar="DIR", help="save copies with boxes and labels in folder DIR")
    parser.add_argument(
        "--score",
        action="store_true",
        help="compare with the names of the folders: accuracy, calibration, recall, confusion",
    )
    return parser


def _existing(text: str) -> Path:
    try:
        os.stat(text)
    except PermissionError:
        pass  # its row will say so
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"there is no file or folder {text!r}") from error
    return Path(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, not {text!r}")
    return int(text)
