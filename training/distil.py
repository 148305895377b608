"""The last cycle of an ensemble's training, in which each member learns from what all of them say."""

import io
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.sinks import write_whole
from training.checkpoints import predict, read_history, tensorboard_logs
from training.configs import MemberConfig, TrainingConfig
from training.data import Material
from training.export import with_maps
from training.names import TEACHER
from training.train import is_finished, load_member, train_member

log = logging.getLogger(__name__)


def distil(config: TrainingConfig, material: Material, out: Path, *, tensorboard: bool = False) -> None:
    """Train all members, whose own cycles are finished in ``out``, for the cycle that ``config.distillation`` says.

    It goes on where it was stopped. What the members said before it is kept in ``out`` as ``TEACHER``.
    Raises DataError where that is missing or damaged in the middle of the cycle.
    """
    distillation = config.distillation
    assert distillation is not None
    students = [replace(member, restarts=(*member.restarts, distillation.epochs)) for member in config.members]
    unfinished = [member for member in students if not is_finished(out / member.architecture, member.cycles[-1])]
    if not unfinished:
        return
    teacher = out / TEACHER
    if not teacher.exists():
        _ask_members(students, material.train.images, teacher)
    taught = replace(config, teacher=str(teacher), teacher_share=distillation.share)
    for position, member in enumerate(unfinished, start=1):
        log.info("Distillation %d of %d: %s", position, len(unfinished), member.architecture)
        folder = out / member.architecture
        train_member(material, member, taught, folder, callbacks=[tensorboard_logs(folder)] if tensorboard else [])


def _ask_members(students: Iterable[MemberConfig], images: NDArray[np.uint8], teacher: Path) -> None:
    answers = []
    for member in students:
        folder = teacher.with_name(member.architecture)
        if len(read_history(folder)) > member.cycles[-1].start:
            raise DataError(
                f"{teacher} is missing, from which {folder.name} was learning; remove {teacher.parent} to train anew."
            )
        log.info("%s answers what all members will learn from", folder.name)
        answers.append(predict(with_maps(load_member(folder), mirrored=True), images))
    content = io.BytesIO()
    np.save(content, np.mean(answers, axis=0))
    write_whole(teacher, content.getvalue())
