"""``python -m training.run``: train the ensemble that Emolens uses, or repeat an experiment of the source documents."""

from fer_core.terminal.early import end_on_interrupts

if __name__ == "__main__":  # before anything slow is loaded
    end_on_interrupts("training.run")

import argparse
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from fer_core.errors import DataError
from fer_core.terminal.exit_codes import exit_code_of
from fer_core.terminal.interrupts import handling_interrupts
from training.ensemble.presets.cpu import CONFIG as CPU
from training.ensemble.presets.distilled import CONFIG as DISTILLED
from training.ensemble.presets.release import CONFIG as RELEASE
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.laboratory.studies import GRIDS, STUDIES, SVM
from training.run_folder import STOPPED, WORKERS
from training.settings import TrainingConfig

PRESETS = {config.name: config for config in (CPU, RELEASE, DISTILLED, SMOKE)}

_ENSEMBLE = "ensemble"
_DETECTOR = "detector"
_TRAINING = ("imbalance", "grid", "study", "all")
_DATA = "FER2013: a folder with train/ and test/, or Kaggle's fer2013.csv; release and distilled also need FER+ there"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, _ENSEMBLE)
    arguments = _parser().parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for chatty in ("tensorflow", "tf2onnx"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    return exit_code_of(lambda: _train(arguments), command="training.run", interrupted=STOPPED)


def _train(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    folder = _train_ensemble(arguments) if arguments.command == _ENSEMBLE else _run_command(arguments)
    print(f"{folder} holds the results ({(time.monotonic() - started) / 60:.1f} minutes this time).")
    return 0


def _train_ensemble(arguments: argparse.Namespace) -> Path:
    # TensorFlow takes seconds to import; --help and mistakes should not.
    from training.ensemble.run import run_ensemble  # noqa: PLC0415
    from training.fit.distribution import open_strategy  # noqa: PLC0415

    open_strategy()
    config = _with_members(PRESETS[arguments.preset], arguments.members)
    out: Path = arguments.out or Path("runs") / config.name
    models: Path = arguments.export or out / "models"
    with handling_interrupts(signal.default_int_handler):
        figures = run_ensemble(config, data=arguments.data, out=out, models=models, tensorboard=arguments.tensorboard)
        if figures is None:
            _go_on_with_tensorflow(arguments, out)
            return out
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}, indent=2))
    return out


def _go_on_with_tensorflow(arguments: argparse.Namespace, out: Path) -> None:
    """Evaluate and export what is trained, in a process of its own, for Keras keeps to one backend in each.

    Raises DataError where TensorFlow is not installed, or that process fails.
    """
    if find_spec("tensorflow") is None:
        raise DataError(f"{out} is trained. Only TensorFlow can export it: give this command where that is installed.")
    command = ["--data", str(arguments.data), "--preset", arguments.preset, "--out", str(out)]
    if arguments.export:
        command += ["--export", str(arguments.export)]
    if arguments.members:
        command += ["--members", *arguments.members]
    environment = {**os.environ, "KERAS_BACKEND": "tensorflow"}
    if subprocess.run([sys.executable, "-m", "training.run", *command], env=environment, check=False).returncode:
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

    out: Path = arguments.out or Path("runs/detector")
    export: Path = arguments.export or out / "detector"
    with handling_interrupts(signal.default_int_handler):
        figures = run_judge(JudgeConfig(), data=arguments.data, negatives=arguments.negatives, out=out, export=export)
    print(json.dumps(figures, indent=2))
    return out


