"""The real FER2013, which lies beside the checkout where it may be used."""

import os
from pathlib import Path

import pytest

from tools.data_sets import FER2013


def require_fer2013() -> Path:
    """Return the data set's folder; skips without it, except under CI, where it must be present.

    GitHub's machines call themselves CI, too, and never have it.
    """
    if not FER2013.is_dir():
        if os.environ.get("CI") and not os.environ.get("GITHUB_ACTIONS"):
            pytest.fail(f"FER2013 is expected in {FER2013} under CI")
        pytest.skip("FER2013 is not beside the checkout (../shared/fer2013)")
    return FER2013
