import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QDesktopServices, QPalette
from PySide6.QtWidgets import QWidget

from app.look.theme import app_icon, label_colour, text_colour_on
from app.services.notice import Action, Notice
from app.widgets.banner import Banner
from app.widgets.probability_bars import ProbabilityBars
from app.widgets.source_picker import Ask, SourcePicker
from app.widgets.video_view import VideoView
from fer_core.emotions import EMOTIONS, LABELS
from fer_core.sources import Camera, Frame
from tests.app.fakes import make_face, make_frame
from tests.contrast import contrast_ratio


@pytest.fixture
def video(qtbot):
    view = VideoView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    return view


@pytest.fixture
def bars(qtbot):
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    widget.resize(300, 350)
    return widget


def half_and_half():
    """A frame that is blue on the left and red on the right."""
    image = np.zeros((48, 64, 3), np.uint8)
    image[:, :32] = (255, 0, 0)
    image[:, 32:] = (0, 0, 255)
    return Frame(0, 0.0, 1.5, image)


def colour_at(widget, x, y):
    return widget.grab().toImage().pixelColor(x, y)


def test_the_picture_has_its_colours_and_can_be_mirrored(video):
    video.show_frame(half_and_half())
    assert (colour_at(video, 100, 240), colour_at(video, 540, 240)) == (QColor("blue"), QColor("red"))
    video.set_mirrored(True)
    assert (colour_at(video, 100, 240), colour_at(video, 540, 240)) == (QColor("red"), QColor("blue"))


def test_a_message_dims_the_picture_and_hides_the_faces(video):
    video.show_frame(make_frame(value=200))
    video.show_faces([make_face(box_xywh=(0, 0, 32, 24))], chosen_id=1)
    video.show_message("Camera lost")
    assert colour_at(video, 5, 470).value() < 80
    assert colour_at(video, 160, 239).value() < 80
    assert video.accessibleDescription() == "Camera lost"
    video.show_message("")
    assert colour_at(video, 5, 470).value() == 200


def test_an_uncertain_face_is_grey(video):
    video.show_frame(make_frame(value=0))
    face = make_face(box_xywh=(4, 20, 20, 20), is_uncertain=True)
    video.show_faces([face], chosen_id=face.face_id)
    image = video.grab().toImage()
    shades = {image.pixelColor(x, y).name() for x in range(640) for y in range(480)}
    assert label_colour("uncertain").name() in shades
    assert label_colour("happy").name() not in shades


def test_labels_stay_readable_in_the_mirror(video):
    video.show_frame(make_frame(value=0))
    video.show_faces([make_face(box_xywh=(4, 20, 20, 20))], chosen_id=1)
    video.set_mirrored(True)
    mirrored = video.grab().toImage()
    video.set_mirrored(False)
    video.show_faces([make_face(box_xywh=(64 - 24, 20, 20, 20))], chosen_id=1)
    assert video.grab().toImage() == mirrored


@pytest.mark.parametrize("box_xywh", [(0, 0, 64, 48), (60, 0, 30, 30), (-5, 40, 20, 20)])
def test_labels_stay_inside_the_picture(video, box_xywh):
    video.show_frame(make_frame(value=0))
    video.show_faces([make_face(box_xywh=box_xywh)], chosen_id=None)
    image = video.grab().toImage()
    filled = [x for x in range(640) for y in range(0, 480, 4) if image.pixelColor(x, y) == label_colour("happy")]
    assert len(filled) > 300


def test_each_frame_is_reported_once_when_it_is_painted(video, qtbot):
    painted = []
    video.painted.connect(painted.append)
    frame = half_and_half()
    video.show_frame(frame)
    video.grab()
    video.show_frame(frame)
    video.grab()
    assert painted == [1.5]
    video.show_frame(None)
    video.grab()
    assert painted == [1.5]


def test_a_click_tells_the_pixel_of_the_frame(video, qtbot):
    video.show_frame(half_and_half())
    video.set_mirrored(True)
    with qtbot.waitSignal(video.clicked) as signal:
        qtbot.mouseClick(video, Qt.MouseButton.LeftButton, pos=QPoint(100, 240))
    assert signal.args == pytest.approx([54, 24])


def test_a_click_without_a_picture_is_nothing(video, qtbot):
    with qtbot.assertNotEmitted(video.clicked):
        qtbot.mouseClick(video, Qt.MouseButton.LeftButton, pos=QPoint(100, 240))


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (640, 480)])
def test_pictures_of_any_shape_are_painted(video, size):
    video.show_frame(make_frame(size_wh=size))
    video.grab()


def test_bars_keep_the_order_and_grow_with_the_value(bars):
    bars.show_probabilities(make_face(label="sad", confidence=0.7).probabilities)
    image = bars.grab().toImage()
    widths = []
    for index, emotion in enumerate(EMOTIONS):
        y = int((index + 0.25) * 350 / 7)
        widths.append(sum(image.pixelColor(x, y) == label_colour(emotion) for x in range(300)))
    assert int(np.argmax(widths)) == EMOTIONS.index("sad")
    assert widths[EMOTIONS.index("sad")] > 10 * widths[0] > 0


