"""What the study page does in threads: changing a study, keeping a recording in it, its tables and its report."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import word_for
from fer_core.errors import DataError
from fer_core.recording.info import read_info
from fer_core.study.model import Study, StudyRecording, path_in_study
from fer_core.study.presentation import StimulusPlayer, offset_in, open_stimulus, write_painted
from fer_core.study.remembered import remembering
from fer_core.study.report import Language, write_report
from fer_core.study.run import gather, tasks_of, write_tables
from fer_core.study.study_file import STUDY_JSON, change_study, locate, make_study, read_study
from fer_core.study.summary import Summary

RECORDINGS: Final = "recordings"
"""The folder of a study into which the page records."""

Note = Callable[[int, int], None]
"""Hears how many recordings of how many are done; what it raises ends the work."""


def begin_study(folder: Path) -> Study:
    """Begin a study in a folder, called like it, unless there is one already; raises DataError."""
    if not (folder / STUDY_JSON).exists():
        make_study(folder, Study(folder.name))
    return read_study(folder)


def adding(name: str, add: Callable[[Study], Study]) -> Callable[[Study], Study]:
    """Return a change that adds what has a name; it raises DataError where the study has it already."""

    def change(study: Study) -> Study:
        after = add(study)
        if after == study:
            raise DataError("{name} is in the study already.", name=name)
        return after

    return change


def player_of(folder: Path, video: str) -> StimulusPlayer | None:
    """Open a stimulus's video, if it has one; raises SourceError."""
    return open_stimulus(locate(folder, video)) if video else None


def keep_recording(
    folder: Path, recording: Path, participant: str, stimulus: str, player: StimulusPlayer | None
) -> Study:
    """Add a recording to a study, with how its stimulus kept step; raises DataError."""
    presentation = None
    if player is not None:
        offset_s = offset_in(read_info(recording).edits.markers, stimulus)
        if offset_s is not None:
            presentation = player.measure(offset_s)
            write_painted(recording, player.painted, offset_s=offset_s)
    new = StudyRecording(participant, stimulus, path_in_study(folder, recording), presentation)
    return change_study(folder, lambda study: study.with_recording(new))


def make_tables(folder: Path, out: Path, suffix: str, note: Note) -> int:
    """Write a study's tables into a folder, and return how many recordings have problems; raises DataError."""
    problems: list[Summary] = []
    write_tables(
        _summaries(folder, read_study(folder), note),
        out,
        suffix=suffix,
        note=lambda some: problems.extend(each for each in some if each.problem),
    )
    return len(problems)


def make_report(folder: Path, path: Path, note: Note) -> int:
    """Write a study's report, and return how many recordings have problems; raises DataError."""
    study = read_study(folder)
    groups, problems = gather(_summaries(folder, study, note))
    language = Language(lambda text: QCoreApplication.translate("Study", text), word_for)
    write_report(path, study, groups, problems, language=language)
    return len(problems)


def _summaries(folder: Path, study: Study, note: Note) -> Iterator[tuple[Summary, ...]]:
    tasks = tasks_of(folder, study)
    for done, summaries in enumerate(remembering(folder, tasks), start=1):
        note(done, len(tasks))
        yield summaries
