"""What ``emolens`` does: the window, or the same work without one."""

import argparse
import math
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from app import __version__
from app.display import display_problem
from app.logs import logging_to_terminal
from app.services.opening import open_spec
from fer_core.errors import DataError, reason_of
from fer_core.faces.arguments import add_search_options
from fer_core.faces.detectors import DEFAULT
from fer_core.free_names import first_free, numbered
from fer_core.group import FEWEST, INTERVAL_S, LEAST, GroupMeter
from fer_core.networks.arguments import add_network_options, add_valence_option
from fer_core.networks.prior import DEFAULT_PRIOR
from fer_core.output import DEFAULT_PORT
from fer_core.passwords import without_passwords
from fer_core.sources import AUTO
from fer_core.terminal.exit_codes import exit_code_of
from fer_core.terminal.interrupts import raising_interrupts
from fer_core.terminal.streams import counted, open_standard_streams, tell

SECONDS_WITHOUT_DISPLAY: Final = 10.0
_SHORTEST_INTERVAL_S: Final = 0.1

_ONLY_HEADLESS: Final = "; only with --headless, the window goes by its settings"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv``.

    Returns the exit status: 0, 1 for an expected failure, 130 for Ctrl-C without a window, 141 where the reader of a
    pipe has gone; wrong arguments exit with 2.
    """
    open_standard_streams()
    options = _parse(argv)
    with logging_to_terminal(verbose=options.verbose):
        return exit_code_of(lambda: _run(options), command="emolens", interrupted="stopped.")


def _run(options: argparse.Namespace) -> int:
    if options.headless:
        return _run_headless(options, seconds=options.seconds)
    problem = display_problem()
    if not problem:
        # Qt is loaded only where there is a window: a server may lack its system libraries.
        from app.window.desktop import run_window  # noqa: PLC0415

        return run_window(
            options.source,
            seconds=options.seconds,
            models=options.models,
            serve=options.serve,
            is_apart=options.new_window,
        )
    seconds = options.seconds or SECONDS_WITHOUT_DISPLAY
    _tell(f"{problem} Emolens runs without a window for {counted(seconds, 'second')}.")
    return _run_headless(options, seconds=seconds)


def _run_headless(options: argparse.Namespace, *, seconds: float | None) -> int:
    # Models and codecs take a while to load; --help and mistakes should not.
    from app.headless import HeadlessSummary, run_headless  # noqa: PLC0415
    from app.headless_group import GroupSummary, run_group  # noqa: PLC0415
    from app.serving import Serving  # noqa: PLC0415
    from fer_core.faces.options import AnalysisOptions  # noqa: PLC0415
    from fer_core.faces.pipeline import load_pipeline  # noqa: PLC0415

    # A polite kill finishes the files as Ctrl-C does.
    with raising_interrupts():
        opened = open_spec(options.source)
        with opened.source:
            if opened.notice:
                _tell(str(opened.notice))
            prior = DEFAULT_PRIOR if options.prior is None else options.prior
            analysis = AnalysisOptions(prior=prior, detector=options.detector or DEFAULT)
            pipeline = load_pipeline(options.models, analysis, min_face=options.min_face)
            folder = options.out or _new_folder()
            summary: GroupSummary | HeadlessSummary
            kept = {"out_dir": folder, "seconds": seconds, "valence": options.valence}
            if options.group:
                meter = GroupMeter(least=options.least or LEAST, interval_s=options.interval or INTERVAL_S)
                summary = run_group(opened.source, pipeline, meter, **kept)
            else:
                with nullcontext() if options.serve is None else Serving(options.serve) as serving:
                    summary = run_headless(opened.source, pipeline, serving=serving, **kept)
    print(summary.text())
    print(folder, flush=True)
    return summary.exit_code


def _new_folder() -> Path:
    """Make a folder named after the time, and after a number where several runs start in one second."""
    parent, name = Path("emolens-out"), time.strftime("%Y%m%d-%H%M%S")
    try:
        return first_free(numbered(parent, name), lambda folder: folder.mkdir(parents=True))
    except OSError as error:
        raise DataError(
            "Cannot make the folder {folder}: {reason}. Name another with --out.",
            folder=parent / name,
            reason=reason_of(error),
        ) from error


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
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


def _tell(sentence: str) -> None:
    tell(without_passwords(sentence))
