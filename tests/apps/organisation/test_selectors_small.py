"""Reading units in a land of two or three of them."""

from datetime import date

from caunoi.apps.organisation import selectors
from tests.factories.organisation import make_district, make_province, make_succession, make_unit

STORY = date(2020, 8, 31)


def test_the_exact_spelling_ranks_before_the_same_letters_with_other_marks(db):
    (
        make_unit("Tân Thịnh", slug="thinh"),
        make_unit("Tân Thính", slug="other"),
        make_unit("Bắc Tân Thính", slug="long"),
    )

    assert [node.slug for node in selectors.find_units("tân thính", on=STORY)] == ["other", "thinh", "long"]
    assert selectors.find_units("tân thịnh", on=STORY)[0].slug == "thinh"


def test_a_unit_that_gave_a_part_away_still_answers_for_itself(db):
    province = make_province()
    old, new = make_district("Lục Ngạn", province), make_unit("Chũ", type="town", parent=province)
    make_succession(old, new, date(2015, 1, 1), kind="split", share="part")

    assert set(selectors.units_reached(new.pk, "subtree", STORY)) == {new.pk}


def test_a_grant_on_the_only_root_reaches_everything(db):
    province = make_province()
    make_unit("Xuân Hương", parent=province)

    assert selectors.units_reached(province.pk, "subtree", STORY) is None
    assert set(selectors.units_reached(province.pk, "unit", STORY)) == {province.pk}
