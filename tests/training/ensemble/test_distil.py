"""The cycle in which every member learns from all of them."""

import io
import shutil
from dataclasses import replace

import numpy as np
import pytest

from fer_core.errors import DataError, ModelError
from training.ensemble.distil import distil
from training.ensemble.member import load_member, train_member
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.export.onnx_file import with_maps
from training.fit import callbacks
from training.fit.answers import predict
from training.fit.batches import EMOTION_HEAD
from training.fit.callbacks import read_history
from training.models.blocks import LOGITS
from training.run_folder import AVERAGE, LAST, TEACHER
from training.settings import Distillation, MemberConfig, Stage

MEMBERS = (MemberConfig("toy", seed=1, epochs=1), MemberConfig("other_toy", seed=2, epochs=1))
CONFIG = replace(
    SMOKE, members=MEMBERS, batch_size=16, stages=(Stage(1.0, 48),), distillation=Distillation(epochs=2, share=0.25)
)
FIRST, SECOND = (member.architecture for member in MEMBERS)


class KilledError(Exception):
    """Stands for the power failing."""


@pytest.fixture(scope="module")
def finished_members(made_up_material, tmp_path_factory):
    out = tmp_path_factory.mktemp("members")
    for member in MEMBERS:
        train_member(made_up_material, member, CONFIG, out / member.architecture)
    return out


@pytest.fixture
def run(finished_members, tmp_path):
    return shutil.copytree(finished_members, tmp_path / "run")


@pytest.fixture(scope="module")
def killed_in_the_first(made_up_material, finished_members, tmp_path_factory):
    """A run that was killed while its first member was learning from what all had said."""
    run = shutil.copytree(finished_members, tmp_path_factory.mktemp("killed") / "run")
    with pytest.MonkeyPatch.context() as patch:
        die_in(run / FIRST, patch)
        with pytest.raises(KilledError):
            distil(made_up_material, CONFIG, run)
    return run


def of_other_images():
    content = io.BytesIO()
    np.save(content, np.zeros((1, 7), np.float32))
    return content.getvalue()


def die_in(folder, monkeypatch):
    save = callbacks.EpochCheckpoint.on_epoch_end

    def save_and_die(self, epoch, logs=None):
        save(self, epoch, logs)
        if self._folder == folder:
            raise KilledError

    monkeypatch.setattr(callbacks.EpochCheckpoint, "on_epoch_end", save_and_die)


def test_members_learn_from_what_all_said_before_and_go_on_when_killed(made_up_material, run, monkeypatch):
    images = made_up_material.train.images
    said = np.mean([predict(with_maps(load_member(run / name), mirrored=True), images) for name in (FIRST, SECOND)], 0)
    with monkeypatch.context() as patch:
        die_in(run / SECOND, patch)
        with pytest.raises(KilledError):
            distil(made_up_material, CONFIG, run)
    np.testing.assert_allclose(np.load(run / TEACHER), said, atol=1e-5)
    assert [len(read_history(run / name)) for name in (FIRST, SECOND)] == [3, 2]
    first = (run / FIRST / AVERAGE).read_bytes()
    for member in MEMBERS:  # as the run does before it comes to this cycle again
        train_member(made_up_material, member, CONFIG, run / member.architecture)
    distil(made_up_material, CONFIG, run)
    assert [read_history(run / name)["epoch"].tolist() for name in (FIRST, SECOND)] == [[0, 1, 2]] * 2
    assert (run / FIRST / AVERAGE).read_bytes() == first
    np.testing.assert_allclose(np.load(run / TEACHER), said, atol=1e-5)
    assert not list(run.rglob(LAST))

    (run / TEACHER).unlink()
    distil(made_up_material, CONFIG, run)
    assert not (run / TEACHER).exists(), "who has nothing to learn needs no teacher"


def test_a_share_of_the_target_is_the_teachers(made_up_material, run, monkeypatch):
    targets = []
    batches = "training.ensemble.member.TrainingBatches"
    monkeypatch.setattr(batches, lambda train, wanted, *args, **options: targets.append(wanted) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        distil(made_up_material, CONFIG, run)
    smooth = (1 - CONFIG.label_smoothing) * np.eye(7)[made_up_material.train.labels] + CONFIG.label_smoothing / 7
    np.testing.assert_allclose(targets[0][EMOTION_HEAD], 0.75 * smooth + 0.25 * np.load(run / TEACHER), atol=1e-6)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, rf"is missing, from which {FIRST} was learning; remove .*{FIRST}"),
        (b"", "is damaged; remove it"),
        (b"cut off", "is damaged; remove it"),
        (of_other_images(), "is not of these images; remove it"),
    ],
)
def test_a_teacher_that_is_gone_or_damaged_is_told(made_up_material, killed_in_the_first, tmp_path, content, reason):
    run = shutil.copytree(killed_in_the_first, tmp_path / "run")
    if content is None:
        (run / TEACHER).unlink()
    else:
        (run / TEACHER).write_bytes(content)
    with pytest.raises(DataError, match=f"{TEACHER} {reason}"):
        distil(made_up_material, CONFIG, run)


def test_who_has_learnt_nothing_does_not_teach(made_up_material, run):
    network = load_member(run / FIRST)
    network.get_layer(LOGITS).set_weights([np.zeros_like(each) for each in network.get_layer(LOGITS).get_weights()])
    network.save_weights(run / FIRST / AVERAGE)
    with pytest.raises(ModelError, match=f"{FIRST} answers alike for every face"):
        distil(made_up_material, CONFIG, run)
    assert not (run / TEACHER).exists()


def test_cycles_that_cannot_be_resumed_are_refused():
    with pytest.raises(ValueError, match="two epochs or more"):
        Distillation(epochs=1, share=0.5)
    with pytest.raises(ValueError, match="two epochs or more"):
        replace(MEMBERS[0], restarts=(5, 1))
    with pytest.raises(ValueError, match="a share above 0"):
        Distillation(epochs=2, share=0.0)
