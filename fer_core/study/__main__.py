"""``emolens-study``, also as ``python -m fer_core.study``: being stopped comes before anything slow is loaded."""

import sys

from fer_core.terminal.early import end_on_interrupts


def main() -> int:
    """Run the command line and return the exit code."""
    end_on_interrupts("emolens-study")
    from fer_core.study.command import main as command  # noqa: PLC0415

    return command()


if __name__ == "__main__":
    sys.exit(main())
