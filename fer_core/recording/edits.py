"""What a person adds to a recording: markers, names of faces, faces that are one, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

LONGEST_NAME: Final = 40
"""Characters of a face's name at most."""

LONGEST_TITLE: Final = 120
"""Characters of a recording's title at most."""

MOST_EDITS: Final = 10_000
"""Markers, names and merges at most, each."""

LONGEST_NOTES: Final = 200_000
"""Characters of notes at most, about a hundred pages."""

_LATEST_S: Final = 1e7
_HIGHEST_ID: Final = 2**53


def tidy_name(name: str) -> str:
    """Return a face's name as it is kept: on one line, without spaces around it, not too long."""
    return " ".join(name.split())[:LONGEST_NAME].strip()


@dataclass(frozen=True, slots=True, order=True)
class Marker:
    """A moment with a name, in seconds from the start of the recording."""

    time_s: float
    name: str


@dataclass(frozen=True, slots=True)
class Edits:
    """All of it; the table of faces itself stays as it was recorded.

    ``markers`` are in the order of time, ``names`` by face, and ``merged`` says for a face which other one it is.
    """

    markers: tuple[Marker, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    merged: Mapping[int, int] = field(default_factory=dict)
    notes: str = ""
    title: str = ""

    def face_of(self, face_id: int) -> int:
        """Return the face that a recorded face counts as."""
        return self.faces_of((face_id,))[face_id]

    def faces_of(self, face_ids: Iterable[int]) -> dict[int, int]:
        """Return for each of some recorded faces the one that it counts as."""
        found: dict[int, int] = {}
        for face_id in face_ids:
            seen, face = {face_id}, face_id
            while (other := found.get(face, self.merged.get(face, face))) not in seen:
                seen.add(other)
                face = other
            found.update(dict.fromkeys(seen, face))
        return found

    def with_name(self, face_id: int, name: str) -> Self:
        """Return the same with another name for a face, or with none."""
        name = tidy_name(name)
        names = {face: kept for face, kept in self.names.items() if face != face_id}
        return replace(self, names={**names, face_id: name} if name else names)

    def with_merge(self, face_id: int, into: int) -> Self:
        """Return the same with two faces being one from now on."""
        face, into = self.face_of(face_id), self.face_of(into)
        return self if face == into else replace(self, merged={**self.merged, face: into})

    def without_merge(self, face_id: int) -> Self:
        """Return the same with every face that became part of ``face_id`` on its own again."""
        return replace(self, merged={face: into for face, into in self.merged.items() if into != face_id})

    def with_marker(self, marker: Marker) -> Self:
        """Return the same with one marker more, unless there are too many already."""
        if len(self.markers) >= MOST_EDITS:
            return self
        return replace(self, markers=tuple(sorted((*self.markers, marker))))

    def with_numbered_marker(self, time_s: float) -> Self:
        """Return the same with a marker more, whose name is the first number that is free."""
        used = {marker.name for marker in self.markers}
        number = next(n for n in range(1, len(used) + 2) if str(n) not in used)
        return self.with_marker(Marker(round(time_s, 3), str(number)))

    def with_renamed_marker(self, marker: Marker, name: str) -> Self:
        """Return the same with another name for a marker; an empty one changes nothing."""
        renamed = Marker(marker.time_s, name.strip() or marker.name)
        return self.without_marker(marker).with_marker(renamed) if marker in self.markers else self

    def without_marker(self, marker: Marker) -> Self:
        """Return the same without a marker."""
        return replace(self, markers=tuple(kept for kept in self.markers if kept != marker))

    def with_notes(self, notes: str) -> Self:
        """Return the same with other notes, of which the first ``LONGEST_NOTES`` characters are kept."""
        return replace(self, notes=notes[:LONGEST_NOTES])

    def with_title(self, title: str) -> Self:
        """Return the same with another title of the recording, or with none."""
        return replace(self, title=" ".join(title.split())[:LONGEST_TITLE])

    def as_json(self) -> dict[str, Any]:
        """Return what ``session.json`` holds."""
        return {
            "markers": [{"time_s": marker.time_s, "name": marker.name} for marker in self.markers],
            "face_names": {str(face): name for face, name in self.names.items()},
            "merged_faces": {str(face): into for face, into in self.merged.items()},
            "notes": self.notes,
            "title": self.title,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Return what ``as_json`` wrote.

        Raises KeyError, TypeError, ValueError or AttributeError for anything else, and for more than anybody adds.
        """
        parts = content["markers"], content["face_names"], content["merged_faces"], content["notes"]
        markers = [
            Marker(float(entry["time_s"]), str(entry["name"])[:LONGEST_NAME]) for entry in parts[0][: MOST_EDITS + 1]
        ]
        names = {int(face): tidy_name(str(name)) for face, name in parts[1].items()}
        merged = {int(face): int(into) for face, into in parts[2].items()}
        is_possible = (
            all(len(part) <= MOST_EDITS for part in (markers, names, merged))
            and len(str(parts[3])) <= LONGEST_NOTES
            and all(abs(marker.time_s) <= _LATEST_S for marker in markers)
            and all(0 <= face <= _HIGHEST_ID for face in (*names, *merged, *merged.values()))
        )
        if not is_possible:
            raise ValueError("edits out of their range")
        # Earlier versions have kept no title.
        title = str(content.get("title", ""))[:LONGEST_TITLE]
        return cls(tuple(sorted(markers)), names, merged, str(parts[3]), title)
