"""Removing files from the queue, and having them back."""

from PySide6.QtCore import Qt

from app.pages.analyze.results_model import FILE
from app.services.notice import Action, Notice
from tests.app.pages.analyze.conftest import SIZE, wait, wait_for_end
from tests.app.pages.analyze.test_page import column_of
from tests.stand_ins import save


def test_a_removal_can_be_undone_until_its_banner_leaves(make_page, qtbot, album, tmp_path):
    page, model = make_page()
    model.add([album])
    model.add([save(tmp_path / "one.png", size=SIZE)])
    wait_for_end(qtbot, model, results=4)
    control = Qt.KeyboardModifier.ControlModifier
    for undo in (page.banner.buttons[Action.UNDO].click, lambda: qtbot.keyClick(page, "z", control)):
        page.queue.selectRow(0)
        page.remove.click()
        assert page.banner.text == "Removed, with all results: album"
        wait(qtbot, lambda: column_of(page, FILE) == ["one.png"])
        assert page.queue_model.rowCount() == 1
        undo()
        wait(qtbot, lambda: page.results.model.rowCount() == 4 and page.queue_model.rowCount() == 2)
        assert page.banner.text == ""
    page.queue.selectRow(0)
    page.remove.click()
    page.banner.dismissed.emit()
    model.undo_removal()
    wait(qtbot, lambda: [item.path.name for item in model._all_items] == ["one.png"])
    wait(qtbot, lambda: column_of(page, FILE) == ["one.png"])


def test_undo_without_a_removal_leaves_the_banner_as_it_is(make_page):
    _, model = make_page()
    model.news = problem = Notice("The disk is full.", is_problem=True)
    model.undo_removal()
    assert model.news is problem


def test_what_is_removed_for_good_is_not_brought_back_while_it_is_being_deleted(make_page, qtbot, album, tmp_path):
    page, model = make_page()
    model.add([album])
    model.add([save(tmp_path / "one.png", size=SIZE)])
    wait_for_end(qtbot, model, results=4)
    first, second = (item.id for item in model.items)
    seen, allowed = [], []
    model.items_changed.connect(lambda: seen.append([item.id for item in model.items]))
    model._threads.set_aside = lambda item_ids, aside: None if aside else allowed.extend(item_ids)
    model.remove([first])
    model.remove([second])
    model.undo_removal()
    model.undo_removal()
    wait(qtbot, lambda: [item.id for item in model._all_items] == [second])
    assert all(first not in ids for ids in seen)
    assert allowed == [second]
    wait(qtbot, lambda: column_of(page, FILE) == ["one.png"])


def test_what_was_removed_is_not_analysed_nor_exported_and_goes_on_when_it_is_back(make_page, qtbot, tmp_path, gated):
    page, model = make_page(gated)
    model.add([save(tmp_path / f"{i}.png", size=SIZE) for i in range(8)])
    model.add([save(tmp_path / "last" / "one.png", size=SIZE)])
    wait(qtbot, lambda: len(gated.read) == 3 and len(model.items) == 2)
    page.queue.selectRow(0)
    page.remove.click()
    gated.gate.set()
    wait(qtbot, lambda: column_of(page, FILE) == ["one.png"] and not model.is_busy)
    model.undo_removal()
    wait_for_end(qtbot, model, results=9)
    page.queue.selectRow(0)
    page.remove.click()
    model.export(tmp_path / "out.csv")
    wait(qtbot, lambda: "1 row is written" in page.banner.text)
    assert (tmp_path / "out.csv").read_text("utf-8").count("\n") == 2
