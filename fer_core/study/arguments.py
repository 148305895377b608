"""What ``emolens-study`` takes on its command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from fer_core.rows.formats import FORMATS


def parse_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line says; exits with 2 where it is wrong."""
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if arguments.command == "add" and (arguments.recording is None) == (arguments.list is None):
        parser.error("add takes either a RECORDING, with --participant and --stimulus, or --list FILE")
    if (
        arguments.command == "add"
        and arguments.recording is not None
        and None in (arguments.participant, arguments.stimulus)
    ):
        parser.error("a RECORDING needs --participant and --stimulus")
    if arguments.command == "tables" and arguments.bids and arguments.dask is not None:
        parser.error("--dask does not go with --bids")
    return arguments


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, which exits with 2 where it is wrong."""
    parser = argparse.ArgumentParser(
        prog="emolens-study",
        description="Keep the recordings of a study together, and make tables and a report of them.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_making(commands)
    _add_results(commands)
    return parser


def _add_making(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    init = _command(commands, "init", "begin a study in a folder")
    init.add_argument("--title", default="", help="what the report is headed")
    init.add_argument("--participant", action="append", default=[], metavar="ID", help="may be given several times")
    init.add_argument(
        "--stimulus",
        action="append",
        default=[],
        metavar="ID[=VIDEO]",
        help="may be given several times; VIDEO is shown while a recording is made in the window",
    )
    add = _command(commands, "add", "add a recording, or many")
    add.add_argument(
        "recording",
        nargs="?",
        type=Path,
        metavar="RECORDING",
        help="the folder of a recording or of a headless run, or a table of one video by emolens-predict, such as a "
        "part of --dask",
    )
    add.add_argument("--participant", metavar="ID")
    add.add_argument("--stimulus", metavar="ID")
    add.add_argument(
        "--list",
        type=Path,
        metavar="FILE",
        help="a CSV with the columns recording, participant, stimulus; its paths are relative to it",
    )


def _add_results(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    tables = _command(commands, "tables", "write tables of recordings, participants and stimuli")
    tables.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="where they go, made if missing; tables there are replaced",
    )
    tables.add_argument(
        "--format", choices=[suffix[1:] for suffix in FORMATS], default="csv", help="of the tables (default: csv)"
    )
    tables.add_argument(
        "--bids", action="store_true", help="also write FOLDER/bids: faces and markers of each recording as BIDS has it"
    )
    report = _command(commands, "report", "write a report with charts")
    report.add_argument(
        "--out", type=Path, metavar="FILE", help="the HTML file, which is replaced (default: report.html in the study)"
    )
    for each in (tables, report):
        each.add_argument(
            "--dask",
            metavar="ADDRESS",
            help="read the recordings on the workers of the Dask scheduler at ADDRESS, such as "
            "tcp://192.168.0.2:8786; every worker must see them under the same names",
        )
    _command(commands, "check", "say what is missing, damaged or unclear; exits with 1 where something is wrong")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, what: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
    parser.add_argument("study", type=Path, metavar="DIR", help="the folder of the study")
    return parser
