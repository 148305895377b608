import numpy as np
import pytest

from fer_core.faces.crop import crop_face, to_grey, whole_face


def test_grey_of_every_layout_agrees():
    grey = np.arange(48, dtype=np.uint8).reshape(6, 8)
    bgr = np.repeat(grey[..., None], 3, axis=2)
    bgra = np.dstack([bgr, np.full_like(grey, 255)])
    for picture in (grey, grey[..., None], bgr, bgra):
        np.testing.assert_array_equal(to_grey(picture), grey)


@pytest.mark.parametrize(
    "picture", [np.zeros((4, 4, 2), np.uint8), np.zeros((4,), np.uint8), np.zeros((4, 4), np.float32),
                np.zeros((0, 4, 3), np.uint8)]
)  # fmt: skip
def test_other_arrays_are_refused(picture):
    with pytest.raises(ValueError, match="expected"):
        to_grey(picture)


def test_crop_takes_the_pixels_of_the_box():
    grey = np.zeros((100, 120), np.uint8)
    grey[20:68, 30:78] = np.arange(48, dtype=np.uint8)[None, :]
    np.testing.assert_array_equal(crop_face(grey, (30, 20, 48, 48)), grey[20:68, 30:78])


def test_crop_is_square_about_the_centre_of_the_box():
    grey = np.tile(np.arange(200, dtype=np.uint8), (200, 1))
    crop = crop_face(grey, (100, 76, 24, 48))
    np.testing.assert_array_equal(crop[0], np.arange(88, 136))


@pytest.mark.parametrize("box", [(-30, -30, 60, 60), (70, 70, 60, 60), (-10, -10, 400, 400), (0, 0, 1, 1)])
def test_crop_past_the_border_repeats_it(box):
    crop = crop_face(np.full((100, 100), 7, np.uint8), box)
    assert crop.shape == (48, 48)
    assert (crop == 7).all()


def test_crop_outside_the_picture_is_refused():
    with pytest.raises(ValueError, match="outside"):
        crop_face(np.zeros((100, 100), np.uint8), (300, 300, 50, 50))


@pytest.mark.parametrize("shape", [(48, 48), (96, 96), (20, 20), (130, 100), (1, 1)])
def test_whole_face_has_network_size(shape):
    face = whole_face(np.full(shape, 9, np.uint8))
    assert face.shape == (48, 48)
    assert (face == 9).all()
