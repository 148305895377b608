"""The options of command lines that say which networks read the faces, and how."""

import argparse
import math
from pathlib import Path

from fer_core.networks.manifest import Manifest
from fer_core.networks.prior import DEFAULT_PRIOR

_NAMED = {"fer2013": 0.0, "even": 1.0}
"""The two ends of the scale by name."""


def add_network_options(parser: argparse.ArgumentParser, *, exception: str = "") -> None:
    """Add ``--models`` and ``--prior`` to a parser, both None where they are not given.

    ``exception`` is what the help of ``--prior`` says of cases with another default.
    """
    parser.add_argument(
        "--models",
        type=Path,
        metavar="DIR",
        help="read faces with the networks in this folder, as `python -m training.run` exports them (default: "
        "Emolens's own)",
    )
    parser.add_argument(
        "--prior",
        type=_power,
        metavar="fer2013|even|0…1",
        help="how much of the training images' uneven shares of the emotions is taken out: nothing (fer2013, 0), all "
        f"of it, so that every emotion counts as equally common (even, 1), or between (default: {DEFAULT_PRIOR:g}"
        f"{exception})",
    )


def add_valence_option(parser: argparse.ArgumentParser, *, exception: str = "") -> None:
    """Add ``--valence`` to a parser; ``exception`` is what its help says of where it counts."""
    parser.add_argument(
        "--valence",
        action="store_true",
        help="add to the table the valence and arousal that the seven words have by published ratings (Warriner et al. "
        f"2013), expected under the probabilities: a second reading, not a measurement{exception}",
    )


def describe_prior(manifest: Manifest, prior: float) -> str:
    """Return in one line how much of the prior was taken out of the answers of an ensemble."""
    if manifest.shares is None:
        return "prior: as trained, as the models do not tell how common each emotion was among their training images"
    return f"prior: {prior:g} of the training images' shares of the emotions taken out"


def _power(text: str) -> float:
    try:
        power = _NAMED[text] if text in _NAMED else float(text)
    except ValueError:
        power = math.nan
    if not 0 <= power <= 1:
        raise argparse.ArgumentTypeError(f"expected fer2013, even or a number from 0 to 1, not {text!r}")
    return power
