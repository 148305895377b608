"""Pauses of a stream, told from the gaps between its pictures."""

import pytest

from app.pages.live.gaps import Gaps


@pytest.mark.parametrize(
    ("fps", "gaps_s", "pauses"),
    [
        (30, [0.03, 0.03, 0.9, 0.03], []),
        (30, [0.03, 60.0, 0.03, 1.1, 0.03], [1, 3]),
        (30, [2.0, 2.0, 2.5, 2.0], [0]),
        (0.5, [2.0, 2.0, 600.0, 2.0], [2]),
        (30, [2.0, 2.0, 600.0, 2.0, 2.0], [0, 2]),
        (30, [0.03, 2.0, 6.0, 18.0], [1]),
    ],
)
def test_a_pause_is_longer_than_a_second_and_than_three_gaps(fps, gaps_s, pauses):
    gaps = Gaps(fps)
    assert [number for number, gap_s in enumerate(gaps_s) if gaps.is_pause(gap_s)] == pauses


def test_a_pause_makes_no_gap_after_it_longer():
    gaps = Gaps(30)
    assert gaps.is_pause(60.0)
    assert gaps.longest_s == 1.0
