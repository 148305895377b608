import numpy as np

from app.widgets.faces import evidence_image, label_of
from tests.app.fakes import make_face


def alphas(image):
    return np.array([[image.pixelColor(x, y).alpha() for x in range(image.width())] for y in range(image.height())])


def test_labels_carry_the_name():
    assert label_of(make_face(), "") == "happy 70 %"
    assert label_of(make_face(is_uncertain=True), "Anna") == "Anna · uncertain"


def test_evidence_is_where_the_map_is_large_and_clear_elsewhere():
    evidence = np.full((6, 6), -3, np.float32)
    evidence[1, 4] = 8
    alpha = alphas(evidence_image(evidence))
    row, column = np.unravel_index(alpha.argmax(), alpha.shape)
    assert (row * 6 // len(alpha), column * 6 // len(alpha)) == (1, 4)
    assert alpha[40:, :20].max() == 0
    assert 100 < alpha.max() < 200
    mirrored = alphas(evidence_image(evidence, is_mirrored=True))
    np.testing.assert_array_equal(mirrored, alpha[:, ::-1])


def test_without_evidence_the_picture_stays_as_it_is():
    assert alphas(evidence_image(np.full((6, 6), -1, np.float32))).max() == 0