def test_bars_of_an_uncertain_face_are_all_there_and_none_stands_out(bars):
    face = make_face(label="sad")
    images = []
    for has_winner in (True, False):
        bars.show_probabilities(face.probabilities, has_winner=has_winner)
        images.append(bars.grab().toImage())
    certain, uncertain = images
    row_px = 350 / 7
    sad = int((EMOTIONS.index("sad") + 0.25) * row_px)
    for image in images:
        assert sum(image.pixelColor(x, sad) == label_colour("sad") for x in range(300)) > 80
    # Only the row of the winner is painted differently.
    different = {
        int(y / row_px) for y in range(350) for x in range(300) if certain.pixel(x, y) != uncertain.pixel(x, y)
    }
    assert different == {EMOTIONS.index("sad")}


@pytest.mark.parametrize("background", ["#ffffff", "#202326"])
def test_bars_can_be_read_on_light_and_dark(bars, background):
    palette = QPalette()
    text = text_colour_on(QColor(background))
    palette.setColor(QPalette.ColorRole.Window, QColor(background))
    palette.setColor(QPalette.ColorRole.WindowText, text)
    bars.setPalette(palette)
    bars.show_probabilities(None)
    image = bars.grab().toImage()
    shades = {image.pixelColor(x, y).value() for x in range(80) for y in range(60)}
    assert max(shades) - min(shades) > 150


def test_bars_are_described_in_words(bars):
    assert bars.accessibleDescription() == "No face"
    bars.show_probabilities(make_face(confidence=0.7).probabilities)
    bars.describe()
    assert bars.accessibleDescription() == (
        "angry 5 %, disgust 5 %, fear 5 %, happy 70 %, neutral 5 %, sad 5 %, surprise 5 %"
    )


@pytest.fixture
def banner(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    widget = Banner(page)
    # The mouse, which lies in a corner, is not on it.
    widget.move(100, 200)
    page.show()
    yield widget
    page.hide()


def test_banner_shows_a_sentence_with_or_without_action(qtbot, banner):
    assert banner.text == ""
    banner.show_notice(Notice("Over.", replays=True))
    assert banner.text == "Over."
    assert not banner.buttons[Action.REPLAY].isHidden()
    with qtbot.waitSignal(banner.acted) as acted:
        banner.buttons[Action.REPLAY].click()
    assert acted.args == [Action.REPLAY]
    banner.show_notice(Notice("Bad file.", is_problem=True))
    assert all(button.isHidden() for button in banner.buttons.values())
    banner.show_notice(None)
    assert banner.text == ""


def test_what_was_written_is_opened_and_shown_from_the_banner(banner, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    banner.show_notice(Notice("Written.", path=tmp_path / "ä b.csv"))
    for action in (Action.OPEN, Action.SHOW):
        banner.buttons[action].click()
    assert opened[0] == tmp_path / "ä b.csv"
    if sys.platform.startswith("linux"):
        assert opened[1] == tmp_path


@pytest.mark.parametrize(
    ("notice", "leaves"),
    [
        (Notice("Saved."), True),
        (Notice("Saved.", path=Path("a.png")), True),
        (Notice("Removed.", undoes=True), True),
        (Notice("Broken.", is_problem=True), False),
        (Notice("Over.", replays=True), False),
        (Notice("Press it.", stays=True), False),
    ],
)
def test_what_only_informs_leaves_by_itself(banner, qtbot, monkeypatch, notice, leaves):
    monkeypatch.setattr("app.widgets.banner.READ_MS", 30)
    monkeypatch.setattr("app.widgets.banner.ACT_MS", 30)
    left = []
    banner.dismissed.connect(lambda: left.append(True))
    banner.show_notice(notice)
    qtbot.wait(150)
    assert bool(left) is leaves


@pytest.fixture
def picker(qtbot):
    widget = SourcePicker()
    qtbot.addWidget(widget)
    return widget


def entries(picker):
    return [picker.itemText(index) for index in range(picker.count()) if picker.itemText(index)]


ASKS = ["Camera off (C)", "Open file…", "Open folder…", "Open stream…"]


def test_picker_lists_cameras_by_name(picker):
    picker.show_cameras([Camera(0, "Built-in"), Camera(2, "USB camera")])
    picker.show_current("camera:2", "Camera 2")
    assert entries(picker) == ["Built-in", "USB camera", "Demo", "Demo of a class", *ASKS]
    assert picker.currentText() == "USB camera"


def test_picker_lists_what_is_open_and_selects_it(picker):
    picker.show_current("videos/a.mp4", "a.mp4")
    assert entries(picker) == ["a.mp4", "Demo", "Demo of a class", *ASKS]
    assert picker.currentText() == "a.mp4"
    picker.show_current("demo", "Demo")
    assert entries(picker) == ["Demo", "Demo of a class", *ASKS]


def test_choosing_a_camera_reports_it(picker, qtbot):
    picker.show_cameras([Camera(3, "USB camera")])
    with qtbot.waitSignal(picker.source_chosen) as signal:
        picker.activated.emit(0)
    assert signal.args == ["camera:3"]


def test_an_entry_that_asks_does_not_stay_selected(picker, qtbot):
    picker.show_current("demo", "Demo")
    index = picker.findText("Open folder…")
    picker.setCurrentIndex(index)
    with qtbot.waitSignal(picker.asked) as signal:
        picker.activated.emit(index)
    assert signal.args == [Ask.FOLDER]
    assert picker.currentText() == "Demo"


def test_every_label_colour_carries_readable_text():
    for label in LABELS:
        colour = label_colour(label)
        assert contrast_ratio(text_colour_on(colour).name(), colour.name()) >= 4.5
    assert text_colour_on(QColor("white")) == QColor("black")
    assert text_colour_on(QColor("black")) == QColor("white")


def test_the_program_has_an_icon():
    assert not app_icon().isNull()
