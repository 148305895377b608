"""What can be read of a damaged video is read, at its own moments; what is lost is said, and nothing is changed."""

import json
import re
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from fer_core.errors import SourceError
from fer_core.recording.reader import open_recording
from tests.fer_core.recording.recordings import FPS, crossing_faces, make_info, record, shows, unfinish

EARLIER = Path(__file__).parent / "earlier"


@pytest.fixture(params=[True, False], ids=["finished", "cut off"])
def folder(request, tmp_path):
    """A recording of 95 pictures in nineteen fragments of five."""
    folder = record(tmp_path / "a", 95)
    if not request.param:
        unfinish(folder)
    return folder


def boxes(content, kind):
    return [found.start() - 4 for found in re.finditer(kind, content)]


def spoil(folder, change):
    """Change the content of the video, open the recording and make sure that this changes nothing."""
    path = folder / "video.mp4"
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(content)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    recording = open_recording(folder)
    with recording.open_pictures() as video:
        shown = [video.read(number) for number in range(recording.info.frames)]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    return recording, shown


def fragments(content):
    """Return where each fragment begins."""
    return boxes(content, b"moof")


@pytest.mark.parametrize("kind", [b"moof", b"traf", b"tfhd", b"trun", b"mdat"])
def test_a_damaged_fragment_costs_its_own_pictures(folder, kind):
    def change(content):
        content[boxes(content, kind)[3] + 4] ^= 0x20

    recording, shown = spoil(folder, change)
    missing = [number for number, image in enumerate(shown) if image is None]
    assert missing == list(range(15, 20))
    assert all(shows(image, number) for number, image in enumerate(shown) if image is not None)
    assert str(recording.problems[0]) == "video.mp4 is damaged: 5 of 95 pictures are missing."
    assert len(recording.table) == 190


@pytest.mark.parametrize("value", [0, 1, 2**31, 2**63])
def test_a_fragment_whose_time_cannot_be_right_is_left_out(folder, value):
    def change(content):
        place = boxes(content, b"tfdt")[6] + 12
        content[place : place + 8] = struct.pack(">Q", value)

    recording, shown = spoil(folder, change)
    assert [number for number, image in enumerate(shown) if image is None] == list(range(30, 35))
    assert all(shows(image, number) for number, image in enumerate(shown) if image is not None)
    assert "5 of 95" in str(recording.problems[0])


def test_several_damaged_stretches_are_counted_together(folder):
    def change(content):
        places = fragments(content)
        content[places[1] : places[2]] = bytes(places[2] - places[1])
        del content[places[5] : places[7]]

    recording, shown = spoil(folder, change)
    lost = [*range(5, 10), *range(25, 35)]
    assert [number for number, image in enumerate(shown) if image is None] == lost
    assert "15 of 95" in str(recording.problems[0])


def test_pictures_lost_at_the_end_are_counted_where_it_is_known_how_many_there_were(folder):
    recording, shown = spoil(folder, lambda content: content.__delitem__(slice(fragments(content)[4], None)))
    assert recording.info.frames == 95
    assert len([image for image in shown if image is not None]) == 20
    assert "75 of 95" in str(recording.problems[0])


def test_a_damaged_picture_costs_no_more_than_the_fragment_that_depends_on_it(folder):
    def change(content):
        end = fragments(content)[5]
        content[end - 40 : end] = bytes(40)

    recording, shown = spoil(folder, change)
    assert all(shows(shown[number], number) for number in (*range(20), *range(25, 95)))
    assert recording.info.frames == 95


def test_a_gap_is_no_longer_than_it_was_for_pictures_after_it_and_their_faces(folder):
    recording, shown = spoil(folder, lambda content: content.__delitem__(slice(*fragments(content)[2:5:2])))
    assert shows(shown[60], 60)
    assert recording.table.faces_at(60, not_before=60)[0].box_xywh == crossing_faces(60)[0].box_xywh


