"""Smaller numbers for exported networks: the same ONNX model with int8 arithmetic, or with float16 weights."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quant_pre_process,
    quantize_static,
)

from fer_core.errors import ModelError
from fer_core.networks.manifest import MemberSpec, Normalisation
from fer_core.networks.views import with_mirror_images

NumericForm = Literal["float32", "float16", "int8"]
"""How a model's weights are stored; only int8 ones are computed with as they are."""

INT8_OPERATORS: Final = ("Conv", "Relu", "MaxPool", "Concat")
"""What is computed with 8-bit integers; Add and Mul too gain nothing (``python -m tools.benchmarks.forms``)."""

_LINEAR_OPERATORS: Final = {"Conv", "Gemm", "MatMul"}
_BATCH = 50


def numeric_form(model: bytes) -> NumericForm:
    """Return how an ONNX model's weights are stored."""
    graph = onnx.load_from_string(model).graph
    if any(node.op_type == "DequantizeLinear" for node in graph.node):
        return "int8"
    halves = any(tensor.data_type == TensorProto.FLOAT16 for tensor in graph.initializer)
    return "float16" if halves else "float32"


def to_float16(model: bytes) -> bytes:
    """Return a float32 ONNX model of half the size, whose weights are rounded to float16.

    Inputs, outputs and arithmetic stay float32: ONNX Runtime widens the weights once, as it loads the model, while
    float16 arithmetic is slower than float32 on processors without instructions for it. Raises ModelError where a
    weight exceeds float16's range.
    """
    proto = onnx.load_from_string(model)
    widen = []
    for tensor in proto.graph.initializer:
        # Biases are left alone: they are small, and errors in them add up over a whole channel.
        if tensor.data_type != TensorProto.FLOAT or len(tensor.dims) < 2:
            continue
        name, weights = tensor.name, numpy_helper.to_array(tensor)
        if np.abs(weights).max(initial=0) > np.finfo(np.float16).max:
            raise ModelError(f"The weights {name} are too large for float16; keep the network in float32.")
        tensor.CopyFrom(numpy_helper.from_array(weights.astype(np.float16), f"{name}_float16"))
        widen.append(helper.make_node("Cast", [tensor.name], [name], name=f"{name}_widen", to=TensorProto.FLOAT))
    nodes = [*widen, *proto.graph.node]
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)
    onnx.checker.check_model(proto)
    return proto.SerializeToString()


def to_int8(
    model: bytes, faces: NDArray[np.uint8], spec: MemberSpec, *, operators: Sequence[str] = INT8_OPERATORS
) -> bytes:
    """Return a float32 ONNX model whose convolutions, all but the first, are computed with 8-bit integers.

    The ranges of the activations are the smallest and largest values on ``faces``, uint8 (n, 48, 48), of which a few
    hundred that the network was trained on will do, and on their mirror images where the member of this ``spec`` is
    given those too. Activations are unsigned; weights are signed, with one scale per output channel (Nagel et al.
    2021). Weights take 7 of their 8 bits: x86 processors without VNNI add two products in 16 bits, which 8-bit weights
    overflow. The first convolution, which suffers most from that, the last linear operator and what follows it, the
    activation maps among it, stay float32, and so do inputs and outputs. The same model and faces give the same bytes.
    """
    if not len(faces):
        raise ValueError("expected at least one face to calibrate on")
    with tempfile.TemporaryDirectory() as folder:
        prepared, quantised = Path(folder) / "prepared.onnx", Path(folder) / "int8.onnx"
        proto = onnx.load_from_string(model)
        # The exporter has folded what can be folded, and ONNX Runtime 1.31's own folding of padding is wrong.
        quant_pre_process(proto, prepared, skip_optimization=True, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            quantised,
            _Reader(spec.input_name, with_mirror_images(faces) if spec.mirrored else faces, spec.normalisation),
            quant_format=QuantFormat.QDQ,
            calibrate_method=CalibrationMethod.MinMax,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=list(operators),
            nodes_to_exclude=_float32_nodes(proto.graph),
        )
        return quantised.read_bytes()


class _Reader(CalibrationDataReader):
    """Hands normalised faces to the calibration, a batch at a time."""

    def __init__(self, input_name: str, faces: NDArray[np.uint8], normalisation: Normalisation) -> None:
        self._batches = _batches(input_name, faces, normalisation)

    def get_next(self) -> dict[str, Any] | None:
        return next(self._batches, None)


def _batches(
    input_name: str, faces: NDArray[np.uint8], normalisation: Normalisation
) -> Iterator[dict[str, NDArray[np.float32]]]:
    for first in range(0, len(faces), _BATCH):
        pixels = faces[first : first + _BATCH, ..., None].astype(np.float32)
        yield {input_name: (pixels * normalisation.scale - normalisation.mean) / normalisation.std}


def _float32_nodes(graph: onnx.GraphProto) -> list[str]:
    """Return the names of the nodes up to the first linear one, and of the last linear one with those after it."""
    nodes = list(graph.node)
    first, *_, last = (position for position, node in enumerate(nodes) if node.op_type in _LINEAR_OPERATORS)
    return [node.name for node in (*nodes[: first + 1], *nodes[last:])]
