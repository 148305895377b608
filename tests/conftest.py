"""Settings for all tests."""

import os

# Windows are painted into memory: tests need no screen and disturb nobody's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
