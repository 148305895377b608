"""Fixtures of the command's tests."""

import math
from pathlib import Path

import pytest

from fer_core.faces.detectors import DETECTORS
from fer_core.predict import command
from fer_core.predict import pictures as reading
from tests.stand_ins import BrightnessEnsemble, kind_of, save


@pytest.fixture
def ensemble(monkeypatch):
    ensemble = BrightnessEnsemble()
    monkeypatch.setattr(command, "load_ensemble", lambda _: ensemble)
    # So that what the ensemble is asked, and when, does not depend on the machine.
    monkeypatch.setattr(command, "usable_cores", lambda: 1)
    monkeypatch.setattr(reading, "_LONGEST_WAIT_S", math.inf)
    monkeypatch.setitem(DETECTORS, "haar", kind_of((2, 3, 30, 30), (20, 20, 10, 10)))
    monkeypatch.setitem(DETECTORS, "careful", kind_of((2, 3, 30, 30), (20, 20, 10, 10)))
    return ensemble


@pytest.fixture
def pictures(tmp_path) -> Path:
    folder = tmp_path / "in"
    for i in range(200):
        save(folder / f"{i:03}.png")
    return folder
