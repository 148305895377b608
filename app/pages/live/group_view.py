"""The live page's class view: what the faces show together, and what there is to know before."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.look.group_words import group_limits, too_few
from app.look.line_icons import paint_group, paint_play
from app.pages.live.group_model import SPAN_S, GroupModel
from app.pages.live.recording_model import RecordingModel
from app.services.settings import Settings
from app.widgets.affect_line import AffectLine
from app.widgets.group_bars import MeanBars, ShareBar
from app.widgets.group_timeline import GroupTimeline
from app.widgets.page import scrolling
from app.widgets.tool_button import tool_button

_CARD_WIDTH: Final = 640
_WIDE: Final = 620
"""From so many pixels on, the charts stand beside each other."""


class GroupView(QStackedWidget):
    """Shows a ``GroupModel``; ``switch`` turns it on and off, but not while something is being recorded."""

    read = Signal()
    """The user has read what there is to know: the card is gone."""

    def __init__(
        self, model: GroupModel, recording: RecordingModel, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._recording = recording
        self.switch = tool_button(
            self.tr("Class"),
            self.tr("Show what all faces show together, in numbers, and no single face (G)"),
            Qt.Key.Key_G,
            sign=paint_group,
        )
        self.switch.setCheckable(True)
        self.understood = tool_button(self.tr("I have read this"), self.tr("Show the class view"))
        self.understood.setObjectName("primary")
        self.heading = QLabel(wordWrap=True)
        self.heading.setObjectName("heading")
        self.shares = ShareBar()
        self.affect = AffectLine(settings)
        self.means = MeanBars()
        self.timeline = GroupTimeline()
        self.show_video = tool_button(
            self.tr("Show video"),
            self.tr("Show or hide the video beside the numbers (V)"),
            Qt.Key.Key_V,
            sign=paint_play,
        )
        self.show_video.setCheckable(True)
        self._charts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.addWidget(self._scrolling(self._make_card()))
        self.addWidget(self._scrolling(self._make_readings()))
        self.switch.clicked.connect(model.set_on)
        self.switch.clicked.connect(self.focus_card)
        self.understood.clicked.connect(model.note_told)
        self.understood.clicked.connect(self.read)
        self.show_video.clicked.connect(model.set_video)
        model.changed.connect(self.on_changed)
        model.interval_read.connect(self.on_interval_read)
        recording.changed.connect(self.on_recording_changed)
        self.on_changed()
        self.on_recording_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the charts stand beside each other where there is room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        self._charts.setDirection(direction.LeftToRight if event.size().width() >= _WIDE else direction.TopToBottom)

    def _make_card(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(_CARD_WIDTH)
        title = QLabel(self.tr("Before you read a class"))
        title.setObjectName("heading")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 18, 22, 18)
        inside.setSpacing(12)
        inside.addWidget(title)
        for paragraph in group_limits():
            inside.addWidget(QLabel(paragraph, wordWrap=True))
        inside.addWidget(QLabel(self.tr("You find this again in Help, Class view.")))
        inside.addWidget(self.understood, 0, Qt.AlignmentFlag.AlignLeft)
        ground = QWidget()
        # Between stretches, as alignment would make it no higher than it is when it is widest.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        column = QVBoxLayout(ground)
        column.addLayout(row)
        column.addStretch(1)
        return ground

    def _make_readings(self) -> QWidget:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.show_video, 0, Qt.AlignmentFlag.AlignTop)
        minute = QVBoxLayout()
        minute.setSpacing(2)
        minute.addWidget(QLabel(self.tr("Last 60 seconds: shares, and number of faces")))
        minute.addWidget(self.timeline, 1)
        self._charts.setSpacing(16)
        self._charts.addWidget(self.means, 1)
        self._charts.addLayout(minute, 1)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 4, 0)
        column.addLayout(top)
        column.addWidget(self.shares)
        column.addWidget(self.affect)
        column.addLayout(self._charts, 1)
        return ground

    def _scrolling(self, inside: QWidget) -> QScrollArea:
        area = scrolling(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(inside.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area

    @Slot()
    def focus_card(self) -> None:
        """Give the keyboard to the button of the card while that is shown."""
        if self.understood.isVisible():
            self.understood.setFocus()

    @Slot()
    def on_changed(self) -> None:
        """Show the switches as they stand, and what there is to know as long as it was not read."""
        self.switch.setChecked(self.model.is_on)
        self.show_video.setChecked(self.model.shows_video)
        self.setCurrentIndex(int(self.model.is_told))
        self.on_interval_read()

    @Slot()
    def on_interval_read(self) -> None:
        """Show the newest interval."""
        newest = self.model.newest
        reading = None if newest is None else newest.reading
        if newest is None:
            self.heading.setText(self.tr("No reading yet"))
        elif reading is None:
            self.heading.setText(too_few(self.model.least))
        else:
            text = self.tr("{count} faces, {uncertain} of them uncertain")
            self.heading.setText(text.format(count=reading.faces, uncertain=reading.uncertain))
        self.shares.show_shares(None if reading is None else reading.shares)
        self.means.show_means(None if reading is None else reading.means, None if reading is None else reading.spreads)
        self.affect.show_probabilities(None if reading is None else reading.means)
        minute = self.model.last_minute()
        self.timeline.show_table(minute, interval_s=self.model.interval_s, span_s=(-SPAN_S, 0.0))

    @Slot()
    def on_recording_changed(self) -> None:
        """Leave the kind of view alone while it is being recorded."""
        self.switch.setEnabled(not self._recording.is_recording)
