"""The list of sources to choose from."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.i18n import QT_TRANSLATE_NOOP
from app.services.opening import OFF
from app.widgets.keys import pressed_by_keys
from fer_core.sources import DEMO, DEMO_CLASS, Camera, camera_spec


class Ask(Enum):
    """Entries that ask for something before there is a source."""

    FILE = QT_TRANSLATE_NOOP("SourcePicker", "Open file…")
    FOLDER = QT_TRANSLATE_NOOP("SourcePicker", "Open folder…")
    STREAM = QT_TRANSLATE_NOOP("SourcePicker", "Open stream…")


class SourcePicker(QComboBox):
    """Cameras by name, the demo, what is open now, and the entries that ask for more."""

    source_chosen = Signal(str)
    asked = Signal(Ask)
    opened = Signal()
    """The list was unfolded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cameras: Sequence[Camera] = ()
        self._spec = ""
        self._name = ""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        # The mouse leaves the keyboard to the page.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        pressed_by_keys(self)
        self.setAccessibleName(self.tr("Source"))
        self.setToolTip(self.tr("Where the pictures come from: a camera, the demo, a file, a folder or a stream"))
        self.activated.connect(self.on_activated)
        self._fill()

    def show_cameras(self, cameras: Sequence[Camera]) -> None:
        """List these cameras."""
        if tuple(cameras) != tuple(self._cameras):
            self._cameras = cameras
            self._fill()

    def show_current(self, spec: str, name: str) -> None:
        """Select the source that is open; one that is not in the list is added to it under ``name``."""
        if (spec, name) != (self._spec, self._name):
            self._spec = spec
            self._name = name
            self._fill()

    def showPopup(self) -> None:  # noqa: N802
        """Unfold the list."""
        self.opened.emit()
        super().showPopup()

    @Slot(int)
    def on_activated(self, index: int) -> None:
        """Report the user's choice; an entry that asks does not stay selected."""
        chosen = self.itemData(index)
        if isinstance(chosen, Ask):
            self._select_current()
            self.asked.emit(chosen)
        elif isinstance(chosen, str):
            self.source_chosen.emit(chosen)

    def _fill(self) -> None:
        self.clear()
        for camera in self._cameras:
            self.addItem(camera.name, camera_spec(camera.index))
        self.addItem(self.tr("Demo"), DEMO)
        self.addItem(self.tr("Demo of a class"), DEMO_CLASS)
        self.addItem(self.tr("Camera off (C)"), OFF)
        if self._spec and self.findData(self._spec) < 0:
            self.insertItem(0, self._name or self._spec, self._spec)
        self.insertSeparator(self.count())
        for ask in Ask:
            self.addItem(QCoreApplication.translate("SourcePicker", ask.value), ask)
        self._select_current()

    def _select_current(self) -> None:
        self.setCurrentIndex(self.findData(self._spec))
