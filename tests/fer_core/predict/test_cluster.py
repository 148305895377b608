"""Folders on a cluster: as many machines as there are workers, and the rows of one."""

import builtins
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

import fer_core.cluster
from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError, ModelError
from fer_core.faces import detectors
from fer_core.faces.detectors.base import MinFace
from fer_core.networks.ensemble import load_ensemble
from fer_core.predict import command
from fer_core.predict.cluster import block
from fer_core.predict.cluster.block import Block, Reading, read_block
from fer_core.predict.cluster.run import blocks_of
from fer_core.predict.command import main
from fer_core.rows.video_file import VideoFile
from tests.stand_ins import BrightnessEnsemble, FixedDetector, kind_of, save

distributed = pytest.importorskip("distributed", reason="Dask comes with the cluster extra")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow comes with the parquet extra")


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Pictures, a damaged one and a video in the working folder, so that their rows have short names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "blocks_of", partial(blocks_of, size=4))
    for i in range(10):
        save(tmp_path / "in" / f"{i}.png", EMOTIONS[i % 7])
    (tmp_path / "in" / "5.png").write_bytes(b"\x89PNG damaged")
    with VideoFile(tmp_path / "in" / "a.mp4", fps=10) as video:
        for grey in range(3):
            video.write(np.full((64, 96, 3), 60 * grey, np.uint8))
    return tmp_path


def on_cluster(cluster, *more):
    return main(["in", "--faces", "whole", "--dask", cluster.scheduler_address, "--out", "parts", *more])


def parts_of(folder):
    return sorted((folder / "parts").glob("*"))


@pytest.mark.slow
def test_two_workers_leave_the_rows_of_one_machine(folder, cluster, capsys):
    assert main(["in", "--faces", "whole", "--out", "one.parquet"]) == 0
    assert on_cluster(cluster) == 0
    assert "11 files in 4 parts, written to parts" in capsys.readouterr().out
    parts = parts_of(folder)
    assert len(parts) == 4
    rows = [row for part in parts for row in parquet.read_table(part).to_pylist()]
    assert rows == parquet.read_table(folder / "one.parquet").to_pylist()
    assert {parquet.read_schema(part) for part in parts} == {parquet.read_schema(folder / "one.parquet")}


@pytest.mark.slow
def test_finished_parts_are_kept_and_missing_ones_made_good(folder, cluster, capsys):
    assert on_cluster(cluster) == 0
    lost, *kept = parts_of(folder)
    content, times = lost.read_bytes(), [part.stat().st_mtime_ns for part in kept]
    lost.unlink()
    assert on_cluster(cluster) == 0
    assert "3 of which were done already" in capsys.readouterr().out
    assert lost.read_bytes() == content
    assert [part.stat().st_mtime_ns for part in kept] == times


@pytest.mark.slow
def test_parts_of_another_run_are_refused_until_it_restarts(folder, cluster, capsys):
    assert on_cluster(cluster) == 0
    before = parts_of(folder)
    assert on_cluster(cluster, "--prior", "0.5") == 1
    assert "holds parts of other files or settings" in capsys.readouterr().err
    assert parts_of(folder) == before
    assert on_cluster(cluster, "--prior", "0.5", "--restart") == 0
    assert len(parts_of(folder)) == len(before)
    assert not set(parts_of(folder)) & set(before)


@pytest.mark.slow
def test_a_file_that_workers_do_not_see_is_named(folder, cluster, capsys, monkeypatch):
    blocks = [Block(0, ("in/0.png",), (str(folder / "elsewhere.png"),), is_video=False)]
    monkeypatch.setattr(command, "blocks_of", lambda _: blocks)
    assert on_cluster(cluster) == 1
    message = capsys.readouterr().err
    assert "does not see" in message
    assert "elsewhere.png. Put the files where every worker finds them" in message
    assert not list((folder / "parts").iterdir())


