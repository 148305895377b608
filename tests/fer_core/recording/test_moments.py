import pytest

from fer_core.recording.info import RecordingInfo
from fer_core.recording.moments import TIMES_CSV, Moments, read_moments, write_moments


def info(frames):
    return RecordingInfo("a", "2026-01-01T00:00:00+00:00", (8, 8), 10.0, "1", frames=frames)


def test_uneven_moments_are_found_again(tmp_path):
    times_s = [0.0, 0.04, 0.08, 4.0, 4.041667]
    write_moments(tmp_path, times_s)
    moments = read_moments(tmp_path, info(5))
    assert [moments.time_of(number) for number in range(5)] == pytest.approx(times_s, abs=1e-6)
    assert [moments.number_at(time_s) for time_s in (-1, 0.05, 0.07, 2.0, 2.1, 4.03, 9)] == [0, 1, 2, 2, 3, 4, 4]


def test_without_a_table_pictures_come_evenly(tmp_path):
    moments = read_moments(tmp_path, info(5))
    assert (moments.time_of(3), moments.number_at(0.31)) == (pytest.approx(0.3), 3)


@pytest.mark.parametrize(
    "content",
    ["", "time_s\n0.0\n0.1\n", "time_s\n0.0\nnan\n0.2\n", "time_s\n0.0\n0.2\n0.1\n", "time_s\n0\nx\n1\n", "\0"],
)
def test_a_damaged_table_counts_for_nothing(tmp_path, content):
    (tmp_path / TIMES_CSV).write_text(content)
    assert read_moments(tmp_path, info(3)) == Moments(10.0)
