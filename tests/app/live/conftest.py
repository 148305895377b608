"""Fixtures of the live page's tests."""

import pytest

from tests.app.live.rig import Rig


@pytest.fixture
def rig(qapp):
    return Rig()
