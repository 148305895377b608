"""``python -m tests.training.laboratory.train_forever DATA FOLDER``: a training for a test to kill."""

import sys
from pathlib import Path

from training.data.faces import load_folder
from training.laboratory.trial import TrialData, run_trial
from training.settings import Trial

TRIAL = Trial("mlp", {"hidden": (8,)}, epochs=100_000, batch_size=16, patience=0)

if __name__ == "__main__":
    data, folder = map(Path, sys.argv[1:])
    run_trial(TRIAL, TrialData(*(load_folder(data / part) for part in ("train", "test", "test"))), folder)
