"""How well one colour stands out from another."""


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, from 1 to 21, of two colours ``#rrggbb``; text needs 4.5."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    shares = [channel / 255 for channel in bytes.fromhex(colour.removeprefix("#"))]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * value for weight, value in zip(weights, linear, strict=True))
