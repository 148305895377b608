"""The table of all attempts."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.i18n import QT_TRANSLATE_NOOP
from fer_core.camera_check.findings import Attempt, Outcome
from fer_core.sources import Camera

_OUTCOMES: Final[dict[Outcome, str]] = {
    Outcome.WORKS: QT_TRANSLATE_NOOP("CameraCheck", "works"),
    Outcome.CLOSED: QT_TRANSLATE_NOOP("CameraCheck", "does not open"),
    Outcome.EMPTY: QT_TRANSLATE_NOOP("CameraCheck", "no picture"),
    Outcome.HUNG: QT_TRANSLATE_NOOP("CameraCheck", "no answer"),
    Outcome.CRASHED: QT_TRANSLATE_NOOP("CameraCheck", "crashed"),
}


class AttemptTable(QTableWidget):
    """A row for every attempt: what was asked for, what came of it, and how fast."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = (
            (self.tr("Camera"), self.tr("The name that its driver gives it, and its number")),
            (self.tr("Interface"), self.tr("The part of OpenCV and of the system that pictures come through")),
            (self.tr("Asked for"), self.tr("Width and height that the camera was asked for, in pixels")),
            (self.tr("Result"), self.tr("What came of the attempt")),
            (self.tr("Size"), self.tr("Width and height of the pictures that came, in pixels")),
            (self.tr("FPS"), self.tr("Pictures a second, counted during two seconds")),
            (self.tr("Claimed"), self.tr("Pictures a second that the driver claims")),
            (self.tr("Read"), self.tr("How long a read takes: median, and the slowest, in milliseconds")),
        )
        self.setColumnCount(len(self._columns))
        for column, (title, tip) in enumerate(self._columns):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            self.setHorizontalHeaderItem(column, item)
        self.setAccessibleName(self.tr("Attempts"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        header.setHighlightSections(False)

    def show_attempts(self, attempts: tuple[Attempt, ...]) -> None:
        """List these attempts."""
        self.setRowCount(len(attempts))
        for row, attempt in enumerate(attempts):
            for column, text in enumerate(_texts(attempt)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column >= 4:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        # No taller than its rows: the explanations need the place.
        rows = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setMaximumHeight(rows + 2 * self.frameWidth())


def _texts(attempt: Attempt) -> tuple[str, ...]:
    camera = f"{attempt.camera.index}: {camera_name(attempt.camera)}"
    asked = (camera, attempt.backend, size_text(attempt.wanted_wh), outcome_word(attempt.outcome))
    if (measured := attempt.measured) is None:
        return (*asked, "–", "–", "–", "–")
    return (
        *asked,
        size_text(measured.size_wh),
        f"{measured.fps:.1f}",
        f"{measured.claimed_fps:.0f}" if measured.claimed_fps > 0 else "–",
        f"{measured.read_ms:.0f} / {measured.slowest_read_ms:.0f} ms",
    )


def camera_name(camera: Camera) -> str:
    """Return what to call a camera: as its driver does, or by its number."""
    if camera.name == f"Camera {camera.index}":
        return QCoreApplication.translate("CameraCheck", "Camera {number}").format(number=camera.index)
    return camera.name


def size_text(size_wh: tuple[int, int]) -> str:
    """Write a size in pixels such as ``640×480``."""
    return f"{size_wh[0]}×{size_wh[1]}"


def outcome_word(outcome: Outcome) -> str:
    """Return what to call the outcome of an attempt."""
    return QCoreApplication.translate("CameraCheck", _OUTCOMES[outcome])
