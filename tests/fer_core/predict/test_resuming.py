"""Runs that were stopped or killed and are started again, and two runs with one table."""

import csv
import json
import os
import shutil
import signal
from pathlib import Path

import cv2
import pyarrow.parquet as pq
import pytest

from fer_core.predict.command import main
from fer_core.predict.unfinished import ENDING, UnfinishedTable
from fer_core.rows import row_file
from tests.fer_core.predict.slow_command import start, wait_for_rows
from tests.stand_ins import BrightnessEnsemble, save
from tests.systems import posix_only

FORMATS = [".csv", ".jsonl", ".parquet"]


@pytest.fixture
def clip(tmp_path, demo_frames) -> Path:
    """The first frames of the demo clip, in a folder of its own."""
    path = tmp_path / "films" / "clip.mp4"
    path.parent.mkdir()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 30, (320, 240))
    for frame in demo_frames[:6]:
        writer.write(cv2.resize(frame.image_bgr, (320, 240)))
    writer.release()
    return path


def rows_of(path: Path) -> list[dict]:
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines)) if path.suffix == ".csv" else [json.loads(line) for line in lines]


def journal_of(out: Path) -> Path:
    return out.with_name(out.name + ENDING)


def stop_after(ensemble: BrightnessEnsemble, monkeypatch, calls: int, error: type[BaseException]) -> None:
    """Let the ensemble fail at its next call but ``calls``."""
    answer, before = ensemble.vote, len(ensemble.calls)

    def vote(faces):
        if len(ensemble.calls) - before >= calls:
            raise error
        return answer(faces)

    monkeypatch.setattr(ensemble, "vote", vote)


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@posix_only
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_killed_run_keeps_its_rows_and_goes_on(tmp_path, pictures, ensemble, capsys, suffix):
    out = tmp_path / f"r{suffix}"
    out.write_text("earlier")
    process = start(str(pictures), "--faces", "whole", "--out", str(out), delay_s=1.0)
    wait_for_rows(out, files=60)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert out.read_text() == "earlier"
    assert run(pictures, "--faces", "whole", "--out", out) == 0
    said = capsys.readouterr()
    done = int(said.err.split(" of 200 files were done already")[0].split()[-1])
    assert 60 <= done < 200
    assert sum(ensemble.calls) == 200 - done
    assert [Path(row["path"]).name for row in rows_of(out)] == [f"{i:03}.png" for i in range(200)]
    assert "200 faces (0 uncertain) in 200 images" in said.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", out.name]


@posix_only
@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_comes_to_its_end(tmp_path, pictures, ensemble):
    out = tmp_path / "r.csv"
    for files in (1, 65, 129):
        process = start(str(pictures), "--faces", "whole", "--out", str(out), delay_s=0.5)
        wait_for_rows(out, files=files)
        process.kill()
        process.communicate()
    assert run(pictures, "--faces", "whole", "--out", out) == 0
    assert [Path(row["path"]).name for row in rows_of(out)] == [f"{i:03}.png" for i in range(200)]


@posix_only
def test_of_two_runs_with_one_table_one_is_refused_and_the_other_is_whole(tmp_path, pictures, ensemble, capsys):
    out = tmp_path / "r.csv"
    first = start(str(pictures), "--faces", "whole", "--out", str(out), delay_s=1.0)
    wait_for_rows(out)
    other = save(tmp_path / "other.png", "sad")
    assert run(other, "--faces", "whole", "--out", out, "--restart") == 1
    assert "Another run is writing" in capsys.readouterr().err
    assert first.wait(timeout=60) == 0
    first.stderr.close()
    assert len(rows_of(out)) == 200
    assert run(other, "--faces", "whole", "--out", out) == 0
    assert [row["label"] for row in rows_of(out)] == ["sad"]


def test_after_ctrl_c_the_rows_are_in_the_table_and_the_same_command_goes_on(
    tmp_path, pictures, ensemble, monkeypatch, capsys
):
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        assert run(pictures, "--faces", "whole", "--out", out) == 130
    assert f"64 of 200 images; their rows are in {out}. The same command goes on" in capsys.readouterr().err
    assert len(rows_of(out)) == 64
    assert run(pictures, "--faces", "whole", "--out", out) == 0
    assert len(rows_of(out)) == 200
    assert not journal_of(out).exists()


def test_an_interrupted_run_does_not_replace_an_earlier_table(tmp_path, pictures, ensemble, monkeypatch, capsys):
    out = tmp_path / "r.csv"
    out.write_text("earlier")
    stop_after(ensemble, monkeypatch, 1, KeyboardInterrupt)
    assert run(pictures, "--faces", "whole", "--out", out) == 130
    assert out.read_text() == "earlier"
    assert f"their rows are in {journal_of(out)}" in capsys.readouterr().err


def test_restart_begins_anew(tmp_path, pictures, ensemble, monkeypatch, capsys):
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        run(pictures, "--faces", "whole", "--out", out)
    ensemble.calls.clear()
    assert run(pictures, "--faces", "whole", "--out", out, "--restart") == 0
    assert sum(ensemble.calls) == 200
    assert "done already" not in capsys.readouterr().err


