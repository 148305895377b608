"""One tiny run from data to exported models, killed and resumed on the way."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from fer_core.ensemble import load_ensemble
from fer_core.errors import DataError, ModelError
from training import export, train
from training.configs.smoke import CONFIG as SMOKE
from training.data import load_folder
from training.experiment import run_ensemble
from training.models import build_model
from training.train import predict, read_history, train_member

MEMBER = replace(SMOKE.members[0], epochs=3)
CONFIG = replace(SMOKE, members=(MEMBER,), batch_size=16, learning_rate=0.05)


class KilledError(Exception):
    """Stands for the power failing after an epoch's row is logged, before its checkpoint is whole."""


def interrupt(*args, **kwargs):
    raise KilledError


@pytest.fixture(scope="module")
def finished_run(made_up_data, tmp_path_factory):
    out = tmp_path_factory.mktemp("run")
    real_save = train.EpochCheckpoint.on_epoch_end

    def save_and_die(self, epoch, logs=None):
        if epoch == 1:
            raise KilledError
        real_save(self, epoch, logs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train.EpochCheckpoint, "on_epoch_begin", interrupt)
        with pytest.raises(KilledError):
            run_ensemble(CONFIG, data=made_up_data, out=out, models=out / "models")
    assert (out / MEMBER.architecture / "history.csv").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train.EpochCheckpoint, "on_epoch_end", save_and_die)
        with pytest.raises(KilledError):
            run_ensemble(CONFIG, data=made_up_data, out=out, models=out / "models")
    figures = run_ensemble(CONFIG, data=made_up_data, out=out, models=out / "models")
    return out, figures


def test_a_killed_run_goes_on_from_its_last_whole_epoch(finished_run):
    out, _ = finished_run
    _, *rows = (out / MEMBER.architecture / "history.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["0", "1", "1", "2"]
    assert read_history(out / MEMBER.architecture)["epoch"].tolist() == [0, 1, 2]
    assert not list(out.rglob("*partial*"))


def test_a_finished_member_is_not_trained_again(finished_run, made_up_data, monkeypatch):
    out, _ = finished_run

    def refuse(*args, **kwargs):
        raise AssertionError("trained again")

    monkeypatch.setattr("keras.Model.fit", refuse)
    train_member(load_folder(made_up_data / "train"), MEMBER, CONFIG, out / MEMBER.architecture)


def test_the_run_folder_tells_what_was_run_and_found(finished_run):
    out, figures = finished_run
    run = json.loads((out / "run.json").read_text())
    metrics = json.loads((out / "metrics.json").read_text())
    assert run["config"]["members"][0]["seed"] == MEMBER.seed
    assert metrics["test"]["ensemble"]["images"] == 7 * 16
    assert figures["test accuracy, ensemble"] == metrics["test"]["ensemble"]["accuracy"]
    assert (out / "confusion_matrix.png").stat().st_size > 0
    assert (out / MEMBER.architecture / "learning_curves.png").stat().st_size > 0


def test_the_exported_ensemble_answers_as_keras_does(finished_run, made_up_data):
    out, _ = finished_run
    faces = load_folder(made_up_data / "test").images
    network = build_model(MEMBER.architecture)
    network.load_weights(out / MEMBER.architecture / "best.weights.h5")
    expected = predict(network, faces)
    assert expected.std(axis=0).max() > 0.01, "a collapsed network would agree with anything"
    np.testing.assert_allclose(load_ensemble(out / "models").predict(faces), expected, atol=1e-4)


def test_a_damaged_checkpoint_or_record_is_named(finished_run, made_up_data, tmp_path):
    run = shutil.copytree(finished_run[0], tmp_path / "run")
    (run / MEMBER.architecture / "last.weights.h5").write_bytes(b"cut off")
    with pytest.raises(DataError, match="is damaged; delete"):
        run_ensemble(CONFIG, data=made_up_data, out=run, models=run / "models")
    (run / "run.json").write_text("{")
    with pytest.raises(DataError, match="cannot be read"):
        run_ensemble(CONFIG, data=made_up_data, out=run, models=run / "models")


def test_a_bad_place_for_the_models_is_told_before_training(made_up_data, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="Cannot make the folder"):
        run_ensemble(CONFIG, data=made_up_data, out=tmp_path / "run", models=tmp_path / "file")
    assert not (tmp_path / "run" / MEMBER.architecture).exists()


def test_another_run_may_not_use_the_same_folder(finished_run, made_up_data):
    out, _ = finished_run
    with pytest.raises(DataError, match="other settings"):
        run_ensemble(replace(CONFIG, learning_rate=0.5), data=made_up_data, out=out, models=out / "models")


@pytest.fixture(scope="module")
def network(finished_run):
    model = build_model(MEMBER.architecture)
    model.load_weights(finished_run[0] / MEMBER.architecture / "best.weights.h5")
    return model


def test_a_conversion_that_differs_is_refused(network, made_up_data, monkeypatch):
    faces = load_folder(made_up_data / "test").images
    content = export.to_onnx(network)
    spec = export.describe(network, content)
    assert export.check_parity(network, spec, content, faces) <= export.MAX_DIFFERENCE
    monkeypatch.setattr(export, "predict", lambda model, images: predict(model, images) + 2e-4)
    with pytest.raises(ModelError, match="differ by"):
        export.check_parity(network, spec, content, faces)


def test_a_collapsed_network_is_refused(network, made_up_data):
    faces = np.repeat(load_folder(made_up_data / "test").images[:1], 10, axis=0)
    content = export.to_onnx(network)
    with pytest.raises(ModelError, match="answers alike"):
        export.check_parity(network, export.describe(network, content), content, faces)


def test_a_new_export_replaces_the_old_one(network, made_up_data, tmp_path):
    faces = load_folder(made_up_data / "test").images
    (tmp_path / "foreign.onnx").write_bytes(b"not ours")
    export.export_ensemble([network], tmp_path, faces=faces, training={}, figures={})
    (old,) = load_ensemble(tmp_path).manifest.members
    other = build_model(MEMBER.architecture)
    other.set_weights([1.1 * weight for weight in network.get_weights()])
    export.export_ensemble([other], tmp_path, faces=faces, training={}, figures={})
    (new,) = load_ensemble(tmp_path).manifest.members
    assert {path.name for path in tmp_path.iterdir()} == {"foreign.onnx", "manifest.json", new.file}
    assert new.file != old.file
    assert load_ensemble(tmp_path).manifest.figures["keras_onnx_difference"]


def test_two_members_of_one_architecture_are_refused():
    with pytest.raises(ValueError, match="different architectures"):
        replace(CONFIG, members=(MEMBER, replace(MEMBER, seed=9)))
