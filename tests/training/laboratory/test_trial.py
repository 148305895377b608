import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import keras
import numpy as np
import pandas as pd
import pytest

from fer_core.errors import DataError
from tests.training.processes import start
from tests.training.toys import BASE
from tests.waiting import wait_for
from training.data.faces import load_folder
from training.fit.callbacks import load_checkpoint, read_history
from training.laboratory import frozen
from training.laboratory.fitting import BEST, build_untrained, take_weights
from training.laboratory.trial import METRICS, TrialData, load_trial, run_trial
from training.run_folder import sole_user
from training.settings import Trial

TRIAL = Trial("mlp", {"hidden": (8,)}, epochs=4, batch_size=16, patience=0, learning_rate=1e-2)
FROZEN_TRIAL = replace(TRIAL, architecture="toy_on_a_base", network={}, monitor="val_loss")
ENDLESS = replace(TRIAL, epochs=100_000)


@pytest.fixture(scope="module")
def faces(made_up_data):
    train, test = (load_folder(made_up_data / part) for part in ("train", "test"))
    return TrialData(train, test.subset(np.arange(0, len(test), 2)), test.subset(np.arange(1, len(test), 2)))


class StopAfter(keras.callbacks.Callback):
    def __init__(self, epochs):
        super().__init__()
        self.epochs = epochs

    def on_epoch_end(self, epoch, logs=None):
        if epoch + 1 == self.epochs:
            raise KeyboardInterrupt


def test_a_trial_leaves_figures_plots_and_its_best_weights(faces, tmp_path):
    figures = run_trial(TRIAL, faces, tmp_path / "t")
    assert figures == json.loads((tmp_path / "t" / METRICS).read_text())
    assert figures["epochs"] == 4
    assert figures["images_per_second"] > 0
    assert 0 <= figures["test"]["macro_f1"] <= 1
    for name in ("learning_curves.png", "loss_and_accuracy.png", "confusion_matrix.png", "roc.png", "reliability.png"):
        assert (tmp_path / "t" / name).stat().st_size
    history = read_history(tmp_path / "t")
    assert history["val_accuracy"].max() == pytest.approx(figures["validation"]["accuracy"], abs=1e-6)


def test_a_finished_trial_is_not_trained_again(faces, tmp_path, monkeypatch):
    first = run_trial(TRIAL, faces, tmp_path / "t")
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    assert run_trial(TRIAL, faces, tmp_path / "t") == first


STALLED = replace(TRIAL, epochs=9, patience=1, optimizer="sgd", learning_rate=0.0, momentum=0.0)
DIVERGED = replace(TRIAL, epochs=9, optimizer="sgd", learning_rate=1e30)


@pytest.mark.parametrize("trial", [TRIAL, STALLED, DIVERGED, replace(TRIAL, epochs=1)])
def test_figures_that_are_lost_are_measured_anew_with_the_same_weights(trial, faces, tmp_path):
    first = run_trial(trial, faces, tmp_path / "t")
    (tmp_path / "t" / METRICS).unlink()
    seen = []
    counter = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: seen.append(epoch))
    assert run_trial(trial, faces, tmp_path / "t", callbacks=[counter]) == first
    assert not seen


def test_best_weights_without_a_history_are_no_end(faces, tmp_path):
    run_trial(TRIAL, faces, tmp_path / "t")
    for name in (METRICS, "history.csv"):
        (tmp_path / "t" / name).unlink()
    assert run_trial(TRIAL, faces, tmp_path / "t")["epochs"] == TRIAL.epochs


def parts_of(data):
    return TrialData(*(load_folder(data / part) for part in ("train", "test", "test")))


def train_forever(data, folder):
    run_trial(ENDLESS, parts_of(data), folder)


def test_a_killed_training_goes_on_after_its_last_epoch(made_up_data, tmp_path):
    folder = tmp_path / "t"
    process = start(train_forever, made_up_data, folder)
    while process.is_alive() and len(read_history(folder)) < 3:
        time.sleep(0.05)
    process.kill()
    process.join()
    before = read_history(folder)
    trial = replace(ENDLESS, epochs=len(before) + 2)
    settings = json.loads((folder / "trial.json").read_text())
    settings["trial"]["epochs"] = trial.epochs
    (folder / "trial.json").write_text(json.dumps(settings))
    run_trial(trial, parts_of(made_up_data), folder)
    after = read_history(folder)
    assert list(after["epoch"]) == list(range(len(before) + 2))
    # The last row may have been written before the checkpoint that the kill prevented.
    pd.testing.assert_frame_equal(after[: len(before) - 1], before[:-1])


def test_a_stopped_trial_goes_on_after_its_last_epoch(faces, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run_trial(TRIAL, faces, tmp_path / "t", callbacks=[StopAfter(2)])
    assert list(read_history(tmp_path / "t")["epoch"]) == [0, 1]
    seen = []
    counter = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: seen.append(epoch))
    run_trial(TRIAL, faces, tmp_path / "t", callbacks=[counter])
    assert seen == [2, 3]
    assert list(read_history(tmp_path / "t")["epoch"]) == [0, 1, 2, 3]


