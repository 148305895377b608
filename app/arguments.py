"""What ``emolens`` takes on its command line."""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app import __version__
from fer_core.faces.arguments import add_search_options
from fer_core.faces.detectors import DEFAULT
from fer_core.group import FEWEST
from fer_core.networks.arguments import add_network_options, add_valence_option
from fer_core.output import DEFAULT_PORT
from fer_core.sources import AUTO

_SHORTEST_INTERVAL_S: Final = 0.1

_ONLY_HEADLESS: Final = "; only with --headless, the window goes by its settings"


def parse_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line says; exits with 2 where it is wrong."""
    parser = _build_parser()
    options = parser.parse_args(argv)
    if options.file is not None:
        if options.source != AUTO:
            parser.error("give a FILE or --source, not both")
        options.source = options.file
    if options.out is not None and not options.headless:
        parser.error("--out needs --headless: what the window writes goes where the settings say")
    if (options.least or options.interval) and not options.group:
        parser.error("--least and --interval need --group")
    if options.group and options.serve is not None:
        parser.error("--group goes without --serve, which sends single faces")
    for name in ("prior", "detector", "min_face", "group", "valence"):
        if getattr(options, name) not in (None, False) and not options.headless:
            parser.error(f"--{name.replace('_', '-')} needs --headless: the window goes by its settings")
    return options


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="emolens",
        description="Reads facial emotion live from a camera, a video or a stream. Nothing leaves this computer.",
        epilog="Without a display, emolens runs headless by itself, for 10 seconds unless --seconds says otherwise.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a video or a folder of pictures, as --source")
    parser.add_argument(
        "--source",
        default=AUTO,
        metavar="auto|camera:N|demo|demo:class|PATH|URL",
        help="a camera by number, the demo clip of one face or of four, a video, a folder of pictures, a pattern such "
        "as img_%%03d.png, or an http, https or rtsp address; auto is the first camera, or the demo where there is "
        "none (default: auto)",
    )
    parser.add_argument(
        "--seconds",
        type=_seconds,
        metavar="N",
        help="stop after N seconds; without it the window stays until it is closed, and headless a recording runs to "
        "its end, the demo and cameras until Ctrl-C",
    )
    add_network_options(parser, exception=_ONLY_HEADLESS)
    add_search_options(parser, default=DEFAULT, exception=_ONLY_HEADLESS)
    add_valence_option(parser, exception=_ONLY_HEADLESS)
    _add_group_options(parser)
    parser.add_argument("--headless", action="store_true", help="run without a window and write what is seen to files")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="with --headless: the folder for frames.csv, annotated.mp4 and summary.json (default: emolens-out/<time>)",
    )
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open another window; otherwise one that is open takes FILE (not with --seconds, --models or --serve)",
    )
    parser.add_argument(
        "--serve",
        type=_port,
        nargs="?",
        const=DEFAULT_PORT,
        metavar="PORT",
        help="send what is read to programs of this computer: a WebSocket, and an overlay for OBS, at this port of "
        "127.0.0.1 (default: %(const)s); the page Output, or with --headless the first lines, have the addresses",
    )
    parser.add_argument("--verbose", action="store_true", help="log what happens to stderr")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser


def _add_group_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--group",
        action="store_true",
        help="with --headless: write only what the faces show together, as numbers (group.csv), and no picture, number "
        "or place of a face",
    )
    parser.add_argument(
        "--least",
        type=_faces,
        metavar="N",
        help="with --group: tell nothing of fewer faces than N, 2 at least (default: 3)",
    )
    parser.add_argument(
        "--interval",
        type=_interval,
        metavar="S",
        help="with --group: take faces together over S seconds, 0.1 at least (default: 2)",
    )


def _faces(text: str) -> int:
    if not text.isdecimal() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"expected a whole number from {FEWEST}, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise argparse.ArgumentTypeError(f"expected a number of seconds above 0, not {text!r}")
    return seconds


def _interval(text: str) -> float:
    seconds = _seconds(text)
    if seconds < _SHORTEST_INTERVAL_S:
        raise argparse.ArgumentTypeError(f"expected {_SHORTEST_INTERVAL_S:g} seconds at least, not {text!r}")
    return seconds


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1024 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"expected a port from 1024 to 65535, not {text!r}")
    return int(text)
