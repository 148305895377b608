"""Training, evaluation and ONNX export of the FER2013 ensemble (TensorFlow/Keras)."""
