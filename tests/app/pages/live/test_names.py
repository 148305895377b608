from app.pages.live.names import FaceNames


def test_a_name_stays_with_its_face_and_is_offered_to_later_ones():
    names = FaceNames()
    assert names.give(3, "  Anna   Maria ")
    assert names.give(4, "Ben")
    assert (names.name_of(3), names.name_of(4), names.name_of(5)) == ("Anna Maria", "Ben", "")
    assert names.known == ("Ben", "Anna Maria")
    assert names.give(5, "Anna Maria")
    assert names.known == ("Anna Maria", "Ben")
    assert dict(names.by_id) == {3: "Anna Maria", 4: "Ben", 5: "Anna Maria"}


def test_an_empty_name_takes_it_away_and_the_same_name_changes_nothing():
    names = FaceNames()
    assert not names.give(3, "  ")
    names.give(3, "Anna")
    assert not names.give(3, "Anna ")
    assert names.give(3, "")
    assert names.name_of(3) == ""
    assert names.known == ("Anna",)


def test_long_names_are_cut():
    names = FaceNames()
    names.give(1, "x" * 200)
    assert len(names.name_of(1)) == 40
