"""The seven emotions of FER2013 in the one order that every array, file and chart of Emolens uses."""

from typing import Final, Literal, get_args

Emotion = Literal["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise"]

EMOTIONS: Final[tuple[Emotion, ...]] = get_args(Emotion)
"""Class names; position i is column i of every probability array."""

Label = Literal[Emotion, "uncertain"]
"""What a face is called: an emotion, or that none can be told."""

LABELS: Final[tuple[Label, ...]] = (*EMOTIONS, "uncertain")

_SYNONYMS: Final[dict[str, Emotion]] = {
    "anger": "angry",
    "disgusted": "disgust",
    "fearful": "fear",
    "happiness": "happy",
    "sadness": "sad",
    "surprised": "surprise",
}

COLOURS: Final[dict[Label, str]] = {
    "angry": "#D55E00",
    "disgust": "#009E73",
    "fear": "#CC79A7",
    "happy": "#E69F00",
    "neutral": "#8C8C8C",
    "sad": "#0072B2",
    "surprise": "#56B4E9",
    "uncertain": "#D0D0D0",
}
"""One ``#RRGGBB`` colour per label: the colour-blind-safe palette of Okabe and Ito (2008), with two greys."""


def parse_emotion(name: str) -> Emotion | None:
    """Return the emotion that a folder or column name stands for, in either Kaggle spelling, or None."""
    key = name.strip().lower()
    for emotion in EMOTIONS:
        if key == emotion:
            return emotion
    return _SYNONYMS.get(key)
