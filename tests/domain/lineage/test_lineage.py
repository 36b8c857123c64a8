"""The walk through merges, splits and renames, on a little invented land."""

from datetime import date

import pytest

from caunoi.domain.lineage import (
    ChangeKind,
    Confidence,
    Level,
    Lineage,
    Share,
    Succession,
    UnitType,
    Version,
)
from caunoi.domain.vocabulary.period import Period

BEFORE, MERGED, TODAY = date(2019, 6, 1), date(2020, 1, 1), date(2026, 1, 1)
SPLIT = date(2022, 1, 1)


def commune(unit: str, name: str, start: date | None = None, end: date | None = None, **row: str) -> Version:
    return Version(unit, name, UnitType.COMMUNE, parent="huyen", period=Period(start, end), **row)


def step(old: str, new: str | None, on: date, kind: ChangeKind, share: Share = Share.WHOLE) -> Succession:
    return Succession(old, new, on, kind, share, act="nq", confidence=Confidence.HIGH)


@pytest.fixture
def lineage() -> Lineage:
    versions = [
        Version("huyen", "Lạng Giang", UnitType.DISTRICT, code="217"),
        commune("a", "Đồng An", end=MERGED, code="00001"),
        commune("b", "Hoà Bình", end=MERGED, code="00002"),
        commune("c", "Tân Lập", start=MERGED, end=SPLIT, code="00001"),
        commune("c", "Tân Hòa", start=SPLIT, code="00001"),
        commune("d", "Đồng An", start=SPLIT, code="00003"),
        commune("gone", "Xuân Lạc", end=SPLIT, code="00004"),
    ]
    successions = [
        step("a", "c", MERGED, ChangeKind.MERGE),
        step("b", "c", MERGED, ChangeKind.MERGE),
        step("c", "c", SPLIT, ChangeKind.RENAME),
        step("c", "d", SPLIT, ChangeKind.SPLIT, Share.PART),
        step("gone", None, SPLIT, ChangeKind.UNKNOWN, Share.UNKNOWN),
    ]
    return Lineage(versions, successions)


def test_a_day_shows_only_the_units_of_that_day(lineage: Lineage) -> None:
    before = [v.unit for v in lineage.units_on(BEFORE, level=Level.COMMUNE)]
    after = [v.unit for v in lineage.units_on(MERGED, level=Level.COMMUNE)]

    assert before == ["a", "b", "gone"]
    assert after == ["c", "gone"]


def test_the_tree_hangs_communes_under_their_district(lineage: Lineage) -> None:
    (top,) = lineage.tree(TODAY)

    assert top.version.full_name == "Huyện Lạng Giang"
    assert [child.version.unit for child in top.children] == ["c", "d"]
    assert top.size == 3
    assert lineage.tree(TODAY, root="c")[0].size == 1
    assert lineage.tree(TODAY, root="a") == ()


def test_a_merged_unit_is_followed_through_later_changes(lineage: Lineage) -> None:
    heirs = lineage.what_became_of("a", since=BEFORE, on=TODAY)

    assert [(h.unit, h.day, h.share, h.kind) for h in heirs] == [
        ("c", MERGED, Share.WHOLE, ChangeKind.MERGE),
        ("d", SPLIT, Share.PART, ChangeKind.SPLIT),
    ]
    assert [s.on for s in heirs[1].steps] == [MERGED, SPLIT]
    assert heirs[0].version is not None
    assert heirs[0].version.full_name == "Xã Tân Hòa"


def test_a_change_of_the_day_asked_from_has_already_happened(lineage: Lineage) -> None:
    heirs = lineage.what_became_of("c", since=SPLIT, on=TODAY)

    assert [h.unit for h in heirs] == ["c"]
    assert heirs[0].steps == ()
    assert heirs[0].day is None


def test_an_unrecorded_successor_is_said_to_be_unknown(lineage: Lineage) -> None:
    (heir,) = lineage.what_became_of("gone", since=BEFORE, on=TODAY)

    assert heir.unit is None
    assert not heir.is_known
    assert heir.share is Share.UNKNOWN


