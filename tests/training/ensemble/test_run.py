"""One tiny run from data to exported models, killed and resumed on the way."""

import json
import shutil
from dataclasses import replace

import keras
import numpy as np
import pytest

from fer_core.errors import DataError, ModelError
from fer_core.networks.calibration import Calibration
from fer_core.networks.ensemble import OnnxMember, load_ensemble
from fer_core.networks.manifest import UncertaintyRule
from training.data.clean import group_duplicates
from training.data.faces import load_folder
from training.ensemble.member import load_member, train_member
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.ensemble.run import prepare, run_ensemble
from training.export import onnx_file
from training.export.quantise import numeric_form, to_float16
from training.fit import callbacks
from training.fit.answers import predict
from training.fit.callbacks import read_history
from training.run_folder import AVERAGE, HISTORY, LAST
from training.settings import Distillation, MemberConfig, Stage

MEMBER = MemberConfig("toy", seed=1, epochs=3)
CONFIG = replace(
    SMOKE,
    members=(MEMBER,),
    batch_size=16,
    learning_rate=0.05,
    averaging=0.9,
    stages=(Stage(0.5, 32), Stage(0.5, 48)),
    distillation=Distillation(epochs=2, share=0.5),
    mirrored=True,
)


class KilledError(Exception):
    """Stands for the power failing after an epoch's row is logged, before its checkpoint is whole."""


def interrupt(*args, **kwargs):
    raise KilledError


