from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from fer_core.errors import DataError
from training.data.faces import FaceDataset, Material
from training.data.splits import cross_folds
from training.ensemble import cross_fit as module
from training.ensemble.cross_fit import cross_fit
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.models import build_model
from training.run_folder import SOFT_TARGETS
from training.settings import CrossFit, MemberConfig

NETWORK = MemberConfig("half_vgg", seed=1, epochs=1)
CONFIG = replace(SMOKE, cross_fit=CrossFit(folds=2, networks=(NETWORK,)))


def test_folds_keep_near_duplicates_together_and_share_the_classes():
    labels, groups = np.arange(140) % 7, np.arange(140) // 14 * 7 + np.arange(140) % 7
    folds = cross_folds(labels, groups, count=4, seed=0)
    assert all(len(set(folds[groups == group])) == 1 for group in set(groups))
    assert set(folds) == {0, 1, 2, 3}


@pytest.fixture
def trained(monkeypatch):
    """The parts that untrained networks were asked to learn."""
    parts = []

    def train_member(material, member, config, folder):
        parts.append(material)
        return build_model(member.architecture)

    monkeypatch.setattr(module, "train_member", train_member)
    monkeypatch.setattr(module, "load_member", lambda folder: build_model(folder.name))
    return parts


def test_every_image_is_labelled_by_networks_that_have_not_seen_it(made_up_material, trained, tmp_path):
    softened = cross_fit(made_up_material, CONFIG, tmp_path)
    names = [path.name for path in made_up_material.train.paths]
    assert softened.teacher.shape == (len(names), 7)
    np.testing.assert_allclose(softened.teacher.sum(axis=1), 1, atol=1e-5)
    folds = pd.read_csv(tmp_path / SOFT_TARGETS)["fold"]
    for fold, part in enumerate(trained):
        held = {path for path, own in zip(made_up_material.train.paths, folds, strict=True) if own == fold}
        assert set(part.validation.paths) == held
        assert set(part.train.paths) == set(made_up_material.train.paths) - held


def test_soft_targets_are_taken_from_the_folder_by_name(trained, tmp_path):
    images, labels = np.zeros((3, 48, 48), np.uint8), np.zeros(3, np.int64)
    faces = FaceDataset(images, labels, tuple(map(tmp_path.joinpath, "abc")))
    header = "file,fold,angry,disgust,fear,happy,neutral,sad,surprise"
    rows = ["c,0,0.4,0,0.6,0,0,0,0", "a,1,1,0,0,0,0,0,0", "b,0,0,0,0,0,0,0,2", "elsewhere,0,1,0,0,0,0,0,0"]
    (tmp_path / SOFT_TARGETS).write_text("\n".join([header, *rows]))
    teacher = cross_fit(Material(faces, faces), CONFIG, tmp_path).teacher
    np.testing.assert_allclose(teacher, np.eye(7)[[0, 6, 2]] + np.outer([0, 0, 0.4], np.eye(7)[0] - np.eye(7)[2]))
    assert not trained


@pytest.mark.parametrize("content", ["", "file,fold\na,0\n", "file,angry\nz,1\n"])
def test_damaged_soft_targets_are_named(content, made_up_material, tmp_path):
    (tmp_path / SOFT_TARGETS).write_text(content)
    with pytest.raises(DataError, match=SOFT_TARGETS):
        cross_fit(made_up_material, CONFIG, tmp_path)
