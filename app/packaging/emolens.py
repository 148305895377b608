"""The stand-alone ``emolens``, which is also the child process of its own camera check."""

import sys

from fer_core.camera_check.child import PROBE_ARGUMENT


def main() -> int:
    """Run the command line and return the exit status."""
    # Each of the two loads only what it needs.
    if sys.argv[1:2] == [PROBE_ARGUMENT]:
        from fer_core.camera_check.probe import main as probe  # noqa: PLC0415

        return probe(sys.argv[2:])
    from app.__main__ import main as emolens  # noqa: PLC0415

    return emolens()


if __name__ == "__main__":
    sys.exit(main())
