"""Marks for tests of what only some systems have."""

import os
import sys
from pathlib import Path

import pytest

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals, links and pipes")
needs_dev_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it cannot ask elsewhere")
