"""Options of command lines that say how faces are searched for."""

import argparse

from fer_core.faces.detectors import DETECTORS
from fer_core.faces.detectors.base import MinFace


def add_search_options(parser: argparse.ArgumentParser, *, default: str, exception: str = "") -> None:
    """Add ``--detector``, None where nobody chooses, ``--tilted`` and ``--min-face``.

    ``default`` says in words which detector is used then, ``exception`` what else is to be said of all three.
    """
    kinds = "; ".join(f"{name}: {_within_a_sentence(kind.title)}" for name, kind in DETECTORS.items())
    detectors = parser.add_mutually_exclusive_group()
    detectors.add_argument(
        "--detector", choices=tuple(DETECTORS), help=f"how faces are found; {kinds} (default: {default}{exception})"
    )
    detectors.add_argument(
        "--tilted", action="store_const", const="tilted", dest="detector", help="the same as --detector tilted"
    )
    parser.add_argument(
        "--min-face",
        type=_min_face,
        metavar="N|N%",
        help="the narrowest face to look for, in pixels or as a share of the picture's shorter side, such as 40 or 5%% "
        f"(default: what suits the detector{exception}); narrower faces take longer",
    )


def _within_a_sentence(title: str) -> str:
    """Return a title with a small letter at its beginning, unless that is a name with capitals of its own."""
    return title[0].lower() + title[1:] if title.split(maxsplit=1)[0].istitle() else title


def _min_face(text: str) -> MinFace:
    is_share = text.endswith("%")
    try:
        value = float(text.removesuffix("%")) / (100 if is_share else 1)
    except ValueError:
        value = 0.0
    if not 0 < value <= (1 if is_share else 100_000):
        raise argparse.ArgumentTypeError(
            f"expected up to 100,000 pixels such as 40, or a share such as 5%, not {text!r}"
        )
    return MinFace(value, is_share)
