"""How every network of Emolens is run: onnxruntime on the processor, quietly, on as many threads as are asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime as ort


def open_session(model: bytes | str, *, threads: int = 1) -> "ort.InferenceSession":
    """Load a network, its content or the path of its file; raises onnxruntime's own unrelated exception types."""
    import onnxruntime as ort  # noqa: PLC0415  (slow, and command lines ask for names only)

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # ONNX Runtime 1.31 folds zero padding into max pooling and computes ResNets wrongly.
    options.add_session_config_entry("optimization.disable_specified_optimizers", "Pad_Fusion")
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