def test_a_unit_that_vanished_without_any_record_is_unknown_too() -> None:
    lineage = Lineage([commune("x", "X", end=SPLIT)])

    (heir,) = lineage.what_became_of("x", since=BEFORE, on=TODAY)

    assert heir.kind is ChangeKind.UNKNOWN
    assert heir.confidence is Confidence.UNKNOWN


def test_abolished_is_not_the_same_as_unknown() -> None:
    lineage = Lineage(
        [Version("h", "H", UnitType.DISTRICT, period=Period(None, SPLIT))],
        [step("h", None, SPLIT, ChangeKind.ABOLISH)],
    )

    (heir,) = lineage.what_became_of("h", since=BEFORE, on=TODAY)

    assert heir.unit is None
    assert heir.is_known


def test_origins_reach_back_to_the_oldest_units(lineage: Lineage) -> None:
    origins = lineage.came_from("d", on=TODAY)

    assert [(o.unit, o.share) for o in origins] == [("a", Share.PART), ("b", Share.PART)]


def test_origins_stop_at_the_day_asked(lineage: Lineage) -> None:
    origins = lineage.came_from("d", on=TODAY, back_to=date(2021, 1, 1))

    assert [o.unit for o in origins] == ["c"]


def test_a_code_may_mean_another_unit_on_another_day(lineage: Lineage) -> None:
    before, after = lineage.by_code("00001", on=BEFORE), lineage.by_code("00001", on=TODAY)

    assert before is not None
    assert after is not None
    assert (before.unit, after.unit) == ("a", "c")
    assert lineage.by_code("", on=TODAY) is None


@pytest.mark.parametrize("typed", ["Hòa Bình", "hoà bình", "HOA BINH", "xã Hoà Bình"])
def test_a_name_is_found_however_it_is_typed(lineage: Lineage, typed: str) -> None:
    assert [v.unit for v in lineage.named(typed)] == ["b"]


def test_a_name_may_belong_to_two_units_of_different_days(lineage: Lineage) -> None:
    assert [v.unit for v in lineage.named("dong an")] == ["a", "d"]
    assert [v.unit for v in lineage.named("dong an", on=TODAY)] == ["d"]


def test_marks_choose_between_names_that_look_alike_without_them() -> None:
    lineage = Lineage([commune("x", "Đồng Tiến"), commune("y", "Đông Tiến")])

    assert [v.unit for v in lineage.named("Đông Tiến")] == ["y"]
    assert [v.unit for v in lineage.named("dong tien")] == ["x", "y"]


def test_history_tells_every_change_in_order(lineage: Lineage) -> None:
    told = [(s.on, s.kind) for s in lineage.history("c")]

    assert told == [
        (MERGED, ChangeKind.MERGE),
        (MERGED, ChangeKind.MERGE),
        (SPLIT, ChangeKind.RENAME),
        (SPLIT, ChangeKind.SPLIT),
    ]


def test_a_circle_of_heirs_does_not_trap_the_walk() -> None:
    lineage = Lineage(
        [commune("x", "X"), commune("y", "Y")],
        [step("x", "y", SPLIT, ChangeKind.PART), step("y", "x", SPLIT, ChangeKind.PART)],
    )

    assert {h.unit for h in lineage.what_became_of("x", since=BEFORE, on=TODAY)} == {"x", "y"}
    assert {o.unit for o in lineage.came_from("x", on=TODAY)} == {"x", "y"}


def test_a_village_stands_below_a_commune_in_the_vocabulary() -> None:
    assert UnitType.VILLAGE.level > UnitType.COMMUNE.level
    assert UnitType.VILLAGE.label == "thôn"
    assert UnitType.NEIGHBOURHOOD.label == "tổ dân phố"


def test_a_chain_is_as_sure_as_its_weakest_link() -> None:
    assert Confidence.weakest([Confidence.HIGH, Confidence.DERIVED]) is Confidence.DERIVED
    assert Confidence.weakest([]) is Confidence.HIGH
