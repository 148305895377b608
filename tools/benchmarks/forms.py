"""``python -m tools.benchmarks.forms``: what else could make the shipped networks cheaper.

Printed is, for each way to run the three networks on one thread, the median processor time of one picture and of two at
once, in milliseconds, taken by turns: as they are; as one merged graph in one session; with Add and Mul in int8 as
well; and with other options of ONNX Runtime. ``two runs`` is what two pictures take one by one. JSON is the last line.
"""

import json
import statistics
import sys
import time
from collections.abc import Mapping, Sequence

import numpy as np
import onnx
import onnx.compose
import onnxruntime as ort
from numpy.typing import NDArray

from fer_core.networks.ensemble import load_ensemble
from fer_core.networks.manifest import read_verified
from fer_core.resources import asset_path
from tools.benchmarks.ensemble import originals
from tools.data_sets import FER2013
from training.data.faces import load_folder
from training.export.quantise import INT8_OPERATORS, to_int8

_ROUNDS = 200
_WARM_UP = 20
_INPUT, _OUTPUT = "faces", "probabilities"


def merged(models: Sequence[bytes]) -> bytes:
    """Return one graph with one input and the answers of all the models."""
    parts = [onnx.compose.add_prefix(onnx.load_from_string(model), f"m{i}_") for i, model in enumerate(models)]
    helper = onnx.helper
    nodes = [helper.make_node("Identity", [_INPUT], [f"m{i}_{_INPUT}"]) for i in range(len(parts))]
    graph = helper.make_graph(
        [*nodes, *(node for part in parts for node in part.graph.node)],
        "merged",
        [helper.make_tensor_value_info(_INPUT, onnx.TensorProto.FLOAT, ("batch", 48, 48, 1))],
        [output for part in parts for output in part.graph.output if output.name.endswith(_OUTPUT)],
        [tensor for part in parts for tensor in part.graph.initializer],
    )
    first = parts[0]
    model = helper.make_model(graph, opset_imports=first.opset_import, ir_version=first.ir_version)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def sessions_of(models: Sequence[bytes], **options: object) -> list[ort.InferenceSession]:
    """Return a session for each model, with attributes of ONNX Runtime's options set beside what Emolens sets."""
    settings = ort.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    settings.add_session_config_entry("optimization.disable_specified_optimizers", "Pad_Fusion")
    for name, value in options.items():
        setattr(settings, name, value)
    return [ort.InferenceSession(model, settings, providers=["CPUExecutionProvider"]) for model in models]


def ask(sessions: Sequence[ort.InferenceSession], faces: NDArray[np.float32]) -> float:
    """Return the processor time, in milliseconds, that all sessions take for ``faces``."""
    began = time.thread_time()
    for session in sessions:
        names = [output.name for output in session.get_outputs() if output.name.endswith(_OUTPUT)]
        session.run(names, {_INPUT: faces})
    return (time.thread_time() - began) * 1000


def measure(ways: Mapping[str, Sequence[ort.InferenceSession]]) -> dict[str, dict[str, float]]:
    """Return the median times of every way."""
    faces = np.random.default_rng(0).random((2, 48, 48, 1), dtype=np.float32)
    times: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
    for _ in range(_WARM_UP + _ROUNDS):
        for name, sessions in ways.items():
            one, both = ask(sessions, faces[:1]), ask(sessions, faces)
            times[name].append((one, both, one + ask(sessions, faces[1:])))
    medians = {
        name: [statistics.median(column) for column in zip(*rows[_WARM_UP:], strict=True)]
        for name, rows in times.items()
    }
    return {
        name: dict(zip(("one", "two_at_once", "two_runs"), (round(value, 2) for value in row), strict=True))
        for name, row in medians.items()
    }


def main() -> int:
    """Measure and print."""
    folder, members = asset_path("models"), load_ensemble().manifest.members
    models = [read_verified(folder, member) for member in members]
    train = FER2013 / "train"
    noise = np.random.default_rng(0).integers(0, 255, (300, 48, 48), dtype=np.uint8)
    faces = load_folder(train).images[::96] if train.is_dir() else noise
    floats = originals([member.name for member in members])
    wider = [
        to_int8(model, faces, member, operators=(*INT8_OPERATORS, "Add", "Mul"))
        for member, model in zip(members, floats, strict=True)
    ]
    figures = measure({
        "as shipped": sessions_of(models),
        "float32": sessions_of(floats),
        "one merged graph": sessions_of([merged(models)]),
        "Add and Mul in int8": sessions_of(wider),
        "both": sessions_of([merged(wider)]),
        "fewer graph optimisations": sessions_of(
            models, graph_optimization_level=ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        ),
        "no memory arena": sessions_of(models, enable_cpu_mem_arena=False),
        "no memory pattern": sessions_of(models, enable_mem_pattern=False),
    })  # fmt: skip
    print(f"{'':26} one  two at once  two runs (ms)")
    for name, row in figures.items():
        print(f"{name:26} {row['one']:.2f} {row['two_at_once']:12.2f} {row['two_runs']:9.2f}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
