"""The judge's card: what it is, what it was trained on, and how good it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fer_core.rows.writing import write_whole

CARD: Final = "README.md"
_TEMPLATE: Final = Path(__file__).with_name("card_template.md")

_RECALLS: Final = {"proposals": "recall_at_false_rate_of_proposals", "near": "recall_at_false_rate_near_faces"}


def write_card(folder: Path, figures: Mapping[str, Any], *, config: Mapping[str, Any], pictures: int) -> Path:
    """Write the card of a judge into the folder with its network, and return its path."""
    recalls = {
        f"{name}_{rate.replace('.', '')}": f"{recall:.1%}"
        for name, key in _RECALLS.items()
        for rate, recall in figures[key].items()
    }
    settings = "\n".join(f"| {name} | {value} |" for name, value in config.items())
    text = _TEMPLATE.read_text(encoding="utf-8").format(**figures, **recalls, pictures=pictures, settings=settings)
    path = folder / CARD
    write_whole(path, text.encode())
    return path
