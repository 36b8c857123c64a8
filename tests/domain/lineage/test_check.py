"""Every kind of fault, planted once in a sound lineage, is found; the sound one is silent."""

from dataclasses import replace
from datetime import date

from caunoi.domain.lineage import (
    ChangeKind,
    Confidence,
    Lineage,
    Share,
    Succession,
    UnitType,
    Version,
    check,
)
from caunoi.domain.vocabulary.period import Period

DAY = date(2025, 1, 1)
DISTRICT = Version("huyen", "Tân Yên", UnitType.DISTRICT, code="216")
OLD = Version("cu", "Lam Cốt", UnitType.COMMUNE, "07333", "huyen", Period(None, DAY))
NEW = Version("moi", "Lam Sơn", UnitType.COMMUNE, "07333", "huyen", Period(DAY, None))
OTHER = Version("khac", "Cao Xá", UnitType.COMMUNE, "07336", "huyen")
MERGER = Succession("cu", "moi", DAY, ChangeKind.MERGE, act="nq", confidence=Confidence.HIGH)
SOUND = [DISTRICT, OLD, NEW, OTHER]


def found(versions: list[Version], successions: list[Succession] | None = None) -> list[str]:
    steps = [MERGER] if successions is None else successions
    return [finding.code for finding in check(Lineage(versions, steps))]


def test_a_sound_lineage_is_silent() -> None:
    assert found(SOUND) == []


def test_two_versions_at_once_are_found() -> None:
    again = replace(OTHER, name="Cao Xá mới", period=Period(DAY, None))

    assert found([*SOUND, again]) == ["lineage.overlap"]


def test_a_gap_between_versions_is_found() -> None:
    early = replace(OTHER, period=Period(None, DAY))
    late = replace(OTHER, period=Period(date(2025, 3, 1), None))

    assert found([DISTRICT, OLD, NEW, early, late]) == ["lineage.gap"]


def test_one_code_on_two_units_of_a_day_is_found() -> None:
    thief = replace(OTHER, code="07333", period=Period(date(2024, 1, 1), DAY))

    assert "lineage.code_twice" in found([DISTRICT, OLD, NEW, thief])


def test_a_code_taken_over_on_the_day_it_falls_free_is_no_fault() -> None:
    assert OLD.code == NEW.code
    assert found([DISTRICT, OLD, NEW]) == []


def test_units_whose_code_is_unknown_do_not_share_one() -> None:
    assert found([*SOUND, replace(OTHER, unit="x", code=""), replace(OTHER, unit="y", code="")]) == []


def test_a_parent_nobody_recorded_is_found() -> None:
    assert found([*SOUND, replace(OTHER, unit="x", code="", parent="huyen-la")]) == ["lineage.parent_missing"]


def test_a_parent_that_came_later_is_found() -> None:
    late = replace(DISTRICT, period=Period(DAY, None))

    assert found([late, NEW], []) == []
    assert "lineage.parent_missing" in found([late, OLD, NEW])


def test_a_child_that_outlives_its_parent_is_found() -> None:
    ended = replace(DISTRICT, period=Period(None, date(2025, 7, 1)))
    abolished = Succession("huyen", None, date(2025, 7, 1), ChangeKind.ABOLISH)

    assert found([ended, OTHER], [abolished]) == ["lineage.child_outlives_parent"]


def test_a_parent_of_no_higher_level_is_found() -> None:
    assert found([*SOUND, replace(OTHER, unit="x", code="", parent="khac")]) == ["lineage.level"]


def test_a_successor_that_does_not_exist_on_its_day_is_found() -> None:
    early = replace(MERGER, on=date(2024, 6, 1))
    ended = replace(OLD, period=Period(None, date(2024, 6, 1)))

    assert found([DISTRICT, ended, NEW], [early]) == ["lineage.successor_missing"]


def test_a_predecessor_that_never_was_is_found() -> None:
    assert found(SOUND, [MERGER, replace(MERGER, predecessor="ma")]) == ["lineage.predecessor_missing"]


def test_a_unit_that_lives_on_after_its_own_merger_is_found() -> None:
    swallowed = Succession("khac", "moi", DAY, ChangeKind.ABSORB)

    assert found(SOUND, [MERGER, swallowed]) == ["lineage.lives_on"]
    assert found(SOUND, [MERGER, replace(swallowed, kind=ChangeKind.PART, share=Share.PART)]) == []


def test_a_unit_that_ends_without_a_word_is_found() -> None:
    (finding,) = check(Lineage([DISTRICT, OLD, NEW]))

    assert finding.code == "lineage.lost"
    assert finding.severity == "warning"
    assert "1/1/2025" in finding.message or "01/01/2025" in finding.message


def test_a_successor_said_to_be_unknown_is_no_fault() -> None:
    unknown = Succession("cu", None, DAY, ChangeKind.UNKNOWN, Share.UNKNOWN)

    assert found([DISTRICT, OLD], [unknown]) == []


def test_a_circle_of_heirs_is_found_with_its_way() -> None:
    there = Succession("moi", "khac", date(2025, 2, 1), ChangeKind.SPLIT)
    back = Succession("khac", "moi", date(2025, 3, 1), ChangeKind.SPLIT)

    (finding,) = check(Lineage(SOUND, [MERGER, there, back]))

    assert finding.code == "lineage.cycle"
    assert "moi" in finding.message
    assert "khac" in finding.message


def test_two_circles_are_two_findings() -> None:
    pairs = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]
    versions = [DISTRICT, *(replace(OTHER, unit=u, code="") for u in "abcd")]
    steps = [Succession(a, b, DAY, ChangeKind.SPLIT) for a, b in pairs]

    assert found(versions, steps) == ["lineage.cycle", "lineage.cycle"]
