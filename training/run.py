"""``python -m training.run``: train the members, vote, evaluate, export."""

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from fer_core.errors import EmolensError
from fer_core.interrupts import handling_interrupts
from training.configs.cpu import CONFIG as CPU
from training.configs.release import CONFIG as RELEASE
from training.configs.smoke import CONFIG as SMOKE

PRESETS = {config.name: config for config in (CPU, RELEASE, SMOKE)}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for chatty in ("tensorflow", "tf2onnx"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    config = PRESETS[arguments.preset]
    out = arguments.out or Path("runs") / config.name
    started = time.monotonic()
    try:
        with handling_interrupts(signal.default_int_handler):
            # TensorFlow takes seconds to import; --help and mistakes should not.
            from training.experiment import run_ensemble  # noqa: PLC0415

            figures = run_ensemble(config, data=arguments.data, out=out, models=arguments.export or out / "models")
    except EmolensError as error:
        print(f"training.run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from the last finished epoch.", file=sys.stderr)
        return 130
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}, indent=2))
    print(f"{out} holds the run ({(time.monotonic() - started) / 60:.1f} minutes this time).")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.run",
        description="Train the three networks on FER2013, evaluate their soft vote and export it to ONNX. "
        "A run that was stopped goes on when the same command is given again.",
    )
    parser.add_argument(
        "--data", type=Path, required=True, metavar="PATH",
        help="FER2013: a folder with train/ and test/, or Kaggle's fer2013.csv (without the votes that release needs)",
    )  # fmt: skip
    parser.add_argument("--preset", choices=PRESETS, default="cpu", help="what to train (default: %(default)s)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="run folder (default: runs/PRESET)")
    parser.add_argument(
        "--export", type=Path, metavar="DIR",
        help="where the ONNX models go (default: OUT/models; assets/models makes them Emolens's own)",
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
