"""``python -m training.card``: writes the model card of an ensemble."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fer_core.resources import asset_path
from fer_core.terminal.exit_codes import exit_code_of
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
    folder: Path = parser.parse_args(argv).folder

    def write() -> int:
        print(write_card(folder))
        return 0

    return exit_code_of(write, command="training.card", interrupted="stopped.")


if __name__ == "__main__":
    sys.exit(main())
