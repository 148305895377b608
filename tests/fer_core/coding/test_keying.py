"""Coding while a recording plays."""

import pytest

from fer_core.coding.codes import Code, Codes
from fer_core.coding.keying import Keying, codes_by, with_coder


@pytest.fixture
def keying():
    return Keying(Codes("Anna"), 1, picture_s=0.1, duration_s=3.0)


def play(keying, start, end):
    for number in range(start, end):
        keying.reach(number / 10)


def jump(keying, time_s):
    keying.let_go()
    keying.reach(time_s)


def test_each_key_holds_until_the_next_and_the_end_is_the_recording_s(keying):
    play(keying, 0, 6)
    assert keying.codes == Codes("Anna")
    keying.press("happy", 0.5)
    play(keying, 6, 16)
    keying.press("unsure", 1.5)
    play(keying, 16, 31)
    assert keying.codes.codes == (Code(1, 0.5, 1.5, "happy"), Code(1, 1.5, 3.0, "unsure"))


def test_after_a_jump_nothing_holds_until_the_next_key(keying):
    keying.press("happy", 0.0)
    play(keying, 1, 5)
    jump(keying, 2.0)
    play(keying, 21, 25)
    assert keying.label is None
    jump(keying, 0.2)
    keying.press("sad", 0.2)
    keying.reach(0.3)
    # What was coded and is not passed again stays.
    assert keying.codes.codes == (
        Code(1, 0.0, 0.2, "happy"),
        Code(1, 0.2, 0.4, "sad"),
        Code(1, 0.4, 0.5, "happy"),
    )


def test_a_key_that_is_taken_back_was_never_pressed(keying):
    keying.press("happy", 0.0)
    play(keying, 1, 6)
    keying.press("sad", 0.5)
    play(keying, 6, 9)
    keying.undo()
    assert keying.codes.codes == (Code(1, 0.0, 0.9, "happy"),)
    play(keying, 9, 12)
    assert keying.codes.codes == (Code(1, 0.0, 1.2, "happy"),)
    keying.undo()
    assert keying.codes == Codes("Anna")
    assert not keying.can_undo
    keying.undo()


def test_what_is_taken_back_after_a_jump_does_not_reach_over_it(keying):
    keying.press("happy", 0.0)
    play(keying, 1, 3)
    jump(keying, 2.0)
    keying.press("sad", 2.0)
    keying.undo()
    play(keying, 21, 23)
    assert keying.codes.codes == (Code(1, 0.0, 0.3, "happy"),)


def test_coders_are_told_apart_by_name_whatever_its_case():
    anna, ben = Codes("Anna", (Code(1, 0.0, 1.0, "sad"),)), Codes("Ben")
    assert codes_by((anna, ben), "ANNA") is anna
    assert codes_by((anna,), "Ben") == ben
    assert with_coder((anna,), ben) == (anna, ben)
    assert with_coder((anna, ben), Codes("anna")) == (Codes("anna"), ben)