def test_an_address_where_nobody_answers_is_told(folder, capsys, monkeypatch):
    monkeypatch.setattr(fer_core.cluster, "_CONNECT_S", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        assert main(["in", "--dask", address, "--out", "parts"]) == 1
        message = capsys.readouterr().err
        assert f"No Dask scheduler answers at {address}" in message
        assert "`dask scheduler`" in message


def test_without_dask_the_extra_is_named(folder, capsys, monkeypatch):
    found = builtins.__import__

    def without(name, *rest, **options):
        if name == "distributed":
            raise ImportError(name)
        return found(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["in", "--dask", "tcp://127.0.0.1:9", "--out", "parts"]) == 1
    assert "pip install 'emolens[cluster]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "needs --out with the name of a folder"),
        (["--out", "in/0.png"], "needs --out with the name of a folder"),
        (["--out", "parts", "--score"], "neither with --score nor with --annotate"),
        (["--out", "parts", "--annotate", "copies"], "neither with --score nor with --annotate"),
    ],
)
def test_what_does_not_go_together_is_refused(folder, capsys, arguments, message):
    with pytest.raises(SystemExit, match="2"):
        main(["in", "--dask", "tcp://127.0.0.1:9", *arguments])
    assert message in capsys.readouterr().err


def test_blocks_have_pictures_in_their_order_and_each_video_by_itself(folder):
    files = sorted((folder / "in").iterdir())
    blocks = blocks_of([files[-1], *files[:-1]], size=4)
    assert [len(block.names) for block in blocks] == [4, 4, 2, 1]
    assert [block.is_video for block in blocks] == [False, False, False, True]
    assert [name for block in blocks for name in block.names] == [str(file) for file in files]


def test_a_part_has_another_name_for_changed_files_and_other_settings(folder):
    reading = Reading(None, ("a",), "whole", "haar", None, 0.75, 1)
    (first, *_) = blocks_of(sorted((folder / "in").iterdir()), size=4)
    name = first.part_name(reading)
    assert name == first.part_name(reading)
    assert name != first.part_name(Reading(None, ("b",), "whole", "haar", None, 0.75, 1))
    save(folder / "in" / "0.png", "sad", size=(50, 50))
    assert name != first.part_name(reading)


def test_each_thread_of_a_worker_loads_its_detector_once_for_all_blocks(folder, monkeypatch):
    loaded = []

    def load(name, min_face):
        loaded.append((name, min_face, threading.get_ident()))
        return FixedDetector((0, 0, 40, 40))

    monkeypatch.setattr(detectors, "stills_detector", load)
    sha256 = tuple(member.sha256 for member in load_ensemble().manifest.members)
    usual = Reading(None, sha256, "detect", "haar", None, 0.75, 1)
    other = replace(usual, min_face=MinFace(20, is_share=False))
    blocks = blocks_of(sorted((folder / "in").glob("*.png")), size=4)
    together = threading.Barrier(2)

    def read(_):
        together.wait()
        return [[read_block(each, reading) for each in blocks] for reading in (usual, other)]

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(read, range(2))
    assert first == second
    assert len({thread for _, _, thread in loaded}) == 2
    assert Counter(loaded).most_common(1)[0][1] == 1
    assert len(loaded) == 4


def test_a_block_has_the_rows_that_one_machine_writes_of_a_video_also_of_one_without_faces_or_a_damaged_one(
    folder, monkeypatch
):
    ensemble = BrightnessEnsemble()
    monkeypatch.setattr(command, "load_ensemble", lambda _: ensemble)
    monkeypatch.setattr(block, "_ensemble", lambda *_: ensemble)
    (folder / "in" / "b.mp4").write_bytes((folder / "in" / "a.mp4").read_bytes()[:200])
    videos = sorted((folder / "in").glob("*.mp4"))
    reading = Reading(None, (), "detect", "haar", None, 0.0, 1)
    for boxes in ([(0, 0, 40, 40)], []):
        monkeypatch.setitem(detectors.DETECTORS, "haar", kind_of(*boxes))
        rows = [row for each in blocks_of(videos) for row in read_block(each, reading)]
        arguments = ["--detector", "haar", "--prior", "0", "--out", "one.parquet", "--restart"]
        main([*map(str, videos), *arguments])
        assert rows == parquet.read_table(folder / "one.parquet").to_pylist()
        assert len(rows) == (3 if boxes else 2)


def test_a_worker_with_other_networks_is_refused(folder):
    (first, *_) = blocks_of(sorted((folder / "in").iterdir()), size=4)
    with pytest.raises(ModelError, match="has other networks than this machine"):
        read_block(first, Reading(None, ("other",), "whole", "haar", None, 0.75, 1))


def test_a_missing_file_is_told_before_anything_is_read(folder):
    sha256 = tuple(member.sha256 for member in load_ensemble().manifest.members)
    with pytest.raises(DataError, match=r"does not see .*none\.png"):
        read_block(
            Block(0, ("x",), (str(folder / "none.png"),), False), Reading(None, sha256, "whole", "haar", None, 0, 1)
        )
