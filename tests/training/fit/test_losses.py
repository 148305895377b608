import math
from dataclasses import replace

import numpy as np
import pytest

from training.ensemble.member import train_member
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit.callbacks import read_history
from training.fit.losses import emotion_loss
from training.settings import MemberConfig, Stage


def test_focal_loss_of_a_label_is_equation_4():
    loss = emotion_loss("focal")
    assert float(loss([[0.0, 1.0, 0.0]], [[0.2, 0.7, 0.1]])) == pytest.approx(-(0.3**2) * math.log(0.7), rel=1e-5)


def test_focal_loss_of_a_soft_target_is_the_sum_over_its_classes():
    expected = -(0.6 * 0.3**2 * math.log(0.7) + 0.4 * 0.8**2 * math.log(0.2))
    loss = emotion_loss("focal")
    assert float(loss([[0.4, 0.6, 0.0]], [[0.2, 0.7, 0.1]])) == pytest.approx(expected, rel=1e-5)


def test_crossentropy_of_a_label_is_its_surprise():
    loss = emotion_loss("crossentropy")
    assert float(loss([[0.0, 1.0, 0.0]], [[0.2, 0.7, 0.1]])) == pytest.approx(-math.log(0.7), rel=1e-5)


def test_the_focal_loss_falls_on_oversampled_faces(made_up_material, tmp_path):
    member = MemberConfig("toy", seed=1, epochs=3)
    config = replace(SMOKE, members=(member,), stages=(Stage(1.0, 48),), loss="focal", sampling="mild")
    train_member(made_up_material, member, config, tmp_path / member.architecture)
    history = read_history(tmp_path / member.architecture)
    assert np.isfinite(history[["loss", "val_loss"]].to_numpy()).all()
    # Evenly distributed answers would have a focal loss of (6/7)² log 7.
    assert 0 < history["loss"].iloc[-1] < min(history["loss"].iloc[0], (6 / 7) ** 2 * math.log(7))
