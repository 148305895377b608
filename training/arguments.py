"""The words and options of ``python -m training.run``."""

import argparse
from pathlib import Path
from typing import Final

from training.data.where import USUAL, VARIABLE
from training.ensemble.presets.cpu import CONFIG as CPU
from training.ensemble.presets.distilled import CONFIG as DISTILLED
from training.ensemble.presets.release import CONFIG as RELEASE
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.laboratory.studies import GRIDS, STUDIES, SVM
from training.run_folder import LABORATORY

PRESETS: Final = {config.name: config for config in (CPU, RELEASE, DISTILLED, SMOKE)}

ENSEMBLE: Final = "ensemble"
"""The command that is meant where none is given."""

DETECTOR: Final = "detector"

CHAIN: Final = "chain"

FOLDERS: Final = {ENSEMBLE: Path("runs"), DETECTOR: Path("runs"), CHAIN: Path("runs/chain")}
"""Where run folders are, by the names of presets; those of other commands are the laboratory's."""

TRAINING: Final = ("imbalance", "grid", "study", CHAIN, "all")
"""Commands that train networks of the laboratory."""

_MOST_SEEDS: Final = 99

_DATA = (
    "FER2013: a folder with train/ and test/, or Kaggle's fer2013.csv; release and distilled also need FER+ there "
    f"(default: ${VARIABLE}, {' or '.join(f'./{path}' for path in USUAL)}; smoke draws faces of its own)"
)
_COMMANDS = (
    (CHAIN, "grid, its best three networks anew, their vote, and the vote as an ensemble for Emolens (A7 to A15)"),
    ("data", "look through the data set: classes, blank images, duplicates, images without a face"),
    ("imbalance", "oversampling and losses (A6)"),
    ("grid", "learning rate, optimizer and activation of each architecture (A7 to A12)"),
    ("study", "one-factor studies and techniques (B, C, D)"),
    ("evaluate", "all figures and curves of an exported ensemble on the test images (A15)"),
    ("explain", "feature maps, Grad-CAM and answers of a trained network (B8, C6, C7, D4)"),
    ("export", "a trained network of a study as ONNX (the ensemble has --export)"),
    ("report", "one page with every experiment that was run"),
    ("all", "every experiment, then the report"),
)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.run",
        description="Without a command: train the three networks on FER2013, evaluate their soft vote and export it. "
        "The other commands repeat the experiments of the source documents. What was stopped goes on when the same "
        "command is given again.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    ensemble = commands.add_parser(ENSEMBLE, help="train, evaluate and export the ensemble (also without a command)")
    _add_data(ensemble)
    ensemble.add_argument("--preset", choices=PRESETS, default="cpu", help="what to train (default: %(default)s)")
    ensemble.add_argument(
        "--members", nargs="+", metavar="NAME",
        help="architectures of training.models.ARCHITECTURES in place of the preset's; choose an --out of their own",
    )  # fmt: skip
    _add_out(ensemble, ENSEMBLE)
    _add_export(ensemble)
    _add_tensorboard(ensemble)
    _add_detector(commands.add_parser(DETECTOR, help="train, evaluate and export the judge of the face search"))
    for name, text in _COMMANDS:
        _add_experiment(commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}."), name)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="PATH", help=_DATA.replace("%", "%%"))


def _add_out(parser: argparse.ArgumentParser, command: str, *, preset: str = "PRESET") -> None:
    folder = (FOLDERS.get(command, LABORATORY) / preset).as_posix()
    parser.add_argument("--out", type=Path, metavar="DIR", help=f"run folder (default: {folder})")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--export", type=Path, metavar="DIR",
        help="where the ONNX models go (default: OUT/models; assets/models makes them Emolens's own)",
    )  # fmt: skip


def _add_detector(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    parser.add_argument(
        "--negatives", type=Path, required=True, metavar="DIR",
        help="pictures without faces, which `python -m training.judge.negatives DIR` fetches",
    )  # fmt: skip
    _add_out(parser, DETECTOR, preset=DETECTOR)
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
            "architectures", nargs="*", choices=choices, default="all", metavar="ARCHITECTURE", help=", ".join(choices)
        )  # fmt: skip
    _add_out(parser, name)
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
    if name == CHAIN:
        _add_export(parser)
    if name in ("evaluate", "all"):
        parser.add_argument("--models", type=Path, metavar="DIR", help="an exported ensemble (default: Emolens's own)")
    if name in ("explain", "export"):
        parser.add_argument(
            "--study", choices=STUDIES, default="batchnorm-cnn", metavar="NAME",
            help="whose network (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument("--trial", help="which of its trials (default: the best)")
    if name in TRAINING:
        _add_training(parser)
    if name in TRAINING and name != CHAIN:
        parser.add_argument(
            "--seeds", type=_count, default=1, metavar="N",
            help="train every network N times, each time with another seed: the report has the mean and its interval. "
            "A search and a vote are run once (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--repeat", choices=("all", "best"), default="all",
            help="with --seeds: what of a study is trained with the further seeds, all networks or the best alone, "
            "whose figure heads its row in the report (default: %(default)s)",
        )  # fmt: skip


def _add_training(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--weights", metavar="imagenet|none|PATH",
        help="what pretrained networks start from: imagenet, which are downloaded (default; with --preset smoke, "
        "none), or the folder of a trained network of a study, which is taken whole, or its base alone where only "
        "the bases are alike",
    )  # fmt: skip
    parser.add_argument(
        "--storage", metavar="URL",
        help="where trials are kept, such as postgresql+pg8000://user:password@host/database: machines with the "
        "same one, and a run folder that all of them see, share the work (default: a file in the run folder)",
    )  # fmt: skip
    parser.add_argument(
        "--precision", choices=("fastest", "float32", "mixed_bfloat16"), default="float32",
        help="numbers of the networks in training; fastest: times a few steps of the first network of each document "
        "in float32 and mixed_bfloat16 (default: %(default)s)",
    )  # fmt: skip
    _add_tensorboard(parser)


def _count(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= _MOST_SEEDS:
        raise argparse.ArgumentTypeError(f"{word!r} is no whole number from 1 to {_MOST_SEEDS}")
    return int(word)


def _add_tensorboard(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tensorboard", action="store_true", help="write logs for `tensorboard --logdir OUT`")
