"""The menu of what was opened last."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, Signal, Slot
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QWidget

from app.services.threads import Background
from app.window.recent import Kind, RecentSources, kind_of, short_name


class RecentMenu(QMenu):
    """Lists ``recent``; what is no longer there turns grey once a thread has looked, as drives may be slow."""

    chosen = Signal(str)

    def __init__(self, recent: RecentSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._recent = recent
        self._background = Background(parent=self)
        self.triggered.connect(self.on_triggered)
        self.aboutToShow.connect(self.on_about_to_show)
        self._clear = QAction(self.tr("Forget these"), recent)
        self._clear.triggered.connect(recent.clear)
        # An empty menu would not unfold, and its own actions go when it is filled.
        self.addAction(self._clear)

    def shut(self) -> None:
        """Wait for the thread that looks, for at most two seconds."""
        self._background.close()

    @Slot()
    def on_about_to_show(self) -> None:
        """List what is known, and look in the background whether it is still there."""
        self.clear()
        specs = self._recent.specs
        for spec in specs:
            action = self.addAction(short_name(spec).replace("&", "&&"))
            action.setData(spec)
            action.setToolTip(spec)
        if not specs:
            self.addAction(self.tr("Nothing was opened yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(self._clear)
        if not self._background.is_running("recent"):
            self._background.start("recent", partial(_kinds, specs), self.on_looked)

    @Slot(object)
    def on_looked(self, kinds: dict[str, Kind]) -> None:
        """Say what each is, and grey out what is no longer there."""
        icons = {
            Kind.RECORDING: QStyle.StandardPixmap.SP_FileDialogDetailedView,
            Kind.VIDEO: QStyle.StandardPixmap.SP_MediaPlay,
            Kind.FOLDER: QStyle.StandardPixmap.SP_DirIcon,
            Kind.STREAM: QStyle.StandardPixmap.SP_DriveNetIcon,
        }
        for action in self.actions():
            kind = kinds.get(action.data())
            if kind is Kind.MISSING:
                action.setEnabled(False)
                action.setToolTip(self.tr("{path} is no longer there").format(path=action.data()))
            elif kind is not None:
                name = short_name(action.data()).replace("&", "&&")
                action.setText(f"{name}\t{QCoreApplication.translate('Recent', kind.value)}")
                action.setIcon(self.style().standardIcon(icons[kind]))

    @Slot(QAction)
    def on_triggered(self, action: QAction) -> None:
        """Report the user's choice."""
        if isinstance(spec := action.data(), str):
            self.chosen.emit(spec)


def paint_icon(painter: QPainter) -> None:
    """Draw a clock, with the painter's pen, on a field of 28 by 28."""
    painter.drawEllipse(QPointF(14, 14), 10.5, 10.5)
    painter.drawPolyline([QPointF(14, 8), QPointF(14, 14), QPointF(18, 16.5)])


def _kinds(specs: tuple[str, ...]) -> dict[str, Kind]:
    return {spec: kind_of(spec) for spec in specs}
