"""The network that judges what OpenCV's cascades propose as faces: its views, its training, its card."""
