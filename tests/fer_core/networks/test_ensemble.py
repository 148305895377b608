import hashlib
import json
import shutil

import cv2
import numpy as np
import pytest

from fer_core.emotions import EMOTIONS, parse_emotion
from fer_core.errors import ModelError
from fer_core.networks.calibration import Calibration, calibrate
from fer_core.networks.ensemble import count_votes, load_ensemble
from fer_core.resources import asset_path
from fer_core.results import Vote
from tests.data_sets import require_fer2013
from tests.stand_ins import probabilities_for


@pytest.fixture
def models(tmp_path):
    return shutil.copytree(asset_path("models"), tmp_path / "models")


def edit(folder, change):
    path = folder / "manifest.json"
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def test_the_vote_is_the_calibrated_mean_of_the_members(models):
    edit(models, lambda content: content.update(calibration={"temperature": 2.5}))
    ensemble = load_ensemble(models)
    faces = np.random.default_rng(0).integers(0, 255, (5, 48, 48), dtype=np.uint8)
    members = ensemble.predict_members(faces)
    assert members.shape == (len(ensemble.manifest.members), 5, len(EMOTIONS))
    np.testing.assert_allclose(members.sum(axis=2), 1, atol=1e-4)
    vote = ensemble.vote(faces)
    np.testing.assert_allclose(
        vote.probabilities, calibrate(members.mean(axis=0), Calibration.of_temperature(2.5)), atol=1e-6
    )
    assert vote.probabilities.dtype == vote.backing.dtype == np.float32


def test_agreement_is_the_share_of_members_that_back_the_winner():
    def member(*winners):
        return [probabilities_for(winner) for winner in winners]

    vote = count_votes(np.array([member(3, 3, 0), member(3, 3, 1), member(3, 4, 2)]), Calibration.of_temperature(1.0))
    np.testing.assert_array_equal(vote.probabilities.argmax(axis=1), [3, 3, 0])
    np.testing.assert_allclose(vote.agreement, [1, 2 / 3, 1 / 3], atol=1e-6)
    assert not vote.probabilities.flags.writeable
    assert not vote.backing.flags.writeable


def test_a_winner_that_no_member_backs_has_no_agreement():
    torn = np.array([[[0.5, 0, 0, 0.4, 0.1, 0, 0]], [[0, 0.5, 0, 0.4, 0.1, 0, 0]]], np.float32)
    vote = count_votes(torn, Calibration.of_temperature(1.0))
    assert vote.probabilities.argmax() == 3
    assert vote.agreement.tolist() == [0]


def test_a_vote_of_other_shapes_is_refused():
    with pytest.raises(ValueError, match=r"expected probabilities and backing \(n, 7\)"):
        Vote(np.zeros((2, 7), np.float32), np.zeros((3, 7), np.float32))


def test_a_batch_is_read_like_single_faces():
    ensemble = load_ensemble()
    faces = np.random.default_rng(1).integers(0, 255, (4, 48, 48), dtype=np.uint8)
    one_by_one = np.concatenate([ensemble.vote(face[None]).probabilities for face in faces])
    np.testing.assert_allclose(ensemble.vote(faces).probabilities, one_by_one, atol=1e-5)
    nobody = ensemble.vote(faces[:0])
    assert (nobody.probabilities.shape, nobody.agreement.shape) == ((0, len(EMOTIONS)), (0,))


def test_faces_of_another_kind_are_refused():
    for faces in (np.zeros((1, 48, 48), np.float32), np.zeros((1, 64, 64), np.uint8), np.zeros((48, 48), np.uint8)):
        with pytest.raises(ValueError, match="uint8"):
            load_ensemble().vote(faces)


def test_the_shipped_ensemble_is_three_small_networks():
    manifest = load_ensemble().manifest
    assert len({member.name for member in manifest.members}) == 3
    assert all(member.parameters <= 3_000_000 for member in manifest.members)
    assert sum(asset_path("models").joinpath(member.file).stat().st_size for member in manifest.members) < 25e6
    assert manifest.figures["test"]["ensemble"]["accuracy"] >= 0.70


