import threading

import cv2
import numpy as np
import pytest

from app.look.theme import label_colour
from app.pages.live.snapshot import Snapshots
from tests.app.fakes import make_face, make_frame

FRAME = make_frame(size_wh=(320, 240), value=0)
FACES = (make_face(1, box_xywh=(20, 80, 100, 100)), make_face(2, box_xywh=(180, 80, 100, 100), label="sad"))


@pytest.fixture
def snapshots(qapp, tmp_path):
    result = Snapshots(tmp_path / "Pictures" / "Emolens")
    yield result
    result.close()


def take(snapshots, qtbot):
    with qtbot.waitSignal(snapshots.saved) as signal:
        snapshots.take(FRAME, FACES, chosen_id=1, names={1: "지수"})
    return signal.args[0]


def test_pictures_are_numbered_and_none_is_overwritten(snapshots, qtbot, tmp_path):
    folder = tmp_path / "Pictures" / "Emolens"
    folder.mkdir(parents=True)
    (folder / "emolens-0002.png").write_bytes(b"mine")
    paths = [take(snapshots, qtbot) for _ in range(2)]
    assert paths == [str(folder / "emolens-0001.png"), str(folder / "emolens-0003.png")]
    assert (folder / "emolens-0002.png").read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 3


def test_a_picture_has_the_frames_size_boxes_and_labels(snapshots, qtbot):
    image = cv2.imread(take(snapshots, qtbot))
    assert image.shape == (240, 320, 3)
    shades = {tuple(int(value) for value in pixel) for pixel in image.reshape(-1, 3)}
    for label in ("happy", "sad"):
        colour = label_colour(label)
        assert (colour.blue(), colour.green(), colour.red()) in shades
    assert not image[100:160, 40:100].any()
    assert FRAME.image_bgr.max() == 0


def test_several_at_once_are_all_kept(snapshots, qtbot, tmp_path):
    saved = []
    snapshots.saved.connect(saved.append)
    for _ in range(4):
        snapshots.take(FRAME, FACES, chosen_id=None, names={})
    qtbot.waitUntil(lambda: len(saved) == 4)
    assert len(set(saved)) == 4


def test_a_folder_that_cannot_be_made_is_told(qapp, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    snapshots = Snapshots(tmp_path / "file" / "Emolens")
    with qtbot.waitSignal(snapshots.failed) as signal:
        snapshots.take(FRAME, FACES, chosen_id=None, names={})
    assert signal.args[0].startswith("Cannot make the folder")
    snapshots.close()


def test_a_picture_that_cannot_be_written_leaves_nothing(snapshots, qtbot, tmp_path, monkeypatch):
    def fail(path, content):
        from fer_core.errors import DataError

        raise DataError("Cannot write it: the disk is full.")

    monkeypatch.setattr("app.pages.live.snapshot.write_whole", fail)
    with qtbot.waitSignal(snapshots.failed):
        snapshots.take(FRAME, FACES, chosen_id=None, names={})
    snapshots.close()
    assert list((tmp_path / "Pictures" / "Emolens").iterdir()) == []


def test_evidence_is_painted_into_the_box(snapshots, qtbot):
    import dataclasses

    evidence = np.zeros((6, 6), np.float32)
    evidence[3, 3] = 5
    face = dataclasses.replace(FACES[0], evidence=evidence)
    with qtbot.waitSignal(snapshots.saved) as signal:
        snapshots.take(FRAME, [face], chosen_id=None, names={})
    image = cv2.imread(signal.args[0])
    assert image[130:150, 70:90].any()
    assert not image[90:95, 30:40].any()


def test_no_thread_is_left(snapshots):
    snapshots.take(FRAME, FACES, chosen_id=None, names={})
    snapshots.close()
    assert not any(thread.name == "snapshot" for thread in threading.enumerate())
