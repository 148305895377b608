"""Training, evaluation and ONNX export of the FER2013 ensemble (TensorFlow/Keras).

The recipe follows a student project on FER2013, called the source project here: five architectures compared,
``disgust`` oversampled by augmentation, and the best three voting by the mean of their probabilities (0.657 on all
7,178 test images).
"""
