from app.pages.live.joining import LONGEST_WAIT_S, Joiner
from app.pages.live.messages import Analysis, Shot
from fer_core.results import FrameResult
from tests.app.fakes import make_face, make_frame

LEFT, RIGHT = (2, 2, 10, 10), (40, 2, 10, 10)


def shot(at, size_wh=(64, 48)):
    return Shot(1, 1, make_frame(time_s=at, captured_at=at, size_wh=size_wh))


def analysis(at, *boxes, size_wh=(64, 48)):
    faces = tuple(make_face(number, box_xywh=box) for number, box in enumerate(boxes, start=1))
    return Analysis(1, 1, at, size_wh, FrameResult(faces, 1.0))


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


def test_one_search_without_faces_does_not_say_that_there_are_none():
    joiner = Joiner()
    for number in range(30):
        moment = 1.0 + number / 10
        joiner.add_shot(shot(moment))
        joiner.add_analysis(analysis(moment))
    joined = [joiner.next(9.0) for _ in range(30)]
    assert {each.boxes for each in joined[:10]} == {None}
    assert {each.boxes for each in joined[11:]} == {()}


def test_the_first_face_ends_the_doubt():
    joiner = Joiner()
    for number in range(5):
        moment = 1.0 + number / 10
        joiner.add_shot(shot(moment))
        joiner.add_analysis(analysis(moment, LEFT) if number == 2 else analysis(moment))
    assert [joiner.next(9.0).boxes for _ in range(5)] == [None, None, (LEFT,), (LEFT,), (LEFT,)]


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


TURNED = (48, 64)


def test_after_a_change_of_size_nobody_knows_where_a_face_is_until_it_is_found_again():
    joiner = Joiner()
    joiner.add_shot(shot(1.0))
    joiner.add_analysis(analysis(1.0, LEFT))
    for moment, boxes in ((1.1, ()), (1.2, ()), (1.3, (RIGHT,)), (1.4, ())):
        joiner.add_shot(shot(moment, TURNED))
        joiner.add_analysis(analysis(moment, *boxes, size_wh=TURNED))
    joined = [joiner.next(9.0) for _ in range(5)]
    assert [each.boxes for each in joined] == [None, None, None, (RIGHT,), (RIGHT,)]
    assert [each.faces == () for each in joined] == [False, True, True, False, True]


def test_a_face_that_is_gone_since_the_change_of_size_is_expected_no_longer_than_any_other():
    joiner = Joiner()
    for number in range(20):
        moment, size_wh = 1.0 + number / 10, (64, 48) if number == 0 else TURNED
        joiner.add_shot(shot(moment, size_wh))
        joiner.add_analysis(analysis(moment, *([LEFT] if number == 0 else []), size_wh=size_wh))
    boxes = [joiner.next(9.0).boxes for _ in range(20)]
    assert boxes[5] is None
    assert boxes[15] == ()


def test_an_analysis_of_another_size_says_nothing_of_a_picture_that_has_none():
    joiner = Joiner()
    joiner.add_analysis(analysis(1.0))
    joiner.add_analysis(analysis(1.2, RIGHT, size_wh=TURNED))
    joiner.add_shot(shot(1.1))
    assert joiner.next(9.0).boxes is None


def test_faces_are_not_shown_on_a_picture_of_another_size():
    joiner = Joiner()
    joiner.add_analysis(analysis(1.0, LEFT))
    joiner.add_shot(shot(1.1, TURNED))
    joined = joiner.next(9.0)
    assert joined.analysed is None
    assert joined.faces == ()
