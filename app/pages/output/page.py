"""The output page: a switch for each way out, and what other programs must be told."""

from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.i18n import LANGUAGES, SOURCE_LANGUAGE
from app.pages.output.address_row import AddressRow
from app.pages.output.wording import hint_of, state_of, title_of
from app.services.output_settings import OSC_PORT, OUTPUT_AT_START, OUTPUT_NAMES, OUTPUT_PORT
from app.services.outputs import WEBSOCKET, Outputs
from app.services.setting import Setting
from app.services.settings import Settings
from app.widgets.keys import pressed_by_keys
from app.widgets.page import Page, scrolling
from app.widgets.tool_button import tool_button
from fer_core.output.admission import overlay_address, stream_address
from fer_core.output.sinks import OUTPUTS

_WIDTH: Final = 760
_NUMBER_WIDTH: Final = 120


class OutputPage(Page):
    """Shows ``Outputs`` and passes on what the user does."""

    def __init__(self, outputs: Outputs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outputs = outputs
        self._settings = settings
        self.switches = {name: self._switch(name) for name in OUTPUTS}
        """The switch of each way out, by its name."""
        self.states = {name: QLabel(wordWrap=True) for name in OUTPUTS}
        self.stream = AddressRow(
            self.tr("Address for programs"), self.tr("Copy the address that programs of your own connect to")
        )
        self.boxes = AddressRow(
            self.tr("Overlay with boxes"), self.tr("Copy the address of a page that shows boxes and emotions")
        )
        self.bars = AddressRow(
            self.tr("Overlay with bars"), self.tr("Copy the address of a page that shows the seven probabilities")
        )
        self.renew = tool_button(
            self.tr("New token"), self.tr("Change the addresses, so that whoever knows them must be given the new ones")
        )
        self.renew.clicked.connect(outputs.renew_token)
        self.port = self._number(OUTPUT_PORT, self.tr("Port of the WebSocket"))
        self.osc_port = self._number(OSC_PORT, self.tr("Port to which OSC goes"))
        self.names = self._tick(OUTPUT_NAMES, self.tr("Send the names that faces were given"))
        self.at_start = self._tick(OUTPUT_AT_START, self.tr("Switch on again what is on when Emolens starts"))
        self._lay_out()
        self.on_changed()
        outputs.changed.connect(self.on_changed)
        settings.changed.connect(self.on_changed)

    def enter(self) -> None:
        """Show the addresses, for which a token is made if there is none."""
        self.on_changed()

    def shut(self) -> None:
        """Close the ways out."""
        self._outputs.close()

    @Slot()
    def on_changed(self) -> None:
        """Show what is on, who receives, and the addresses."""
        outputs = self._outputs
        for name, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(outputs.is_wanted(name))
            state = state_of(outputs, name)
            self.states[name].setText(state)
            switch.setAccessibleDescription(f"{state}. {hint_of(name)}")
        for setting, tick in ((OUTPUT_NAMES, self.names), (OUTPUT_AT_START, self.at_start)):
            with QSignalBlocker(tick):
                tick.setChecked(self._settings.get(setting))
        for number, box in ((OUTPUT_PORT, self.port), (OSC_PORT, self.osc_port)):
            with QSignalBlocker(box):
                box.setValue(self._settings.get(number))
        if self.isVisible():
            port, token = outputs.port, outputs.token
            language = QLocale().name().partition("_")[0]
            words = f"&lang={language}" if language in LANGUAGES and language != SOURCE_LANGUAGE else ""
            self.stream.show_address(stream_address(port, token))
            self.boxes.show_address(overlay_address(port, token) + words)
            self.bars.show_address(overlay_address(port, token, show="bars") + words)

    def _switch(self, name: str) -> QCheckBox:
        box = pressed_by_keys(QCheckBox(title_of(name)))
        box.setToolTip(hint_of(name))
        box.toggled.connect(partial(self._outputs.switch, name))
        return box

    def _tick(self, setting: Setting[bool], text: str) -> QCheckBox:
        box = pressed_by_keys(QCheckBox(text))
        box.toggled.connect(partial(self._settings.set, setting))
        return box

    def _number(self, setting: Setting[int], title: str) -> QSpinBox:
        box = _NumberBox(minimum=int(setting.minimum), maximum=int(setting.maximum))
        box.setKeyboardTracking(False)
        box.setAccessibleName(title)
        box.setFixedWidth(_NUMBER_WIDTH)
        box.valueChanged.connect(partial(self._settings.set, setting))
        return box

    def _lay_out(self) -> None:
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(6)
        heading = QLabel(self.tr("Output"))
        heading.setObjectName("heading")
        column.addWidget(heading)
        column.addWidget(
            _hint(
                self.tr(
                    "What is read live can go to other programs on this computer. Nothing is sent before you switch it "
                    "on."
                )
            )
        )
        for name in OUTPUTS:
            column.addSpacing(8)
            column.addWidget(self.switches[name])
            column.addWidget(_hint(hint_of(name)))
            column.addWidget(self.states[name])
            if name == WEBSOCKET:
                self._add_addresses(column)
        column.addSpacing(12)
        column.addWidget(self.names)
        column.addWidget(self.at_start)
        column.addLayout(self._ports())
        column.addStretch(1)
        area = scrolling(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _add_addresses(self, column: QVBoxLayout) -> None:
        rows = (
            (self.tr("For programs"), self.stream),
            (self.tr("Overlay, boxes"), self.boxes),
            (self.tr("Overlay, bars"), self.bars),
        )
        column.addLayout(_form(*rows))
        column.addWidget(
            _hint(
                self.tr(
                    "In OBS: add a source, Browser; paste an overlay's address; give it the width and height of the "
                    "camera's source, and lay it over that. Add &mirror=1 where the camera is mirrored."
                )
            )
        )
        column.addWidget(self.renew, 0, Qt.AlignmentFlag.AlignLeft)

    def _ports(self) -> QFormLayout:
        return _form((self.tr("Port of the WebSocket"), self.port), (self.tr("Port for OSC"), self.osc_port))


class _NumberBox(QSpinBox):
    """A number that a wheel changes only where it has the focus: the page may be scrolled over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _form(*rows: tuple[str, QWidget]) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(4)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    for text, field in rows:
        label = QLabel(text)
        field.ensurePolished()
        label.setFixedHeight(field.sizeHint().height())
        form.addRow(label, field)
    return form


def _hint(text: str) -> QLabel:
    hint = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    hint.setObjectName("hint")
    return hint
