"""Names, last minute, resting face and evidence, without widgets and threads."""

import numpy as np
import pytest

from app.look.words import member_name
from app.pages.live.messages import Analysis, Networks
from app.pages.live.study import FaceStudy
from app.pages.live.wording import resting_button, resting_sign, why_tip
from app.services.face_settings import ANALYSES_PER_S, DETECTOR, MIN_CONFIDENCE, PRIOR, SMOOTHING_S, STRICTNESS
from app.services.settings import Settings
from app.services.window_settings import THEME
from fer_core.results import FrameResult
from tests.app.fakes import make_face

ANNA, BEN = make_face(1, label="sad"), make_face(2)


@pytest.fixture
def handed():
    return []


@pytest.fixture
def study(qapp, handed):
    return FaceStudy(handed.append)


def note(study, *faces, time_s):
    study.note(Analysis(1, 1, time_s, (64, 48), FrameResult(faces, 9.0)))


def measure(study, seconds=10, *, start_s=0.0):
    study.choose(ANNA)
    study.switch_resting()
    for index in range(round(seconds) * 4 + 1):
        note(study, ANNA, BEN, time_s=start_s + index / 4)


def test_settings_reach_the_analysis_at_once(study, handed, tmp_path):
    settings = Settings(tmp_path / "a.ini")
    study.use_settings(settings)
    settings.set(SMOOTHING_S, 0.7)
    settings.set(ANALYSES_PER_S, 12)
    settings.set(MIN_CONFIDENCE, 60)
    settings.set(PRIOR, 50)
    settings.set(DETECTOR, "tilted")
    before = len(handed)
    settings.set(THEME, "dark")
    assert len(handed) == before
    options = handed[-1]
    assert (options.smoothing_s, options.analyses_per_s, options.prior) == (0.7, 12.0, 0.5)
    assert options.strictness == "calibrated"
    for chosen, strictness in (("stricter", "stricter"), ("custom", 0.6)):
        settings.set(STRICTNESS, chosen)
        assert handed[-1].strictness == strictness
    assert options.detector == "tilted"


def test_another_prior_makes_a_measured_resting_face_worthless(study, handed, tmp_path):
    settings = Settings(tmp_path / "a.ini")
    study.use_settings(settings)
    measure(study)
    assert list(handed[-1].resting) == [1]
    settings.set(SMOOTHING_S, 0.7)
    assert list(handed[-1].resting) == [1]
    settings.set(PRIOR, 0)
    assert not handed[-1].resting
    assert not study.has_resting


def test_evidence_is_wanted_of_the_chosen_face_and_only_while_it_is_shown(study, handed):
    study.choose(ANNA)
    study.set_explaining(True)
    assert not study.is_explaining
    assert "being loaded" in why_tip(study)
    study.meet(Networks(("a",), can_explain=False))
    assert "no activation maps" in why_tip(study)
    study.meet(Networks(("a",), can_explain=True))
    assert "Zhou et al. 2016" in why_tip(study)
    study.set_explaining(True)
    assert handed[-1].explained_id == 1
    study.choose(BEN)
    assert handed[-1].explained_id == 2
    study.choose(None)
    assert handed[-1].explained_id == 2
    study.set_explaining(False)
    assert handed[-1].explained_id is None


def test_a_resting_face_is_measured_and_taken_out_until_it_is_forgotten(study, handed):
    assert resting_button(study) == "Look neutral for 10 s"
    measure(study, 4)
    assert resting_sign(study) == "Look neutral: 6 s"
    assert resting_button(study) == "Cancel"
    for index in range(17, 41):
        note(study, ANNA, time_s=index / 4)
    assert list(handed[-1].resting) == [1]
    assert resting_sign(study) == "Resting face taken out"
    study.choose(BEN)
    assert resting_sign(study) == ""
    study.choose(ANNA)
    assert resting_button(study) == "Forget resting face"
    study.switch_resting()
    assert handed[-1].resting == {}
    assert not study.has_resting


def test_the_options_that_were_handed_over_never_change(study, handed):
    measure(study)
    first = handed[-1]
    study.switch_resting()
    assert list(first.resting) == [1]
    assert np.isfinite(first.resting[1]).all()


def test_a_measurement_ends_where_its_face_is_lost(study, handed):
    measure(study, 3)
    note(study, time_s=4.5)
    assert study.measurement is None
    assert resting_sign(study) == "The face was out of sight. Try again."
    assert not study.has_resting
    study.switch_resting()
    assert resting_sign(study).startswith("Look neutral")


def test_a_measurement_ends_where_another_face_is_chosen_or_the_user_cancels(study):
    measure(study, 3)
    study.choose(BEN)
    note(study, ANNA, BEN, time_s=3.2)
    assert study.measurement is None
    assert resting_sign(study) == ""
    measure(study, 3, start_s=10.0)
    study.switch_resting()
    assert study.measurement is None


def test_without_a_face_there_is_nothing_to_measure(study):
    study.switch_resting()
    assert study.measurement is None


def test_another_source_forgets_all_but_names(study, handed):
    study.give_name(1, "Anna")
    measure(study)
    study.forget_source()
    assert handed[-1].resting == {}
    assert (study.face_id, study.measurement) == (None, None)
    assert len(study.history.series(1)[0]) == 0
    assert study.names.known == ("Anna",)


def test_changes_are_told_and_repetitions_are_not(study, qtbot):
    with qtbot.waitSignal(study.changed):
        study.choose(ANNA)
    with qtbot.assertNotEmitted(study.changed):
        study.choose(ANNA)
    with qtbot.waitSignal(study.changed):
        study.give_name(1, "Anna")
    with qtbot.assertNotEmitted(study.changed):
        study.give_name(1, "Anna")
    with qtbot.waitSignal(study.minute_changed):
        note(study, ANNA, time_s=5.0)
    with qtbot.assertNotEmitted(study.minute_changed):
        note(study, ANNA, time_s=5.03)


def test_networks_have_readable_names():
    assert [member_name(name) for name in ("compact_vgg", "deep_resnet", "mine")] == ["VGG-like", "ResNet-like", "mine"]


def test_whoever_is_said_to_be_someone_else_is_so_until_another_source_comes(study, handed):
    study.tell_apart()
    assert not handed
    study.choose(BEN)
    study.tell_apart()
    assert handed[-1].mistaken == {2}
    study.choose(None)
    study.tell_apart()
    assert handed[-1].mistaken == {2}
    study.forget_source()
    assert handed[-1].mistaken == frozenset()
