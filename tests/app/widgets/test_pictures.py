import cv2
import numpy as np
import pytest
from PySide6.QtGui import QImage

from app.widgets.pictures import png_of
from fer_core.errors import DataError


def test_a_picture_becomes_a_png_file():
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(0xFF102030)
    picture = cv2.imdecode(np.frombuffer(png_of(image), np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (3, 4, 3)
    assert picture[0, 0].tolist() == [0x30, 0x20, 0x10]


def test_a_picture_that_cannot_be_written_is_an_error(qapp):
    with pytest.raises(DataError, match="cannot be made into a PNG file"):
        png_of(QImage())
