"""``python -m training.run``: train the ensemble that Emolens uses, or repeat an experiment of the source documents."""

from fer_core.terminal.early import end_on_interrupts

if __name__ == "__main__":  # before anything slow is loaded
    end_on_interrupts("training.run")

import argparse
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from fer_core.errors import DataError
from fer_core.terminal.exit_codes import exit_code_of
from fer_core.terminal.interrupts import raising_interrupts
from training.arguments import DETECTOR, ENSEMBLE, FOLDERS, PRESETS, TRAINING, make_parser
from training.data.where import find_data
from training.laboratory.studies import STUDIES
from training.run_folder import LABORATORY, STOPPED, WORKERS
from training.settings import TrainingConfig

_BACKEND: Final = "KERAS_BACKEND"
"""The environment variable by which Keras chooses what it computes with."""

_BACKENDS: Final = ("tensorflow", "jax", "torch")
"""Those of Keras that train."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, ENSEMBLE)
    arguments = make_parser().parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for chatty in ("tensorflow", "tf2onnx"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    return exit_code_of(lambda: _train(arguments, words), command="training.run", interrupted=STOPPED)


def _train(arguments: argparse.Namespace, words: Sequence[str]) -> int:
    _check_backend()
    started = time.monotonic()
    preset = getattr(arguments, "preset", DETECTOR)
    arguments.out = arguments.out or FOLDERS.get(arguments.command, LABORATORY) / preset
    if "data" in arguments:
        arguments.data = find_data(arguments.data, draws=preset == "smoke", out=arguments.out)
    run = {ENSEMBLE: _train_ensemble, DETECTOR: _train_detector}.get(arguments.command, _run_command)
    with raising_interrupts(insisting=True):
        folder = run(arguments)
    if folder is None:
        _go_on_with_tensorflow(words, arguments.out)
        return 0
    print(f"{folder} holds the results ({(time.monotonic() - started) / 60:.1f} minutes this time).")
    return 0


def _check_backend() -> None:
    """Raise DataError where Keras, or the backend that ``KERAS_BACKEND`` names, is not installed or does not train."""
    if find_spec("keras") is None:
        raise DataError("Keras is not installed: `make setup-training` adds what retraining needs.")
    # Keras takes an empty one for none.
    if not (chosen := os.environ.get(_BACKEND)):
        return
    if chosen not in _BACKENDS:
        raise DataError(f"{_BACKEND} is {chosen!r}. Keras trains with {', '.join(_BACKENDS)}; unset it for the first.")
    if find_spec(chosen) is None:
        raise DataError(f"{_BACKEND} asks for {chosen}, which is not installed. Install it, or unset {_BACKEND}.")


def _train_ensemble(arguments: argparse.Namespace) -> Path | None:
    """Train the ensemble and return its run folder; None where only TensorFlow can go on."""
    # TensorFlow takes seconds to import; --help and mistakes should not.
    from training.ensemble.run import run_ensemble  # noqa: PLC0415
    from training.fit.distribution import open_strategy  # noqa: PLC0415

    open_strategy()
    config = _with_members(PRESETS[arguments.preset], arguments.members)
    out: Path = arguments.out
    models: Path = arguments.export or out / "models"
    figures = run_ensemble(config, data=arguments.data, out=out, models=models, tensorboard=arguments.tensorboard)
    if figures is None:
        return None
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}, indent=2))
    return out


def _go_on_with_tensorflow(words: Sequence[str], out: Path) -> None:
    """Evaluate and export what is trained, in a process of its own, for Keras keeps to one backend in each.

    Raises DataError where TensorFlow is not installed, or that process fails.
    """
    if find_spec("tensorflow") is None:
        raise DataError(f"{out} is trained. Only TensorFlow can export it: give this command where that is installed.")
    environment = {**os.environ, _BACKEND: "tensorflow"}
    with raising_interrupts():
        if subprocess.run([sys.executable, "-m", "training.run", *words], env=environment, check=False).returncode:
            raise DataError(f"{out} is trained, but not exported: the lines above say why.")


def _with_members(config: TrainingConfig, names: Sequence[str] | None) -> TrainingConfig:
    """Return ``config`` with other architectures, trained as the preset's members in their places."""
    if names is None:
        return config
    from training.models import check_architecture  # noqa: PLC0415

    for name in names:
        check_architecture(name)
    if len(set(names)) < len(names) or len(names) > len(config.members):
        raise DataError(f"--members takes one to {len(config.members)} different architectures, got {' '.join(names)}.")
    pairs = zip(config.members, names, strict=False)
    return replace(config, members=tuple(replace(member, architecture=name) for member, name in pairs))


def _train_detector(arguments: argparse.Namespace) -> Path:
    from training.judge.run import JudgeConfig, run_judge  # noqa: PLC0415

    out: Path = arguments.out
    export: Path = arguments.export or out / "detector"
    figures = run_judge(JudgeConfig(), data=arguments.data, negatives=arguments.negatives, out=out, export=export)
    print(json.dumps(figures, indent=2))
    return out


def _run_command(arguments: argparse.Namespace) -> Path | None:
    from training.fit.distribution import open_strategy  # noqa: PLC0415
    from training.laboratory.commands import COMMANDS  # noqa: PLC0415

    if arguments.command in TRAINING:
        _check_workers(arguments)
        open_strategy()
    return COMMANDS[arguments.command](arguments)


def _check_workers(arguments: argparse.Namespace) -> None:
    """Raise DataError where several workers would not all train the same network at the same time."""
    names = getattr(arguments, "names", ())
    draws = arguments.command == "all" or any(STUDIES[name].search for name in names if name in STUDIES)
    if WORKERS in os.environ and (arguments.storage or draws):
        raise DataError(
            f"The workers of {WORKERS} train each network together. So --storage, searches and `all`, in which each "
            f"process does something else, are not for them; unset {WORKERS}, or leave these out."
        )


if __name__ == "__main__":
    sys.exit(main())
