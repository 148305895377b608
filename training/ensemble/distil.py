"""The last cycle of an ensemble's training, in which each member learns from what all of them say."""

import io
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.rows.writing import write_whole
from training.data.faces import Material
from training.ensemble.member import is_finished, load_member, train_member
from training.export.onnx_file import check_spread, with_maps
from training.fit.answers import predict
from training.fit.callbacks import read_history, tensorboard_logs
from training.run_folder import TEACHER
from training.settings import MemberConfig, TrainingConfig

log = logging.getLogger(__name__)


def distil(material: Material, config: TrainingConfig, out: Path, *, tensorboard: bool = False) -> None:
    """Train all members, whose own cycles are finished in ``out``, for the cycle that ``config.distillation`` says.

    It goes on where it was stopped. What the members said before it is kept in ``out`` as ``TEACHER``. Raises DataError
    where that is missing or damaged in the middle of the cycle, and ModelError where a member has learnt nothing.
    """
    if not config.distillation:
        return
    further = config.distillation.epochs
    students = [replace(member, restarts=(*member.restarts, further)) for member in config.members]
    if all(is_finished(out / member.architecture, member.cycles[-1]) for member in students):
        return
    if not (out / TEACHER).exists():
        _ask_members(students, material.train.images, out)
    taught = replace(material, teacher=_load_answers(out / TEACHER, len(material.train)))
    config = replace(config, teacher_share=config.distillation.share)
    for position, member in enumerate(students, start=1):
        log.info("Distillation %d of %d: %s", position, len(students), member.architecture)
        folder = out / member.architecture
        train_member(taught, member, config, folder, callbacks=tensorboard_logs(folder, wanted=tensorboard))


def _ask_members(students: Sequence[MemberConfig], images: NDArray[np.uint8], out: Path) -> None:
    for member in students:
        folder = out / member.architecture
        if len(read_history(folder)) > member.cycles[-1].start:
            raise DataError(f"{out / TEACHER} is missing, from which {folder.name} was learning; remove {folder}.")
    answers = []
    for member in students:
        log.info("%s answers what all members will learn from", member.architecture)
        network = with_maps(load_member(out / member.architecture), mirrored=True)
        answers.append(predict(network, images))
        check_spread(network.name, answers[-1])
    content = io.BytesIO()
    np.save(content, np.mean(answers, axis=0))
    write_whole(out / TEACHER, content.getvalue())


def _load_answers(path: Path, count: int) -> NDArray[np.float32]:
    try:
        answers = np.load(path)
    except (OSError, EOFError, ValueError) as error:
        raise DataError(f"{path} is damaged; remove it.") from error
    if answers.shape != (count, len(EMOTIONS)):
        raise DataError(f"{path} is not of these images; remove it.")
    return answers
