"""What a page has to say on its banner."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the banner; ``replays`` offers to play the recording again, ``recording`` to open that folder."""

    text: str
    is_problem: bool = False
    replays: bool = False
    recording: Path | None = None
