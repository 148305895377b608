"""Settings for all tests."""

import os

import fer_core  # noqa: F401  (OpenCV takes its limits from what this sets, when it is first imported)

# Windows are painted into memory: tests need no screen and disturb nobody's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Two test files run at a time: where each had a thread per core for its small sums, they would wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
