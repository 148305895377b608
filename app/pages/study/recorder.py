"""What the study page needs of the live page's recording."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance


class StudyRecorder(Protocol):
    """Records what the live page has open, one recording at a time."""

    @property
    def changed(self) -> SignalInstance:
        """Said when anything below has changed, and several times a second while a recording runs."""
        ...

    @property
    def finished(self) -> SignalInstance:
        """Said with the folder of a recording that is on the disk, or None where nothing was recorded."""
        ...

    @property
    def is_recording(self) -> bool:
        """Whether pictures are being recorded."""
        ...

    @property
    def can_begin(self) -> bool:
        """Whether there is anything to record."""
        ...

    @property
    def elapsed_s(self) -> float:
        """The length of the present recording in seconds."""
        ...

    def begin(self, parent: Path) -> None:
        """Start recording into a new folder in ``parent``."""
        ...

    def stop(self) -> None:
        """End the recording; ``finished`` follows."""
        ...

    def mark_as(self, name: str, at: float | None = None) -> None:
        """Set a marker now, or at another moment of ``time.perf_counter()``."""
        ...
