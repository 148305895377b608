"""Two people who walk past each other, found by the real detector and read by the real networks."""

import pytest

from fer_core.faces.pipeline import load_pipeline
from tests.passers_by import BACK_S, CROSSED_S, END_S, LEFT_S, encounter


@pytest.fixture(scope="module", params=["surprise", "happy"], ids=lambda param: f"{param} in front")
def seen(request):
    """The moments of an encounter with the faces that were found in each."""
    pipeline = load_pipeline()
    moments = encounter(in_front=request.param)
    return [(moment, pipeline.analyze(moment.picture, time_s=moment.time_s).faces) for moment in moments]


def middle(face):
    x, y, width, height = face.box_xywh
    return x + width / 2, y + height / 2


def who(moment, face):
    """Return the person whose face it is."""
    x, _ = middle(face)
    return min(moment.places, key=lambda person: abs(moment.places[person][0] - x))


def persons_by_id(seen, start_s, end_s):
    """Return who had which ids, over the moments when nobody hides anybody."""
    found = {}
    for moment, faces in seen:
        if moment.are_apart and start_s <= moment.time_s < end_s:
            for face in faces:
                found.setdefault(face.face_id, set()).add(who(moment, face))
    return found


@pytest.mark.slow
def test_both_keep_their_ids_past_each_other(seen):
    before = persons_by_id(seen, 0, CROSSED_S / 2)
    after = persons_by_id(seen, CROSSED_S / 2, CROSSED_S)
    assert before == after
    assert sorted(before) == [1, 2]
    assert sorted(person for persons in before.values() for person in persons) == ["happy", "surprise"]


def test_nobody_else_is_invented_while_one_hides_the_other(seen):
    crossing = [faces for moment, faces in seen if moment.time_s < CROSSED_S]
    assert {face.face_id for faces in crossing for face in faces} == {1, 2}
    assert {len(faces) for faces in crossing} == {1, 2}


def test_everybody_is_read_as_they_look(seen):
    apart = [(moment, faces) for moment, faces in seen if moment.are_apart and moment.time_s < LEFT_S - 0.8]
    labels = [(who(moment, face), face.label) for moment, faces in apart for face in faces]
    assert len(labels) == 2 * len(apart)
    assert all(label == person for person, label in labels)


def test_who_left_is_forgotten_and_comes_back_as_somebody_new(seen):
    ids = {person: face_id for face_id, (person,) in persons_by_id(seen, 0, 1).items()}
    gone = [faces for moment, faces in seen if LEFT_S <= moment.time_s < BACK_S]
    assert {tuple(face.face_id for face in faces) for faces in gone} == {(ids["happy"],)}
    assert persons_by_id(seen, BACK_S, END_S) == {ids["happy"]: {"happy"}, 3: {"surprise"}}


def test_boxes_stay_on_their_faces(seen):
    for moment, faces in seen:
        if moment.are_apart and moment.time_s < CROSSED_S:
            for face in faces:
                place = moment.places[who(moment, face)]
                assert middle(face) == pytest.approx(place, abs=25)
