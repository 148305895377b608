import re
from importlib.util import find_spec

import pytest

from training import run


def test_missing_data_is_one_sentence_and_exit_1(tmp_path, capsys):
    assert run.main(["--data", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("training.run: There is no data set")
    assert "--data" in error


def test_ctrl_c_says_how_to_go_on(tmp_path, capsys, monkeypatch):
    def interrupt(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("training.ensemble.run.run_ensemble", interrupt)
    assert run.main(["--data", str(tmp_path)]) == 130
    assert "goes on" in capsys.readouterr().err


def test_an_unknown_preset_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="2"):
        run.main(["--data", str(tmp_path), "--preset", "huge"])


def test_the_bare_command_says_where_data_comes_from(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EMOLENS_DATA", raising=False)
    for words in ([], ["grid", "cnn"], ["chain"]):
        assert run.main(words) == 1
        error = capsys.readouterr().err
        assert "download FER2013" in error
        assert len(error.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("backend", "missing", "sentence"),
    [
        ("nope", "", "KERAS_BACKEND is 'nope'. Keras trains with tensorflow, jax, torch"),
        ("openvino", "", "KERAS_BACKEND is 'openvino'"),
        ("torch", "torch", "KERAS_BACKEND asks for torch, which is not installed"),
        (None, "keras", "`make setup-training`"),
    ],
)
def test_what_cannot_train_is_one_sentence(backend, missing, sentence, capsys, monkeypatch):
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    if backend:
        monkeypatch.setenv("KERAS_BACKEND", backend)
    monkeypatch.setattr(run, "find_spec", lambda name: None if name == missing else find_spec(name))
    for words in ([], ["study", "pooling"], ["report"]):
        assert run.main(words) == 1
        error = capsys.readouterr().err
        assert sentence in error
        assert len(error.splitlines()) == 1


def test_an_empty_backend_is_none(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "")
    run._check_backend()


def test_smoke_draws_its_own_faces(tmp_path, monkeypatch):
    given = {}

    def run_ensemble(config, *, data, out, models, tensorboard):
        given.update(data=data, models=models)
        return {}

    monkeypatch.setattr("training.ensemble.run.run_ensemble", run_ensemble)
    assert run.main(["--preset", "smoke", "--out", str(tmp_path)]) == 0
    assert len(list(given["data"].glob("train/*/*.png"))) == 6 * 48 + 6
    assert given["models"] == tmp_path / "models"


def test_a_command_trained_elsewhere_goes_on_with_tensorflow(tmp_path, monkeypatch):
    commands = []

    class Finished:
        returncode = 0

    def start(command, *, env, check):
        commands.append((command[-4:], env["KERAS_BACKEND"]))
        return Finished

    monkeypatch.setattr("training.ensemble.run.run_ensemble", lambda *args, **kwargs: None)
    monkeypatch.setattr(run.subprocess, "run", start)
    assert run.main(["--preset", "smoke", "--out", str(tmp_path)]) == 0
    assert commands == [(["--preset", "smoke", "--out", str(tmp_path)], "tensorflow")]


@pytest.mark.parametrize("words", [[], ["detector", "--negatives", "none"], ["chain"], ["grid"], ["report"]])
def test_help_names_the_folder_in_which_a_run_is(words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folders = []
    for name in ("_train_ensemble", "_train_detector", "_run_command"):
        monkeypatch.setattr(run, name, lambda arguments: folders.append(arguments.out) or arguments.out)
    monkeypatch.setattr(run, "find_data", lambda *_, **__: tmp_path)
    assert run.main(words) == 0
    with pytest.raises(SystemExit, match="0"):
        run.main([*(words or ["ensemble"]), "--help"])
    shown = re.search(r"run folder \(default: (\S+)\)", " ".join(capsys.readouterr().out.split()))
    assert shown[1].replace("PRESET", "cpu") == folders[0].as_posix()
