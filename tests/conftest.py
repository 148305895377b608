"""Settings for all tests."""

import gc
import os
import tempfile
from pathlib import Path

import pytest

import fer_core  # noqa: F401  (OpenCV takes its limits from what this sets, when it is first imported)

# Windows are painted into memory: tests need no screen and disturb nobody's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Two test files run at a time: where each had a thread per core for its small sums, they would wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Streams of the Lab Streaming Layer are found by their names: those of another run of the tests, or of an Emolens that
# is in use nearby, are none of these.
_lsl = tempfile.TemporaryDirectory(prefix="emolens-tests-")
_lsl_settings = Path(_lsl.name) / "lsl_api.cfg"
_lsl_settings.write_text(f"[lab]\nSessionID = emolens-tests-{os.getpid()}\n[multicast]\nResolveScope = machine\n")
os.environ["LSLAPICFG"] = str(_lsl_settings)


@pytest.fixture(scope="module", autouse=True)
def leave_alone_what_is_there():
    """Let the collector pass over what earlier modules have left, TensorFlow's half a million objects among it.

    Cycles among it that become garbage later stay. A search through the collector's objects passes over it, too.
    """
    gc.collect()
    gc.freeze()
