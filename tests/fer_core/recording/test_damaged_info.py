"""A ``session.json`` that is no use costs what it held; and what it may ask for has bounds."""

import json

import pytest

from fer_core.recording.edits import LONGEST_NOTES, MOST_EDITS, Edits, Marker
from fer_core.recording.info import read_info
from fer_core.recording.reader import open_recording
from fer_core.recording.tracks import apply_merges, sort_faces
from tests.fer_core.recording.recordings import FPS, SIZE_WH, record, shows


@pytest.fixture
def folder(tmp_path):
    return record(tmp_path / "Holiday", 60)


def rewrite(folder, text=None, **changes):
    """Change values of ``session.json``, or all of its text, and open the recording."""
    path = folder / "session.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}) if text is None else text)
    before = path.read_bytes(), (folder / "video.mp4").read_bytes(), (folder / "frames.csv").read_bytes()
    recording = open_recording(folder)
    assert (folder / "video.mp4").read_bytes(), (folder / "frames.csv").read_bytes() == before[1:]
    return recording, before[0]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1, "source": "x"}', "[" * 100_000, "\x00" * 99])
def test_video_and_table_open_without_it_and_it_is_kept_beside(folder, text):
    recording, damaged = rewrite(folder, text)
    assert recording.info.source == "Holiday"
    assert recording.info.size_wh == SIZE_WH
    assert recording.info.fps == FPS
    assert recording.info.frames == 60
    assert len(recording.table) == 120
    with recording.open_pictures() as video:
        assert shows(video.read(31), 31)
    assert [str(problem) for problem in recording.problems] == [
        "session.json was damaged: names, markers and notes are lost. "
        "The damaged file is kept as session.damaged-1.json."
    ]
    assert (folder / "session.damaged-1.json").read_bytes() == damaged
    again = open_recording(folder)
    assert again.problems == ()
    assert again.info == read_info(folder)


def test_each_damaged_one_is_kept(folder):
    rewrite(folder, "first")
    rewrite(folder, "second")
    assert (folder / "session.damaged-1.json").read_text() == "first"
    assert (folder / "session.damaged-2.json").read_text() == "second"


def test_a_missing_one_is_no_more_than_a_damaged_one(folder):
    (folder / "session.json").unlink()
    recording = open_recording(folder)
    assert recording.info.frames == 60
    assert str(recording.problems[0]) == "session.json is damaged: names, markers and notes are lost."


def test_where_nothing_can_be_written_it_is_read_as_it_is(folder, monkeypatch):
    def fail(*_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("fer_core.recording.reader.shutil.copyfileobj", fail)
    monkeypatch.setattr("fer_core.recording.reader.write_info", fail)
    recording, damaged = rewrite(folder, "{")
    assert recording.info.frames == 60
    assert (folder / "session.json").read_bytes() == damaged
    assert not (folder / "session.damaged-1.json").exists()
    assert str(recording.problems[0]) == "session.json is damaged: names, markers and notes are lost."


@pytest.mark.parametrize(
    "changes",
    [
        {"frames": 10**18}, {"frames": 10**400}, {"frames": -5}, {"dropped": 10**30}, {"fps": 0}, {"fps": 1e-400},
        {"fps": float("nan")}, {"fps": float("inf")}, {"width": 10**300}, {"height": -1},
        {"markers": [{"time_s": float("inf"), "name": "x"}]}, {"markers": [{"time_s": 1e308, "name": "x"}]},
        {"markers": [{"time_s": float("nan"), "name": "x"}]},
        {"markers": [{"time_s": number, "name": "x"} for number in range(MOST_EDITS + 1)]},
        {"face_names": {str(10**30): "x"}}, {"merged_faces": {"1": 10**30}}, {"merged_faces": {"-1": 1}},
        {"merged_faces": {str(number): 0 for number in range(MOST_EDITS + 1)}},
        {"notes": "x" * (LONGEST_NOTES + 1)}, {"notes": "x" * 20_000_000},
    ],
    ids=lambda changes: str(changes)[:40],
)  # fmt: skip
def test_more_than_is_possible_is_no_use(folder, changes):
    recording, _ = rewrite(folder, **changes)
    assert recording.info.frames == 60
    assert recording.info.edits == Edits()
    assert (folder / "session.damaged-1.json").exists()


def test_dates_and_texts_of_any_kind_are_only_shown(folder):
    odd = {
        "started_at": "9999-99-99",
        "source": "a\nb\x1b[2J",
        "notes": "\x00\u202e\ud800x",
        "settings": {"a": {"b": 1}},
    }
    recording, _ = rewrite(folder, **odd)
    assert recording.problems == ()
    assert recording.info.started_at == "9999-99-99"
    assert recording.info.settings == {}


def test_a_long_name_is_cut(folder):
    recording, _ = rewrite(folder, face_names={"1": "n" * 1_000_000}, markers=[{"time_s": 1, "name": "m" * 1_000_000}])
    assert recording.info.edits.names == {1: "n" * 40}
    assert recording.info.edits.markers == (Marker(1.0, "m" * 40),)


def test_what_a_person_adds_stays_within_the_bounds(folder):
    edits = Edits(markers=tuple(Marker(float(number), "x") for number in range(MOST_EDITS)))
    assert edits.with_marker(Marker(0.5, "one more")) is edits
    assert len(Edits().with_notes("x" * (LONGEST_NOTES + 5)).notes) == LONGEST_NOTES


@pytest.mark.slow
def test_a_recording_with_sixty_thousand_faces_is_sorted(folder):
    path = folder / "frames.csv"
    header, row, *_ = path.read_text().splitlines()
    cells = row.split(",")
    rows = [
        ",".join([str(number // 1000), str(number // 1000 / FPS), str(number), *cells[3:]]) for number in range(60_000)
    ]
    path.write_text("\n".join([header, *rows]) + "\n")
    recording = open_recording(folder)
    assert len(sort_faces(recording.table, recording.info.edits, fps=FPS).tracks) == 60_000


def test_a_long_chain_of_merges_is_followed_once(folder):
    merged = {number: number + 1 for number in range(MOST_EDITS)}
    recording, _ = rewrite(folder, merged_faces={str(face): into for face, into in merged.items()})
    assert set(apply_merges(recording.table, recording.info.edits).face_ids.tolist()) == {MOST_EDITS}
    assert set(recording.info.edits.faces_of(range(MOST_EDITS)).values()) == {MOST_EDITS}
