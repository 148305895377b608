"""What a person adds to a recording: markers, names of faces, faces that are one, notes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

LONGEST_NAME: Final = 40
"""Characters of a face's name at most."""


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

    def face_of(self, face_id: int) -> int:
        """Return the face that a recorded face counts as."""
        seen = {face_id}
        while (other := self.merged.get(face_id, face_id)) not in seen:
            seen.add(other)
            face_id = other
        return face_id

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
        """Return the same with one marker more."""
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
        """Return the same with other notes."""
        return replace(self, notes=notes)

    def as_json(self) -> dict[str, Any]:
        """Return what ``session.json`` holds."""
        return {
            "markers": [{"time_s": marker.time_s, "name": marker.name} for marker in self.markers],
            "face_names": {str(face): name for face, name in self.names.items()},
            "merged_faces": {str(face): into for face, into in self.merged.items()},
            "notes": self.notes,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Return what ``as_json`` wrote; raises KeyError, TypeError, ValueError or AttributeError for anything else."""
        markers = [Marker(float(entry["time_s"]), str(entry["name"])) for entry in content["markers"]]
        if not all(math.isfinite(marker.time_s) for marker in markers):
            raise ValueError("a marker at no moment")
        return cls(
            tuple(sorted(markers)),
            {int(face): str(name) for face, name in content["face_names"].items()},
            {int(face): int(into) for face, into in content["merged_faces"].items()},
            str(content["notes"]),
        )