def _run_command(arguments: argparse.Namespace) -> Path:
    if arguments.command == _DETECTOR:
        return _train_detector(arguments)
    from training.fit.distribution import open_strategy  # noqa: PLC0415
    from training.laboratory.commands import COMMANDS  # noqa: PLC0415

    if arguments.command in _TRAINING:
        _check_workers(arguments)
        open_strategy()
    with handling_interrupts(signal.default_int_handler):
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.run",
        description="Without a command: train the three networks on FER2013, evaluate their soft vote and export it. "
        "The other commands repeat the experiments of the source documents. What was stopped goes on when the same "
        "command is given again.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    ensemble = commands.add_parser(_ENSEMBLE, help="train, evaluate and export the ensemble (also without a command)")
    _add_data(ensemble)
    ensemble.add_argument("--preset", choices=PRESETS, default="cpu", help="what to train (default: %(default)s)")
    ensemble.add_argument(
        "--members", nargs="+", metavar="NAME",
        help="architectures of training.models.ARCHITECTURES in place of the preset's; choose an --out of their own",
    )  # fmt: skip
    ensemble.add_argument("--out", type=Path, metavar="DIR", help="run folder (default: runs/PRESET)")
    ensemble.add_argument(
        "--export", type=Path, metavar="DIR",
        help="where the ONNX models go (default: OUT/models; assets/models makes them Emolens's own)",
    )  # fmt: skip
    _add_tensorboard(ensemble)
    _add_detector(commands.add_parser(_DETECTOR, help="train, evaluate and export the judge of the face search"))
    for name, text in (
        ("data", "look through the data set: classes, blank images, duplicates, images without a face"),
        ("imbalance", "oversampling and losses (A6)"),
        ("grid", "learning rate, optimizer and activation of each architecture (A7 to A12)"),
        ("study", "one-factor studies and techniques (B, C, D)"),
        ("evaluate", "all figures and curves of an exported ensemble on the test images (A15)"),
        ("explain", "feature maps, Grad-CAM and answers of a trained network (B8, C6, C7, D4)"),
        ("export", "a trained network of a study as ONNX (the ensemble has --export)"),
        ("report", "one page with every experiment that was run"),
        ("all", "every experiment, then the report"),
    ):
        _add_experiment(commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}."), name)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="PATH", help=_DATA)


def _add_detector(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    parser.add_argument(
        "--negatives", type=Path, required=True, metavar="DIR",
        help="pictures without faces, which `python -m training.judge.negatives DIR` fetches",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR", help="run folder (default: runs/detector)")
    parser.add_argument(
        "--export", type=Path, metavar="DIR",
        help="where the network and its card go (default: OUT/detector; assets/detector makes it Emolens's own)",
    )  # fmt: skip


def _add_experiment(parser: argparse.ArgumentParser, name: str) -> None:
    if name == "study":
        names = [study for study in (*STUDIES, SVM.name) if study != "imbalance" and study not in GRIDS.values()]
        parser.add_argument("names", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    if name == "grid":
        choices = (*GRIDS, "all")
        parser.add_argument(
            "architectures",
            nargs="*",
            choices=choices,
            default="all",
            metavar="ARCHITECTURE",
            help=", ".join(choices),
        )
    parser.add_argument("--out", type=Path, metavar="DIR", help="run folder (default: runs/laboratory/PRESET)")
    parser.add_argument(
        "--preset", choices=("smoke", "cpu", "full"), default="cpu",
        help="smoke: minutes, figures mean nothing; cpu: reduced; full: as the documents did (default: %(default)s)",
    )  # fmt: skip
    if name == "report":
        parser.add_argument(
            "--without-faces",
            action="store_true",
            help="leave out pictures of the data set, so that it can be published",
        )
        return
    _add_data(parser)
    if name in ("evaluate", "all"):
        parser.add_argument("--models", type=Path, metavar="DIR", help="an exported ensemble (default: Emolens's own)")
    if name in ("explain", "export"):
        parser.add_argument(
            "--study", choices=STUDIES, default="batchnorm-cnn", metavar="NAME",
            help="whose network (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument("--trial", help="which of its trials (default: the best)")
    if name in _TRAINING:
        _add_training(parser)


def _add_training(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--weights", choices=("imagenet", "none"),
        help="what pretrained networks start from (default: imagenet, which are downloaded; with --preset smoke, none)",
    )  # fmt: skip
    parser.add_argument(
        "--storage", metavar="URL",
        help="where trials are kept, such as postgresql+pg8000://user:password@host/database: machines with the "
        "same one, and a run folder that all of them see, share the work (default: a file in the run folder)",
    )  # fmt: skip
    parser.add_argument(
        "--precision", choices=("fastest", "float32", "mixed_bfloat16"), default="float32",
        help="numbers of the networks in training; fastest: times a few steps of each study's first network "
        "in float32 and mixed_bfloat16 (default: %(default)s)",
    )  # fmt: skip
    _add_tensorboard(parser)


def _add_tensorboard(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tensorboard", action="store_true", help="write logs for `tensorboard --logdir OUT`")


if __name__ == "__main__":
    sys.exit(main())
