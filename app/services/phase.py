"""How the source that plays is getting on."""

from enum import Enum, auto


class Phase(Enum):
    """Where a source is in its life."""

    OFF = auto()
    OPENING = auto()
    PLAYING = auto()
    LOST = auto()
    ENDED = auto()
    FAILED = auto()
