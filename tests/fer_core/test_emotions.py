import pytest

from fer_core.emotions import COLOURS, EMOTIONS, LABELS, parse_emotion


def test_classes_are_in_the_fixed_order():
    assert EMOTIONS == ("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise")
    assert LABELS[:7] == EMOTIONS
    assert LABELS[7:] == ("uncertain",)
    assert tuple(COLOURS) == LABELS
    assert len(set(COLOURS.values())) == len(LABELS)


@pytest.mark.parametrize(
    ("name", "emotion"),
    [("disgusted", "disgust"), ("Disgust", "disgust"), ("fearful", "fear"), ("surprised", "surprise"),
     ("anger", "angry"), ("sadness", "sad"), ("happiness", "happy"), (" neutral ", "neutral"), ("contempt", None)],
)  # fmt: skip
def test_both_spellings_are_understood(name, emotion):
    assert parse_emotion(name) == emotion
