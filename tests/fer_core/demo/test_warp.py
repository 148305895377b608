import numpy as np

from fer_core.demo.landmarks import FACE_XYWH, LANDMARKS
from fer_core.demo.warp import displacement

POINTS = np.vstack(list(LANDMARKS.values()))


def test_unmoved_points_displace_nothing():
    field = displacement(POINTS, POINTS)
    assert field.shape == (FACE_XYWH[3], FACE_XYWH[2], 2)
    assert field.dtype == np.float32
    assert not field.any()


def test_a_moved_point_is_fetched_from_where_it_was():
    source = np.array([(170.0, 50.0), (280.0, 50.0), (170.0, 190.0), (280.0, 190.0), (224.0, 120.0)])
    target = source + np.array([(0, 0), (0, 0), (0, 0), (0, 0), (4, -6)])
    field = displacement(source, target)
    np.testing.assert_allclose(field[114 - FACE_XYWH[1], 228 - FACE_XYWH[0]], (-4, 6), atol=0.1)


def test_the_field_fades_to_nothing_at_the_border():
    field = displacement(POINTS, POINTS + 3)
    for edge in (field[0], field[-1], field[:, 0], field[:, -1]):
        assert not edge.any()
    np.testing.assert_allclose(field[90, 70], (-3, -3), atol=0.05)