def test_other_settings_are_refused_by_name(tmp_path, pictures, ensemble, monkeypatch, capsys):
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        run(pictures, "--faces", "whole", "--out", out)
    before = journal_of(out).read_bytes()
    capsys.readouterr()
    assert run(pictures, "--out", out, "--every", "5") == 1
    said = capsys.readouterr().err
    assert "begun with other settings (--faces whole then, detect now; --every 1 then, 5 now)" in said
    assert "--restart" in said
    assert journal_of(out).read_bytes() == before


@pytest.mark.parametrize("tail", [b'{"begin": "x", "st', b"\0\0\0\0", b'{"face": 1}\n', b"[1]\n", b'{"end": 3}\n'])
def test_a_damaged_last_line_is_dropped(tmp_path, pictures, ensemble, monkeypatch, tail):
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        run(pictures, "--faces", "whole", "--out", out)
    with journal_of(out).open("ab") as journal:
        journal.write(tail)
    assert run(pictures, "--faces", "whole", "--out", out) == 0
    assert len(rows_of(out)) == 200


def test_files_that_have_changed_or_gone_are_not_taken_from_the_earlier_run(tmp_path, pictures, ensemble, monkeypatch):
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        run(pictures, "--faces", "whole", "--out", out)
    (pictures / "000.png").unlink()
    save(pictures / "001.png", "sad", (64, 64))
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        run(pictures, "--faces", "whole", "--out", out)
    assert run(pictures, "--faces", "whole", "--out", out) == 0
    rows = {Path(row["path"]).name: row["label"] for row in rows_of(out)}
    assert len(rows) == len(rows_of(out)) == 199
    assert rows["001.png"] == "sad"
    assert "000.png" not in rows


def test_a_finished_video_is_kept_and_one_in_the_middle_begins_again(tmp_path, clip, ensemble, monkeypatch, capsys):
    shutil.copy(clip, clip.with_name("second.mp4"))
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 9, KeyboardInterrupt)
        assert run(clip.parent, "--out", out) == 130
    assert "1 of 2 files and 3 of 6 frames" in capsys.readouterr().err
    assert run(clip.parent, "--out", out) == 0
    said = capsys.readouterr()
    assert "1 of 2 files were done already" in said.err
    assert "24 faces (0 uncertain) in 12 frames of 2 videos" in said.out
    frames = [(Path(row["path"]).name, row["frame"]) for row in rows_of(out)]
    assert frames == [(name, str(i)) for name in ("clip.mp4", "second.mp4") for i in range(6) for _ in range(2)]


def test_the_score_counts_what_was_done_before(tmp_path, ensemble, monkeypatch, capsys):
    for i in range(100):
        save(tmp_path / "sad" / f"{i:03}.png", "sad" if i % 2 else "happy")
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 1, KeyboardInterrupt)
        run(tmp_path / "sad", "--faces", "whole", "--out", out, "--score")
    capsys.readouterr()
    assert run(tmp_path / "sad", "--faces", "whole", "--out", out, "--score") == 0
    said = capsys.readouterr().out
    assert "100 of 100 images in class folders scored" in said
    assert "accuracy                    0.5000" in said


def test_a_full_disk_keeps_the_rows_for_later(tmp_path, pictures, ensemble, monkeypatch, capsys):
    out = tmp_path / "r.csv"

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(row_file, "put_in_place", fail)
        assert run(pictures, "--faces", "whole", "--out", out) == 1
    said = capsys.readouterr().err
    assert "Free some space" in said
    assert "the same command goes on" in said
    ensemble.calls.clear()
    assert run(pictures, "--faces", "whole", "--out", out) == 0
    assert ensemble.calls == []
    assert len(rows_of(out)) == 200
    assert "200 of 200 files were done already" in capsys.readouterr().err


def test_names_that_are_no_text_are_known_again(tmp_path, ensemble):
    path = tmp_path / os.fsdecode(b"a\xff.png")
    try:
        path.write_bytes(save(tmp_path / "a.png").read_bytes())
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes only text for names")
    out, settings = tmp_path / "r.jsonl", {"--every": 1}
    killed = UnfinishedTable(out, {"path": str}, [path], settings=settings, restart=False)
    killed.begin(path)
    killed.write({"path": str(path)})
    killed.end(faces=0)
    killed.__exit__(SystemExit)
    with UnfinishedTable(out, {"path": str}, [path], settings=settings, restart=False) as table:
        assert [earlier.path for earlier in table.earlier()] == [path]


def test_a_broken_video_is_remembered_with_its_reason(tmp_path, clip, ensemble, monkeypatch, capsys):
    (clip.parent / "a.mp4").write_bytes(b"no film" * 100)
    out = tmp_path / "r.csv"
    with monkeypatch.context() as patch:
        stop_after(ensemble, patch, 2, KeyboardInterrupt)
        run(clip.parent, "--out", out)
    capsys.readouterr()
    assert run(clip.parent, "--out", out) == 0
    assert "1 unreadable" in capsys.readouterr().out
    assert [row["error"] != "" for row in rows_of(out)] == [True] + [False] * 12
