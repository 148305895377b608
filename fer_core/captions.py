"""What is written at a face, and in which ink."""

from fer_core.results import FaceResult


def caption_of(face: FaceResult) -> str:
    """Write a face's winning emotion and its probability, such as ``happy 87 %``, or only ``uncertain``."""
    return face.label if face.is_uncertain else f"{face.label} {percent(face.confidence)}"


def percent(share: float) -> str:
    """Write a share from 0 to 1 as whole percent, such as ``87 %``."""
    return f"{share * 100:.0f} %"


def ink_on(background: str) -> str:
    """Return black or white, whichever has more contrast to a colour (WCAG 2.1); all colours are ``#RRGGBB``."""
    red, green, blue = (_linear(channel / 255) for channel in bytes.fromhex(background.removeprefix("#")))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # Here both inks have the same contrast: (L + 0.05) / 0.05 = 1.05 / (L + 0.05).
    return "#000000" if luminance > 0.179 else "#FFFFFF"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
