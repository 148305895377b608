"""The live page's column about the chosen face."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.look.words import caption_for, member_name
from app.pages.live.face_list import FaceList
from app.pages.live.view_model import LiveViewModel
from app.pages.live.wording import nobody, resting_button, resting_sign, why_tip
from app.services.settings import Settings
from app.widgets.affect_line import AffectLine
from app.widgets.member_votes import MemberVotes
from app.widgets.name_field import NameField
from app.widgets.probability_bars import ProbabilityBars
from app.widgets.tool_button import relabel, tool_button


class FacePanel(QScrollArea):
    """Heading, bars, name, evidence, resting face and the networks' votes; scrolls where there is little room."""

    def __init__(self, view_model: LiveViewModel, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._study = view_model.study
        self.heading = QLabel(wordWrap=True)
        self.heading.setObjectName("heading")
        self.title = QHBoxLayout()
        self.bars = ProbabilityBars()
        self.affect = AffectLine(settings)
        self.faces = FaceList(view_model)
        self.remark = QLabel(
            self.tr("Uncertain: no emotion is probable enough, or the networks disagree."), wordWrap=True
        )
        self.name = NameField()
        self.other = tool_button(self.tr("Someone else"), "", Qt.Key.Key_E)
        self.other.setToolTip(
            self.tr(
                "This person was out of sight and was recognised by place, size and clothes.\n"
                "If it is someone else, say so (E): the face then gets a number of its own."
            )
        )
        self.other.setWhatsThis(self.tr("Say that the chosen face was taken for another person"))
        self.why = tool_button(self.tr("Why?"), "", Qt.Key.Key_W)
        self.why.setCheckable(True)
        self.why.setWhatsThis(self.tr("Show which places of the face speak for its emotion"))
        self.resting = tool_button("", "", Qt.Key.Key_B)
        self.resting.setToolTip(
            self.tr(
                "Some faces look sad or angry at rest. Look neutral for ten seconds (B), and what\n"
                "this person's face shows at rest is taken out of its reading from then on.\n"
                "Measure it again after the face was out of sight and was not recognised."
            )
        )
        self.resting.setWhatsThis(self.tr("Measure the resting face, or forget it"))
        self.sign = QLabel(wordWrap=True)
        self.votes = MemberVotes()
        self._lay_out()
        self._connect()
        self.on_study_changed()
        self.on_faces_changed()

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Chosen face"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        for button, share in ((self.why, 1), (self.resting, 2)):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, share)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 4, 0)
        self.title.addWidget(self.heading, 1)
        column.addLayout(self.title)
        column.addWidget(self.bars, 1)
        column.addWidget(self.affect)
        column.addWidget(self.faces)
        column.addWidget(self.remark)
        naming = QHBoxLayout()
        naming.addWidget(self.name, 1)
        naming.addWidget(self.other)
        column.addLayout(naming)
        column.addLayout(buttons)
        column.addWidget(self.sign)
        column.addWidget(self.votes)
        # It comes and goes, and nothing around it moves.
        policy = self.remark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.remark.setSizePolicy(policy)
        inside = QWidget()
        inside.setLayout(column)
        self.setWidget(inside)
        self.setMinimumWidth(inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _connect(self) -> None:
        self._view_model.faces_changed.connect(self.on_faces_changed)
        self._view_model.status_changed.connect(self.on_status_changed)
        self._study.changed.connect(self.on_study_changed)
        self.name.named.connect(self._study.give_name)
        self.other.clicked.connect(self._study.tell_apart)
        self.why.clicked.connect(self._study.set_explaining)
        self.resting.clicked.connect(self._study.switch_resting)
        naming = QShortcut(QKeySequence(Qt.Key.Key_N), self)
        naming.setWhatsThis(self.tr("Name the chosen face"))
        naming.activated.connect(self.name.begin)

    @Slot()
    def on_faces_changed(self) -> None:
        """Show the newest reading of the chosen face."""
        chosen = self._view_model.chosen_face
        is_uncertain = chosen is not None and chosen.is_uncertain
        self.bars.show_probabilities(chosen.probabilities if chosen else None, has_winner=not is_uncertain)
        self.affect.show_probabilities(chosen.probabilities if chosen else None)
        self.votes.show_votes(chosen.members if chosen else None)
        self.remark.setVisible(is_uncertain)
        self.other.setVisible(chosen is not None and chosen.is_recognised)
        nothing = nobody(has_analysis_failed=self._view_model.has_analysis_failed)
        heading = caption_for(chosen).capitalize() if chosen else nothing
        if heading != self.heading.text():
            self.heading.setText(heading)

    @Slot()
    def on_study_changed(self) -> None:
        """Show name, switches and resting face as they stand."""
        study = self._study
        face_id = study.face_id if study.is_in_view else None
        self.name.show_face(face_id, "" if face_id is None else study.names.name_of(face_id), study.names.known)
        names = tuple(member_name(name) for name in study.networks.names) if study.networks else ()
        self.votes.show_names(names)
        self.why.setEnabled(study.can_explain)
        self.why.setChecked(study.is_explaining)
        self.why.setToolTip(why_tip(study))
        relabel(self.resting, resting_button(study))
        self.resting.setEnabled(study.is_in_view or study.measurement is not None)
        self.sign.setText(resting_sign(study))

    @Slot()
    def on_status_changed(self) -> None:
        """Tell screen readers how things stand."""
        self.bars.describe()
        self.votes.describe()
