"""From Keras to ONNX."""
