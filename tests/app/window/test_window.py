"""The window with its threads, driven by fakes."""

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel

from app.pages.live.view_model import LiveViewModel
from app.pages.live.watchdog import Watchdog
from app.services.notice import Action
from app.services.phase import Phase
from app.widgets.source_picker import Ask
from app.window.window import MainWindow
from fer_core.errors import CameraError, ModelError
from fer_core.faces.pipeline import FacePipeline
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, failing_opener, make_face, threads_maker
from tests.stand_ins import BRIGHTNESS, BrightnessEnsemble, FixedDetector

LOST = CameraError("Camera 0 has stopped delivering pictures.")
TWO_FACES = (make_face(1, box_xywh=(4, 4, 10, 10), label="sad"), make_face(2, box_xywh=(30, 10, 30, 30)))


@pytest.fixture
def hasty():
    """Losses are noticed and retried within a fraction of a second."""
    return {"watchdog": Watchdog(stall_s=0.3, retry_s=0.3), "retry_s": 0.2}


def recording(*script, **options):
    return FakeSource(script, name="clip.mp4", is_live=False, **options)


def test_frames_are_painted_and_faces_shown(make_window, qtbot):
    window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(TWO_FACES))
    model, page = window.view_model, window.live
    qtbot.waitUntil(lambda: model.performance.latency_ms is not None and model.chosen_face is not None)
    assert page.panel.heading.text() == "Happy 70 %"
    qtbot.waitUntil(lambda: " 0.0 FPS" not in page.status.text())
    assert page.picker.currentText() == "Built-in camera"
    assert page.mirror.isChecked()
    assert page.next_face.isVisible()


def test_an_uncertain_face_is_explained_while_its_bars_stay(make_window, qtbot):
    uncertain = make_face(3, box_xywh=(30, 10, 30, 30), is_uncertain=True)
    analyzer = FakeAnalyzer([uncertain])
    window = make_window(Opener(FakeSource()), analyzer=analyzer)
    page = window.live
    qtbot.waitUntil(lambda: page.panel.heading.text() == "Uncertain")
    assert page.panel.remark.isVisible()
    assert page.panel.remark.text() == "Uncertain: no emotion is probable enough, or the networks disagree."
    page.panel.bars.describe()
    assert "happy 70 %" in page.panel.bars.accessibleDescription()
    place = page.panel.bars.geometry()
    analyzer.faces = (make_face(3, box_xywh=(30, 10, 30, 30)),)
    qtbot.waitUntil(lambda: page.panel.heading.text() == "Happy 70 %")
    assert not page.panel.remark.isVisible()
    assert page.panel.bars.geometry() == place
    analyzer.faces = ()
    qtbot.waitUntil(lambda: page.panel.heading.text() == "No face in view")
    assert not page.panel.remark.isVisible()


