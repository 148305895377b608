"""``emolens-predict``, also as ``python -m fer_core.predict``: being stopped comes before anything slow is loaded."""

import sys

from fer_core.terminal.early import end_on_interrupts


def main() -> int:
    """Run the command line and return the exit code."""
    end_on_interrupts("emolens-predict")
    from fer_core.predict.command import main as command  # noqa: PLC0415

    return command()


if __name__ == "__main__":
    sys.exit(main())
