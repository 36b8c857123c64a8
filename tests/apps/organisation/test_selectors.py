"""Reading units: the counts of the record, finding by what people type, what became of whom."""

import unicodedata
from datetime import date
from uuid import uuid4

import pytest

from caunoi.apps.organisation import selectors
from caunoi.domain.lineage import ChangeKind
from caunoi.foundation.errors import NotVisible

BEFORE, STORY, LAST, NOW = date(2019, 12, 31), date(2020, 8, 31), date(2025, 1, 1), date(2025, 7, 1)


def communes_of_bac_giang(on):
    tree = selectors.unit_tree(on=on)
    root = tree.by_code("24")
    return [node for node in tree.below(root.id) if node.is_commune]


@pytest.mark.parametrize(
    ("on", "count"),
    [(BEFORE, 230), (date(2020, 1, 1), 209), (STORY, 209), (LAST, 192), (date(2025, 6, 30), 192), (NOW, 99)],
)
def test_the_province_of_code_24_has_the_communes_of_the_record(territory, on, count):
    assert len(communes_of_bac_giang(on)) == count


def test_there_is_no_district_after_the_thirtieth_of_june_2025(territory):
    assert len(selectors.unit_tree(on=date(2025, 6, 30)).districts) == 18
    assert selectors.unit_tree(on=NOW).districts == []


def test_fifty_eight_of_the_ninety_nine_stand_where_bac_giang_was(territory):
    heirs = {
        version.unit_id
        for node in communes_of_bac_giang(LAST)
        for version in selectors.successors_of(node.id, on=NOW)
    }

    assert len(heirs) == 58


def test_a_unit_stands_under_its_district_and_province(territory):
    tree = selectors.unit_tree(on=STORY)
    node = selectors.node_by_code("07429", on=STORY)

    assert tree.path_label(node.id) == "Xã Xuân Hương, Huyện Lạng Giang"
    assert tree.district_of(node.id).name == "Lạng Giang"
    assert tree.commune_of(node.id) == node
    assert [upper.type for upper in tree.line(node.id)] == ["commune", "district", "province"]


def test_a_code_means_another_unit_on_another_day(territory):
    assert selectors.node_by_code("07210", on=date(2025, 6, 30)).full_name == "Phường Hoàng Văn Thụ"
    assert selectors.node_by_code("07210", on=NOW).full_name == "Phường Bắc Giang"


def test_a_code_nobody_carries_is_not_found(territory):
    with pytest.raises(NotVisible):
        selectors.node_by_code("99999", on=STORY)


@pytest.mark.parametrize(
    "typed",
    ["Xuân Hương", "xuan huong", "XUÂN HƯƠNG", "  xuân   hương ", unicodedata.normalize("NFD", "Xuân Hương"),
     "xã xuân hương", "07429", "xuan huong, lang giang"],
)  # fmt: skip
def test_a_unit_is_found_however_its_name_is_typed(territory, typed):
    assert selectors.find_units(typed, on=STORY)[0].slug == "xa-xuan-huong-lang-giang"


def test_both_units_of_one_name_are_found_and_a_district_tells_them_apart(territory):
    tree = selectors.unit_tree(on=STORY)

    labels = [tree.path_label(node.id) for node in selectors.find_units("Phúc Sơn", on=STORY)[:2]]
    narrowed = selectors.find_units("Phúc Sơn, Tân Yên", on=STORY)

    assert sorted(labels) == ["Xã Phúc Sơn, Huyện Sơn Động", "Xã Phúc Sơn, Huyện Tân Yên"]
    assert [tree.path_label(node.id) for node in narrowed] == ["Xã Phúc Sơn, Huyện Tân Yên"]


@pytest.mark.parametrize("typed", ["", "   ", ",", "\u200b", "không có nơi nào như thế"])
def test_what_names_nothing_finds_nothing(territory, typed):
    assert selectors.find_units(typed, on=STORY) == []
    assert selectors.lookup(typed, on=STORY) == []


