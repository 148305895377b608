"""The sign of every emotion, what the networks take for it, and how far that can be trusted."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from app.i18n import QT_TRANSLATE_NOOP
from app.look.emotion_icons import emotion_pixmap
from app.look.words import word_for
from app.pages.help.about import figures_of
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS, LABELS, Emotion, Label
from fer_core.networks.manifest import Manifest

_MARGIN: Final = 14
_SIDE: Final = 32

_MEANINGS: Final[dict[Label, str]] = {
    "angry": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "Lowered brows, a hard look, pressed lips or shown teeth; so do people look who concentrate, "
        "or whom the sun blinds.",
    ),
    "disgust": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "A wrinkled nose and a raised upper lip. There were few pictures of it to learn from.",
    ),
    "fear": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "Wide eyes, raised and drawn brows, a tense mouth; surprise looks much alike.",
    ),
    "happy": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "A smile. Also a polite or an embarrassed one: a smile is not a good mood.",
    ),
    "neutral": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "None of the others stands out. It does not mean that somebody feels nothing.",
    ),
    "sad": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "Drooping lids and corners of the mouth; faces that are tired, or look down, and many at rest, "
        "are taken for it.",
    ),
    "surprise": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "Raised brows, wide eyes, an open mouth; so do people look who speak or yawn.",
    ),
    "uncertain": QT_TRANSLATE_NOOP(
        "HelpSigns",
        "No emotion is probable enough, or the networks disagree. It is an answer: better none than a wrong one.",
    ),
}


class Signs(QScrollArea):
    """A row for each label: its sign, its word, what it means, and how often it was right on test images."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Signs"))
        self._pictures = {label: QLabel() for label in LABELS}
        self._limits = {label: QLabel(wordWrap=True) for label in LABELS}
        intro = self.tr(
            "A sign says what an expression looks like to networks that learned from labels of photographs. "
            "It does not say what somebody feels, or why."
        )
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        grid.setHorizontalSpacing(_MARGIN)
        grid.setColumnStretch(2, 1)
        grid.addWidget(QLabel(intro, wordWrap=True), 0, 0, 1, 3)
        for row, label in enumerate(LABELS):
            self._add_row(grid, 2 * row + 1, label)
        grid.setRowStretch(2 * len(LABELS) + 1, 1)
        self.setWidget(content)

    def draw(self) -> None:
        """Draw the signs for the present colours of the desktop."""
        for label, picture in self._pictures.items():
            picture.setPixmap(emotion_pixmap(label, size=_SIDE))

    def show_limits(self, manifest: Manifest | None) -> None:
        """Say of every emotion how often it was recognised, and what it was taken for otherwise."""
        for emotion in EMOTIONS:
            limit = _limit_of(emotion, manifest)
            self._limits[emotion].setText(limit)
            self._limits[emotion].setVisible(bool(limit))

    def _add_row(self, grid: QGridLayout, row: int, label: Label) -> None:
        top = Qt.AlignmentFlag.AlignTop
        word = QLabel(word_for(label))
        word.setObjectName("heading")
        self._limits[label].setObjectName("hint")
        grid.addWidget(self._pictures[label], row, 0, 2, 1, top)
        grid.addWidget(word, row, 1, top)
        meaning = QCoreApplication.translate("HelpSigns", _MEANINGS[label])
        grid.addWidget(QLabel(meaning, wordWrap=True), row, 2)
        grid.addWidget(self._limits[label], row + 1, 2)
        self._limits[label].hide()


def _limit_of(emotion: Emotion, manifest: Manifest | None) -> str:
    """Return a sentence from the figures on test images, empty where there are none."""
    test = figures_of(manifest, "test", "ensemble")
    place = EMOTIONS.index(emotion)
    try:
        row = [int(count) for count in test["confusion"][place]]
    except (KeyError, IndexError, TypeError, ValueError):
        return ""
    taken_for = max((other for other in range(len(row)) if other != place), key=row.__getitem__, default=place)
    if len(row) != len(EMOTIONS) or not sum(row) or not row[taken_for]:
        return ""
    text = QCoreApplication.translate(
        "HelpSigns",
        "Of {count} test images that people called so, {share} were recognised; the most frequent mistake: {other}.",
    )
    return text.format(count=sum(row), share=percent(row[place] / sum(row)), other=word_for(EMOTIONS[taken_for]))
