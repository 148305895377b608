import hashlib
from dataclasses import replace

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper, numpy_helper

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.networks.manifest import MemberSpec, Normalisation
from tools.benchmarks.ensemble import compare, numeric_choices
from training.export.quantise import numeric_form, to_float16, to_int8

NORMALISATION = Normalisation(scale=1 / 255, mean=0.0, std=1.0)
FACES = np.random.default_rng(0).integers(0, np.linspace(10, 256, 60)[:, None, None], (60, 48, 48), dtype=np.uint8)
WEIGHTS = {"w1": (8, 1, 3, 3), "w2": (16, 8, 3, 3), "w3": (24, 24, 3, 3), "w4": (7, 24, 1, 1)}


def network(scale=1.0):
    """Return a small convolutional network with the outputs of the exported ones; ``scale`` multiplies its weights."""
    rng = np.random.default_rng(1)
    arrays = {
        name: scale * rng.normal(0, (2 / np.prod(shape[1:])) ** 0.5, shape).astype(np.float32)
        for name, shape in WEIGHTS.items()
    }
    arrays |= {"bias": rng.normal(0, 0.1, 16).astype(np.float32)}
    arrays |= {"nchw": np.array([-1, 1, 48, 48]), "axes": np.array([2, 3])}
    padding = {"pads": [1, 1, 1, 1]}
    halving = {"kernel_shape": [2, 2], "strides": [2, 2]}
    nodes = [
        ("Reshape", ["faces", "nchw"], "x0", {}),
        ("Conv", ["x0", "w1"], "c1", padding),
        ("Relu", ["c1"], "r1", {}),
        ("MaxPool", ["r1"], "p1", halving),
        ("Conv", ["p1", "w2", "bias"], "c2", padding),
        ("Relu", ["c2"], "r2", {}),
        ("Concat", ["p1", "r2"], "dense", {"axis": 1}),
        ("MaxPool", ["dense"], "p2", halving),
        ("Conv", ["p2", "w3"], "c3", padding),
        ("Relu", ["c3"], "r3", {}),
        ("Conv", ["r3", "w4"], "activation_maps", {}),
        ("ReduceMean", ["activation_maps", "axes"], "logits", {"keepdims": 0}),
        ("Softmax", ["logits"], "probabilities", {"axis": -1}),
    ]
    graph = helper.make_graph(
        [helper.make_node(kind, inputs, [output], name=output, **more) for kind, inputs, output, more in nodes],
        "small",
        [helper.make_tensor_value_info("faces", TensorProto.FLOAT, ("batch", 48, 48, 1))],
        [
            helper.make_tensor_value_info("activation_maps", TensorProto.FLOAT, ("batch", 7, 12, 12)),
            helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ("batch", 7)),
        ],
        [numpy_helper.from_array(array, name) for name, array in arrays.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8).SerializeToString()


def run(model, faces=FACES):
    session = ort.InferenceSession(model, providers=["CPUExecutionProvider"])
    pixels = faces[..., None].astype(np.float32) / 255
    return session.run(["probabilities", "activation_maps"], {"faces": pixels})


def spec_of(model):
    return MemberSpec(
        name="small",
        file="small.onnx",
        sha256=hashlib.sha256(model).hexdigest(),
        input_name="faces",
        input_shape=(48, 48, 1),
        input_layout="NHWC",
        normalisation=NORMALISATION,
        output_name="probabilities",
        maps_name="activation_maps",
        parameters=1,
    )


def int8(model):
    return to_int8(model, FACES, spec_of(model))


@pytest.mark.parametrize(("convert", "tolerance"), [(to_float16, 2e-3), (int8, 3e-2)])
def test_a_smaller_model_answers_almost_alike(convert, tolerance):
    model = network()
    smaller = convert(model)
    for answer, smaller_answer in zip(run(model), run(smaller), strict=True):
        assert answer.std(axis=0).max() > 0.05
        np.testing.assert_allclose(smaller_answer, answer, atol=tolerance * np.ptp(answer))
    assert len(smaller) < 0.75 * len(model)


@pytest.mark.parametrize("convert", [to_float16, int8])
def test_inputs_and_outputs_stay_what_they_are(convert):
    before, after = (onnx.load_from_string(model).graph for model in (network(), convert(network())))
    assert list(after.input) == list(before.input)
    assert list(after.output) == list(before.output)
    assert run(convert(network()), FACES[:1])[0].shape == (1, len(EMOTIONS))


@pytest.mark.parametrize("convert", [to_float16, int8])
def test_the_same_model_gives_the_same_bytes(convert):
    assert convert(network()) == convert(network())


def test_the_ends_of_an_int8_model_stay_float32():
    model = int8(network())
    graph = onnx.load_from_string(model).graph
    floats = {tensor.name for tensor in graph.initializer if tensor.data_type == TensorProto.FLOAT}
    assert floats & set(WEIGHTS) == {"w1", "w4"}
    probabilities, maps = run(model)
    logits = maps.mean(axis=(2, 3), dtype=np.float64)
    exponentials = np.exp(logits)
    np.testing.assert_allclose(probabilities, exponentials / exponentials.sum(axis=1, keepdims=True), atol=1e-6)


def test_int8_weights_overflow_on_no_processor():
    tensors = onnx.load_from_string(int8(network())).graph.initializer
    weights = [numpy_helper.to_array(t).astype(int) for t in tensors if t.data_type == TensorProto.INT8 and t.dims]
    largest = max(np.abs(array).max() for array in weights)
    # Processors without VNNI add two products of a weight and an activation in 16 bits.
    assert largest > 32
    assert 2 * largest * 255 <= np.iinfo(np.int16).max


def test_weights_beyond_float16_are_refused():
    with pytest.raises(ModelError, match="too large for float16"):
        to_float16(network(scale=1e6))


def test_int8_needs_faces():
    with pytest.raises(ValueError, match="at least one face"):
        to_int8(network(), FACES[:0], spec_of(network()))


def test_a_model_tells_its_numeric_form():
    model = network()
    assert [numeric_form(m) for m in (model, to_float16(model), int8(model))] == ["float32", "float16", "int8"]


def test_int8_of_a_mirrored_member_knows_the_ranges_of_both_sides():
    model = network()
    spec = replace(spec_of(model), mirrored=True)
    assert to_int8(model, FACES, spec) == to_int8(model, FACES[:, :, ::-1], spec)
    assert to_int8(model, FACES, spec) != to_int8(model, FACES[:, :, ::-1], spec_of(model))


def test_forms_are_compared():
    model = network()
    spec = spec_of(model)
    choices = numeric_choices([spec, spec], [model, model], FACES)
    assert list(choices) == ["float32", "float16", "int8"]
    rows = compare([spec, spec], choices, FACES, run(model)[0].argmax(axis=1))
    assert [row.name for row in rows] == list(choices)
    assert rows[0].accuracy == 1
    assert rows[2].accuracy >= 0.8
    assert rows[0].files_mb == pytest.approx(2 * len(model) / 1e6)
    assert all(row.ms_per_face > 0 for row in rows)
    assert compare([spec], {"float32": [model]}, FACES, None)[0].accuracy is None
