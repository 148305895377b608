"""Class activation maps, from small networks made here."""

import hashlib
import json

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.networks.ensemble import load_ensemble
from fer_core.networks.manifest import FORMAT

onnx = pytest.importorskip("onnx", reason="onnx comes with the training extra")

MAPS = ("batch", 7, "rows", "columns")
FACES = np.random.default_rng(0).integers(0, 255, (4, 48, 48), dtype=np.uint8)


def network(seed, *, stride=(16, 16), maps_shape=MAPS, doubled=False):
    """Return the bytes of a network that takes its probabilities from the means of its activation maps.

    Without ``maps_shape`` the maps are no output; ``doubled`` gives each of them twice.
    """
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    weights = np.random.default_rng(seed).normal(0, 1, (7, 1, *stride)).astype(np.float32)
    bias = np.linspace(-1, 1, 7).astype(np.float32)
    nodes = [
        helper.make_node("Transpose", ["faces"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("Conv", ["planes", "weights", "bias"], ["maps"], strides=stride),
        helper.make_node("Concat", ["maps"] * (1 + doubled), ["activation_maps"], axis=1),
        helper.make_node("ReduceMean", ["maps", "places"], ["logits"], keepdims=0),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    # In alphabetical order, as tf2onnx writes them.
    outputs = {"activation_maps": maps_shape} if maps_shape else {}
    outputs["probabilities"] = ("batch", 7)
    graph = helper.make_graph(
        nodes,
        "maps",
        [helper.make_tensor_value_info("faces", kind, ("batch", 48, 48, 1))],
        [helper.make_tensor_value_info(name, kind, shape) for name, shape in outputs.items()],
        [
            onnx.numpy_helper.from_array(weights, "weights"),
            onnx.numpy_helper.from_array(bias, "bias"),
            onnx.numpy_helper.from_array(np.array([2, 3]), "places"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    return model.SerializeToString()


def ensemble_of(folder, *networks, maps_names=None):
    """Load the ensemble of these networks, the maps of each named as in ``maps_names``."""
    members = []
    for i, content in enumerate(networks):
        (folder / f"{i}.onnx").write_bytes(content)
        members.append({
            "name": f"member_{i}", "file": f"{i}.onnx", "sha256": hashlib.sha256(content).hexdigest(),
            "input_name": "faces", "input_shape": [48, 48, 1], "input_layout": "NHWC",
            "normalisation": {"scale": 1 / 255, "mean": 0.0, "std": 1.0},
            "output_name": "probabilities", "maps_name": maps_names[i] if maps_names else "activation_maps",
            "parameters": 7,
        })  # fmt: skip
    manifest = {
        "format": FORMAT, "classes": EMOTIONS, "members": members,
        "calibration": {"temperature": 1.5}, "uncertainty": {"min_confidence": 0.5, "min_agreement": 0.5},
        "training": {}, "figures": {},
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return load_ensemble(folder)


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def test_the_mean_of_an_emotions_map_is_its_logit(tmp_path):
    ensemble = ensemble_of(tmp_path, network(0))
    maps = ensemble.explain(FACES)
    assert maps.shape == (4, 7, 3, 3)
    assert maps.dtype == np.float32
    (member,) = ensemble.predict_members(FACES)
    np.testing.assert_allclose(softmax(maps.mean(axis=(2, 3))), member, atol=1e-6)


def test_maps_of_an_ensemble_are_the_mean_of_its_members(tmp_path):
    ensemble = ensemble_of(tmp_path, network(0), network(1), network(2))
    alone = [member.explain(FACES) for member in ensemble._members]
    np.testing.assert_allclose(ensemble.explain(FACES), np.mean(alone, axis=0), atol=1e-6)
    np.testing.assert_allclose(ensemble.explain(FACES[1:2]), np.mean(alone, axis=0)[1:2], atol=1e-5)
    assert ensemble.explain(FACES[:0]).shape == (0, 7, 0, 0)


def test_maps_of_unequal_size_come_to_the_largest(tmp_path):
    ensemble = ensemble_of(tmp_path, network(0, stride=(16, 8)), network(1, stride=(8, 24)))
    coarse, fine = (member.explain(FACES) for member in ensemble._members)
    assert (coarse.shape, fine.shape) == ((4, 7, 3, 6), (4, 7, 6, 2))
    maps = ensemble.explain(FACES)
    assert maps.shape == (4, 7, 6, 6)
    # Corners are repeated, not mixed.
    corners = np.ix_(range(4), range(7), (0, -1), (0, -1))
    np.testing.assert_allclose(maps[corners], (coarse[corners] + fine[corners]) / 2, atol=1e-6)


def test_only_what_is_asked_for_is_fetched(tmp_path):
    ensemble = ensemble_of(tmp_path, network(0))
    (member,) = ensemble._members
    asked = []

    class Session:
        def run(self, names, inputs, _run=member._session.run):
            asked.append(names)
            return _run(names, inputs)

    member._session = Session()
    ensemble.vote(FACES)
    ensemble.explain(FACES)
    assert asked == [["probabilities"], ["activation_maps"]]


def test_a_member_without_maps_is_named(tmp_path):
    networks = network(0), network(1, maps_shape=None)
    ensemble = ensemble_of(tmp_path, *networks, maps_names=["activation_maps", None])
    assert ensemble.vote(FACES).probabilities.shape == (4, 7)
    with pytest.raises(ModelError, match="member_1 has no activation maps; retrain"):
        ensemble.explain(FACES)


@pytest.mark.parametrize("shape", [MAPS, ("batch", 7, 3, 3)])
def test_maps_of_any_size_are_accepted(tmp_path, shape):
    assert ensemble_of(tmp_path, network(0, maps_shape=shape)).explain(FACES).shape == (4, 7, 3, 3)


@pytest.mark.parametrize(
    ("options", "maps_name"),
    [
        ({}, None),
        ({}, "other"),
        ({}, "probabilities"),
        ({"maps_shape": None}, "activation_maps"),
        ({"maps_shape": (1, 7, 3, 3)}, "activation_maps"),
        ({"maps_shape": ("batch", 14, 3, 3), "doubled": True}, "activation_maps"),
    ],
)
def test_a_model_whose_maps_are_not_as_the_manifest_says_is_refused(tmp_path, options, maps_name):
    with pytest.raises(ModelError, match=r"does not fit manifest\.json, which wants as output probabilities "):
        ensemble_of(tmp_path, network(0, **options), maps_names=[maps_name])
