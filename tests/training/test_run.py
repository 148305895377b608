import pytest

from training import run


def test_missing_data_is_one_sentence_and_exit_1(tmp_path, capsys):
    assert run.main(["--data", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("training.run: No folder")
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
