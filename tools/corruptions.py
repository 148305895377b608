"""What webcams, and whoever sits before them, do to a face's picture, at three strengths each, always alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

Face = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Corruption:
    """A function of a grey face, uint8 (48, 48), a strength and a source of chance; its strengths, weakest first."""

    name: str
    apply: Callable[[Face, float, np.random.Generator], Face]
    strengths: tuple[float, float, float]
    unit: str


def blur(face: Face, deviation: float, _: np.random.Generator) -> Face:
    """Return the face under a Gaussian of a standard deviation in pixels."""
    return _grey(cv2.GaussianBlur(face, (0, 0), deviation, borderType=cv2.BORDER_REFLECT_101))


def few_pixels(face: Face, side: float, _: np.random.Generator) -> Face:
    """Return the face as it looks when a camera saw it ``side`` pixels wide."""
    small = cv2.resize(face, (int(side), int(side)), interpolation=cv2.INTER_AREA)
    return _grey(cv2.resize(small, face.shape[::-1], interpolation=cv2.INTER_LINEAR))


def gamma(face: Face, exponent: float, random: np.random.Generator) -> Face:
    """Return the face darker or, as often, brighter: pixels to the power of ``exponent`` or of its inverse."""
    power = exponent if random.random() < 0.5 else 1 / exponent
    return _grey(255 * (face / 255) ** power)


def noise(face: Face, deviation: float, random: np.random.Generator) -> Face:
    """Return the face with normal noise of a standard deviation in grey levels."""
    return _grey(face + random.normal(0, deviation, face.shape))


def jpeg(face: Face, quality: float, _: np.random.Generator) -> Face:
    """Return the face as JPEG leaves it."""
    encoded = cv2.imencode(".jpg", face, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])[1]
    return _grey(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE))


def jitter(face: Face, extent: float, random: np.random.Generator) -> Face:
    """Return the face moved by ``extent`` of its side and larger or smaller by as much; edges are mirrored."""
    angle = random.uniform(0, 2 * np.pi)
    zoom = 1 + extent if random.random() < 0.5 else 1 / (1 + extent)
    centre, shift = (len(face) - 1) / 2, extent * len(face) / np.sqrt(2)
    offsets = centre * (1 - zoom) + shift * np.array([np.cos(angle), np.sin(angle)])
    matrix = np.array([[zoom, 0, offsets[0]], [0, zoom, offsets[1]]], np.float32)
    return _grey(cv2.warpAffine(face, matrix, face.shape[::-1], borderMode=cv2.BORDER_REFLECT_101))


def occlusion(face: Face, share: float, random: np.random.Generator) -> Face:
    """Return the face under an even ellipse that is ``share`` of the picture, such as a hand or a cup."""
    aspect = np.exp(random.uniform(-0.5, 0.5))
    radius = np.sqrt(share * face.size / np.pi)
    x, y = (int(place) for place in random.uniform(6, len(face) - 6, 2))
    axes = round(radius * aspect), round(radius / aspect)
    angle, grey = random.uniform(0, 180), int(random.uniform(60, 200))
    return _grey(cv2.ellipse(face.copy(), (x, y), axes, angle, 0, 360, grey, -1))


CORRUPTIONS: Final = (
    Corruption("blur", blur, (0.6, 1.0, 1.5), "pixels"),
    Corruption("few pixels", few_pixels, (32, 24, 16), "pixels wide"),
    Corruption("gamma", gamma, (1.4, 1.8, 2.4), ""),
    Corruption("noise", noise, (8, 14, 22), "grey levels"),
    Corruption("JPEG", jpeg, (40, 20, 10), "quality"),
    Corruption("jitter", jitter, (0.05, 0.10, 0.15), "of the side"),
    Corruption("occlusion", occlusion, (0.05, 0.10, 0.18), "of the picture"),
)


def corrupted(faces: NDArray[np.uint8]) -> Iterator[tuple[Corruption, float, NDArray[np.uint8]]]:
    """Yield every corruption at every strength, and ``faces``, uint8 (n, 48, 48), under it."""
    for kind, corruption in enumerate(CORRUPTIONS):
        for level, strength in enumerate(corruption.strengths):
            random = np.random.default_rng([kind, level])
            yield corruption, strength, np.stack([corruption.apply(face, strength, random) for face in faces])


def _grey(pixels: NDArray[Any]) -> Face:
    return np.clip(np.round(pixels), 0, 255).astype(np.uint8)
