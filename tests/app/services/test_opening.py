import pytest

from app.services import opening
from app.services.opening import open_spec
from fer_core.errors import CameraError, SourceError
from tests.app.fakes import FakeSource


@pytest.fixture
def world(monkeypatch):
    """A computer whose sources and first camera tests decide on."""
    sources = {"demo": FakeSource(name="Demo", is_live=False)}

    def open_source(spec):
        source = sources.get(spec, SourceError(f"There is no {spec}."))
        if isinstance(source, Exception):
            raise source
        return source

    monkeypatch.setattr(opening, "open_source", open_source)
    monkeypatch.setattr(opening, "resolve_auto", lambda: "camera:2" if "camera:2" in sources else "demo")
    return sources


def test_auto_is_the_first_camera(world):
    world["camera:2"] = FakeSource()
    opened = open_spec("auto")
    assert (opened.source, opened.spec, opened.notice) == (world["camera:2"], "camera:2", None)


def test_auto_without_a_camera_is_the_demo_and_says_so(world):
    opened = open_spec("auto")
    assert (opened.source, opened.spec) == (world["demo"], "demo")
    assert str(opened.notice) == "No camera was found, so Emolens shows its demo."


def test_auto_with_a_camera_that_does_not_open_is_the_demo_and_says_why(world):
    world["camera:2"] = CameraError("Camera 2 cannot be opened.")
    opened = open_spec("auto")
    assert opened.spec == "demo"
    assert str(opened.notice) == "Camera 2 cannot be opened. Emolens shows its demo instead."


def test_what_was_asked_for_by_name_is_never_replaced(world):
    world["camera:2"] = CameraError("Camera 2 cannot be opened.")
    with pytest.raises(CameraError):
        open_spec("camera:2")
    with pytest.raises(SourceError, match=r"no nothing\.mp4"):
        open_spec("nothing.mp4")
    assert open_spec("demo").notice is None
