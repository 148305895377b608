"""``python -m tests.training.train_forever DATA FOLDER``: a training for a test to kill."""

import sys
from pathlib import Path

from training.configs import Trial
from training.data import load_folder
from training.trials import TrialData, run_trial

TRIAL = Trial("mlp", {"hidden": (8,)}, epochs=100_000, batch_size=16, patience=0)

if __name__ == "__main__":
    data, folder = map(Path, sys.argv[1:])
    run_trial(TRIAL, TrialData(*(load_folder(data / part) for part in ("train", "test", "test"))), folder)