def test_a_click_on_a_face_chooses_it(make_window, qtbot):
    window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(TWO_FACES))
    model, video = window.view_model, window.live.video
    qtbot.waitUntil(lambda: model.chosen_face is not None)
    center = video._mapping().rect_of(TWO_FACES[0].box_xywh).center().toPoint()
    qtbot.mouseClick(video, Qt.MouseButton.LeftButton, pos=center)
    qtbot.waitUntil(lambda: window.live.panel.heading.text() == "Sad 70 %")
    qtbot.keyClick(window, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: window.live.panel.heading.text() == "Happy 70 %")
    qtbot.mouseClick(video, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert model.chosen_face.face_id == 2


def test_space_pauses_and_m_mirrors_again_and_again(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    model, page = window.view_model, window.live
    qtbot.waitUntil(lambda: model.frame is not None)
    for is_paused, caption in ((True, "Resume"), (False, "Pause"), (True, "Resume"), (False, "Pause")):
        qtbot.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: (model.is_paused, page.pause.text()) == (is_paused, caption))  # noqa: B023
    for is_mirrored in (False, True, False):
        qtbot.keyClick(window, Qt.Key.Key_M)
        qtbot.waitUntil(lambda: (model.is_mirrored, page.mirror.isChecked()) == (is_mirrored,) * 2)  # noqa: B023


def test_pause_holds_the_picture_and_says_so(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    model = window.view_model
    qtbot.waitUntil(lambda: model.frame is not None)
    qtbot.mouseClick(window.live.pause, Qt.MouseButton.LeftButton)
    qtbot.wait(100)
    held = model.frame
    qtbot.wait(200)
    assert model.frame is held
    assert window.live.video.accessibleDescription() == "Paused"
    qtbot.mouseClick(window.live.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: model.frame is not held)


def test_a_camera_that_disappears_and_returns(make_window, qtbot, hasty, gate):
    def gone():
        gate.wait(20)
        raise CameraError("gone")

    opener = Opener(FakeSource([5, LOST]), gone, FakeSource())
    window = make_window(opener, **hasty)
    model, video = window.view_model, window.live.video
    qtbot.waitUntil(lambda: model.phase is Phase.LOST)
    assert str(LOST) in video.accessibleDescription()
    assert video.grab().toImage().pixelColor(5, 5).value() < 60
    gate.set()
    qtbot.waitUntil(lambda: model.phase is Phase.PLAYING)
    qtbot.waitUntil(lambda: video.accessibleDescription() == "")
    assert len(opener.specs) == 3


def test_faces_are_read_afresh_when_a_camera_returns(make_window, qtbot, gate):
    before = FakeSource([20, gate, LOST], value=BRIGHTNESS["angry"], first_s=200.0)
    opener = Opener(before, FakeSource(value=BRIGHTNESS["surprise"]))
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector((10, 10, 30, 30)))
    window = make_window(opener, analyzer=pipeline, retry_s=0.2)
    model, seen = window.view_model, []
    model.faces_changed.connect(lambda: seen.extend(face.probabilities for face in model.faces))
    qtbot.waitUntil(lambda: window.live.panel.heading.text() == "Angry 70 %")
    gate.set()
    qtbot.waitUntil(lambda: window.live.panel.heading.text() == "Surprise 70 %")
    analysed = model.newest_analysis.count
    qtbot.waitUntil(lambda: model.newest_analysis.count > analysed + 5)
    assert opener.specs == ["camera:0", "camera:0"]
    assert window.live.banner.text == ""
    assert min(values.min() for values in seen) >= 0
    assert max(values.max() for values in seen) <= 1


def test_a_camera_that_stalls_and_goes_on(make_window, qtbot, gate):
    opener = Opener(FakeSource([5, gate, 10**9]))
    window = make_window(opener, watchdog=Watchdog(stall_s=0.3, retry_s=60.0))
    model, video = window.view_model, window.live.video
    qtbot.waitUntil(lambda: "has stopped delivering" in video.accessibleDescription())
    assert model.chosen_face is None
    gate.set()
    qtbot.waitUntil(lambda: model.phase is Phase.PLAYING and model.frame.index > 10)
    qtbot.waitUntil(lambda: video.accessibleDescription() == "" and model.chosen_face is not None)
    assert opener.specs == ["camera:0"]


def test_a_camera_that_hangs_for_ever_is_opened_anew(make_window, qtbot, hasty, gate):
    opener = Opener(FakeSource([5, gate]), FakeSource())
    window = make_window(opener, **hasty)
    model = window.view_model
    qtbot.waitUntil(lambda: model.phase is Phase.LOST)
    qtbot.waitUntil(lambda: model.phase is Phase.PLAYING)
    assert opener.specs == ["camera:0", "camera:0"]
    gate.set()


def test_without_a_camera_the_demo_plays_under_a_banner(make_window, qtbot):
    opener = Opener(
        recording(10**6), notice=CameraError("No camera was found, so Emolens shows its demo."), spec="demo"
    )
    window = make_window(opener, source="auto", cameras=())
    page = window.live
    qtbot.waitUntil(lambda: page.banner.text != "")
    assert page.banner.text == "No camera was found, so Emolens shows its demo."
    assert page.picker.currentText() == "Demo"
    assert not page.mirror.isChecked()
    page.banner.dismissed.emit()
    assert page.banner.text == ""


def test_a_bad_source_is_told_and_the_next_one_plays(make_window, qtbot):
    window = make_window(failing_opener("There is no 'x.mp4'."), source="x.mp4")
    page = window.live
    qtbot.waitUntil(lambda: page.banner.text == "There is no 'x.mp4'.")
    assert page.banner.property("problem") is True
    assert "Choose another source" in page.video.accessibleDescription()
    window.view_model._threads._opener = Opener(FakeSource())
    page.picker.source_chosen.emit("camera:0")
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    assert page.banner.text == ""


def test_a_recording_can_be_played_again(make_window, qtbot):
    opener = Opener(recording(3), recording(10**6))
    window = make_window(opener, source="clip.mp4")
    page = window.live
    qtbot.waitUntil(lambda: page.banner.text == "clip.mp4 has ended.")
    assert page.pause.text() == "Play"
    page.banner.buttons[Action.REPLAY].click()
    qtbot.waitUntil(lambda: window.view_model.phase is Phase.PLAYING)
    assert page.banner.text == ""
    assert opener.specs == ["clip.mp4", "clip.mp4"]


def test_damaged_models_are_told_and_the_video_goes_on(make_window, qtbot):
    window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(error=ModelError("The models are damaged.")))
    qtbot.waitUntil(lambda: window.live.banner.text == "The models are damaged.")
    frame = window.view_model.frame
    qtbot.waitUntil(lambda: window.view_model.frame is not frame)
    assert window.live.panel.heading.text() == "No analysis"


