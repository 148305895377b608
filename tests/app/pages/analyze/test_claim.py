"""Several Emolens with the same queue."""

from threading import Event

from app.pages.analyze.messages import ItemState
from tests.app.pages.analyze.conftest import SIZE, BrightnessEngine, wait, wait_for_end
from tests.stand_ins import save


def test_only_one_emolens_analyses_a_queue_at_a_time(make_model, qtbot, tmp_path, gated):
    files = [save(tmp_path / f"{i}.png", size=SIZE) for i in range(6)]
    first = make_model(gated)
    first.add(files)
    wait(qtbot, lambda: len(gated.read) == 3)
    engine = BrightnessEngine()
    second = make_model(engine)
    wait(qtbot, lambda: second.is_paused)
    second.set_paused(False)
    wait(qtbot, lambda: second.is_paused)
    assert "Another Emolens is analysing" in second.news.text
    second.add([save(tmp_path / "later.png", size=SIZE)])
    wait(qtbot, lambda: len(second.items) == 2)
    first.set_paused(True)
    gated.gate.set()
    wait(qtbot, lambda: first.progress.item_id == 0)
    second.set_paused(False)
    wait_for_end(qtbot, second, results=7)
    assert gated.read + engine.read == [*files, tmp_path / "later.png"]
    assert all(item.state is ItemState.DONE for item in second.items)


def test_a_queue_that_another_emolens_analyses_is_not_called_unfinished_last_time(make_model, qtbot, tmp_path, gated):
    first = make_model(gated)
    first.add([save(tmp_path / f"{i}.png", size=SIZE) for i in range(6)])
    wait(qtbot, lambda: len(gated.read) == 3)
    second = make_model()
    wait(qtbot, lambda: second.is_paused)
    assert "Another Emolens is analysing" in second.news.text
    assert second.news.is_problem
    first.set_paused(True)
    gated.gate.set()
    wait(qtbot, lambda: first.progress.item_id == 0)
    third = make_model()
    wait(qtbot, lambda: third.is_paused)
    assert "last time" in third.news.text


def test_what_another_emolens_has_done_is_seen_when_the_work_begins_or_may_not(make_model, qtbot, tmp_path, gated):
    names = ("a.png", "b.png", "c.png", "d.png", "e.png")
    files = [save(tmp_path / name, size=SIZE) for name in names]
    first = make_model(gated)
    first.add(files[:1])
    wait(qtbot, lambda: bool(first.items) and not first.is_busy)
    first.set_paused(True)
    for i, file in enumerate(files[1:], start=2):
        first.add([file])
        wait(qtbot, lambda i=i: len(first.items) == i)
    second_engine = BrightnessEngine(gate=Event())
    second = make_model(second_engine)
    wait(qtbot, lambda: len(second.items) == 5)
    first.set_paused(False)
    wait(qtbot, lambda: finished(first) == 3 and len(gated.read) == 3)
    second.set_paused(False)
    wait(qtbot, lambda: second.is_paused)
    wait(qtbot, lambda: finished(second) == 3)
    first.set_paused(True)
    gated.gate.set()
    wait(qtbot, lambda: finished(first) == 4 and first.progress.item_id == 0)
    second.set_paused(False)
    wait(qtbot, lambda: finished(second) == 4)
    assert second_engine.read == []
    second_engine.gate.set()
    wait_for_end(qtbot, second, results=5)


def finished(model):
    return sum(item.state is ItemState.DONE for item in model.items)
