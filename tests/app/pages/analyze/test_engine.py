"""How faces are found and read follows the settings, from the next item on."""

from app.pages.analyze.engine import load_engine
from app.services.face_settings import DETECTOR, MIN_CONFIDENCE, PRIOR, STRICTNESS
from app.services.models import shipped_folder
from app.services.settings import Settings
from fer_core.errors import ModelError
from fer_core.faces.detectors import DETECTORS
from fer_core.faces.detectors.base import DetectorKind
from fer_core.faces.options import AnalysisOptions
from tests.app.pages.analyze.conftest import wait, wait_for_end
from tests.stand_ins import kind_of, save


def test_the_settings_of_faces_reach_the_analysis(make_model):
    settings = Settings()
    settings.set(DETECTOR, "upright")
    model = make_model(settings=settings, start=False)
    assert model._threads.options.detector == "haar"
    settings.set(STRICTNESS, "stricter")
    assert model._threads.options.strictness == "stricter"
    settings.set(STRICTNESS, "custom")
    settings.set(MIN_CONFIDENCE, 60)
    settings.set(PRIOR, 0)
    options = model._threads.options
    assert (options.detector, options.strictness, options.prior) == ("haar", 0.6, 0.0)


def test_the_next_picture_is_searched_with_the_detector_that_is_chosen_then(monkeypatch, tmp_path):
    monkeypatch.setitem(DETECTORS, "left", kind_of((0, 0, 40, 40)))
    monkeypatch.setitem(DETECTORS, "right", kind_of((50, 0, 40, 40)))
    options = [AnalysisOptions(detector="left")]
    engine = load_engine(shipped_folder(), lambda: options[-1])
    path = save(tmp_path / "a.png", size=(64, 96))
    (first,) = engine.read_pictures([path])
    options.append(AnalysisOptions(detector="right", strictness=0.999))
    (second,) = engine.read_pictures([path])
    assert [p.faces[0].box_xywh[0] for p in (first, second)] == [0, 50]
    assert second.faces[0].is_uncertain
    assert len(engine.member_names) == len(second.faces[0].members) == 3


def test_a_detector_that_cannot_be_loaded_lets_the_queue_rest_until_another_is_chosen(
    make_model, qtbot, monkeypatch, tmp_path
):
    def fail(_):
        raise ModelError("This detector needs a package that is missing.")

    monkeypatch.setitem(DETECTORS, "blazeface", DetectorKind("Toy", "toy", fail, fail))
    monkeypatch.setitem(DETECTORS, "haar", kind_of((0, 0, 40, 40)))
    settings = Settings()
    settings.set(DETECTOR, "blazeface")
    model = make_model(load=lambda: load_engine(shipped_folder(), lambda: model._threads.options), settings=settings)
    model.add([save(tmp_path / "a.png", size=(64, 96))])
    wait(qtbot, lambda: model.news is not None and "package that is missing" in model.news.text)
    assert model.is_paused
    settings.set(DETECTOR, "upright")
    model.set_paused(False)
    wait_for_end(qtbot, model, results=1)
