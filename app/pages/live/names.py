"""What the user calls the faces in view."""

from collections.abc import Mapping

from fer_core.recording.edits import tidy_name


class FaceNames:
    """Names of faces by their ids; a name that was given once is offered for faces that come later."""

    def __init__(self) -> None:
        self._by_id: dict[int, str] = {}
        self._known: dict[str, None] = {}

    @property
    def by_id(self) -> Mapping[int, str]:
        """The named faces."""
        return self._by_id

    @property
    def known(self) -> tuple[str, ...]:
        """Every name so far, the one given last first."""
        return tuple(reversed(self._known))

    def name_of(self, face_id: int) -> str:
        """Return a face's name, empty where it has none."""
        return self._by_id.get(face_id, "")

    def give(self, face_id: int, name: str) -> bool:
        """Call a face by a name, cut to 40 characters, or by none; tell whether that changed anything."""
        name = tidy_name(name)
        if name == self.name_of(face_id):
            return False
        if name:
            self._by_id[face_id] = name
            self._known.pop(name, None)
            self._known[name] = None
        else:
            del self._by_id[face_id]
        return True
