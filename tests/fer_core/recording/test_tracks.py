import numpy as np
import pytest

from fer_core.recording.edits import Edits, Marker
from fer_core.recording.info import read_info, write_info
from fer_core.recording.reader import open_recording
from fer_core.recording.tracks import apply_merges, tracks_of
from tests.fer_core.recording.recordings import FPS, make_face, make_info, record


def track_of(table, face_id):
    return next(track for track in tracks_of(table, fps=FPS) if track.face_id == face_id)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Face 1 is happy for two seconds and sad for one; 2 is its second number, seen later; 3 is somebody else."""

    def faces(number):
        if number < 60:
            return make_face(1, label="happy" if number < 40 else "sad"), make_face(3, x=60, label="fear")
        return (make_face(2, label="surprise", is_uncertain=True),)

    return open_recording(record(tmp_path_factory.mktemp("s") / "a", 80, faces=faces)).table


def test_shares_are_shares_of_time(table):
    track = track_of(table, 1)
    assert track.seconds == pytest.approx(3.0)
    assert track.shares()["happy"] == pytest.approx(2 / 3)
    assert sum(track.shares().values()) == pytest.approx(1)
    assert track_of(table, 2).shares()["uncertain"] == 1


def test_rows_that_are_missing_count_for_half_a_second_at_most(table):
    thin = table.select(np.flatnonzero(table.face_ids == 1)[::20])
    assert track_of(thin, 1).seconds == pytest.approx(2 * 0.5 + 1 / FPS)


def test_merged_faces_are_one(table):
    merged = apply_merges(table, Edits().with_merge(2, 1))
    assert set(merged.face_ids) == {1, 3}
    assert track_of(merged, 1).seconds == pytest.approx(4.0)
    assert len(merged) == len(table)


def test_two_faces_of_one_picture_become_the_larger_one(table):
    merged = apply_merges(table, Edits().with_merge(3, 1))
    frames = merged.frames[merged.face_ids == 1]
    assert (np.diff(frames) > 0).all()
    assert len(frames) == 60


def test_merges_can_be_chained_and_taken_back():
    edits = Edits().with_merge(3, 2).with_merge(2, 1)
    assert [edits.face_of(face) for face in (1, 2, 3, 4)] == [1, 1, 1, 4]
    assert edits.with_merge(1, 3) == edits
    assert edits.without_merge(1).face_of(3) == 2


def test_a_circle_of_merges_in_a_damaged_file_does_not_hang():
    assert Edits(merged={1: 2, 2: 1}).face_of(1) in (1, 2)


def test_the_strongest_moment_of_each_certain_emotion(table):
    track = track_of(table, 1)
    assert [track.table.face(row).label for row in track.strongest()] == ["happy", "sad"]
    assert track_of(table, 2).strongest() == []


def test_edits_survive_the_file(tmp_path):
    edits = (
        Edits(notes="a\nb")
        .with_name(1, " Zoë <b> ")
        .with_merge(2, 1)
        .with_marker(Marker(2.0, "later"))
        .with_marker(Marker(1.0, "sooner"))
    )
    write_info(tmp_path, make_info(edits=edits))
    kept = read_info(tmp_path).edits
    assert kept == edits
    assert kept.names == {1: "Zoë <b>"}
    assert [marker.name for marker in kept.markers] == ["sooner", "later"]
    assert kept.without_marker(kept.markers[0]).with_name(1, "").names == {}
