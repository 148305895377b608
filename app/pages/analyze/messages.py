"""What the threads of the analyze page tell each other."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.services.mailbox import Mailbox
from app.services.notice import Notice
from fer_core.emotions import EMOTIONS, Label
from fer_core.results import BoxXywh


class ItemState(StrEnum):
    """Where an item of the queue is; one that is being analysed is still waiting to be finished."""

    WAITING = "waiting"
    CANCELLED = "cancelled"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the queue: a video, a folder's pictures, or pictures that were added together.

    ``path`` is the video, the folder or the first picture. ``done`` of ``total`` pictures or frames are analysed, where
    0 is a total that nobody knows; ``problems`` counts files that could not be read.
    """

    id: int
    path: Path
    is_video: bool
    is_folder: bool
    state: ItemState
    done: int
    total: int
    problems: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the item that is being analysed has come, its rate a second, and the seconds left where they are known.

    Item 0 stands for none.
    """

    item_id: int
    done: int = 0
    total: int = 0
    rate: float = 0.0
    left_s: float | None = None


class Show(StrEnum):
    """Which results to see."""

    ALL = "all"
    CERTAIN = "certain"
    UNCERTAIN = "uncertain"
    PROBLEMS = "problems"


SORTABLE: Final = ("path", "is_video", "label", *EMOTIONS)
"""What results can be sorted by."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which results are wanted, in which order; without ``sort``, one of ``SORTABLE``, as they came.

    Those of the items ``without`` are left out.
    """

    show: Show = Show.ALL
    sort: str | None = None
    is_descending: bool = False
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One face, or a file without: probabilities are those of a picture, or the mean over a video.

    ``crop`` is the face as the networks saw it, grey, 48 × 48 bytes, ``box_xywh`` its place in the picture, in pixels,
    and ``members`` what each network said of it, by name; nothing where an earlier version has kept none. In a video
    these three and ``best_probabilities`` are of the moment ``best_s``, at which the face was surest. There ``shares``
    are what the face was called, and in which share of the ``frames`` frames that it was seen in, from ``first_s`` to
    ``last_s``; ``label`` is the most frequent.
    ``error`` says why there is no face; everything else is then None.
    """

    id: int
    path: Path
    is_video: bool
    face: int | None
    label: Label | None
    probabilities: tuple[float, ...] | None
    error: str | None
    frames: int | None
    shares: tuple[tuple[Label, float], ...]
    first_s: float | None
    last_s: float | None
    best_s: float | None
    crop: bytes | None
    box_xywh: BoxXywh | None
    best_probabilities: tuple[float, ...] | None
    members: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def moment_s(self) -> float | None:
        """When in a video to look at the face: ``best_s``, or ``first_s`` where that is not known; None for others."""
        return self.first_s if self.best_s is None else self.best_s


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The first results of a query, how many there are altogether, and how many of each label.

    In ``counts`` None stands for files without a face.
    """

    query: Query
    rows: tuple[ResultRow, ...] = ()
    total: int = 0
    counts: tuple[tuple[Label | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the queue was found unfinished, and what keeps this process from going on with it."""

    is_unfinished: bool
    problem: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AnalyzeInbox:
    """Everything that the threads bring to the view model.

    ``opened`` comes once; ``halted`` is why the analysis had to stop.
    """

    opened: Mailbox[Opening] = field(default_factory=Mailbox)
    items: Mailbox[tuple[Item, ...]] = field(default_factory=Mailbox)
    progress: Mailbox[Progress] = field(default_factory=Mailbox)
    page: Mailbox[ResultPage] = field(default_factory=Mailbox)
    news: Mailbox[Notice] = field(default_factory=Mailbox)
    halted: Mailbox[str] = field(default_factory=Mailbox)
