"""Fixtures of the live page's tests."""

import pytest

from tests.app.pages.live.rig import Rig


@pytest.fixture
def rig(qapp):
    return Rig()