@pytest.mark.slow
def test_the_accuracy_is_what_the_manifest_says():
    files = sorted((require_fer2013() / "test").glob("*/*.jpg"))
    assert len(files) == 3589
    truth = np.array([EMOTIONS.index(parse_emotion(path.parent.name)) for path in files])
    ensemble = load_ensemble()
    hits = 0
    for first in range(0, len(files), 64):
        faces = np.stack([cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) for path in files[first : first + 64]])
        hits += int((ensemble.vote(faces).probabilities.argmax(axis=1) == truth[first : first + 64]).sum())
    accuracy = hits / len(files)
    assert accuracy >= 0.66
    assert accuracy == pytest.approx(ensemble.manifest.figures["test"]["ensemble"]["accuracy"], abs=1e-3)


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
        lambda content: content.update(format=1),
        lambda content: content.update(classes=list(reversed(EMOTIONS))),
        lambda content: content.update(members=[]),
        lambda content: content["members"].append(content["members"][0]),
        lambda content: content["members"].append({**content["members"][0], "file": "a.onnx"}),
        lambda content: content["members"].append({**content["members"][0], "name": "again"}),
        lambda content: content["members"][0].pop("sha256"),
        lambda content: content["members"][0].pop("maps_name"),
        lambda content: content["members"][0].update(maps_name=["activation_maps"]),
        lambda content: content["members"][0].update(file="../model.onnx"),
        lambda content: content["members"][0].update(input_layout="NCHW"),
        lambda content: content["members"][0].update(input_shape=[48]),
        lambda content: content["members"][0].update(input_shape=[64, 64, 1]),
        lambda content: content["members"][0].update(input_shape=48),
        lambda content: content["members"][0]["normalisation"].update(std=0),
        lambda content: content["members"][0]["normalisation"].update(std=-1.0),
        lambda content: content["members"][0]["normalisation"].update(mean=float("nan")),
        lambda content: content["members"][0]["normalisation"].update(mean=1e39),
        lambda content: content["members"][0]["normalisation"].update(std=1e-50),
        lambda content: content["members"][0].update(output_name=["probabilities"]),
        lambda content: content["members"][0].update(sha256=None),
        lambda content: content["members"][0].update(file="nul\0l"),
        lambda content: content["members"][0]["normalisation"].update(scale=float("inf")),
        lambda content: content["members"][0]["normalisation"].update(scale="a"),
        lambda content: content["members"][0]["normalisation"].update(scale=None),
        lambda content: content["members"][0]["normalisation"].pop("mean"),
        lambda content: content["members"][0].update(normalisation=[1, 0, 1]),
        lambda content: content["members"][0].update(mirrored=1),
        lambda content: content["members"][0].update(surplus=1),
        lambda content: content.pop("calibration"),
        lambda content: content.update(calibration={"temperature": 0}),
        lambda content: content.update(calibration={"temperature": -1.0}),
        lambda content: content.update(calibration={"temperature": float("nan")}),
        lambda content: content.update(calibration={"temperature": float("inf")}),
        lambda content: content.update(calibration={"temperature": 10**400}),
        lambda content: content.update(calibration={"temperature": None}),
        lambda content: content["calibration"].update(surplus=1),
        lambda content: content.pop("uncertainty"),
        lambda content: content["uncertainty"].pop("min_agreement"),
        lambda content: content["uncertainty"].update(min_agreement=1.1),
        lambda content: content.update(class_shares={"happy": 1.0}),
        lambda content: content["class_shares"].update(angry=0.0),
        lambda content: content["class_shares"].update(angry=0.9),
        lambda content: content["class_shares"].update(angry=float("nan")),
        lambda content: content["class_shares"].update(bored=0.0),
        lambda content: content.update(stricter={"min_confidence": 2.0, "min_agreement": 0.5}),
        lambda content: content["uncertainty"].update(min_confidence=-0.1),
        lambda content: content["uncertainty"].update(min_confidence=float("nan")),
        lambda content: content["uncertainty"].update(min_confidence="a"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(models, change):
    edit(models, change)
    with pytest.raises(ModelError, match="not a manifest of this version"):
        load_ensemble(models)


@pytest.mark.parametrize("key", ["input_name", "output_name"])
def test_a_model_with_other_tensors_is_refused(models, key):
    edit(models, lambda content: content["members"][0].update({key: "other"}))
    with pytest.raises(ModelError, match=r"does not fit manifest\.json, which wants .* other .* the model has "):
        load_ensemble(models)


@pytest.mark.parametrize(
    ("tensor", "dimensions"),
    [("input", ("batch", 64, 64, 1)), ("input", (1, 48, 48, 1)), ("output", ("batch", 8)), ("output", (1, 7))],
)
def test_a_model_of_another_shape_is_refused(models, tensor, dimensions):
    onnx = pytest.importorskip("onnx", reason="onnx comes with the training extra")
    shapes = {"input": ("batch", 48, 48, 1), "output": ("batch", 7), tensor: dimensions}
    content = untrained_network(onnx, shapes["input"], shapes["output"])
    (models / "other.onnx").write_bytes(content)
    edit(models, lambda c: c["members"][0].update(file="other.onnx", sha256=hashlib.sha256(content).hexdigest()))
    with pytest.raises(ModelError, match=f"does not fit manifest.json, which wants as {tensor} "):
        load_ensemble(models)


def untrained_network(onnx, input_shape, output_shape):
    """Return the bytes of a network of the given tensors that averages its input and answers with that alone."""
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    nodes = [
        helper.make_node("ReduceMean", ["faces"], ["mean"], keepdims=0),
        helper.make_node("Shape", ["faces"], ["shape"], start=0, end=1),
        helper.make_node("Concat", ["shape", "classes"], ["answer_shape"], axis=0),
        helper.make_node("Expand", ["mean", "answer_shape"], ["probabilities"]),
    ]
    graph = helper.make_graph(
        nodes,
        "untrained",
        [helper.make_tensor_value_info("faces", kind, input_shape)],
        [helper.make_tensor_value_info("probabilities", kind, output_shape)],
        [helper.make_tensor("classes", onnx.TensorProto.INT64, [1], [output_shape[1]])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    return model.SerializeToString()


def test_a_manifest_that_is_no_json_is_refused(models):
    (models / "manifest.json").write_bytes(b"\xff\x00")
    with pytest.raises(ModelError, match="cannot be read"):
        load_ensemble(models)


def test_a_file_that_is_no_network_is_refused(models):
    rubbish = b"not a network"
    (models / "rubbish.onnx").write_bytes(rubbish)
    edit(models, lambda c: c["members"][0].update(file="rubbish.onnx", sha256=hashlib.sha256(rubbish).hexdigest()))
    with pytest.raises(ModelError, match="cannot load"):
        load_ensemble(models)
