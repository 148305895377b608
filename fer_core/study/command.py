"""The command ``emolens-study``: a folder of recordings, its tables and its report."""

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from fer_core.errors import DataError, reason_of
from fer_core.study import bids
from fer_core.study.arguments import parse_arguments
from fer_core.study.face_rows import refuse_other_kinds
from fer_core.study.model import Stimulus, Study, StudyRecording, path_in_study
from fer_core.study.remembered import remembering, summaries_here
from fer_core.study.report import write_report
from fer_core.study.run import gather, summaries_on_cluster, tasks_of, write_tables
from fer_core.study.study_file import change_study, make_study, read_study
from fer_core.study.summary import Summary, Task
from fer_core.terminal.exit_codes import exit_code_of, fail
from fer_core.terminal.interrupts import raising_interrupts
from fer_core.terminal.progress import progress
from fer_core.terminal.streams import counted, open_standard_streams

REPORT_HTML: Final = "report.html"

_COMMAND: Final = "emolens-study"
_LISTED: Final = ("recording", "participant", "stimulus")
_INTERRUPTED: Final = "interrupted; every file is whole, as it was or new, and the same command goes on from there."
_MOST_MISSING: Final = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for an error, 130 after Ctrl-C, 141 for a reader that has gone.

    Wrong arguments exit with 2.
    """
    open_standard_streams()
    arguments = parse_arguments(argv)
    return exit_code_of(lambda: _run_until_stopped(arguments), command=_COMMAND, interrupted=_INTERRUPTED)


def _run_until_stopped(arguments: argparse.Namespace) -> int:
    with raising_interrupts():
        return _COMMANDS[arguments.command](arguments)


def _init(arguments: argparse.Namespace) -> int:
    study = Study(arguments.title)
    for participant in arguments.participant:
        study = study.with_participant(participant)
    for text in arguments.stimulus:
        name, _, video = text.partition("=")
        if video and not Path(video).is_file():
            raise DataError("There is no video {path}.", path=video)
        study = study.with_stimulus(name, path_in_study(arguments.study, Path(video)) if video else "")
    make_study(arguments.study, study)
    print(f"a study was begun in {arguments.study}")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    if arguments.list is not None:
        wanted = list(_listed(arguments.list))
    else:
        wanted = [(arguments.recording, arguments.participant, arguments.stimulus)]
    for path, _, _ in wanted:
        if not path.exists():
            raise DataError("There is no recording {path}.", path=path)
        refuse_other_kinds(path)
    new = [StudyRecording(who, what, path_in_study(arguments.study, path)) for path, who, what in wanted]
    study = change_study(arguments.study, lambda study: study.with_recordings(new))
    print(f"{counted(len(new), 'recording')} added; the study has {len(study.recordings)}")
    return 0


def _listed(path: Path) -> Iterator[tuple[Path, str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in (rows := csv.DictReader(file)):
                cells = [row[name] or "" for name in _LISTED]
                if not all(map(str.strip, cells)):
                    raise DataError(
                        "{path} lacks a recording, a participant or a stimulus in line {line}.",
                        path=path,
                        line=rows.line_num,
                    )
                yield path.parent / cells[0], cells[1], cells[2]
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise DataError(
            "{path} is no list: it needs the columns recording, participant and stimulus, separated by commas, in "
            "UTF-8.",
            path=path,
        ) from error


def _tables(arguments: argparse.Namespace) -> int:
    study = read_study(arguments.study)
    tasks = tasks_of(arguments.study, study)
    problems: list[Summary] = []
    paths = write_tables(
        _summaries(arguments, tasks),
        arguments.out,
        suffix=f".{arguments.format}",
        note=lambda some: problems.extend(each for each in some if each.problem),
    )
    if arguments.bids:
        paths.append(arguments.out / "bids")
        _write_bids(paths[-1], study, tasks)
    print(f"{counted(len(tasks), 'recording')}, written to {', '.join(map(str, paths))}")
    if problems:
        print(f"{counted(len(problems), 'recording')} with problems; the column problem says which")
    return 0


def _write_bids(out: Path, study: Study, tasks: Sequence[Task]) -> None:
    bids.write_frame(out, study)
    runs: Counter[tuple[str, str]] = Counter()
    for task in progress(tasks, total=len(tasks), unit=" recordings"):
        runs[task.participant, task.stimulus] += 1
        bids.write_recording(out, task, run=runs[task.participant, task.stimulus])


def _report(arguments: argparse.Namespace) -> int:
    study = read_study(arguments.study)
    path = arguments.out or arguments.study / REPORT_HTML
    groups, problems = gather(_summaries(arguments, tasks_of(arguments.study, study)))
    write_report(path, study, groups, problems)
    print(f"written to {path}")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    study = read_study(arguments.study)
    tasks = tasks_of(arguments.study, study)
    _, problems = gather(progress(remembering(arguments.study, tasks), total=len(tasks), unit=" recordings"))
    missing = list(study.missing())
    print(
        f"{counted(len(study.participants), 'participant')}, {counted(len(study.stimuli), 'stimulus', 'stimuli')}, "
        f"{counted(len(study.recordings), 'recording')}, {len(missing)} not recorded yet"
    )
    for who, what in islice(missing, _MOST_MISSING):
        print(f"not recorded: {who} with {what}")
    if len(missing) > _MOST_MISSING:
        print(f"… and {len(missing) - _MOST_MISSING} more")
    lost = [each for each in study.stimuli if _is_lost(arguments.study, each)]
    for each in lost:
        print(f"{each.id}: its video {each.video} is not there")
    for problem in problems:
        print(f"{problem.participant} with {problem.stimulus}, {problem.recording}: {problem.problem}")
    if problems or lost:
        return fail(_COMMAND, "something is wrong, as said above.")
    return 0


def _is_lost(folder: Path, stimulus: Stimulus) -> bool:
    return bool(stimulus.video) and not (folder / stimulus.video).is_file()


def _summaries(arguments: argparse.Namespace, tasks: Sequence[Task]) -> Iterator[tuple[Summary, ...]]:
    read = summaries_here if arguments.dask is None else partial(summaries_on_cluster, address=arguments.dask)
    found = remembering(arguments.study, tasks, read)
    yield from progress(found, total=len(tasks), unit=" recordings")


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "init": _init,
    "add": _add,
    "tables": _tables,
    "report": _report,
    "check": _check,
}