def test_a_damaged_beginning_loses_the_pictures_and_nothing_else(folder):
    content = bytearray((folder / "video.mp4").read_bytes())
    content[: fragments(content)[0]] = bytes(fragments(content)[0])
    (folder / "video.mp4").write_bytes(content)
    recording = open_recording(folder)
    assert len(recording.table) == 190
    assert recording.info.frames == 95
    assert "its beginning is damaged" in str(recording.problems[0])
    with pytest.raises(SourceError, match=r"video\.mp4 is missing, or it cannot be read"):
        recording.open_pictures()


@pytest.mark.parametrize("content", [None, b"", b"no video at all, but long enough to hold a few boxes", b"moov" * 99])
def test_what_is_no_video_loses_the_pictures_and_nothing_else(folder, content):
    path = folder / "video.mp4"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    recording = open_recording(folder)
    assert len(recording.table) == 190
    assert recording.info.frames == 95
    assert ("is missing" if content is None else "cannot be read") in str(recording.problems[0])


@pytest.mark.parametrize("seed", range(25))
def test_random_damage_is_survived(tmp_path, seed):
    rng = np.random.default_rng(seed)
    folder = record(tmp_path / "a", 40)

    def change(content):
        for _ in range(int(rng.integers(1, 30))):
            content[int(rng.integers(0, len(content)))] ^= 1 << int(rng.integers(0, 8))

    try:
        recording, _ = spoil(folder, change)
    except SourceError:
        return
    assert recording.info.frames == 40


def copy_earlier(folder, name, **changes):
    """Return a recording that an earlier version has made, with a video of its own kind (MPEG-4 part 2)."""
    record(folder, 45, **changes)
    shutil.copy(EARLIER / f"{name}.mp4", folder / "video.mp4")
    return folder


def test_a_recording_of_an_earlier_version_opens(tmp_path):
    recording = open_recording(copy_earlier(tmp_path / "a", "finished"))
    assert recording.problems == ()
    assert recording.info == make_info(frames=45, is_finished=True)
    with recording.open_pictures() as video:
        assert all(shows(video.read(number), number) for number in (0, 44, 3, 30, 31, 32, 7))


def test_a_recording_of_an_earlier_version_that_was_cut_off_opens(tmp_path):
    folder = copy_earlier(tmp_path / "a", "cut_off")
    unfinish(folder)
    (folder / "frames.csv").rename(folder / "frames.partial.csv")
    recording = open_recording(folder)
    assert recording.problems == ()
    assert recording.info.frames == 40
    assert len(recording.table) == 90
    with recording.open_pictures() as video:
        assert all(shows(video.read(number), number) for number in (0, 39, 3, 30, 31, 32, 7))


def test_a_damaged_index_of_an_earlier_version_costs_nothing(tmp_path):
    folder = copy_earlier(tmp_path / "a", "finished")
    content = (folder / "video.mp4").read_bytes()
    (folder / "video.mp4").write_bytes(content[: boxes(content, b"moov")[-1]])
    recording = open_recording(folder)
    assert recording.problems == ()
    with recording.open_pictures() as video:
        assert all(shows(video.read(number), number) for number in range(45))


def test_a_rate_of_an_earlier_version_that_its_video_rounded_does_not_shift_pictures(tmp_path):
    folder = copy_earlier(tmp_path / "a", "finished")
    content = {**json.loads((folder / "session.json").read_text()), "fps": FPS * 1.02}
    (folder / "session.json").write_text(json.dumps(content))
    with open_recording(folder).open_pictures() as video:
        assert all(shows(video.read(number), number) for number in (0, 44, 3, 30))


def test_damaged_words_in_the_beginning_cost_nothing(folder):
    content = bytearray((folder / "video.mp4").read_bytes())
    words = [place for word in (b"Lavf", b"VideoHandler", b"Lavc") for place in places_of(content, word)]
    assert words
    for place in words:
        content[place : place + 4] = b"\xff" * 4
    (folder / "video.mp4").write_bytes(content)
    with open_recording(folder).open_pictures() as pictures:
        assert shows(pictures.read(10), 10)


def places_of(content, word):
    return [match.start() for match in re.finditer(re.escape(word), bytes(content[: fragments(content)[0]]))]
