"""Buttons of one look."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QToolButton

from app.look.line_icons import PaintIcon, draw_lines
from app.widgets.keys import press_with, pressed_by_keys

_SIGN: Final = 18
_GAP: Final = 4
"""Points between a sign and the text after it."""


def tool_button(
    text: str,
    tip: str,
    key: Qt.Key | str | None = None,
    *,
    others: Sequence[str] = (),
    sign: PaintIcon | None = None,
) -> QToolButton:
    """Return a button with a text, a tip for mouse and screen readers, a key, and a sign before the text.

    There is room for ``others``, the texts that it may get later, so that nothing beside it moves then.
    """
    button = pressed_by_keys(QToolButton())
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setText(text)
    if key is not None:
        press_with(button, key)
    if sign is not None:
        button.setIconSize(QSize(_SIGN + _GAP, _SIGN))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.installEventFilter(_SignKeeper(button, sign))
    make_room(button, text, *others)
    return button


def relabel(button: QToolButton, text: str, *, sign: PaintIcon | None = None) -> None:
    """Give a button another text, room for it, and perhaps another sign."""
    if sign is not None and (keeper := button.findChild(_SignKeeper)) is not None:
        keeper.show_sign(sign)
    if text != button.text():
        button.setText(text)
        make_room(button, text)


def make_room(button: QToolButton, *texts: str) -> None:
    """Let a button be wide enough for each of some texts, and no narrower than it is."""
    if button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull():
        return
    # The style knows how wide a button is around its text, and tells only of a button that has it.
    probe = QToolButton()
    probe.setObjectName(button.objectName())
    probe.setFont(button.font())
    probe.setIcon(button.icon())
    probe.setIconSize(button.iconSize())
    probe.setToolButtonStyle(button.toolButtonStyle())
    for text in texts:
        probe.setText(text)
        button.setMinimumWidth(max(button.minimumWidth(), probe.sizeHint().width()))


class _SignKeeper(QObject):
    """Draws the sign of a button in the colours that hold."""

    def __init__(self, button: QToolButton, sign: PaintIcon) -> None:
        super().__init__(button)
        self._button = button
        self._sign = sign
        self._draw()

    def show_sign(self, sign: PaintIcon) -> None:
        """Draw another sign."""
        if sign is not self._sign:
            self._sign = sign
            self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Draw it again in other colours."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        role, mode, state = QPalette.ColorRole, QIcon.Mode, QIcon.State
        palette = QApplication.palette()
        icon = QIcon()
        for ink, place in (
            (role.ButtonText, (mode.Normal, state.Off)),
            (role.HighlightedText, (mode.Normal, state.On)),
            (role.Mid, (mode.Disabled, state.Off)),
            (role.Mid, (mode.Disabled, state.On)),
        ):
            icon.addPixmap(draw_lines(self._sign, palette.color(ink), side=_SIGN, gap=_GAP), *place)
        self._button.setIcon(icon)
