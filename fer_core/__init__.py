"""Facial emotion recognition on frames, files and folders: detection, crops, the ONNX ensemble, tracking."""

import os

# ONNX Runtime's wheels may report usage to their maker; it reads this once, when it is imported. Nothing leaves here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# OpenCV reads these when it is first imported or first opens a video; without them every lost frame prints a line.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

# A small file can claim a picture that fills the memory. OpenCV refuses those of more pixels than this, for which
# JPEG 2000 and Radiance pictures, the most wasteful, need 0.95 GB.
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", "60000000")
