import pytest

from fer_core.sources import open_source


@pytest.fixture(scope="session")
def demo_frames():
    """The first 60 recorded frames of the demo clip."""
    with open_source("demo") as source:
        return [source.read() for _ in range(60)]
