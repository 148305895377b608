"""Lines of the report's overview."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the documents with its figures as they are printed; ``anchor`` is the section that tells more."""

    id: str
    title: str
    reported: str = "–"
    ours: str = ""
    cells: str = ""
    differs: str = ""
    anchor: str = ""
