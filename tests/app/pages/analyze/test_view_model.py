"""Queue, work and results through the real threads and database, with a fast engine."""

from threading import Event

import numpy as np
import pytest

from app.pages.analyze import result_store
from app.pages.analyze.messages import ItemState, Progress, Show
from app.pages.analyze.wording import item_status
from app.services.face_settings import VIDEO_STEP
from app.services.settings import Settings
from fer_core.networks.manifest import UncertaintyRule
from tests.app.pages.analyze.conftest import SIZE, BrightnessEngine, wait, wait_for_end
from tests.films import cut_off, write_film
from tests.stand_ins import BRIGHTNESS, save


def labels(model):
    return [row.label for row in model.page.rows]


def test_a_folder_is_read_and_its_faces_are_listed(make_model, qtbot, album):
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    (item,) = model.items
    assert (item.path, item.is_folder, item.done, item.total, item.state) == (album, True, 3, 3, ItemState.DONE)
    assert labels(model) == ["sad", "happy", "fear"]
    row = model.page.rows[0]
    assert (row.path, row.face, len(row.crop), row.frames) == (album / "a.png", 1, 48 * 48, None)
    assert max(row.probabilities) == pytest.approx(0.7)


def test_a_video_gets_one_row_per_face_with_its_share_of_time(make_model, qtbot, tmp_path, make_clip):
    clip = make_clip(tmp_path / "clip.mp4", ["happy"] * 15 + ["sad"] * 5)
    model = make_model()
    model.add([clip])
    wait_for_end(qtbot, model, results=1)
    (row,) = model.page.rows
    assert (row.label, row.frames, row.first_s, row.last_s) == ("happy", 20, 0.0, 1.9)
    assert [label for label, _ in row.shares] == ["happy", "sad"]
    assert sum(share for _, share in row.shares) == pytest.approx(1)
    assert row.shares[0][1] == pytest.approx(0.75, abs=0.1)
    assert len(row.crop) == 48 * 48
    assert (model.items[0].done, model.items[0].total) == (20, 20)


def test_a_damaged_video_says_how_many_of_its_frames_were_read(make_model, qtbot, tmp_path):
    pictures = [np.full((64, 96, 3), BRIGHTNESS["happy"], np.uint8)] * 40
    clip = cut_off(write_film(tmp_path / "clip.avi", pictures, codec="mjpeg", pix_fmt="yuvj420p"), 0.5)
    model = make_model()
    model.add([clip])
    wait_for_end(qtbot, model, results=1)
    (item,), (row,) = model.items, model.page.rows
    assert 10 < row.frames < 30
    status = item_status(item, Progress(0), is_paused=False)
    assert status == f"Done: {row.frames} of 40 frames; the rest could not be read"


def test_what_a_folder_has_besides_is_said(make_model, qtbot, album):
    (album / "notes.txt").write_text("hello")
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    wait(qtbot, lambda: model.news is not None)
    assert (model.news.text, model.news.is_problem) == ("Other files left out: 1 (.txt).", False)


def test_videos_of_a_folder_are_items_of_their_own(make_model, qtbot, album, make_clip):
    make_clip(album / "clip.mp4")
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=4)
    assert [item.is_video for item in model.items] == [False, True]


def test_results_are_sorted_and_filtered(make_model, qtbot, tmp_path):
    rule = UncertaintyRule(min_confidence=0.0, min_agreement=0.5)
    engine = BrightnessEngine(rule=rule)
    engine._ensemble._disputed = "fear"
    files = [save(tmp_path / f"{emotion}.png", emotion, SIZE) for emotion in ("sad", "happy", "fear")]
    (tmp_path / "bad.png").write_text("no picture")
    model = make_model(engine)
    model.add([*files, tmp_path / "bad.png"])
    wait_for_end(qtbot, model, results=4)
    model.sort_by("happy", is_descending=True)
    wait(qtbot, lambda: labels(model) == ["happy", "sad", "uncertain", None])
    model.show_only(Show.CERTAIN)
    wait(qtbot, lambda: labels(model) == ["happy", "sad"])
    model.show_only(Show.UNCERTAIN)
    wait(qtbot, lambda: labels(model) == ["uncertain"])
    model.show_only(Show.PROBLEMS)
    wait(qtbot, lambda: labels(model) == [None])
    assert "not a picture" in model.page.rows[0].error
    assert model.items[0].problems == 1


def test_only_so_many_results_are_held(make_model, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(result_store, "PAGE_ROWS", 5)
    model = make_model()
    model.add([save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)])
    wait_for_end(qtbot, model, results=8)
    assert len(model.page.rows) == 5


def test_what_is_in_the_queue_already_is_not_added_again(make_model, qtbot, album):
    model = make_model()
    model.add([album])
    wait_for_end(qtbot, model, results=3)
    model.add([album, album / "a.png"])
    wait(qtbot, lambda: model.news is not None)
    assert "already" in model.news.text
    save(album / "d.png", "angry", SIZE)
    model.add([album])
    wait_for_end(qtbot, model, results=4)
    assert [item.total for item in model.items] == [3, 1]


# Resting, leaving and going on.


def test_pictures_pause_and_go_on_without_repeating_any(make_model, qtbot, tmp_path, gated):
    files = [save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)]
    model = make_model(gated)
    model.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    model.set_paused(True)
    gated.gate.set()
    wait(qtbot, lambda: model.progress.item_id == 0)
    assert model.is_busy
    assert len(gated.read) < 8
    model.set_paused(False)
    wait_for_end(qtbot, model, results=8)
    assert gated.read == files


