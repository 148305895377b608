"""The cycle in which every member learns from all of them."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from fer_core.errors import DataError
from training import checkpoints
from training.batches import EMOTION_HEAD
from training.checkpoints import predict, read_history
from training.configs import Distillation, Stage
from training.configs.smoke import CONFIG as SMOKE
from training.data import Material, load_folder
from training.distil import distil
from training.export import with_maps
from training.names import AVERAGE, LAST, TEACHER
from training.train import load_member, train_member

MEMBERS = tuple(replace(member, epochs=1) for member in SMOKE.members[:2])
CONFIG = replace(
    SMOKE, members=MEMBERS, batch_size=16, stages=(Stage(1.0, 48),), distillation=Distillation(epochs=2, share=0.5)
)
FIRST, SECOND = (member.architecture for member in MEMBERS)


class KilledError(Exception):
    """Stands for the power failing."""


@pytest.fixture(scope="module")
def finished_members(made_up_data, tmp_path_factory):
    out = tmp_path_factory.mktemp("members")
    material = Material(load_folder(made_up_data / "train"), load_folder(made_up_data / "test"), None)
    for member in MEMBERS:
        train_member(material, member, CONFIG, out / member.architecture)
    return out


@pytest.fixture
def run(finished_members, tmp_path):
    return shutil.copytree(finished_members, tmp_path / "run")


def die_in(folder, monkeypatch):
    save = checkpoints.EpochCheckpoint.on_epoch_end

    def save_and_die(self, epoch, logs=None):
        save(self, epoch, logs)
        if self._folder == folder:
            raise KilledError

    monkeypatch.setattr(checkpoints.EpochCheckpoint, "on_epoch_end", save_and_die)


def test_members_learn_from_what_all_said_before_and_go_on_when_killed(made_up_material, run, monkeypatch):
    images = made_up_material.train.images
    said = np.mean([predict(with_maps(load_member(run / name), mirrored=True), images) for name in (FIRST, SECOND)], 0)
    with monkeypatch.context() as patch:
        die_in(run / SECOND, patch)
        with pytest.raises(KilledError):
            distil(CONFIG, made_up_material, run)
    np.testing.assert_allclose(np.load(run / TEACHER), said, atol=1e-5)
    assert [len(read_history(run / name)) for name in (FIRST, SECOND)] == [3, 2]
    first = (run / FIRST / AVERAGE).read_bytes()
    for member in MEMBERS:  # as the run does before it comes to this cycle again
        train_member(made_up_material, member, CONFIG, run / member.architecture)
    distil(CONFIG, made_up_material, run)
    assert [read_history(run / name)["epoch"].tolist() for name in (FIRST, SECOND)] == [[0, 1, 2]] * 2
    assert (run / FIRST / AVERAGE).read_bytes() == first
    np.testing.assert_allclose(np.load(run / TEACHER), said, atol=1e-5)
    assert not list(run.rglob(LAST))

    (run / TEACHER).unlink()
    distil(CONFIG, made_up_material, run)
    assert not (run / TEACHER).exists(), "who has nothing to learn needs no teacher"


def test_half_of_the_target_is_the_teachers(made_up_material, run, monkeypatch):
    targets = []
    batches = "training.train.training_batches"
    monkeypatch.setattr(batches, lambda train, wanted, *args, **options: targets.append(wanted) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        distil(CONFIG, made_up_material, run)
    labels = np.eye(7)[made_up_material.train.labels]
    np.testing.assert_allclose(targets[0][EMOTION_HEAD], (labels + np.load(run / TEACHER)) / 2, atol=1e-6)


@pytest.mark.parametrize("content", [None, b"cut off"])
def test_a_teacher_that_is_gone_or_damaged_is_told(made_up_material, run, monkeypatch, content):
    with monkeypatch.context() as patch:
        die_in(run / FIRST, patch)
        with pytest.raises(KilledError):
            distil(CONFIG, made_up_material, run)
    if content is None:
        (run / TEACHER).unlink()
    else:
        (run / TEACHER).write_bytes(content)
    with pytest.raises(DataError, match=rf"{TEACHER} is (missing|damaged).*remove .* to train anew"):
        distil(CONFIG, made_up_material, run)
