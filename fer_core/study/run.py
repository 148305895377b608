"""Summaries of all recordings of a study, here or on a cluster, and the tables made of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from fer_core.cluster import connected, results_of
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import make_folder
from fer_core.study.groups import DIFFERENCE_KINDS, PARTICIPANT_KINDS, STIMULUS_KINDS, Groups
from fer_core.study.model import Study
from fer_core.study.study_file import locate
from fer_core.study.summary import SUMMARY_KINDS, Summary, Task, summarize

BLOCK: Final = 16
"""Recordings that a worker is given at once: seconds of work, against milliseconds of the scheduler's."""

TABLES: Final = ("recordings", "participants", "stimuli", "differences")

Summaries = Iterator[tuple[Summary, ...]]


def tasks_of(folder: Path, study: Study) -> list[Task]:
    """Return what is to be summarised, in the order of the study."""
    return [
        Task(each.participant, each.stimulus, each.path, os.path.abspath(locate(folder, each.path)))
        for each in study.recordings
    ]


def summaries_on_cluster(tasks: Sequence[Task], *, address: str) -> Summaries:
    """Yield the summaries of each recording from the workers of the Dask scheduler at ``address``; raises EmolensError.

    Every worker must see the recordings under the same names.
    """
    if not tasks:
        return
    blocks = [(tuple(tasks[start : start + BLOCK]),) for start in range(0, len(tasks), BLOCK)]
    with connected(address) as client:
        for _, some in results_of(client, summarize_block, blocks, in_order=True):
            yield from some


def summarize_block(tasks: tuple[Task, ...]) -> list[tuple[Summary, ...]]:
    """Return the summaries of some recordings, on whatever machine this runs."""
    return [summarize(task) for task in tasks]


def paths_of_tables(out: Path, suffix: str) -> list[Path]:
    """Return where ``TABLES`` go; ``suffix`` is one of ``FORMATS``."""
    return [out / f"{name}{suffix}" for name in TABLES]


def write_tables(
    summaries: Iterable[tuple[Summary, ...]],
    out: Path,
    *,
    suffix: str,
    note: Callable[[tuple[Summary, ...]], object] = lambda _: None,
) -> list[Path]:
    """Write ``TABLES`` into a folder, each under its own name only once all is known; raises DataError.

    ``suffix`` is one of ``FORMATS``. ``note`` hears of every recording's summaries. Tables that are there are replaced.
    """
    make_folder(out)
    paths = paths_of_tables(out, suffix)
    groups = Groups()
    with RowFile(paths[0], SUMMARY_KINDS, keeps_incomplete=False) as table:
        for some in summaries:
            for summary in some:
                table.write(summary.row())
            groups.add(some)
            note(some)
        _write_groups(groups, *paths[1:])
    return paths


def _write_groups(groups: Groups, participants: Path, stimuli: Path, differences: Path) -> None:
    for path, kinds, rows in (
        (participants, PARTICIPANT_KINDS, groups.participant_rows()),
        (stimuli, STIMULUS_KINDS, groups.stimulus_rows()),
        (differences, DIFFERENCE_KINDS, groups.difference_rows()),
    ):
        with RowFile(path, kinds, keeps_incomplete=False) as table:
            for row in rows:
                table.write(row)


def gather(summaries: Iterable[tuple[Summary, ...]]) -> tuple[Groups, list[Summary]]:
    """Return the groups of all summaries, and of each recording with a problem the summary that tells it."""
    groups, problems = Groups(), []
    for some in summaries:
        groups.add(some)
        problems += [summary for summary in some if summary.problem]
    return groups, problems
