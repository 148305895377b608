"""The clip that ships: what it looks like to OpenCV, to the face detector and to the whole pipeline."""

from itertools import groupby, pairwise

import cv2
import numpy as np
import pytest

from fer_core.demo.__main__ import load_portrait
from fer_core.demo.render import render_frames
from fer_core.demo.script import FPS, FRAME_COUNT, SIZE_WH
from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.faces.pipeline import load_pipeline
from fer_core.resources import asset_path
from fer_core.sources import DEMO_CLASS, open_source


@pytest.fixture(scope="module")
def frames_bgr():
    capture = cv2.VideoCapture(str(asset_path("demo/demo.mp4")))
    assert capture.get(cv2.CAP_PROP_FPS) == FPS
    frames = []
    while True:
        delivered, frame = capture.read()
        if not delivered:
            break
        frames.append(frame)
    capture.release()
    return frames


@pytest.mark.slow
def test_four_faces_of_the_class_are_found_and_two_moods_at_once():
    with open_source(DEMO_CLASS) as source:
        frames = [source.read() for _ in range(4)]
    pipeline = load_pipeline()
    faces = [pipeline.analyze(frame.image_bgr, time_s=frame.time_s) for frame in frames][-1].faces
    assert len(faces) == 4
    assert len({face.label for face in faces}) > 1


@pytest.mark.slow
def test_size_and_length(frames_bgr):
    assert len(frames_bgr) == FRAME_COUNT
    assert {frame.shape for frame in frames_bgr} == {(SIZE_WH[1], SIZE_WH[0], 3)}
    assert asset_path("demo/demo.mp4").stat().st_size < 3_000_000


@pytest.mark.slow
def test_the_clip_is_what_the_script_says(frames_bgr):
    indices = range(0, FRAME_COUNT, 100)
    for index, rendered in zip(indices, render_frames(load_portrait(None), indices), strict=True):
        assert cv2.absdiff(frames_bgr[index], rendered).mean() < 3, f"frame {index}: render the clip again"


@pytest.mark.slow
def test_the_face_is_found_in_nearly_every_frame(frames_bgr):
    detector = HaarDetector()
    sampled = frames_bgr[::10]
    found = sum(len(detector.detect(to_grey(frame))) == 1 for frame in sampled)
    assert found >= 0.95 * len(sampled)


@pytest.mark.slow
def test_the_winning_emotion_changes_with_the_face(frames_bgr):
    pipeline = load_pipeline()
    labels = []
    for index, frame in enumerate(frames_bgr):
        if index % 5 == 0:
            faces = pipeline.analyze(frame, time_s=index / FPS).faces
            labels.append(faces[0].emotion if len(faces) == 1 else None)
    held = [label for label, run in groupby(labels) if label and len(list(run)) >= 6]
    assert len(set(held)) >= 4, f"held for a second or longer: {held}"


def test_the_end_runs_into_the_beginning(frames_bgr):
    across = cv2.absdiff(frames_bgr[-1], frames_bgr[0]).mean()
    steps = [cv2.absdiff(a, b).mean() for a, b in pairwise(frames_bgr[:30])]
    assert across < 2 * np.max(steps)
