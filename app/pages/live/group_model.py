"""The group before the camera, without a widget."""

from collections import deque
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.pages.live.messages import Analysis
from app.pages.live.view_model import LiveViewModel
from app.services.group_settings import (
    GROUP_INTERVAL_S,
    GROUP_LEAST,
    IS_GROUP_TOLD,
    SHOWS_GROUP,
    SHOWS_GROUP_VIDEO,
)
from app.services.phase import Phase
from app.services.settings import Settings
from fer_core.group import GroupInterval, GroupMeter
from fer_core.recording.group_table import GroupTable, table_of

SPAN_S: Final = 60.0
"""Seconds that are remembered."""


class GroupModel(QObject):
    """What the faces of a ``LiveViewModel`` show together while the settings want a group in place of faces."""

    changed = Signal()
    """The group is wanted or no more, what there is to know has been read, or the video is shown or hidden."""
    interval_read = Signal()
    """There is another newest interval, or none."""

    def __init__(self, view_model: LiveViewModel, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._settings = settings
        self._analysis: Analysis | None = None
        self.newest: GroupInterval | None = None
        self._kept: deque[GroupInterval] = deque()
        self._meter = self._new_meter()
        view_model.faces_changed.connect(self.on_faces_changed)
        view_model.state_changed.connect(self.on_state_changed)
        settings.changed.connect(self.on_setting_changed)
        self._apply()

    @property
    def is_on(self) -> bool:
        """Whether the group is shown in place of faces."""
        return self._settings.get(SHOWS_GROUP)

    @property
    def is_told(self) -> bool:
        """Whether the user has read what there is to know; before that nothing is read."""
        return self._settings.get(IS_GROUP_TOLD)

    @property
    def shows_video(self) -> bool:
        """Whether the video is shown beside the numbers."""
        return self._settings.get(SHOWS_GROUP_VIDEO)

    @property
    def least(self) -> int:
        """The fewest faces of which anything is shown."""
        return self._meter.least

    @property
    def interval_s(self) -> float:
        """Over how many seconds faces are taken together."""
        return self._meter.interval_s

    def last_minute(self) -> GroupTable:
        """Return the intervals of the last minute, whose times count back from the end of the newest."""
        return table_of(tuple(self._kept), zero_s=self._kept[-1].end_s if self._kept else 0.0)

    @Slot(bool)
    def set_on(self, wanted: bool) -> None:
        """Show the group in place of faces, or faces again; also at the next start."""
        self._settings.set(SHOWS_GROUP, wanted)

    @Slot()
    def note_told(self) -> None:
        """Remember that the user has read what there is to know."""
        self._settings.set(IS_GROUP_TOLD, True)

    @Slot(bool)
    def set_video(self, shown: bool) -> None:
        """Show or hide the video; also at the next start."""
        self._settings.set(SHOWS_GROUP_VIDEO, shown)

    @Slot()
    def on_faces_changed(self) -> None:
        """Take in the newest analysis, once."""
        analysis = self._view_model.newest_analysis
        if analysis is None:
            self._forget()
        elif self.is_on and self.is_told and analysis is not self._analysis:
            ended = self._meter.note(analysis.result.faces, time_s=analysis.captured_at)
            if ended is not None:
                self._keep(ended)
        self._analysis = analysis

    @Slot()
    def on_state_changed(self) -> None:
        """Show nothing of a source that is gone."""
        if self._view_model.phase in (Phase.OFF, Phase.LOST, Phase.FAILED):
            self._forget()

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Go on as the user has chosen."""
        if key in (GROUP_LEAST.key, GROUP_INTERVAL_S.key):
            self._forget()
        elif key in (SHOWS_GROUP.key, IS_GROUP_TOLD.key, SHOWS_GROUP_VIDEO.key):
            if not self.is_on:
                self._forget()
            self._apply()

    def _apply(self) -> None:
        self._view_model.study.is_group = self.is_on
        self._view_model.study.hides_video = self.is_on and not (self.is_told and self.shows_video)
        self._view_model.study.changed.emit()
        self._view_model.pick_face(None)
        self._view_model.frame_changed.emit()
        self._view_model.state_changed.emit()
        self.changed.emit()

    def _keep(self, interval: GroupInterval) -> None:
        self.newest = interval
        self._kept.append(interval)
        while self._kept[0].start_s < interval.end_s - SPAN_S:
            self._kept.popleft()
        self.interval_read.emit()

    def _forget(self) -> None:
        has_news = self.newest is not None
        self.newest = None
        self._kept.clear()
        self._meter = self._new_meter()
        if has_news:
            self.interval_read.emit()

    def _new_meter(self) -> GroupMeter:
        return GroupMeter(least=self._settings.get(GROUP_LEAST), interval_s=self._settings.get(GROUP_INTERVAL_S))
