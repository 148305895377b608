"""Videos that are analysed before they are reviewed."""

import os
import threading
from dataclasses import replace

import pytest

from app.services.detectors import method_of
from app.services.face_settings import DETECTOR, PRIOR
from fer_core.recording.info import read_info, write_info
from tests.app.fakes import FakeAnalyzer, make_face
from tests.app.pages.review.helpers import broken_models, make_video, wait_for_frame, wait_for_notice
from tests.films import number_of, numbered_pictures, write_film


def test_a_video_is_analysed_once(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    analyzer = FakeAnalyzer([make_face(box_xywh=(10, 10, 20, 20))])
    model = make_model(load=lambda: analyzer)
    model.open_video(path)
    qtbot.waitUntil(lambda: model.frame is not None)
    assert len(analyzer.times) == 30
    assert model.recording.info.video == str(path)
    assert model.recording.info.frames == 30
    assert len(model.recording.table) == 30
    model.add_marker()
    model.close()
    again = make_model(load=lambda: pytest.fail("it was analysed before"))
    again.open_video(path)
    qtbot.waitUntil(lambda: again.frame is not None)
    assert len(again.edits.markers) == 1
    assert again.recording.folder == model.recording.folder
    qtbot.waitUntil(lambda: [entry.info.source for entry in again.library.entries] == ["party.mp4"])


def test_a_phones_video_shows_at_each_moment_the_picture_that_was_analysed_then(make_model, qtbot, tmp_path):
    times_s = [number / 25 if number < 10 else 0.4 + (number - 10) * 0.5 for number in range(20)]
    film = write_film(tmp_path / "phone.mp4", numbered_pictures(20), times_s=times_s)
    analyzer = FakeAnalyzer([make_face(box_xywh=(10, 10, 20, 20))])
    model = make_model(load=lambda: analyzer)
    model.open_video(film)
    qtbot.waitUntil(lambda: model.frame is not None)
    assert analyzer.times == pytest.approx(times_s, abs=0.001)
    for number in (15, 3, 19, 10, 0):
        model.show_moment(times_s[number])
        wait_for_frame(qtbot, model, number)
        assert number_of(model.frame.image_bgr) == number
        assert model.time_s == pytest.approx(times_s[number], abs=0.001)
    model.show_moment(0.0)
    wait_for_frame(qtbot, model, 0)
    model.step(seconds=1)
    wait_for_frame(qtbot, model, 11)
    assert model.recording.duration_s == pytest.approx(times_s[-1] * 20 / 19, abs=0.01)


def test_what_an_earlier_reader_found_is_analysed_again(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    for count in (1, 2):
        model = make_model(load=FakeAnalyzer)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.frame is not None)  # noqa: B023
        folder = model.recording.folder
        assert len(list((tmp_path / "recordings").iterdir())) == count
        info = read_info(folder)
        kept = {name: value for name, value in info.settings.items() if name != "video/reader"}
        write_info(folder, replace(info, settings=kept))
        model.close()


def test_a_video_that_has_changed_is_analysed_again(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    for count in (1, 2):
        model = make_model(load=FakeAnalyzer)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.frame is not None)  # noqa: B023
        assert len(list((tmp_path / "recordings").iterdir())) == count
        os.utime(path, (1, 1))


def test_a_video_is_analysed_again_by_other_models(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    for count in (1, 2):
        model = make_model(load=FakeAnalyzer)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.frame is not None)  # noqa: B023
        folder = model.recording.folder
        assert len(list((tmp_path / "recordings").iterdir())) == count
        write_info(folder, replace(read_info(folder), models={"earlier": "ab" * 32}))


def test_a_video_is_analysed_again_with_another_prior_which_the_recording_tells(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    for count, prior in enumerate((75, 0, 0, 75)):
        analyzer = FakeAnalyzer([make_face()])
        model = make_model(load=lambda: analyzer)  # noqa: B023
        model._settings.set(PRIOR, prior)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.frame is not None)  # noqa: B023
        assert model.recording.info.settings[PRIOR.key] == prior
        assert bool(analyzer.times) == (count < 2)
        assert not analyzer.times or analyzer.options.prior == prior / 100


def test_a_video_is_analysed_again_with_another_detector_which_the_report_names(make_model, qtbot, tmp_path):
    path = make_video(tmp_path / "party.mp4")
    analyzer = FakeAnalyzer([make_face()])
    model = make_model(load=lambda: analyzer)
    for kept, name, words in (("careful", "careful", "judge"), ("upright", "haar", "Haar")):
        model._settings.set(DETECTOR, kept)
        model.open_video(path)
        qtbot.waitUntil(lambda: model.recording is not None and model.tasks.progress is None)
        assert analyzer.options.detector == name
        assert words.lower() in method_of(model.recording.info.settings).lower()
    assert len(list((tmp_path / "recordings").iterdir())) == 2


def test_an_analysis_shows_how_far_it_is_and_can_be_given_up(make_model, qtbot, tmp_path, gate):
    path = make_video(tmp_path / "long.mp4", 200)
    model = make_model(load=lambda: FakeAnalyzer(delay_s=0.02, gate=gate, free=20))
    model.open_video(path)
    qtbot.waitUntil(lambda: model.tasks.progress.done > 5)
    progress = model.tasks.progress
    assert progress.total == 200
    assert progress.rate > 0
    assert progress.left_s > 0
    model.tasks.cancel()
    gate.set()
    qtbot.waitUntil(lambda: model.tasks.progress is None)
    assert model.recording is None
    assert model.tasks.notice is None
    assert list((tmp_path / "recordings").iterdir()) == []


def test_closing_ends_an_analysis(make_model, qtbot, tmp_path, gate):
    model = make_model(load=lambda: FakeAnalyzer(delay_s=0.02, gate=gate, free=20))
    model.open_video(make_video(tmp_path / "long.mp4", 200))
    qtbot.waitUntil(lambda: model.tasks.progress.done > 2)
    threading.Timer(0.2, gate.set).start()
    model.close()
    assert list((tmp_path / "recordings").iterdir()) == []


def test_one_long_work_at_a_time(make_model, qtbot, tmp_path, folder):
    model = make_model(load=lambda: FakeAnalyzer(delay_s=0.01))
    model.open_video(make_video(tmp_path / "long.mp4", 200))
    model.open_recording(folder)
    assert "Wait until" in model.tasks.notice.text
    model.tasks.cancel()
    qtbot.waitUntil(lambda: model.tasks.progress is None)


@pytest.mark.parametrize(
    ("name", "load", "message"),
    [
        ("missing.mp4", FakeAnalyzer, "cannot be opened"),
        ("text.mp4", FakeAnalyzer, "is not a video"),
        ("party.mp4", broken_models, "The models are damaged."),
    ],
)
def test_a_video_that_cannot_be_analysed_is_told(make_model, qtbot, tmp_path, name, load, message):  # noqa: PLR0917
    (tmp_path / "text.mp4").write_text("no video")
    make_video(tmp_path / "party.mp4", 5)
    model = make_model(load=load)
    model.open_video(tmp_path / name)
    assert message in wait_for_notice(qtbot, model).text
