"""A field for one setting, which it shows and changes at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, SignalInstance, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSizePolicy, QSpinBox, QWidget

from app.services.setting import Setting
from app.services.settings import Settings
from app.widgets.keys import pressed_by_keys

_WIDTH: Final = 220


def setting_word(text: str) -> str:
    """Return a word of the table of settings in the user's language."""
    return QCoreApplication.translate("Settings", text) if text else ""


@dataclass(frozen=True, slots=True, eq=False)
class _Control:
    """A widget, how to show a value in it, how to read it, and the signal that says that the user changed it."""

    widget: QWidget
    show: Callable[[Any], None]
    value: Callable[[], Any]
    edited: SignalInstance


class SettingField(QObject):
    """Joins one setting and the ``widget`` that fits its type: a list, a box to tick, a number or a line of text."""

    def __init__(self, setting: Setting[Any], settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._settings = settings
        self._control = _make_control(setting)
        self.widget = self._control.widget
        label, hint = setting_word(setting.label), setting_word(setting.hint)
        self.widget.setAccessibleName(label)
        self.widget.setAccessibleDescription(hint)
        self.widget.setToolTip(hint or label)
        self.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.widget.installEventFilter(self)
        if isinstance(self.widget, QComboBox):
            pressed_by_keys(self.widget)
        self.on_changed(setting.key)
        self._control.edited.connect(self.on_edited)
        settings.changed.connect(self.on_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let a wheel that scrolls the page pass over the field without changing it."""
        if event.type() is QEvent.Type.Wheel and not self.widget.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def on_changed(self, key: str) -> None:
        """Show the value that is kept, and whether it counts."""
        only_with = self._setting.only_with
        if only_with is not None:
            other, value = only_with
            self.widget.setEnabled(self._settings.get(other) == value)
        if key == self._setting.key:
            with QSignalBlocker(self.widget):
                self._control.show(self._settings.get(self._setting))

    @Slot()
    def on_edited(self) -> None:
        """Keep what the user has chosen."""
        self._settings.set(self._setting, self._control.value())


def _make_control(setting: Setting[Any]) -> _Control:
    if setting.choices:
        return _make_list(setting)
    if isinstance(setting.default, bool):
        box = QCheckBox(setting_word(setting.label))
        return _Control(box, box.setChecked, box.isChecked, box.toggled)
    if isinstance(setting.default, str):
        line = QLineEdit()
        return _Control(line, line.setText, lambda: line.text().strip(), line.editingFinished)
    return _make_number(setting)


def _make_list(setting: Setting[Any]) -> _Control:
    values = [value for value, _ in setting.choices]
    box = QComboBox()
    for _, name in setting.choices:
        box.addItem(setting_word(name))
    box.setMinimumWidth(_WIDTH)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # as wide as its longest choice

    def show(value: object) -> None:
        box.setCurrentIndex(values.index(value))

    return _Control(box, show, lambda: values[box.currentIndex()], box.currentIndexChanged)


def _make_number(setting: Setting[Any]) -> _Control:
    box: QSpinBox | QDoubleSpinBox
    if isinstance(setting.default, int):
        box = QSpinBox(minimum=int(setting.minimum), maximum=int(setting.maximum), singleStep=int(setting.step))
    else:
        # So many decimals that a step can be seen.
        decimals = len(f"{setting.step:.6f}".rstrip("0").partition(".")[2])
        box = QDoubleSpinBox(decimals=decimals, minimum=setting.minimum, maximum=setting.maximum)
        box.setSingleStep(setting.step)
    box.setSuffix(setting_word(setting.unit))
    box.setFixedWidth(_WIDTH)
    return _Control(box, box.setValue, box.value, box.valueChanged)
