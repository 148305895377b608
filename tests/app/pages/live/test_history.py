import numpy as np

from app.pages.live.history import SPAN_S, STEP_S, FaceHistory
from tests.app.fakes import make_face

ANNA = make_face(1)


def play(history, seconds, *, rate=30, start_s=0.0, faces=(ANNA,)):
    return sum(history.note(faces, time_s=start_s + index / rate) for index in range(round(seconds * rate)))


def test_a_minute_is_remembered_in_even_steps():
    history = FaceHistory()
    samples = play(history, 90)
    assert abs(samples - 90 / STEP_S) < 10
    times_s, probabilities = history.series(1)
    assert len(times_s) <= SPAN_S / STEP_S
    assert len(times_s) == len(probabilities)
    assert -SPAN_S <= times_s[0] < -SPAN_S + 1
    assert -STEP_S <= times_s[-1] <= 0
    np.testing.assert_allclose(np.diff(times_s), STEP_S, atol=0.04)
    np.testing.assert_array_equal(probabilities[0], make_face(1).probabilities)


def test_faces_have_histories_of_their_own():
    history = FaceHistory()
    play(history, 2, faces=(make_face(1), make_face(2, label="sad")))
    play(history, 2, start_s=2.0, faces=(make_face(2, label="sad"),))
    assert len(history.series(1)[0]) < len(history.series(2)[0])
    assert history.series(1)[0][-1] < -1.5
    assert len(history.series(3)[0]) == len(history.series(None)[0]) == 0
    assert history.series(None)[1].shape == (0, 7)


def test_memory_is_bounded_whatever_comes():
    history = FaceHistory()
    for second in range(300):
        history.note((make_face(second),), time_s=float(second))
    assert len(history._samples) <= SPAN_S + 1
    assert len(history.series(0)[0]) == 0


def test_another_source_starts_empty():
    history = FaceHistory()
    play(history, 2)
    history.clear()
    assert len(history.series(1)[0]) == 0
    assert history.note((make_face(1),), time_s=0.0)
