import cv2
import numpy as np
import pytest

from fer_core.demo import __main__ as command
from fer_core.demo import render
from fer_core.demo.__main__ import load_portrait, main
from fer_core.demo.render import render_frames
from fer_core.demo.script import FPS, FRAME_COUNT, SIZE_WH
from fer_core.errors import DataError


@pytest.fixture(scope="module")
def portrait_bgr():
    return load_portrait(None)


@pytest.mark.slow
def test_frames_are_the_same_every_time(portrait_bgr):
    indices = range(0, FRAME_COUNT, 150)
    frames = list(render_frames(portrait_bgr, indices))
    assert len(frames) == len(indices)
    for frame, again in zip(frames, render_frames(portrait_bgr, indices), strict=True):
        assert frame.shape == (SIZE_WH[1], SIZE_WH[0], 3)
        assert frame.dtype == np.uint8
        np.testing.assert_array_equal(frame, again)


def test_another_picture_is_refused():
    with pytest.raises(DataError, match="512×512"):
        next(render_frames(np.zeros((480, 640, 3), np.uint8)))


@pytest.mark.parametrize("options", [[], ["--class"]])
def test_command_renders_a_video(tmp_path, monkeypatch, capsys, portrait_bgr, options):
    for module in (render, command):
        monkeypatch.setattr(module, "render_frames", lambda portrait: render_frames(portrait, range(4)))
    monkeypatch.setattr(render, "FRAME_COUNT", 4)
    portrait_file = tmp_path / "astronaut.png"
    cv2.imwrite(str(portrait_file), portrait_bgr)
    out = tmp_path / "new" / "clip.mp4"
    assert main(["--out", str(out), "--portrait", str(portrait_file), *options]) == 0
    assert str(out) in capsys.readouterr().out
    assert [path.name for path in out.parent.iterdir()] == ["clip.mp4"]
    capture = cv2.VideoCapture(str(out))
    assert capture.get(cv2.CAP_PROP_FPS) == FPS
    assert capture.get(cv2.CAP_PROP_FRAME_COUNT) == 4


@pytest.mark.parametrize("name", ["missing.png", "text.png"])
def test_command_says_when_the_portrait_is_no_picture(tmp_path, capsys, name):
    (tmp_path / "text.png").write_text("no picture")
    assert main(["--out", str(tmp_path / "clip.mp4"), "--portrait", str(tmp_path / name)]) == 1
    assert "Cannot read a picture" in capsys.readouterr().err
    assert not (tmp_path / "clip.mp4").exists()


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError])
def test_a_render_that_stops_leaves_the_clip_alone(tmp_path, portrait_bgr, failure):
    def frames():
        yield from render_frames(portrait_bgr, range(2))
        raise failure

    out = tmp_path / "clip.mp4"
    out.write_bytes(b"the good clip")
    with pytest.raises(failure):
        render.write_clip(frames(), out)
    assert out.read_bytes() == b"the good clip"
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_command_says_when_the_video_cannot_be_written(tmp_path, capsys):
    assert main(["--out", str(tmp_path / "clip.unknown")]) == 1
    assert "ends in .mp4" in capsys.readouterr().err
