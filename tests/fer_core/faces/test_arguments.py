import argparse

import pytest

from fer_core.faces.arguments import add_search_options
from fer_core.faces.detectors.base import MinFace


@pytest.fixture
def parser():
    parser = argparse.ArgumentParser()
    add_search_options(parser, default="careful in images, haar in videos")
    return parser


def test_nobody_need_choose(parser):
    options = parser.parse_args([])
    assert (options.detector, options.min_face) == (None, None)
    assert "careful in images, haar in videos" in " ".join(parser.format_help().split())


def test_tilted_is_a_detector_by_a_name_of_its_own(parser):
    assert parser.parse_args(["--tilted"]).detector == parser.parse_args(["--detector", "tilted"]).detector == "tilted"


@pytest.mark.parametrize(("text", "pixels"), [("40", 40.0), ("5%", 24.0), ("100%", 480.0), ("0.5", 0.5)])
def test_the_narrowest_face_is_in_pixels_or_a_share_of_the_shorter_side(parser, text, pixels):
    assert parser.parse_args(["--min-face", text]).min_face.pixels((480, 640, 3)) == pytest.approx(pixels)


@pytest.mark.parametrize("text", ["", "%", "0", "-3", "0%", "101%", "nan", "wide", "1e9"])
def test_what_is_no_size_is_refused(parser, text, capsys):
    with pytest.raises(SystemExit):
        parser.parse_args([f"--min-face={text}"])
    assert "expected up to 100,000 pixels such as 40, or a share such as 5%" in capsys.readouterr().err


def test_a_share_is_of_the_shorter_side_whichever_it_is():
    assert MinFace(0.1, is_share=True).pixels((900, 300)) == 30.0