def test_patience_ends_a_trial_and_the_best_epoch_counts(faces, tmp_path):
    # At this rate the network is at its best before it diverges.
    trial = replace(TRIAL, epochs=30, patience=2, optimizer="sgd", learning_rate=1e3, momentum=0.0)
    figures = run_trial(trial, faces, tmp_path / "t")
    assert figures["epochs"] < 30
    history = read_history(tmp_path / "t")
    assert len(history) - 1 - int(np.argmax(history["val_accuracy"])) == 2


def test_a_plateau_halves_the_rate(faces, tmp_path):
    rates = []
    watch = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: rates.append(logs.get("learning_rate")))
    trial = replace(TRIAL, epochs=5, learning_rate=1e-12, plateau=True)
    callbacks = [keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate), watch]
    run_trial(trial, faces, tmp_path / "t", callbacks=callbacks)
    assert rates[:4] == pytest.approx([1e-12] * 4)
    assert rates[4] == pytest.approx(0.5e-12)


CHANGES = (
    {"optimizer": "sgd"},
    {"optimizer": "rmsprop"},
    {"optimizer": "adagrad"},
    {"optimizer": "adadelta"},
    {"optimizer": "nadam"},
    {"loss": "focal"},
    {"class_weights": True},
    {"sampling": "mild"},
    {"monitor": "val_loss"},
    {"weight_decay": 0.1},
)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_option_trains(change, faces, tmp_path):
    figures = run_trial(replace(TRIAL, epochs=1, **change), faces, tmp_path / "t")
    assert np.isfinite(figures["validation"]["negative_log_likelihood"])


def test_a_base_is_frozen_first(faces, tmp_path):
    trial = replace(FROZEN_TRIAL, epochs=2, frozen_epochs=1)
    with pytest.raises(KeyboardInterrupt):
        run_trial(trial, faces, tmp_path / "t", callbacks=[StopAfter(1)])
    keras.utils.set_random_seed(trial.seed)
    fresh, trained = build_untrained(trial), build_untrained(trial)
    load_checkpoint(trained, tmp_path / "t" / BEST)
    bases = [network.get_layer(BASE).get_weights() for network in (fresh, trained)]
    assert all(np.array_equal(*pair) for pair in zip(*bases, strict=True))
    run_trial(trial, faces, tmp_path / "t")
    assert list(read_history(tmp_path / "t")["epoch"]) == [0, 1]
    tuned = load_trial(tmp_path / "t").get_layer(BASE).get_weights()
    assert not all(np.array_equal(*pair) for pair in zip(bases[0], tuned, strict=True))
    assert not list((tmp_path / "t").glob("frozen*"))


def test_maps_of_a_frozen_base_that_are_kept_teach_the_same(faces, tmp_path, monkeypatch):
    trial = replace(FROZEN_TRIAL, epochs=2, frozen_epochs=2)
    run_trial(trial, faces, tmp_path / "kept")
    monkeypatch.setattr(frozen, "MOST_BYTES", 0)
    run_trial(trial, faces, tmp_path / "anew")
    pairs = zip(*(load_trial(tmp_path / name).get_weights() for name in ("kept", "anew")), strict=True)
    assert all(np.allclose(*pair, atol=1e-4) for pair in pairs)


def test_training_above_a_frozen_base_goes_on_where_it_stopped(faces, tmp_path):
    trial = replace(FROZEN_TRIAL, epochs=3, frozen_epochs=3)
    with pytest.raises(KeyboardInterrupt):
        run_trial(trial, faces, tmp_path / "t", callbacks=[StopAfter(2)])
    left = read_history(tmp_path / "t")
    run_trial(trial, faces, tmp_path / "t")
    history = read_history(tmp_path / "t")
    assert list(history["epoch"]) == [0, 1, 2]
    assert history.iloc[:2].equals(left.iloc[:2])


def test_images_that_change_in_every_epoch_go_through_a_frozen_base_anew(faces, tmp_path):
    trial = replace(FROZEN_TRIAL, epochs=1, frozen_epochs=1, jittered=True)
    assert np.isfinite(run_trial(trial, faces, tmp_path / "t")["validation"]["negative_log_likelihood"])


def test_a_network_without_a_base_cannot_be_frozen(faces, tmp_path):
    with pytest.raises(DataError, match="no pretrained base"):
        run_trial(replace(TRIAL, frozen_epochs=1), faces, tmp_path / "t")


def test_a_trial_that_diverges_ends_and_knows_nothing(faces, tmp_path):
    trial = replace(TRIAL, optimizer="sgd", learning_rate=1e30, epochs=5)
    figures = run_trial(trial, faces, tmp_path / "t")
    assert figures["epochs"] < 5
    assert figures["validation"]["mean_auc"] == pytest.approx(0.5)


