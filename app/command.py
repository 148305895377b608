"""What ``emolens`` does: the window, or the same work without one."""

import argparse
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from app.arguments import parse_arguments
from app.display import display_problem
from app.logs import logging_to_terminal
from app.services.opening import open_spec
from fer_core.errors import DataError, reason_of
from fer_core.faces.detectors import DEFAULT
from fer_core.free_names import first_free, numbered
from fer_core.group import INTERVAL_S, LEAST, GroupMeter
from fer_core.networks.prior import DEFAULT_PRIOR
from fer_core.passwords import without_passwords
from fer_core.terminal.exit_codes import exit_code_of
from fer_core.terminal.interrupts import raising_interrupts
from fer_core.terminal.streams import counted, open_standard_streams, tell

SECONDS_WITHOUT_DISPLAY: Final = 10.0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv``.

    Returns the exit status: 0, 1 for an expected failure, 130 for Ctrl-C without a window, 141 where the reader of a
    pipe has gone; wrong arguments exit with 2.
    """
    open_standard_streams()
    options = parse_arguments(argv)
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


def _tell(sentence: str) -> None:
    tell(without_passwords(sentence))
