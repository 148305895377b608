"""``emolens``, also as ``python -m app``: being stopped is taken care of before anything slow is loaded."""

import sys

from fer_core.terminal.early import end_on_interrupts


def main() -> int:
    """Run the command line and return the exit status."""
    end_on_interrupts("emolens")
    from app.command import main as command  # noqa: PLC0415

    return command()


if __name__ == "__main__":
    sys.exit(main())