def test_another_trial_or_other_data_in_the_folder_is_refused(faces, tmp_path):
    short = replace(TRIAL, epochs=1)
    run_trial(short, faces, tmp_path / "t")
    with pytest.raises(DataError, match="other settings"):
        run_trial(TRIAL, faces, tmp_path / "t")
    with pytest.raises(DataError, match="other data;"):
        run_trial(short, replace(faces, train=faces.test), tmp_path / "t")


@pytest.mark.parametrize(("asked", "wanted"), [("fastest", "float32"), ("float32", "fastest")])
def test_a_finished_trial_of_the_fastest_precision_is_of_the_one_that_was_taken(asked, wanted, faces, tmp_path):
    (tmp_path / "precision.json").write_text('{"policy": "float32", "seconds_per_step": {}}')
    trial = replace(TRIAL, epochs=1)
    first = run_trial(trial, faces, tmp_path / "t", precision=asked)
    assert run_trial(trial, faces, tmp_path / "t", precision=wanted) == first
    with pytest.raises(DataError, match="other --precision"):
        run_trial(trial, faces, tmp_path / "t", precision="mixed_bfloat16")


def test_a_trial_that_could_not_begin_leaves_its_folder_to_another(faces, tmp_path):
    with pytest.raises(DataError, match="no pretrained base"):
        run_trial(replace(TRIAL, frozen_epochs=1), faces, tmp_path / "t")
    assert run_trial(replace(TRIAL, epochs=1), faces, tmp_path / "t")["epochs"] == 1


def test_a_damaged_trial_is_one_sentence(faces, tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "trial.json").write_text("{")
    with pytest.raises(DataError, match="Remove this one file"):
        run_trial(TRIAL, faces, tmp_path / "t")


def test_a_trial_can_change_every_image_in_every_epoch(faces, tmp_path):
    figures = run_trial(replace(TRIAL, epochs=1, jittered=True), faces, tmp_path / "t")
    assert np.isfinite(figures["validation"]["negative_log_likelihood"])


def narrow_vgg16(*, include_top, weights, input_shape):
    """VGG16 in a few weights."""
    image = keras.Input(input_shape)
    maps = keras.layers.Conv2D(4, 3, strides=16, activation="relu")(image)
    return keras.Model(image, maps, name="vgg16")


def test_a_base_trained_on_faces_is_reused(faces, tmp_path, monkeypatch):
    monkeypatch.setattr(keras.applications, "VGG16", narrow_vgg16)
    small = TrialData(*(part.subset(np.arange(0, len(part), 4)) for part in (faces.train, faces.test, faces.test)))
    trial = Trial("transfer_vgg16", {"weights": "none"}, epochs=1, batch_size=28, patience=0)
    run_trial(trial, small, tmp_path / "first")
    again = replace(trial, network={"weights": str(tmp_path / "first")}, seed=2, frozen_epochs=1)
    run_trial(again, small, tmp_path / "again")
    bases = [load_trial(tmp_path / name).get_layer("vgg16").get_weights() for name in ("first", "again")]
    assert all(np.array_equal(*pair) for pair in zip(*bases, strict=True))
    with pytest.raises(DataError, match="split_seed is 7"):
        run_trial(replace(again, split_seed=7), small, tmp_path / "other")


def test_a_network_without_the_base_cannot_start_from_it():
    one, other = (build_untrained(Trial(name)) for name in ("transfer_vgg16", "cnn"))
    with pytest.raises(DataError, match="no base in common"):
        take_weights(one, other)


def test_trials_of_before_a_setting_existed_are_still_those_trials(faces, tmp_path, monkeypatch):
    trial = replace(TRIAL, epochs=1)
    first = run_trial(trial, faces, tmp_path / "t")
    path = tmp_path / "t" / "trial.json"
    about = json.loads(path.read_text())
    del about["trial"]["jittered"], about["environment"]["backend"]
    path.write_text(json.dumps(about))
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    assert run_trial(trial, faces, tmp_path / "t") == first
    with pytest.raises(DataError, match="other settings"):
        run_trial(replace(trial, jittered=True), faces, tmp_path / "t")


def test_a_trial_that_another_process_is_training_is_waited_for(faces, tmp_path, caplog, monkeypatch):
    """One is given up for dead that could not write its sign of life in time."""
    run_trial(TRIAL, faces, tmp_path / "done")
    (folder := tmp_path / "trial").mkdir()
    monkeypatch.setattr("training.laboratory.trial.fit_trial", None)
    with caplog.at_level("INFO"), ThreadPoolExecutor(1) as thread:
        with sole_user(folder):
            waiting = thread.submit(run_trial, TRIAL, faces, folder)
            wait_for(lambda: "waiting for another process" in caplog.text)
            shutil.copy(tmp_path / "done" / METRICS, folder)
        assert waiting.result(timeout=60) == run_trial(TRIAL, faces, tmp_path / "done")
