"""Colours as the settings and the desktop have them, at once."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.look.theme import apply_colours, restyle
from app.services.settings import Settings
from app.services.window_settings import CONTRAST, THEME


class Colours(QObject):
    """Paints the application anew when its colours are chosen, and when the desktop's change."""

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self._settings = settings
        self._shown = QApplication.palette().cacheKey()
        settings.changed.connect(self.on_setting_changed)
        # What a reference to the hints tells goes with it.
        self._hints = QApplication.styleHints()
        if hasattr(self._hints, "accessibility"):  # from Qt 6.10 on
            self._accessibility = self._hints.accessibility()
            self._accessibility.contrastPreferenceChanged.connect(self.apply)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the style sheet go with another palette; another style sheet changes palettes, too."""
        is_other = event.type() is QEvent.Type.PaletteChange and QApplication.palette().cacheKey() != self._shown
        if is_other and isinstance(app := QApplication.instance(), QApplication):
            self._shown = app.palette().cacheKey()
            restyle(app)
        return super().eventFilter(watched, event)

    @Slot()
    def apply(self) -> None:
        """Paint everything as the settings say."""
        if isinstance(app := QApplication.instance(), QApplication):
            apply_colours(app, self._settings.get(THEME), self._settings.get(CONTRAST))

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Let another choice of colours be seen."""
        if key in (THEME.key, CONTRAST.key):
            self.apply()
