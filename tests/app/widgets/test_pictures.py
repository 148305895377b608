import cv2
import numpy as np
import pytest
from PySide6.QtGui import QImage

from app.widgets.pictures import bgr_of, image_of, png_of
from fer_core.errors import DataError


def test_a_picture_comes_back_as_it_was():
    picture = np.random.default_rng(0).integers(0, 256, (7, 13, 3), np.uint8)
    np.testing.assert_array_equal(bgr_of(image_of(picture)), picture)


def test_a_picture_becomes_a_png_file():
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(0xFF102030)
    picture = cv2.imdecode(np.frombuffer(png_of(image), np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (3, 4, 3)
    assert picture[0, 0].tolist() == [0x30, 0x20, 0x10]


def test_a_picture_that_cannot_be_written_is_an_error(qapp):
    with pytest.raises(DataError, match="cannot be made into a PNG file"):
        png_of(QImage())


def test_a_frame_becomes_a_picture_of_its_own():
    wide = np.zeros((4, 8, 3), np.uint8)
    wide[1, 2] = (10, 20, 30)
    # Rows that do not follow each other in memory, as in a part of a larger frame.
    image = image_of(wide[:, :5])
    wide[:] = 255
    assert (image.width(), image.height()) == (5, 4)
    assert image.pixelColor(2, 1).getRgb() == (30, 20, 10, 255)
    assert image.pixelColor(3, 1).getRgb() == (0, 0, 0, 255)
