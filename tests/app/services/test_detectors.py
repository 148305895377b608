from app.services.detectors import DETECTOR_CHOICES, detector_named, method_of
from app.services.face_settings import DETECTOR
from fer_core.faces.detectors import DETECTORS


def test_settings_keep_detectors_by_the_names_that_are_on_disk():
    assert (DETECTOR.key, DETECTOR.default) == ("live/detector", "careful")
    assert [value for value, _ in DETECTOR_CHOICES][:2] == ["upright", "tilted"]
    assert [detector_named(value) for value, _ in DETECTOR_CHOICES] == list(DETECTORS)


def test_a_recording_says_how_its_faces_were_found():
    assert method_of({}) == method_of({"live/detector": "upright"}) == DETECTORS["haar"].method
    assert "turned copies" in method_of({"live/detector": "tilted"})
    assert method_of({"live/detector": "of another year"}) == "of another year"
