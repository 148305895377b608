"""The progress bar of the command lines."""

import pytest

from fer_core.terminal.progress import progress


@pytest.mark.parametrize("total", [None, 50])
@pytest.mark.parametrize(("done", "seconds", "rate"), [(48, 4, "12.00 frames/s"), (2, 4, "0.50 frames/s")])
def test_the_rate_is_in_frames_a_second_however_slow(total, done, seconds, rate):
    with progress(total=total, unit=" frames") as bar:
        line = bar.format_meter(**{**bar.format_dict, "n": done, "elapsed": seconds, "prefix": "film.mp4: "})
    assert rate in line
    assert line.startswith("film.mp4: ")
    assert f"{done}/50" in line if total else f"{done} frames" in line
