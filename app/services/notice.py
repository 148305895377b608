"""What a page has to say on its banner."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path


class Action(Enum):
    """What a notice offers to do."""

    REPLAY = auto()
    REVIEW = auto()
    UNDO = auto()
    OPEN = auto()
    SHOW = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the banner.

    ``replays`` offers to play the recording again, ``recording`` to open that folder in Review, ``path`` to open or
    show the file of which it tells, ``undoes`` to take back what it tells. Of what ``stays`` the user is to do
    something; a problem stays as well.
    """

    text: str
    is_problem: bool = False
    replays: bool = False
    recording: Path | None = None
    path: Path | None = None
    undoes: bool = False
    stays: bool = False

    @property
    def actions(self) -> tuple[Action, ...]:
        """What it offers, the most wanted first."""
        offered = {
            Action.UNDO: self.undoes,
            Action.REPLAY: self.replays,
            Action.REVIEW: self.recording is not None,
            Action.OPEN: self.path is not None,
            Action.SHOW: self.path is not None or self.recording is not None,
        }
        return tuple(action for action, is_offered in offered.items() if is_offered)

    @property
    def only_informs(self) -> bool:
        """Whether nothing is lost where it leaves by itself."""
        return not (self.is_problem or self.replays or self.stays)
