"""Recordings whose process is killed: they open as they are, and miss a second at most."""

import pytest

from tests.systems import posix_only
from tools.reliability.recordings import damage_recordings, kill_recordings

pytestmark = pytest.mark.slow


@posix_only
def test_recordings_killed_at_random_moments_open_and_are_left_as_they_are(tmp_path):
    killed = kill_recordings(tmp_path, 4, longest_s=1.2, seed=5)
    assert len(killed) >= 3
    for one in killed:
        assert one.problems == ()
        assert one.is_decoded
        assert one.is_unchanged


@posix_only
def test_damaged_recordings_are_read_told_of_or_refused(tmp_path):
    outcomes = damage_recordings(tmp_path, 10, recorded_s=1.5, seed=3)
    assert {outcome.word for outcome in outcomes} <= {"read", "told", "refused"}, outcomes
    assert not any(outcome.is_changed for outcome in outcomes)
    assert max(outcome.peak_mb for outcome in outcomes) < 1000
