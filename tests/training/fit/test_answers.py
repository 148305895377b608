import numpy as np

from tests.training.toys import toy_network
from training.fit import answers
from training.fit.answers import predict


def test_answers_that_take_long_show_how_far_they_are(monkeypatch, capsys):
    network, faces = toy_network(48), np.zeros((5000, 48, 48), np.uint8)
    monkeypatch.setattr(answers, "_SOON_DONE_S", 600.0)
    predict(network, faces)
    assert not capsys.readouterr().err
    monkeypatch.setattr(answers, "_SOON_DONE_S", 0.0)
    assert predict(network, faces).shape == (5000, 7)
    assert "5000/5000" in capsys.readouterr().err