@pytest.mark.parametrize(
    ("ask", "signal", "answer", "spec"),
    [
        (Ask.FILE, "fileSelected", "/v/a.mp4", "/v/a.mp4"),
        (Ask.FILE, "fileSelected", None, None),
        (Ask.FOLDER, "fileSelected", "/v", "/v"),
        (Ask.STREAM, "textValueSelected", " rtsp://host/a ", "rtsp://host/a"),
        (Ask.STREAM, "textValueSelected", None, None),
    ],
)
def test_dialogs_open_what_was_chosen(make_window, ask, signal, answer, spec):
    opener = Opener(FakeSource)
    window = make_window(opener)
    window.live.picker.asked.emit(ask)
    dialog = window.live.findChild(QDialog)
    if answer is not None:
        getattr(dialog, signal).emit(answer)
    dialog.reject()
    assert window.view_model.spec == (spec or "camera:0")


def test_unfolding_the_list_looks_for_cameras_again(make_window, qtbot):
    listed = []
    window = make_window(Opener(FakeSource()))
    window.view_model._threads._lister = lambda: listed.append(True) or ()
    window.live.picker.showPopup()
    qtbot.waitUntil(lambda: listed == [True])
    qtbot.waitUntil(lambda: window.live.picker.itemText(0) == "Fake camera")
    window.live.picker.hidePopup()


def test_damaged_settings_are_told_in_the_bar(make_window, tmp_path):
    path = tmp_path / "settings" / "Emolens" / "Emolens.ini"
    path.parent.mkdir(parents=True)
    path.write_text("[live]\nsmoothing_s=warm\n")
    window = make_window(Opener(FakeSource()))
    assert window.problem_bar.isVisible()
    assert any("Emolens.damaged-1.ini" in label.text() for label in window.problem_bar.findChildren(QLabel))


def test_slow_analysis_does_not_slow_the_video(make_window, qtbot):
    gate = Event()
    window = make_window(Opener(FakeSource(fps=60.0)), analyzer=FakeAnalyzer(TWO_FACES, gate=gate))
    painted = []
    window.live.video.painted.connect(painted.append)
    qtbot.waitUntil(lambda: len(painted) > 40)
    assert window.view_model.chosen_face is None
    gate.set()
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)


def test_a_flood_of_frames_does_not_pile_up(make_window, qtbot):
    window = make_window(Opener(FakeSource(fps=1000.0)))
    performance = window.view_model.performance
    qtbot.wait(1000)
    # Frames that pile up would come later and later.
    qtbot.waitUntil(lambda: performance.latency_ms is not None and performance.latency_ms < 100)


def test_closing_while_everything_is_still_opening(qapp):
    window = MainWindow("camera:0", view_model=LiveViewModel(make_threads=threads_maker(Opener(FakeSource()))))
    window.show()
    window.close()
    qapp.processEvents()
    assert not window.isVisible()


def test_full_screen_and_back(make_window, qtbot):
    window = make_window(Opener(FakeSource()))
    window.on_full_screen()
    assert window.isFullScreen()
    window.on_full_screen()
    assert not window.isFullScreen()


def test_widgets_have_names_for_screen_readers(make_window):
    page = make_window(Opener(FakeSource())).live
    for widget in (page.picker, page.video, page.panel.bars, page.status):
        assert widget.accessibleName()
    for widget in (page.pause, page.mirror, page.next_face, page.picker, page.video, page.status):
        assert widget.toolTip()


def test_the_empty_video_is_dark(make_window, gate):
    page = make_window(Opener(FakeSource([gate]))).page
    assert page.video.accessibleDescription() == "Opening…"
    assert page.video.grab().toImage().pixelColor(2, 2) == QColor("#14171a")
    gate.set()
