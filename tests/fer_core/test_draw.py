import numpy as np
import pytest

from fer_core.draw import annotate, annotate_enlarged, colour_bgr
from fer_core.emotions import COLOURS, EMOTIONS, LABELS, Label
from fer_core.results import FaceResult
from tests.stand_ins import probabilities_for


def face(box: tuple[int, int, int, int], label: Label = "happy") -> FaceResult:
    is_uncertain = label == "uncertain"
    winner = EMOTIONS.index("happy" if is_uncertain else label)
    return FaceResult(1, box, probabilities_for(winner), agreement=1.0, is_uncertain=is_uncertain)


def has_colour(picture: np.ndarray, label: Label = "happy") -> np.ndarray:
    return (picture == colour_bgr(label)).all(axis=2)


@pytest.mark.parametrize("label", ["happy", "uncertain"])
def test_original_is_untouched_and_box_has_the_colour_of_the_label(label):
    image = np.full((240, 320, 3), 40, np.uint8)
    image.flags.writeable = False
    picture = annotate(image, [face((100, 80, 60, 60), label)])
    assert (image == 40).all()
    assert has_colour(picture, label)[100, 100]
    assert has_colour(picture, label)[139, 130]
    assert (picture[110, 130] == 40).all()


def test_no_faces_gives_an_equal_copy():
    image = np.full((20, 30, 3), 7, np.uint8)
    picture = annotate(image, [])
    assert picture is not image
    assert np.array_equal(picture, image)


@pytest.mark.parametrize("box", [(0, 0, 50, 50), (590, 0, 50, 50), (-30, -30, 80, 80), (600, 440, 100, 100)])
def test_label_plate_stays_whole_at_every_edge(box):
    def area(box):
        plate = has_colour(annotate(np.zeros((480, 640, 3), np.uint8), [face(box)]))
        return (np.lib.stride_tricks.sliding_window_view(plate, (3, 3)).all(axis=(2, 3))).sum()

    assert area(box) > 0.85 * area((300, 200, 50, 50))


@pytest.mark.parametrize("shape", [(1, 1), (5, 200), (200, 5), (48, 48)])
@pytest.mark.parametrize("label", LABELS)
def test_tiny_pictures_do_not_fail(shape, label):
    assert annotate(np.zeros((*shape, 3), np.uint8), [face((0, 0, *shape[::-1]), label)]).shape == (*shape, 3)


def test_lines_and_text_grow_with_the_picture():
    def share(size):
        image = np.zeros((size, size, 3), np.uint8)
        quarter = size // 4
        return has_colour(annotate(image, [face((quarter, quarter, 2 * quarter, 2 * quarter))])).mean()

    assert share(1920) == pytest.approx(share(480), rel=0.5)


@pytest.mark.parametrize("background", [*COLOURS.values(), "#000000", "#FFFFFF"])
@pytest.mark.parametrize("label", LABELS)
def test_text_stands_out_from_its_plate_on_any_background(background, label):
    red, green, blue = bytes.fromhex(background[1:])
    image = np.full((480, 640, 3), (blue, green, red), np.uint8)
    picture = annotate(image, [face((200, 200, 100, 100), label)])
    plate = picture[175:200, 200:330].astype(float) @ (0.114, 0.587, 0.299)
    colour = np.dot(colour_bgr(label), (0.114, 0.587, 0.299))
    assert abs(plate - colour).max() > 90
    # The dark rim is there even where the background has the colour of the box.
    assert (picture[195:205, 250] == 0).all(axis=1).any() or background == "#000000"


@pytest.mark.parametrize(
    "image",
    [np.zeros((5, 5), np.uint8), np.zeros((5, 5, 4), np.uint8), np.zeros((5, 5, 3)), np.zeros((0, 5, 3), np.uint8)],
)
def test_other_arrays_are_refused(image):
    with pytest.raises(ValueError, match="expected a uint8 picture"):
        annotate(image, [])


def test_face_crops_are_enlarged_for_a_readable_label():
    picture = annotate_enlarged(np.full((48, 48, 3), 9, np.uint8), [face((0, 0, 48, 48))])
    assert picture.shape == (240, 240, 3)
    assert has_colour(picture)[239, 120]
    assert annotate_enlarged(np.zeros((300, 200, 3), np.uint8), []).shape == (300, 200, 3)


def test_a_small_face_in_a_large_picture_has_a_small_label():
    def plate_height(side):
        picture = annotate(np.zeros((1500, 2000, 3), np.uint8), [face((900, 700, side, side))])
        return has_colour(picture)[: 700 - 8, 900 + 2].sum()

    assert plate_height(60) < 25
    assert plate_height(150) > 1.5 * plate_height(60)
    assert plate_height(600) == plate_height(900)


def test_no_label_hides_a_face_or_another_label_in_a_crowd():
    faces = [face((60 + 110 * (i % 8), 80 + 100 * (i // 8), 60, 60), LABELS[i % 8]) for i in range(48)]
    image = np.full((800, 960, 3), 1, np.uint8)
    picture = annotate(image, faces)
    for each in faces:
        x, y, width, height = each.box_xywh
        assert (picture[y + 10 : y + height - 10, x + 10 : x + width - 10] == 1).all()


def test_where_a_caption_has_no_room_the_emotion_alone_is_written():
    def plate_width(faces):
        picture = annotate(np.zeros((102, 400, 3), np.uint8), faces)
        return has_colour(picture, "sad")[:38].any(axis=0).sum()

    between = face((170, 40, 60, 60), "sad")
    crowd = [face((x, 20, 60, 80)) for x in (115, 225)]
    assert 0 < plate_width([*crowd, between]) < plate_width([between])
