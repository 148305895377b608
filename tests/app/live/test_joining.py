from app.live.joining import LONGEST_WAIT_S, Joiner
from app.live.messages import Analysis, Shot
from fer_core.results import FrameResult
from tests.app.fakes import make_face, make_frame

LEFT, RIGHT = (2, 2, 10, 10), (40, 2, 10, 10)


def shot(at):
    return Shot(1, 1, make_frame(time_s=at, captured_at=at))


def analysis(at, *boxes):
    faces = tuple(make_face(number, box_xywh=box) for number, box in enumerate(boxes, start=1))
    return Analysis(1, 1, at, (64, 48), FrameResult(faces, 1.0))


def test_a_picture_waits_for_its_own_analysis():
    joiner = Joiner()
    joiner.add_shot(shot(1.0))
    assert joiner.next(1.1) is None
    joiner.add_analysis(analysis(1.0, LEFT))
    joined = joiner.next(1.1)
    assert [face.box_xywh for face in joined.analysed] == [LEFT]
    assert joined.boxes == (LEFT,)
    assert joiner.next(1.1) is None


def test_a_picture_between_two_analyses_has_the_boxes_of_both_and_the_faces_of_the_first():
    joiner = Joiner()
    for moment in (1.0, 1.1):
        joiner.add_shot(shot(moment))
    joiner.add_analysis(analysis(1.0, LEFT))
    joiner.add_analysis(analysis(1.2, RIGHT))
    assert joiner.next(1.3).analysed is not None
    joined = joiner.next(1.3)
    assert joined.analysed is None
    assert [face.box_xywh for face in joined.faces] == [LEFT]
    assert set(joined.boxes) == {LEFT, RIGHT}


def test_without_any_analysis_nobody_knows_where_faces_are():
    joiner = Joiner()
    joiner.add_shot(shot(1.0))
    assert joiner.next(1.0 + LONGEST_WAIT_S - 0.01) is None
    joined = joiner.next(1.0 + LONGEST_WAIT_S)
    assert joined.boxes is None
    assert joined.faces == ()


def test_a_face_that_is_missed_for_a_moment_stays_hidden_and_then_no_longer():
    joiner = Joiner()
    for number in range(30):
        moment = 1.0 + number / 10
        joiner.add_shot(shot(moment))
        joiner.add_analysis(analysis(moment, LEFT) if number == 0 else analysis(moment))
    joined = [joiner.next(9.0) for _ in range(30)]
    assert joined[0].boxes == joined[5].boxes == (LEFT,)
    assert joined[5].faces == ()
    assert joined[15].boxes == ()


def test_in_a_hurry_nothing_waits():
    joiner = Joiner()
    joiner.add_shot(shot(1.0))
    assert joiner.next(1.0, in_a_hurry=True) is not None
    assert len(joiner) == 0


def test_after_the_last_analysis_nobody_knows_where_faces_are():
    joiner = Joiner()
    for moment in (1.0, 1.1):
        joiner.add_shot(shot(moment))
    joiner.add_analysis(analysis(1.0, LEFT))
    assert joiner.next(1.1, in_a_hurry=True).boxes == (LEFT,)
    joined = joiner.next(1.1, in_a_hurry=True)
    assert joined.boxes is None
    assert [face.box_xywh for face in joined.faces] == [LEFT]
