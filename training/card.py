"""``python -m training.card``: writes the model card of an ensemble."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fer_core.errors import EmolensError
from fer_core.resources import asset_path
from training.ensemble.card import write_card


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m training.card", description="Write the model card of an ensemble from its manifest.json."
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=asset_path("models"), metavar="DIR",
        help="folder of the ensemble (default: the one that ships with Emolens)",
    )  # fmt: skip
    try:
        print(write_card(parser.parse_args(argv).folder))
    except EmolensError as error:
        print(f"training.card: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
