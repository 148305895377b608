import json
import shutil

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.ensemble import load_ensemble
from fer_core.errors import ModelError
from fer_core.resources import asset_path


@pytest.fixture
def models(tmp_path):
    return shutil.copytree(asset_path("models"), tmp_path / "models")


def edit(folder, change):
    path = folder / "manifest.json"
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def test_the_vote_is_the_mean_of_the_members():
    ensemble = load_ensemble()
    faces = np.random.default_rng(0).integers(0, 255, (5, 48, 48), dtype=np.uint8)
    votes = ensemble.predict_members(faces)
    assert votes.shape == (len(ensemble.manifest.members), 5, len(EMOTIONS))
    np.testing.assert_allclose(votes.sum(axis=2), 1, atol=1e-4)
    np.testing.assert_allclose(ensemble.predict(faces), votes.mean(axis=0), atol=1e-6)


def test_a_batch_is_read_like_single_faces():
    ensemble = load_ensemble()
    faces = np.random.default_rng(1).integers(0, 255, (4, 48, 48), dtype=np.uint8)
    one_by_one = np.concatenate([ensemble.predict(face[None]) for face in faces])
    np.testing.assert_allclose(ensemble.predict(faces), one_by_one, atol=1e-5)
    assert ensemble.predict(faces[:0]).shape == (0, len(EMOTIONS))


def test_faces_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="uint8"):
        load_ensemble().predict(np.zeros((1, 48, 48), np.float32))


def test_the_shipped_ensemble_is_three_small_networks():
    manifest = load_ensemble().manifest
    assert len({member.name for member in manifest.members}) == 3
    assert all(member.parameters <= 2_000_000 for member in manifest.members)
    assert sum(asset_path("models").joinpath(member.file).stat().st_size for member in manifest.members) < 20e6
    assert manifest.figures["test"]["ensemble"]["accuracy"] >= 0.66


def test_a_changed_model_is_refused(models):
    victim = next(models.glob("*.onnx"))
    content = bytearray(victim.read_bytes())
    content[-100] ^= 1
    victim.write_bytes(content)
    with pytest.raises(ModelError, match="SHA-256"):
        load_ensemble(models)


def test_a_missing_model_or_manifest_is_named(models):
    next(models.glob("*.onnx")).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_ensemble(models)
    (models / "manifest.json").unlink()
    with pytest.raises(ModelError, match=r"manifest\.json is missing"):
        load_ensemble(models)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(format=99),
        lambda content: content.update(classes=list(reversed(EMOTIONS))),
        lambda content: content.update(members=[]),
        lambda content: content["members"][0].pop("sha256"),
        lambda content: content["members"][0].update(file="../model.onnx"),
        lambda content: content["members"][0].update(input_layout="NCHW"),
        lambda content: content["members"][0].update(input_shape=[48]),
        lambda content: content["members"][0].update(surplus=1),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(models, change):
    edit(models, change)
    with pytest.raises(ModelError, match="not a manifest of this version"):
        load_ensemble(models)


def test_a_manifest_that_is_no_json_is_refused(models):
    (models / "manifest.json").write_bytes(b"\xff\x00")
    with pytest.raises(ModelError, match="cannot be read"):
        load_ensemble(models)


def test_a_file_that_is_no_network_is_refused(models):
    import hashlib

    rubbish = b"not a network"
    (models / "rubbish.onnx").write_bytes(rubbish)
    edit(models, lambda c: c["members"][0].update(file="rubbish.onnx", sha256=hashlib.sha256(rubbish).hexdigest()))
    with pytest.raises(ModelError, match="cannot load"):
        load_ensemble(models)
