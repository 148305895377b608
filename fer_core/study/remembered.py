"""Summaries that are remembered beside a study, so that stopped work goes on and nothing is read twice."""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from fer_core.errors import DataError
from fer_core.recording.info import FRAMES_CSV, SESSION_JSON
from fer_core.rows.writing import make_private, write_whole
from fer_core.study.summary import MEASURES, Summary, Task, summarize

REMEMBERED: Final = ".summaries.jsonl"

_RULES: Final = 2
"""Raised when the same recording comes to other numbers."""


def summaries_here(tasks: Iterable[Task]) -> Iterator[tuple[Summary, ...]]:
    """Yield the summaries of each recording; one at a time is in memory."""
    return map(summarize, tasks)


def remembering(
    folder: Path,
    tasks: Sequence[Task],
    read: Callable[[Sequence[Task]], Iterator[tuple[Summary, ...]]] = summaries_here,
) -> Iterator[tuple[Summary, ...]]:
    """Yield the summaries of each recording, those of recordings that have not changed from memory.

    ``read`` makes the others, in their order. What cannot be remembered, as on a disk that is full or read-only, is
    made anew the next time.
    """
    path = folder / REMEMBERED
    stamps = [stamp_of(task) for task in tasks]
    known, lines = _read(path, frozenset(stamps))
    if lines > 2 * len(tasks):
        _keep(path, known)
    fresh = read([task for task, stamp in zip(tasks, stamps, strict=True) if stamp not in known])
    for stamp in stamps:
        if stamp in known:
            yield _summaries_in(known[stamp])
            continue
        summaries = next(fresh)
        if stamp:
            _append(path, json.dumps([stamp, [asdict(each) for each in summaries]]))
        yield summaries


def stamp_of(task: Task) -> str:
    """Return what is another for another recording, a changed one, another participant and other rules.

    It is empty where there is nothing to be seen of the recording: its drive may come back.
    """
    path = Path(task.path)
    # Unlike the method of paths, this raises nothing where a folder may not be looked into.
    files = [path / FRAMES_CSV, path / SESSION_JSON] if os.path.isdir(path) else [path]
    times = [_times(file) for file in files]
    content = json.dumps([_RULES, MEASURES, asdict(task), times])
    return hashlib.sha256(content.encode()).hexdigest() if times[0] else ""


def _times(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _read(path: Path, wanted: frozenset[str]) -> tuple[dict[str, str], int]:
    """Return the lines that are whole and of use, by their stamps, and how many lines there are."""
    known: dict[str, str] = {}
    lines = 0
    with contextlib.suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
        for line in filter(str.strip, file):
            lines += 1
            if (stamp := line[2:66]) in wanted and _is_whole(line):
                known[stamp] = line.strip()
    return known, lines


def _summaries_in(line: str) -> tuple[Summary, ...]:
    return tuple(Summary(**entry) for entry in json.loads(line)[1])


def _is_whole(line: str) -> bool:
    try:
        summaries = _summaries_in(line)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return False
    return bool(summaries) and all(not each.measures or each.measures.keys() == set(MEASURES) for each in summaries)


def _append(path: Path, line: str) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        try:
            # At once, so that two programs do not mix theirs; the line before may have been cut off.
            os.write(descriptor, f"\n{line}\n".encode())
        finally:
            os.close(descriptor)


def _keep(path: Path, known: dict[str, str]) -> None:
    """Forget the lines that are of no use."""
    with contextlib.suppress(DataError):
        write_whole(path, "\n".join([*known.values(), ""]).encode(), is_lasting=False)
        make_private(path)