def test_a_cancelled_item_is_left_and_goes_on_later(make_model, qtbot, tmp_path, gated, make_clip):
    clip = make_clip(tmp_path / "clip.mp4")
    picture = save(tmp_path / "p.png", size=SIZE)
    model = make_model(gated)
    model.add([clip])
    wait(qtbot, lambda: len(gated.read) == 3)
    model.set_cancelled([model.items[0].id], True)
    wait(qtbot, lambda: model.items[0].state is ItemState.CANCELLED)
    gated.gate.set()
    model.add([picture])
    wait(qtbot, lambda: len(model.items) == 2 and model.items[1].state is ItemState.DONE)
    assert 3 <= model.items[0].done < 20
    model.set_cancelled([model.items[0].id], False)
    wait(qtbot, lambda: model.items[0].state is ItemState.DONE)
    moments = [entry for entry in gated.read if entry != picture]
    assert moments == sorted(set(moments))
    assert len(moments) == 20
    model.show_only(Show.CERTAIN)
    wait(qtbot, lambda: sorted(row.frames or 0 for row in model.page.rows) == [0, 20])
    # What came after the break is no better than what came before it.
    assert [row.best_s for row in model.page.rows if row.is_video] == [0.0]


def test_a_paused_video_keeps_following_its_faces(make_model, qtbot, tmp_path, gated, make_clip):
    model = make_model(gated)
    model.add([make_clip(tmp_path / "clip.mp4")])
    wait(qtbot, lambda: len(gated.read) == 3)
    model.set_paused(True)
    gated.gate.set()
    wait(qtbot, lambda: look(model) == 1)
    model.set_paused(False)
    wait_for_end(qtbot, model, results=1)
    wait(qtbot, lambda: model.page.rows[0].frames == 20)


def test_queue_and_results_survive_closing_and_wait_to_be_resumed(make_model, qtbot, tmp_path, gated, make_clip):
    files = [save(tmp_path / f"{i}.png", size=SIZE) for i in range(6)]
    first = make_model(gated)
    first.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    first.set_paused(True)
    gated.gate.set()
    first.close()
    kept = len(gated.read)
    second_engine = BrightnessEngine()
    second = make_model(second_engine)
    wait(qtbot, lambda: second.page.total == kept)
    assert second.is_paused
    assert "Resume" in second.news.text
    assert second_engine.read == []
    second.set_paused(False)
    wait_for_end(qtbot, second, results=6)
    assert gated.read + second_engine.read == files


def test_a_removed_item_takes_its_results_along_even_while_it_is_read(make_model, qtbot, tmp_path, gated, album):
    model = make_model(gated)
    model.add([make_one(tmp_path)])
    model.add([album])
    wait(qtbot, lambda: len(gated.read) == 3)
    model.remove([model.items[1].id])
    wait(qtbot, lambda: len(model.items) == 1)
    gated.gate.set()
    wait(qtbot, lambda: model.progress.item_id == 0)
    model.refresh()
    wait_for_end(qtbot, model, results=1)
    model.add([album])
    wait_for_end(qtbot, model, results=4)


def test_the_results_are_followed_again_after_resume_but_not_behind_another_page(make_model, qtbot, tmp_path, gated):
    files = [save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)]
    model = make_model(gated)
    model.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    assert model._timer.isActive()
    model.set_paused(True)
    model.refresh()
    assert not model._timer.isActive()
    model.set_paused(False)
    assert model._timer.isActive()
    model.rest()
    model.add([save(tmp_path / "late.png", size=SIZE)])
    wait(qtbot, lambda: len(model.items) == 2)
    assert not model._timer.isActive()
    model.start()
    assert model._timer.isActive()
    gated.gate.set()
    wait_for_end(qtbot, model, results=9)


def test_frames_that_are_passed_over_do_not_count_as_speed(make_model, qtbot, tmp_path, gated, make_clip):
    first = make_model(gated)
    first.add([make_clip(tmp_path / "clip.mp4")])
    wait(qtbot, lambda: len(gated.read) == 3)
    first.set_cancelled([first.items[0].id], True)
    wait(qtbot, lambda: first.items[0].state is ItemState.CANCELLED)
    gated.gate.set()
    wait(qtbot, lambda: first.progress.item_id == 0 and first.items[0].done > 2)
    done = first.items[0].done
    first.close()
    reached = Event()

    class Gate(Event):
        def wait(self, timeout=None):
            reached.set()
            return super().wait(timeout)

    gate = Gate()
    second = make_model(BrightnessEngine(gate=gate))
    wait(qtbot, lambda: bool(second.items))
    second.set_cancelled([second.items[0].id], False)
    wait(qtbot, reached.is_set)
    second.on_news()
    progress = second.progress
    gate.set()
    wait_for_end(qtbot, second, results=1)
    assert (progress.done, progress.rate) == (done, 0)


def look(model):
    model.refresh()
    return model.page.total


def make_one(tmp_path):
    return save(tmp_path / "one.png", size=SIZE)


# The settings and the export.


def test_every_nth_frame_as_the_settings_say(make_model, qtbot, tmp_path, make_clip):
    settings = Settings()
    settings.set(VIDEO_STEP, 5)
    model = make_model(settings=settings)
    model.add([make_clip(tmp_path / "clip.mp4")])
    wait_for_end(qtbot, model, results=1)
    assert model.page.rows[0].frames == 4