def test_xuan_huong_passed_into_my_thai_by_the_resolution_of_june_2025(territory):
    (answer,) = selectors.lookup("Xuân Hương", on=NOW)
    (passage,) = answer.passages

    assert passage.after.full_name == "Xã Mỹ Thái"
    assert (passage.on, passage.act.number) == (NOW, "1658/NQ-UBTVQH15")
    assert [heir.full_name for heir in answer.today] == ["Xã Mỹ Thái"]


def test_bo_ha_went_through_the_township_into_the_new_commune(territory):
    answers = {
        (each.version.full_name, each.version.period.end): each for each in selectors.lookup("Bố Hạ", on=NOW)
    }
    old = answers["Xã Bố Hạ", date(2020, 1, 1)]

    steps = [(passage.on, passage.after.full_name, passage.step.kind) for passage in old.passages]

    assert steps == [
        (date(2020, 1, 1), "Thị trấn Bố Hạ", ChangeKind.ABSORB),
        (NOW, "Xã Bố Hạ", ChangeKind.MERGE),
    ]
    assert [(heir.full_name, heir.unit) for heir in old.today] == [("Xã Bố Hạ", "xa-bo-ha-bac-ninh-2025")]


def test_a_unit_still_stands_for_itself_on_the_story_day(territory):
    (answer,) = selectors.lookup("xuan huong", on=STORY)

    assert [heir.full_name for heir in answer.today] == ["Xã Xuân Hương"]


def test_units_that_are_gone_are_offered_with_who_stands_for_them(territory):
    (answer,) = selectors.past_units("Xuân Hương", on=NOW)

    assert answer.version.full_name == "Xã Xuân Hương"
    assert selectors.past_units("Xuân Hương", on=STORY) == []


def test_an_abolished_level_has_no_heir(territory):
    district = selectors.unit_ids()["huyen-lang-giang-bac-giang"]

    assert selectors.successors_of(district, on=NOW) == []
    (passage,) = selectors.passages_from(district)
    assert (passage.step.kind, passage.after) == (ChangeKind.ABOLISH, None)


def test_what_a_unit_came_from_is_told(territory):
    my_thai = selectors.node_by_code("07420", on=NOW)

    before = {passage.before.name for passage in selectors.passages_to(my_thai.id)}

    assert before == {"Mỹ Thái", "Xuân Hương", "Dương Đức", "Tân Thanh"}


def test_the_story_of_a_unit_that_ended_shows_its_last_time_and_what_stood_above_it_then(territory):
    story = selectors.story_of(selectors.unit_ids()["xa-xuan-huong-lang-giang"], on=NOW)

    assert story.current is None
    assert story.shown.full_name == "Xã Xuân Hương"
    assert story.above.full_name == "Huyện Lạng Giang"
    assert [version.full_name for version in story.standing] == ["Xã Mỹ Thái"]


def test_a_unit_that_never_was_is_not_found(territory):
    with pytest.raises(NotVisible):
        selectors.story_of(uuid4(), on=STORY)


def test_a_province_whose_list_is_not_there_is_said_to_be_unknown(territory):
    notes = {note.province: note.completeness for note in selectors.unit_tree(on=STORY).coverage}

    assert notes == {"Bắc Giang": "complete", "Bắc Ninh": "unknown"}


def test_a_grant_on_a_unit_reaches_what_passed_into_it(territory):
    my_thai = selectors.node_by_code("07420", on=NOW).id
    xuan_huong = selectors.unit_ids()["xa-xuan-huong-lang-giang"]

    assert xuan_huong in set(selectors.units_reached(my_thai, "unit", NOW))
    assert xuan_huong not in set(selectors.units_reached(my_thai, "unit", STORY))


def test_a_tree_held_in_memory_is_asked_with_one_statement(territory, django_assert_num_queries):
    selectors.unit_tree(on=STORY)

    with django_assert_num_queries(1):
        selectors.unit_tree(on=STORY)
