"""Settings for all tests."""

import os

import fer_core  # noqa: F401  (OpenCV takes its limits from what this sets, when it is first imported)

# Windows are painted into memory: tests need no screen and disturb nobody's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
