from dataclasses import asdict, replace

import pytest

from fer_core.errors import DataError
from training import run
from training.laboratory.choice import alone, begin_with
from training.laboratory.scale import CHAINS, SCALES
from training.laboratory.studies import GRIDS, STUDIES, VOTE
from training.models import ARCHITECTURES, DOCUMENTS
from training.run_folder import slug, write_json
from training.settings import Trial


@pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES)
def test_a_study_is_complete(study):
    assert study.trials or study.search
    assert set(study.reported) <= {*study.trials, VOTE}
    assert len({slug(name) for name in study.trials}) == len(study.trials)
    for trial in study.trials.values():
        assert trial.architecture in {**ARCHITECTURES, **DOCUMENTS}


def test_the_grid_is_document_a_s():
    assert len(GRIDS) == 5
    for name in GRIDS.values():
        trials = STUDIES[name].trials.values()
        assert len(trials) == 18
        assert {trial.sampling for trial in trials} == {"full"}
        assert {(trial.epochs, trial.batch_size, trial.patience) for trial in trials} == {(10, 32, 3)}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_presets_name_trials_that_exist(scale):
    assert set(scale.studies) <= set(STUDIES)
    for study in STUDIES.values():
        reduced = scale.reduce(study)
        assert set(reduced.trials) <= set(study.trials)
        assert bool(reduced.trials) == bool(study.trials)
        settings = [replace(trial, seed=0) for trial in reduced.trials.values()]
        assert all(settings.count(each) == 1 for each in settings), "two trials of a study are the same"


def test_full_is_what_the_documents_did():
    assert all(SCALES["full"].reduce(study) == study for study in STUDIES.values())


def test_smoke_is_short():
    for study in STUDIES.values():
        assert all(trial.epochs == 1 for trial in SCALES["smoke"].reduce(study).trials.values())


def test_only_the_smoke_preset_goes_without_pretrained_weights():
    assert {name: scale.weights for name, scale in SCALES.items()} == {
        "smoke": "none", "cpu": "imagenet", "full": "imagenet",
    }  # fmt: skip


def test_a_trained_network_stands_in_for_imagenet_where_it_is_the_same(tmp_path):
    write_json(tmp_path / "trial.json", {"trial": asdict(Trial("densenet169"))})
    assert list(begin_with(STUDIES["fine-tuning"], tmp_path).trials) == ["densenet169"]
    assert list(begin_with(STUDIES["best-three"], tmp_path).trials) == ["densenet169", "vgg16"]
    with pytest.raises(DataError, match="holds a densenet169, but transfer needs one of transfer_vgg16"):
        begin_with(STUDIES["transfer"], tmp_path)


def test_weights_are_known_words_or_a_trained_network(tmp_path, capsys):
    words = ["study", "fine-tuning", "--data", str(tmp_path), "--out", str(tmp_path), "--weights", "nowhere"]
    assert run.main(words) == 1
    assert "--weights takes imagenet, none or the folder of a trained network, got nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("scale", CHAINS.values(), ids=CHAINS)
def test_a_chain_s_grid_has_the_architectures_for_its_three(scale):
    assert len(scale.reduce(STUDIES["best-three"]).trials) == 3
    assert len(scale.grids) >= 3
    for architecture in scale.grids:
        study = STUDIES[GRIDS[architecture]]
        assert set(scale.reduce(study).trials) <= set(study.trials)


def test_a_trial_that_a_preset_does_not_run_cannot_be_repeated_alone():
    study = STUDIES["pooling"]
    assert list(alone(study, "max").trials) == ["max"]
    with pytest.raises(DataError, match="--repeat all"):
        alone(study, "nonsense")
