"""Fixtures of the tests of studies."""

import pytest

from tests.fer_core.study.studies import make_recording, make_study, steadily


@pytest.fixture
def study(tmp_path):
    """Three participants with two films; one recording has an interval, one lies outside of the study."""
    folder, recordings = tmp_path / "study", []
    for number, who in enumerate(("01", "02", "가")):
        for film, label in (("joy", "happy"), ("grief", "sad")):
            rows = steadily(label, stop_s=1.0 + number) + steadily("uncertain", start_s=1.1 + number)
            parent = tmp_path if who == "02" else folder
            markers = [(1.0, "q start"), (2.0, "q stop")] if film == "joy" else []
            path = make_recording(parent / "rec" / f"{who} {film}", rows, markers=markers)
            recordings.append((who, film, path))
    return make_study(folder, recordings)
