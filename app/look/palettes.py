"""The colours of the window: light and dark, each also with high contrast."""

from typing import Final, TypeAlias

from PySide6.QtGui import QColor, QPalette

Role: TypeAlias = QPalette.ColorRole

HIGH: Final = 7.0
"""The contrast from which on text is easy to read for most, and edges stand out: level AAA of WCAG 2.1 (1.4.6)."""

_ROLES: Final = {
    Role.Window: ("#f3f4f5", "#26292c", "#ffffff", "#000000"),
    Role.WindowText: ("#16191b", "#eceeef", "#000000", "#ffffff"),
    Role.Base: ("#ffffff", "#1b1e20", "#ffffff", "#000000"),
    Role.AlternateBase: ("#f0f1f2", "#222527", "#f2f2f2", "#161616"),
    Role.Text: ("#16191b", "#eceeef", "#000000", "#ffffff"),
    Role.PlaceholderText: ("#63686c", "#9aa0a4", "#3a3a3a", "#d0d0d0"),
    Role.Button: ("#fafbfb", "#32363a", "#ffffff", "#000000"),
    Role.ButtonText: ("#16191b", "#eceeef", "#000000", "#ffffff"),
    Role.BrightText: ("#ffffff", "#ffffff", "#ffffff", "#ffffff"),
    Role.ToolTipBase: ("#ffffff", "#32363a", "#ffffff", "#000000"),
    Role.ToolTipText: ("#16191b", "#eceeef", "#000000", "#ffffff"),
    Role.Highlight: ("#0067a3", "#2f8fcf", "#003a75", "#8fd0ff"),
    Role.HighlightedText: ("#ffffff", "#000000", "#ffffff", "#000000"),
    Role.Accent: ("#0067a3", "#2f8fcf", "#003a75", "#8fd0ff"),
    Role.Link: ("#00609c", "#6db9ec", "#003a75", "#8fd0ff"),
    Role.LinkVisited: ("#7b4a8b", "#c9a3d6", "#4b1a66", "#e0b8f5"),
    Role.Light: ("#ffffff", "#4a4f54", "#ffffff", "#6a6a6a"),
    Role.Midlight: ("#e6e8ea", "#3b4044", "#d8d8d8", "#3a3a3a"),
    Role.Mid: ("#83888d", "#7d858b", "#4a4a4a", "#bdbdbd"),
    Role.Dark: ("#9a9fa3", "#15181a", "#4a4a4a", "#bdbdbd"),
    Role.Shadow: ("#6c7073", "#0c0e0f", "#4a4a4a", "#bdbdbd"),
}
"""The colours of light, dark, light with high contrast, and dark with high contrast."""

_DISABLED: Final = ("#9a9a9a", "#7d7d7d", "#4a4a4a", "#bdbdbd")

_REDS: Final = (("#c62828", "#ffffff"), ("#9b0000", "#ffffff"), ("#ff9a90", "#000000"))
"""What stands for a recording, and the ink on it: usually, with high contrast on light, and on dark."""


def palette_of(theme: str, *, is_high: bool = False) -> QPalette:
    """Return the palette of the ``light`` or the ``dark`` theme, with high contrast or as usual."""
    place = (theme == "dark") + 2 * is_high
    palette = QPalette()
    for role, colours in _ROLES.items():
        palette.setColor(role, QColor(colours[place]))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[place]))
    return palette


def contrast_of(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_dark(palette: QPalette) -> bool:
    """Tell whether a palette has light words on a dark window."""
    return palette.color(Role.Window).lightness() < palette.color(Role.WindowText).lightness()


def has_high_contrast(palette: QPalette) -> bool:
    """Tell whether the words and edges of a palette stand out as much as ``HIGH`` asks."""
    pairs = ((Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.Mid, Role.Window))
    return all(contrast_of(palette.color(ink), palette.color(ground)) >= HIGH for ink, ground in pairs)


def recording_colours(palette: QPalette) -> tuple[QColor, QColor]:
    """Return the colour that stands for a recording in a window with this palette, and the ink on it."""
    place = (2 if is_dark(palette) else 1) if has_high_contrast(palette) else 0
    ground, ink = _REDS[place]
    return QColor(ground), QColor(ink)


def _luminance(colour: QColor) -> float:
    weights = ((0.2126, colour.redF()), (0.7152, colour.greenF()), (0.0722, colour.blueF()))
    return sum(weight * _linear(channel) for weight, channel in weights)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
