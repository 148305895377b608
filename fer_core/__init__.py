"""Facial emotion recognition on frames, files and folders: detection, crops, the ONNX ensemble, tracking."""

import os

# OpenCV reads these when it is first imported or first opens a video; without them every lost frame prints a line.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
