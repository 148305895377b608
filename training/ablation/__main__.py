"""``python -m training.ablation``: what each ingredient of our recipe is worth.

One is left out or put in at a time. Full trainings of every variant would take days on two cores. This is reduced:
half-width networks, faces at 32 pixels, a quarter of the training images and few epochs. So the gains are hints for
the real ones, and those of less than about a point are noise (an accuracy on 2,683 validation images has a standard
error of 0.9). What keeps networks from learning by heart pays in long trainings; in so short a one it mostly costs.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fer_core.networks.manifest import FACE_SIZE
from fer_core.rows.writing import make_folder, write_whole
from fer_core.terminal.exit_codes import exit_code_of
from fer_core.terminal.interrupts import raising_interrupts
from training.ensemble.presets.distilled import CONFIG as EARLIER
from training.run_folder import AVERAGE, STOPPED, read_json, write_json
from training.settings import AugmentationConfig, MemberConfig, Stage, TrainingConfig

EPOCHS, SIZE = 16, 32

_TABLE, _CARD = "ablation.json", "ablation.md"
_RECIPE = replace(
    EARLIER,
    name="release",
    distillation=None,
    members=(MemberConfig("half_vgg", seed=1, epochs=EPOCHS),),
    training_share=0.25,
    stages=(Stage(1.0, SIZE),),
    validation_every=EPOCHS,
    remark="",
)
_RESNET = MemberConfig("half_resnet", seed=1, epochs=EPOCHS)


def _augmented(**changes: float) -> TrainingConfig:
    return replace(_RECIPE, augmentation=replace(_RECIPE.augmentation, **changes))


VARIANTS: dict[str, TrainingConfig] = {
    "recipe": _RECIPE,
    "another seed": replace(_RECIPE, members=(replace(_RECIPE.members[0], seed=2),)),
    "without FER+ head": replace(_RECIPE, votes_head=0.0),
    "the source project's ranges, half of the faces": replace(_RECIPE, augmentation=AugmentationConfig()),
    "without augmentation": _augmented(share=0.0),
    "without random erasing": _augmented(erasing=0.0),
    "rotation ±72° in place of ±12°": _augmented(rotation=0.2),
    "without label smoothing": replace(_RECIPE, label_smoothing=0.0),
    "with mixup 0.2": replace(_RECIPE, mixup=0.2),
    "FER+ votes in 30 % of the target, no head": replace(_RECIPE, votes_head=0.0, votes_share=0.3),
    "AdamW, rate 0.002": replace(_RECIPE, optimizer="adamw", learning_rate=2e-3, weight_decay=0.05),
    "without weight decay": replace(_RECIPE, weight_decay=0.0),
    "without warm-up": replace(_RECIPE, warmup_epochs=0.0),
    "mild oversampling": replace(_RECIPE, sampling="mild"),
    "focal loss": replace(_RECIPE, loss="focal"),
    "class weights": replace(_RECIPE, class_weights=True),
    "duplicates and blank images dropped": replace(_RECIPE, cleaned=True),
    "ResNet": replace(_RECIPE, members=(_RESNET,)),
    "ResNet without squeeze-and-excitation": replace(
        _RECIPE, members=(replace(_RESNET, architecture="half_resnet_plain"),)
    ),
    "twice the epochs": replace(_RECIPE, members=(replace(_RECIPE.members[0], epochs=2 * EPOCHS),)),
    "48 pixels": replace(_RECIPE, stages=(Stage(1.0, FACE_SIZE),)),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    return exit_code_of(lambda: _compare(arguments), command="training.ablation", interrupted=STOPPED)


def _compare(arguments: argparse.Namespace) -> int:
    # TensorFlow takes seconds to import; --help and mistakes should not.
    from training.ablation.variants import compare_variants  # noqa: PLC0415

    variants = dict(VARIANTS)
    report = arguments.report or arguments.out
    if arguments.teacher:
        name = f"half of the target from a trained {arguments.teacher.name} (distillation)"
        variants[name] = replace(_RECIPE, teacher=str(arguments.teacher), teacher_share=0.5)
    with raising_interrupts(insisting=True):
        known = read_json(report / _TABLE, list[dict[str, Any]]) if (report / _TABLE).exists() else []
        for table in compare_variants(variants, data=arguments.data, out=arguments.out, known=known):
            _write(table, report)
    print(describe(table))
    return 0


def _write(table: Sequence[dict[str, Any]], folder: Path) -> None:
    make_folder(folder)
    write_json(folder / _TABLE, table)
    write_whole(folder / _CARD, describe(table).encode())


def describe(table: Sequence[dict[str, Any]]) -> str:
    """Return the rows of ``compare_variants`` as a Markdown table, gains in points of validation accuracy."""
    lines = [
        f"Half-width networks, faces at {SIZE} pixels, a quarter of FER2013's training images, {EPOCHS} epochs, "
        "unless the row says otherwise.",
        "Command: `python -m training.ablation --data DIR`, for distillation with `--teacher`.",
        "Differences of less than about a point are noise, and what keeps networks from learning by heart pays only in "
        "longer trainings.",
        "",
        "| variant | validation accuracy | gain | macro F1 | mirrored | not averaged | s per epoch |",
        "|---|---|---|---|---|---|---|",
    ]
    reference = float(table[0]["accuracy"])
    for row in table:
        gain = 100 * (float(row["accuracy"]) - reference)
        lines.append(
            f"| {row['variant']} | {row['accuracy']:.4f} | {gain:+.1f} | {row['macro_f1']:.4f} "
            f"| {row['mirrored_accuracy']:.4f} | {row['unaveraged_accuracy']:.4f} | {row['seconds_per_epoch']:.0f} |"
        )
    return "\n".join([*lines, ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.ablation",
        description="Train one half-width network per variant of our recipe and tabulate what each is worth.",
    )
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="FER2013 folder with train/ and ferplus_votes.csv"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs/ablation"), metavar="DIR", help="run folder (default: %(default)s)"
    )
    parser.add_argument(
        "--teacher", type=_member, metavar="DIR", help="a member's folder of a finished release run, to distil from"
    )
    parser.add_argument("--report", type=Path, metavar="DIR", help="folder of the table (default: OUT)")
    return parser


def _member(text: str) -> Path:
    # A teacher is used last, after hours: it had better be there from the start.
    if not os.path.isfile(os.path.join(text, AVERAGE)):
        raise argparse.ArgumentTypeError(f"{text!r} is no folder of a trained network, with {AVERAGE} in it")
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
