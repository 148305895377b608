"""What somebody sees who opens Emolens for the first time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.widgets.tool_button import tool_button


class Welcome(QScrollArea):
    """Three steps before the first picture: the camera, what a reading is, and that nothing leaves the computer."""

    camera_asked = Signal()
    demo_asked = Signal()
    check_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Welcome"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.camera = tool_button(self.tr("Start the camera"), self.tr("Open the first camera and read faces"))
        self.camera.setObjectName("primary")
        self.demo = tool_button(self.tr("Try the demo"), self.tr("See a film of a face instead of a camera"))
        self.check = tool_button(
            self.tr("Check my camera"), self.tr("See whether the camera works, and what to do where it does not")
        )
        self.camera.clicked.connect(self.camera_asked)
        self.demo.clicked.connect(self.demo_asked)
        self.check.clicked.connect(self.check_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(620)
        title = QLabel(self.tr("Welcome to Emolens"))
        title.setObjectName("heading")
        steps = QGridLayout()
        steps.setHorizontalSpacing(14)
        steps.setVerticalSpacing(10)
        steps.setColumnStretch(1, 1)
        for row, text in enumerate(
            (
                self.tr(
                    "Sit before the camera, in the light. It starts when you press the button, and C switches it off."
                ),
                self.tr(
                    "You see how an expression looks to networks that learned from labels of photographs, not what a "
                    "person feels. They are often wrong: don't use them to judge anybody."
                ),
                self.tr("Nothing leaves this computer, and nothing is kept unless you record or save it (R, S)."),
            )
        ):
            number = QLabel(str(row + 1))
            number.setObjectName("heading")
            steps.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            steps.addWidget(QLabel(text, wordWrap=True), row, 1)
        buttons = QHBoxLayout()
        for button in (self.camera, self.demo, self.check):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(16)
        inside.addWidget(title)
        inside.addLayout(steps)
        inside.addLayout(buttons)
        ground = QWidget()
        # An alignment would give the card the height of its usual width, whatever width it gets.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        column = QVBoxLayout(ground)
        column.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)
        self.setWidget(ground)
