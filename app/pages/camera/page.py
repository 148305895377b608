"""The camera page: a check of all cameras, what it found, and a report to copy."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app.pages.camera.cards import CameraCards, states_of
from app.pages.camera.notes import NoteList
from app.pages.camera.table import AttemptTable, camera_name, size_text
from app.pages.camera.view_model import CameraViewModel, Stage
from app.services.settings import Settings
from app.services.window_settings import HAS_CHECKED_CAMERAS
from app.widgets.page import Page
from app.widgets.tool_button import tool_button


class CameraPage(Page):
    """Shows a ``CameraViewModel`` and passes on what the user does; at the first visit the check begins by itself."""

    def __init__(self, view_model: CameraViewModel, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._view_model = view_model
        view_model.setParent(self)
        heading = QLabel(self.tr("Camera check"))
        heading.setObjectName("heading")
        self.check = tool_button(self.tr("Check cameras"), self.tr("Try every camera in every way (F5)"), "F5")
        self.cancel = tool_button(self.tr("Cancel"), self.tr("End the check; what was found is kept (Esc)"), "Esc")
        copy_tip = self.tr("Copy the findings as text for a bug ticket (Ctrl+Shift+C)")
        self.copy = tool_button(self.tr("Copy report"), copy_tip, "Ctrl+Shift+C")
        self.status = QLabel(wordWrap=True)
        self.status.setAccessibleName(self.tr("Status"))
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setMaximumHeight(8)
        self.cards = CameraCards()
        self.notes = NoteList()
        self.details = tool_button(self.tr("Details"), self.tr("Show or hide every attempt in a table"))
        self.details.setCheckable(True)
        self.details.toggled.connect(self.on_changed)
        self.table = AttemptTable()

        controls = QHBoxLayout()
        controls.addWidget(heading)
        controls.addStretch(1)
        for button in (self.check, self.cancel, self.copy):
            controls.addWidget(button)
        layout = self.column()
        layout.addLayout(controls)
        layout.addWidget(self.status)
        layout.addWidget(self.progress)
        layout.addWidget(self.cards)
        layout.addWidget(self.notes)
        layout.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.table)
        layout.addStretch(1)

        self.check.clicked.connect(view_model.start)
        self.cancel.clicked.connect(view_model.cancel)
        self.copy.clicked.connect(self.on_copy)
        view_model.changed.connect(self.on_changed)
        view_model.frame_changed.connect(self.on_frame_changed)
        self.on_changed()

    def enter(self) -> None:
        """Begin the check at the first visit, unless it would end a recording."""
        if not self._settings.get(HAS_CHECKED_CAMERAS):
            self._view_model.start()
            self._settings.set(HAS_CHECKED_CAMERAS, self._view_model.is_busy)

    def shut(self) -> None:
        """Stop the check."""
        self._view_model.close()

    @Slot()
    def on_changed(self) -> None:
        """Show how far the check is and what it found."""
        model = self._view_model
        self.check.setEnabled(not model.is_busy)
        self.cancel.setEnabled(model.stage in (Stage.WAITING, Stage.RUNNING))
        self.copy.setEnabled(bool(model.report))
        self.status.setText(self._status())
        self.progress.setVisible(model.is_busy)
        step = model.step
        self.progress.setRange(0, step.total if step else 0)
        self.progress.setValue(step.done if step else 0)
        self.cards.show_states(states_of(model.findings))
        self.notes.setVisible(bool(model.explanations))
        self.notes.show_explanations(model.explanations)
        attempts = model.findings.attempts if model.findings else ()
        self.details.setVisible(bool(attempts))
        self.table.setVisible(bool(attempts) and self.details.isChecked())
        self.table.show_attempts(attempts)

    @Slot()
    def on_frame_changed(self) -> None:
        """Show what cameras see now, while somebody looks."""
        if self.isVisible():
            for state in self.cards.states:
                if (frame := self._view_model.frame_of(state.camera)) is not None:
                    self.cards.show_frame(state.camera.index, frame.image_bgr)

    @Slot()
    def on_copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._view_model.report)
        self.status.setText(
            self.tr(
                "The report is on the clipboard. Your login name and your paths are left out; look at camera names."
            )
        )

    def _status(self) -> str:
        model = self._view_model
        if model.stage is Stage.READY:
            return self.tr(
                "Tries every camera of this computer at several sizes, counts the pictures that really come, and says "
                "what to do where none come. Pictures are counted and the last one is shown small; none is kept. The "
                "check takes about ten seconds "
                "for a camera, during which the Live page shows its demo."
            )
        if model.stage is Stage.REFUSED:
            return self.tr("The Live page is recording. Stop that first, then check the cameras.")
        if model.stage is Stage.DONE:
            if model.findings is None:
                return ""
            return self.tr("Done.") if model.findings.is_complete else self.tr("Cancelled; this was found until then.")
        lines = [self._activity()]
        if model.has_borrowed:
            lines.append(self.tr("The Live page shows its demo until the check is over."))
        return "\n".join(lines)

    def _activity(self) -> str:
        model, step = self._view_model, self._view_model.step
        if model.stage is Stage.WAITING:
            return self.tr("Waiting for the Live page to let go of its camera…")
        if model.stage is Stage.STOPPING:
            return self.tr("Stopping…")
        if step is None:
            return self.tr("Looking for cameras…")
        text = self.tr("Attempt {number} of at most {total}: {camera}, {backend}, {size}").format(
            number=step.done + 1,
            total=step.total,
            camera=camera_name(step.camera),
            backend=step.backend,
            size=size_text(step.wanted_wh),
        )
        if model.seconds_left is not None:
            text += self.tr(" · about {seconds} s left").format(seconds=f"{model.seconds_left:.0f}")
        return text