@pytest.fixture(scope="module")
def finished_run(made_up_data, tmp_path_factory):
    out = tmp_path_factory.mktemp("run")
    real_save = callbacks.EpochCheckpoint.on_epoch_end

    def save_and_die(self, epoch, logs=None):
        if epoch == 1:
            raise KilledError
        real_save(self, epoch, logs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(callbacks.EpochCheckpoint, "on_epoch_begin", interrupt)
        with pytest.raises(KilledError):
            run_ensemble(CONFIG, data=made_up_data, out=out, models=out / "models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(callbacks.EpochCheckpoint, "on_epoch_end", save_and_die)
        with pytest.raises(KilledError):
            run_ensemble(CONFIG, data=made_up_data, out=out, models=out / "models")
    figures = run_ensemble(CONFIG, data=made_up_data, out=out, models=out / "models")
    return out, figures


def test_a_killed_run_goes_on_from_its_last_whole_epoch(finished_run):
    out, _ = finished_run
    _, *rows = (out / MEMBER.architecture / "history.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["0", "1", "2", "3", "4"]
    assert read_history(out / MEMBER.architecture)["epoch"].tolist() == [0, 1, 2, 3, 4]
    assert not list(out.rglob("*partial*"))
    assert not (out / MEMBER.architecture / LAST).exists(), "a finished member needs no optimizer"


def test_a_finished_member_is_not_trained_again(finished_run, made_up_data, monkeypatch):
    out, _ = finished_run

    def refuse(*args, **kwargs):
        raise AssertionError("trained again")

    monkeypatch.setattr("keras.Model.fit", refuse)
    labelled = load_folder(made_up_data / "train")
    material = prepare(labelled, group_duplicates(labelled.images), CONFIG, votes=made_up_data / "none.csv")
    train_member(material, MEMBER, CONFIG, out / MEMBER.architecture)


def test_the_run_folder_tells_what_was_run_and_found(finished_run):
    out, figures = finished_run
    run = json.loads((out / "run.json").read_text())
    metrics = json.loads((out / "metrics.json").read_text())
    assert run["config"]["members"][0]["seed"] == MEMBER.seed
    assert metrics["test"]["ensemble"]["images"] == 7 * 16
    assert figures["test accuracy, ensemble"] == metrics["test"]["ensemble"]["accuracy"]
    for name in ("confusion_matrix.png", "reliability.png", "coverage.png"):
        assert (out / "models" / name).stat().st_size > 0
    assert f"{metrics['test']['ensemble']['images']}" in (out / "models" / "README.md").read_text()
    assert (out / MEMBER.architecture / "learning_curves.png").stat().st_size > 0


def test_the_exported_ensemble_answers_as_keras_does(finished_run, made_up_data):
    out, _ = finished_run
    faces = load_folder(made_up_data / "test").images
    network = load_member(out / MEMBER.architecture)
    expected = predict(onnx_file.with_maps(network, mirrored=True), faces)
    assert expected.std(axis=0).max() > 0.01, "a collapsed network would agree with anything"
    original, shipped = load_ensemble(out / "models-float32"), load_ensemble(out / "models")
    np.testing.assert_allclose(original.predict_members(faces)[0], expected, atol=1e-4)
    np.testing.assert_allclose(shipped.predict_members(faces)[0], expected, atol=0.1)
    assert shipped.explain(faces[:3]).shape == (3, 7, 6, 6)
    content = (out / "models" / shipped.manifest.members[0].file).read_bytes()
    assert numeric_form(content) == shipped.manifest.figures["forms"]["chosen"]


def test_a_damaged_checkpoint_or_record_is_named(finished_run, made_up_data, tmp_path):
    run = shutil.copytree(finished_run[0], tmp_path / "run")
    (run / MEMBER.architecture / "last.weights.h5").write_bytes(b"cut off")
    with pytest.raises(DataError, match=r"is damaged\. Remove"):
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
    return load_member(finished_run[0] / MEMBER.architecture)


def convert(network, *, mirrored=False):
    single = onnx_file.with_maps(network, mirrored=False)
    content = onnx_file.to_onnx(single)
    spec = onnx_file.describe(single, content, parameters=network.count_params(), mirrored=mirrored)
    return onnx_file.with_maps(network, mirrored=mirrored), spec, content


def test_the_mean_of_the_maps_is_what_the_softmax_gets(network, made_up_data):
    faces = load_folder(made_up_data / "test").images[:5]
    _, spec, content = convert(network)
    member = OnnxMember(spec, content, threads=1)
    scores = np.exp(member.explain(faces).mean(axis=(2, 3)))
    np.testing.assert_allclose(scores / scores.sum(axis=1, keepdims=True), predict(network, faces), atol=1e-5)


def test_a_mirrored_network_answers_alike_for_both_sides(network, made_up_data):
    faces = load_folder(made_up_data / "test").images[:5]
    turned = np.ascontiguousarray(faces[:, :, ::-1])
    _, spec, content = convert(network, mirrored=True)
    member = OnnxMember(spec, content, threads=1)
    np.testing.assert_allclose(member.predict(faces), member.predict(turned), atol=1e-5)
    np.testing.assert_allclose(member.explain(faces), member.explain(turned)[..., ::-1], atol=1e-4)
    assert np.abs(predict(network, faces) - predict(network, turned)).max() > 1e-4


def test_a_conversion_that_differs_is_refused(network, made_up_data, monkeypatch):
    faces = load_folder(made_up_data / "test").images
    complete, spec, content = convert(network)
    member = OnnxMember(spec, content, threads=1)
    assert onnx_file.check_parity(complete, member, faces) <= onnx_file.MAX_DIFFERENCE
    monkeypatch.setattr(onnx_file, "predict", lambda model, images: predict(model, images) + 2e-4)
    with pytest.raises(ModelError, match="differ by"):
        onnx_file.check_parity(complete, member, faces)


def test_a_collapsed_network_is_refused(network, made_up_data):
    faces = np.repeat(load_folder(made_up_data / "test").images[:1], 10, axis=0)
    complete, spec, content = convert(network)
    with pytest.raises(ModelError, match="answers alike"):
        onnx_file.check_parity(complete, OnnxMember(spec, content, threads=1), faces)


def test_a_new_export_replaces_the_old_one(network, tmp_path):
    _, spec, content = convert(network)

    def write(content):
        member = onnx_file.renamed(spec, content)
        onnx_file.write_ensemble(
            [member],
            tmp_path,
            calibration=Calibration.of_temperature(1.5),
            uncertainty=UncertaintyRule(0.4, 0.5),
            training={},
            figures={"accuracy": 0.5},
        )
        return member[0].file

    (tmp_path / "foreign.onnx").write_bytes(b"not ours")
    old, new = write(content), write(to_float16(content))
    assert new != old
    assert {path.name for path in tmp_path.iterdir()} == {"foreign.onnx", "manifest.json", new}
    manifest = load_ensemble(tmp_path).manifest
    assert manifest.calibration == Calibration.of_temperature(1.5)
    assert manifest.figures == {"accuracy": 0.5}


def test_an_average_weight_follows_the_trained_ones():
    trained, average = (keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)]) for _ in range(2))
    trained.compile("sgd", "mse")
    trained.layers[0].set_weights([np.array([[3.0]])])
    average.layers[0].set_weights([np.array([[0.0]])])
    callback = callbacks.AveragedWeights(trained, average, momentum=0.9)
    callback.set_model(trained)
    callback.on_train_batch_end(0)
    assert average.get_weights()[0].item() == pytest.approx(3.0 * 0.9)  # momentum (1 + 0) / (10 + 0) at first
    trained.optimizer.iterations.assign(10_000)
    callback.on_train_batch_end(1)
    assert average.get_weights()[0].item() == pytest.approx(2.7 + 0.1 * 0.3)


