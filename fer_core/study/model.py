"""What a study is made of: participants, stimuli, recordings and the keys of its markers."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final, Self

from fer_core.errors import DataError
from fer_core.recording.edits import LONGEST_NAME
from fer_core.study.intervals import START

LONGEST_ID: Final = LONGEST_NAME - len(START)
"""Characters of an id at most, so that a marker can have it as its name."""

Extra = Mapping[str, Any]
"""Fields of ``study.json`` that this version does not know, which are kept."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part; faces of this name in the recordings are theirs."""

    id: str
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What participants are shown or asked: a video's path, relative to the study or absolute, or none."""

    id: str
    video: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the pictures of a stimulus kept step with the recording, as measured.

    ``offset_s`` is the moment of the recording at which the stimulus began: a picture of the stimulus at t was due at
    ``offset_s + t``. ``median_late_s`` and ``most_late_s`` say how much later than due pictures were painted; of
    ``pictures`` that the stimulus has, ``skipped`` were never painted. Its sound was played where it ``is_heard``.
    """

    offset_s: float
    median_late_s: float
    most_late_s: float
    pictures: int
    skipped: int
    is_heard: bool = False


@dataclass(frozen=True, slots=True)
class StudyRecording:
    """A recording of a participant with a stimulus.

    ``path`` leads to the folder of a recording, or to a table of faces of one video; it is relative to the study, with
    ``/``, or absolute.
    """

    participant: str
    stimulus: str
    path: str
    presentation: Presentation | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkerKey:
    """A key, as Qt names it, that sets a marker; one that ``is_interval`` sets its start and its stop by turns."""

    key: str
    name: str
    is_interval: bool = False


@dataclass(frozen=True, slots=True)
class Study:
    """All of it, in the order in which it was added. Ids are unique among participants, and among stimuli."""

    title: str = ""
    participants: tuple[Participant, ...] = ()
    stimuli: tuple[Stimulus, ...] = ()
    recordings: tuple[StudyRecording, ...] = ()
    keys: tuple[MarkerKey, ...] = ()
    extra: Extra = field(default_factory=dict)

    def with_participant(self, participant_id: str) -> Self:
        """Return the same with a participant of this id; raises DataError where the id cannot be one."""
        participant_id = tidy_id(participant_id)
        if not _is_new(participant_id, (each.id for each in self.participants)):
            return self
        return replace(self, participants=(*self.participants, Participant(participant_id)))

    def with_stimulus(self, stimulus_id: str, video: str = "") -> Self:
        """Return the same with a stimulus of this id, or with another video of it; raises DataError as for a new id."""
        stimulus_id, video = tidy_id(stimulus_id), sound_path(video)
        if _is_new(stimulus_id, (each.id for each in self.stimuli)):
            _refuse_shared((stimulus_id,), self.keys)
            return replace(self, stimuli=(*self.stimuli, Stimulus(stimulus_id, video)))
        stimuli = (replace(each, video=video) if video and each.id == stimulus_id else each for each in self.stimuli)
        return replace(self, stimuli=tuple(stimuli))

    def with_recording(self, recording: StudyRecording) -> Self:
        """Return the same with a recording more, and its participant and stimulus; raises DataError.

        A recording that is there already is refused: it would count twice.
        """
        return self.with_recordings((recording,))

    def with_recordings(self, recordings: Iterable[StudyRecording]) -> Self:
        """Return the same with several recordings more, as ``with_recording`` takes one; raises DataError."""
        study, kept = self, {each.path: each for each in self.recordings}
        participants, stimuli = {each.id for each in self.participants}, {each.id for each in self.stimuli}
        for recording in recordings:
            new = replace(
                recording,
                participant=tidy_id(recording.participant),
                stimulus=tidy_id(recording.stimulus),
                path=sound_path(recording.path),
            )
            if (there := kept.get(new.path)) is not None:
                raise DataError(
                    "{path} is in the study already, as {participant} with {stimulus}.",
                    path=there.path,
                    participant=there.participant,
                    stimulus=there.stimulus,
                )
            if new.participant not in participants:
                study = study.with_participant(new.participant)
                participants.add(new.participant)
            if new.stimulus not in stimuli:
                study = study.with_stimulus(new.stimulus)
                stimuli.add(new.stimulus)
            kept[new.path] = new
        return replace(study, recordings=tuple(kept.values()))

    def with_keys(self, keys: Iterable[MarkerKey]) -> Self:
        """Return the same with these keys; raises DataError where the name of one cannot be an id, or is a stimulus."""
        keys = tuple(replace(key, name=tidy_id(key.name)) for key in keys)
        _refuse_shared([each.id for each in self.stimuli], keys)
        return replace(self, keys=keys)

    def has_recorded(self, participant_id: str, stimulus_id: str) -> bool:
        """Tell whether there is a recording of a participant with a stimulus."""
        return any((each.participant, each.stimulus) == (participant_id, stimulus_id) for each in self.recordings)

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield each participant and stimulus without a recording."""
        there = {(each.participant, each.stimulus) for each in self.recordings}
        pairs = ((participant.id, stimulus.id) for participant in self.participants for stimulus in self.stimuli)
        return (pair for pair in pairs if pair not in there)


def tidy_id(text: str) -> str:
    """Return an id as it is kept: one line in Unicode's composed form; raises DataError where nothing of it is left.

    Any script will do. What is no character to be seen is refused, as is an id that is too long.
    """
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if not tidy:
        raise DataError("Participants and stimuli need an id that is not empty.")
    if len(tidy) > LONGEST_ID or not tidy.isprintable():
        raise DataError(
            "The id {text!r} is longer than {most} characters or has some that cannot be shown. Choose another.",
            text=tidy[:LONGEST_ID],
            most=LONGEST_ID,
        )
    return tidy


def sound_path(text: str) -> str:
    """Return a path as it stands; raises DataError for one that leaves the study by ``..``, on any system."""
    if "\0" in text or ".." in (*PurePosixPath(text).parts, *PureWindowsPath(text).parts):
        raise DataError("The path {path!r} leads out of the study. Rename what lies there, or move it.", path=text)
    return text


def path_in_study(folder: Path, path: Path) -> str:
    """Return how a study in ``folder`` names a path: relative where it lies within, else absolute."""
    path = path.resolve()
    try:
        return path.relative_to(folder.resolve()).as_posix()
    except ValueError:
        return str(path)


def _is_new(new: str, there: Iterable[str]) -> bool:
    """Tell whether an id is new; raises DataError where it differs from another only in the size of its letters."""
    for each in there:
        if each == new:
            return False
        if each.casefold() == new.casefold():
            raise DataError("The id {new} differs from {there} only in capitals. Choose another.", new=new, there=each)
    return True


def _refuse_shared(stimuli: Iterable[str], keys: Iterable[MarkerKey]) -> None:
    """Raise DataError where an interval has the name of a stimulus: their markers could not be told apart."""
    shared = next(iter({key.name for key in keys if key.is_interval}.intersection(stimuli)), None)
    if shared is not None:
        raise DataError("{name} would be both a stimulus and a marker key. Choose another name.", name=shared)
