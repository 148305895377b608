"""Points of the face in the portrait, located by hand, in pixels (x, y) of the 512×512 picture."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Points (n, 2), each x and y in portrait pixels."""


def _points(*xy: tuple[float, float]) -> Points:
    points = np.array(xy, dtype=np.float64)
    points.flags.writeable = False
    return points


FACE_XYWH: Final = (150, 24, 150, 190)
"""The part of the portrait that expressions may change."""

LANDMARKS: Final[dict[str, Points]] = {
    # Left and right are the picture's; pairs and rows run from left to right.
    "left_brow": _points((190, 90.5), (198, 88.5), (206, 90.3), (214, 92.5)),
    "right_brow": _points((238.5, 93.5), (247, 92.5), (255, 92.5), (263, 96)),
    "left_upper_lid": _points((198, 97.5), (203, 96), (209, 99)),
    "right_upper_lid": _points((242, 100.5), (248, 98.7), (254, 101)),
    "left_lower_lid": _points((198, 103.5), (204, 104.5), (210, 104)),
    "right_lower_lid": _points((241, 106), (247, 106.8), (254, 105.5)),
    "eye_corners": _points((193, 101.5), (214, 103), (236, 105), (259.5, 104)),
    "nose": _points((224, 103), (223, 118), (223, 128), (224, 133)),
    "nostrils": _points((211, 127), (236, 128)),
    "cheeks": _points((192, 122), (257, 124)),
    "left_fold": _points((208, 124), (203, 131), (197.5, 136)),
    "right_fold": _points((239, 125), (244.5, 131), (249.5, 137)),
    "mouth_corners": _points((202.5, 139.5), (245.5, 140.5)),
    "upper_lip_top": _points((209, 139.3), (216, 139.8), (223, 140.6), (231, 140.2), (239, 139.6)),
    "upper_lip_edge": _points((207, 141.2), (215, 143), (223, 144.3), (231, 143.5), (240, 141.8)),
    "lower_lip_edge": _points(
        (206.5, 144), (212, 148.2), (217, 149.7), (223, 150), (230, 149.5), (236, 147), (241, 143.8)
    ),
    "lower_lip_bottom": _points(
        (206, 147.5), (211, 151.5), (217, 154.5), (224, 155), (231, 154), (237, 150.8), (242, 146.5)
    ),
    "chin": _points((211, 166), (224, 167), (237, 165)),
    "jaw": _points(
        (187, 155), (193, 164), (203, 172.5), (213, 177.5), (224, 179), (237, 176), (248, 171), (256, 164), (263, 152)
    ),
    "hairline": _points((205, 80), (225, 81), (248, 86)),
    # What stays where it is: temples, ears, hair, neck, and the border of the region.
    "head": _points((182, 92), (268, 95), (180, 115), (269, 118), (182, 138), (267, 138), (225, 60), (225, 35)),
    "neck": _points((186, 182), (205, 188), (225, 191), (245, 189), (257, 180)),
    "left_border": _points((180, 45), (160, 75), (158, 115), (158, 150), (158, 185), (165, 208), (205, 208)),
    "right_border": _points((270, 45), (290, 75), (292, 115), (292, 150), (292, 185), (285, 208), (245, 208)),
}

MOUTH_HALF_WIDTH: Final = 21.5
MOUTH_CENTRE_X: Final = 224.0


def region_outline(points: Points, scale: int) -> NDArray[np.int32]:
    """Return points as pixels of the face region enlarged ``scale`` times, int32 (n, 1, 2).

    They count sixteenths of a pixel: OpenCV's drawing functions take them with ``shift=4``.
    """
    left, top, *_ = FACE_XYWH
    sixteenths = np.round(((points - (left, top)) * scale - 0.5) * 16)
    return np.asarray(sixteenths, dtype=np.int32).reshape(-1, 1, 2)
