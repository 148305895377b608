import pytest

from fer_core.rows.even_pace import EvenPace


@pytest.mark.parametrize("fps", [10.0, 25.0, 29.97, 30.0, 59.94])
def test_pictures_at_the_videos_own_rate_are_written_once_each(fps):
    pace = EvenPace(fps)
    assert [pace.times(number / fps) for number in range(500)] == [1] * 500


def test_pauses_are_filled_and_bursts_thinned():
    pace = EvenPace(10.0)
    assert [pace.times(time_s) for time_s in (0.0, 0.1, 1.1, 1.11, 1.12, 1.2)] == [1, 1, 10, 0, 0, 1]


def test_a_time_lapse_lasts_as_long_as_it_did():
    pace = EvenPace(0.25)
    assert pace.fps == 0.5
    assert sum(pace.times(number * 4.0) for number in range(5)) == 9