def test_every_option_of_the_targets_trains(made_up_data, tmp_path):
    votes = tmp_path / "votes.csv"
    names = [f"train_{number:03d}.png" for number in range(16)]
    columns = "file,fer2013_class,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"
    votes.write_text("\n".join([columns, *(f"{name},sad,1,2,3,1,1,1,1,0,0,0" for name in names)]))
    labelled = load_folder(made_up_data / "train")
    member = replace(MEMBER, epochs=1)
    config = replace(CONFIG, votes_head=0.5, votes_share=0.2, mixup=0.2, class_weights=True, cleaned=True)
    material = prepare(labelled, group_duplicates(labelled.images), config, votes=votes)
    train_member(material, member, config, tmp_path / MEMBER.architecture)
    student = replace(config, teacher=str(tmp_path / MEMBER.architecture), teacher_share=0.5)
    taught = prepare(labelled, group_duplicates(labelled.images), student, votes=votes)
    network = train_member(taught, member, student, tmp_path / "student" / MEMBER.architecture)
    assert set(network.output_names) == {"probabilities"}
    history = read_history(tmp_path / "student" / MEMBER.architecture)
    assert np.isfinite(history[["loss", "votes_loss", "val_accuracy", "val_accuracy_unaveraged"]].iloc[-1]).all()


def test_a_member_that_lost_its_checkpoint_is_not_taken_for_finished(made_up_material, tmp_path):
    folder = tmp_path / MEMBER.architecture
    folder.mkdir()
    (folder / AVERAGE).touch()
    (folder / HISTORY).write_text("epoch,val_accuracy\n0,0.2\n")
    with pytest.raises(DataError, match=r"neither finished 3 epochs nor the checkpoint last.weights.h5"):
        train_member(made_up_material, MEMBER, CONFIG, folder)


def test_a_second_cycle_goes_on_from_the_averaged_weights_of_the_first(made_up_material, tmp_path, monkeypatch):
    folder = tmp_path / MEMBER.architecture
    config = replace(CONFIG, stages=(Stage(1.0, 48),))
    once = replace(MEMBER, epochs=2)
    train_member(made_up_material, once, config, folder)
    twice = replace(once, restarts=(2,))
    assert twice.cycles == (range(2), range(2, 4))
    real_save = callbacks.EpochCheckpoint.on_epoch_end

    def save_and_die(self, epoch, logs=None):
        real_save(self, epoch, logs)
        if epoch == 2:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(callbacks.EpochCheckpoint, "on_epoch_end", interrupt)
        with pytest.raises(KilledError):
            train_member(made_up_material, twice, config, folder)
    assert not (folder / LAST).exists()
    with monkeypatch.context() as patch:
        patch.setattr(callbacks.EpochCheckpoint, "on_epoch_end", save_and_die)
        with pytest.raises(KilledError):
            train_member(made_up_material, twice, config, folder)
    train_member(made_up_material, twice, config, folder)
    history = read_history(folder)
    assert list(history["epoch"]) == [0, 1, 2, 3]
    assert history["loss"][2] < history["loss"][0]
    monkeypatch.setattr("training.ensemble.member._fit", None)
    train_member(made_up_material, twice, config, folder)


def test_stages_that_leave_a_part_out_are_refused():
    with pytest.raises(ValueError, match="add up to 1"):
        replace(CONFIG, stages=(Stage(0.5, 32),))


def test_two_members_of_one_architecture_are_refused():
    with pytest.raises(ValueError, match="different architectures"):
        replace(CONFIG, members=(MEMBER, replace(MEMBER, seed=9)))
