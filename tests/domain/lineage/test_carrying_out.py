"""A plan carried out: nobody is lost, nobody doubled, and what cannot be done is said before it is tried."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.lineage import (
    ChangeKind,
    Level,
    Lineage,
    Move,
    NewUnit,
    Outcome,
    Reorganisation,
    Share,
    UnitType,
    Version,
    abolish_level,
    carry_out,
    check,
    read_territory,
)
from caunoi.domain.vocabulary.period import Period

DAY = date(2025, 7, 1)
BORN = Period(date(2020, 1, 1), None)


def unit(slug: str, kind: UnitType, parent: str | None, code: str = "") -> Version:
    return Version(slug, slug.replace("-", " ").title(), kind, code, parent, BORN)


LAND = (
    unit("tinh", UnitType.PROVINCE, None, "24"),
    unit("huyen", UnitType.DISTRICT, "tinh", "217"),
    *(unit(f"xa-{a}", UnitType.COMMUNE, "huyen", f"0740{n}") for n, a in enumerate("abc")),
    *(unit(f"thon-{a}{n}", UnitType.VILLAGE, f"xa-{a}") for a in "abc" for n in range(6)),
)
BEFORE = Lineage(LAND)


def plan(*moves: Move, new: tuple[NewUnit, ...] = ()) -> Reorganisation:
    return Reorganisation("nq", DAY, moves, new)


def founded(slug: str, parent: str = "huyen") -> NewUnit:
    return NewUnit(slug, slug, UnitType.COMMUNE, parent)


def under(outcome: Outcome, parent: str) -> list[str]:
    return [version.unit for version in outcome.after.units_on(DAY) if version.parent == parent]


def faults(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_the_villages_of_merged_communes_stand_under_the_new_one() -> None:
    moves = [Move(f"xa-{a}", ChangeKind.MERGE, into="xa-moi") for a in "ab"]

    outcome = carry_out(BEFORE, plan(*moves, new=(founded("xa-moi"),)))

    assert outcome.is_sound
    assert outcome.ended == ("xa-a", "xa-b")
    assert len(under(outcome, "xa-moi")) == 12
    assert set(under(outcome, "huyen")) == {"xa-c", "xa-moi"}


def test_a_commune_split_three_ways_gives_each_village_to_one_heir() -> None:
    parts = {"moi-1": (0, 1), "moi-2": (2, 3), "moi-3": (4, 5)}
    moves = [
        Move("xa-a", ChangeKind.SPLIT, into=heir, share=Share.PART, below=tuple(f"thon-a{n}" for n in part), dissolves=True)
        for heir, part in parts.items()
    ]  # fmt: skip

    outcome = carry_out(BEFORE, plan(*moves, new=tuple(founded(heir) for heir in parts)))

    assert outcome.is_sound
    assert {heir: under(outcome, heir) for heir in parts} == {
        heir: [f"thon-a{n}" for n in part] for heir, part in parts.items()
    }
    assert [found.unit for found in outcome.after.what_became_of("xa-a", since=BORN.start, on=DAY)] == list(
        parts
    )


def test_a_village_passed_to_a_neighbour_leaves_the_rest_where_it_was() -> None:
    move = Move("xa-a", ChangeKind.PART, into="xa-b", share=Share.PART, below=("thon-a3",))

    outcome = carry_out(BEFORE, plan(move))

    assert outcome.ended == ()
    assert len(under(outcome, "xa-a")) == 5
    assert "thon-a3" in under(outcome, "xa-b")
    assert [version.unit for version in outcome.closed] == ["thon-a3"]


def test_a_whole_level_ends_and_what_stood_below_comes_up() -> None:
    outcome = carry_out(BEFORE, plan(*abolish_level(BEFORE, Level.DISTRICT, on=DAY)))

    assert outcome.is_sound
    assert under(outcome, "tinh") == ["xa-a", "xa-b", "xa-c"]
    assert outcome.after.units_on(DAY, level=Level.DISTRICT) == ()


def test_new_name_type_and_parent_make_one_new_version_of_the_same_unit() -> None:
    moves = [
        Move("xa-a", ChangeKind.RENAME, name="Tên Mới"),
        Move("xa-a", ChangeKind.RETYPE, type=UnitType.WARD, code="07999"),
    ]

    outcome = carry_out(BEFORE, plan(*moves))

    assert [(v.full_name, v.code, v.period.start) for v in outcome.opened] == [
        ("Phường Tên Mới", "07999", DAY)
    ]
    assert [step.keeps_identity for step in outcome.steps] == [True, True]


def test_looking_changes_nothing_and_the_day_before_stays_as_it_was() -> None:
    moves = [Move(f"xa-{a}", ChangeKind.MERGE, into="xa-moi") for a in "abc"]

    outcome = carry_out(BEFORE, plan(*moves, new=(founded("xa-moi"),)))

    eve = date(2025, 6, 30)
    assert BEFORE.versions == LAND
    assert [v.unit for v in outcome.after.units_on(eve)] == [v.unit for v in BEFORE.units_on(eve)]


REAL = read_territory()


@pytest.mark.parametrize("day", [date(2025, 1, 1), DAY])
def test_the_real_changes_of_2025_carried_out_give_the_register_kept_by_others(day) -> None:
    moves, new_units = REAL.brought_by(day)

    outcome = carry_out(REAL.on_the_eve_of(day).lineage, Reorganisation("nq", day, moves, new_units))

    assert outcome.findings == ()
    assert _seen(outcome.after, day) == _seen(REAL.lineage, day)


def _seen(lineage: Lineage, day: date) -> set[tuple[object, ...]]:
    return {(v.unit, v.name, v.type, v.code, v.parent) for v in lineage.units_on(day)}


HEIRS = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@given(HEIRS)
def test_whatever_way_a_commune_is_split_every_village_lives_once(heirs) -> None:
    """0: stays with the commune, which then lives on; 1 to 3: goes to that heir."""
    parts = {n: tuple(f"thon-a{at}" for at, heir in enumerate(heirs) if heir == n) for n in (1, 2, 3)}
    moves = [
        Move(
            "xa-a", ChangeKind.SPLIT, into=f"moi-{n}", share=Share.PART, below=part, dissolves=0 not in heirs
        )
        for n, part in parts.items()
        if part
    ]
    if not moves:
        return

    outcome = carry_out(
        BEFORE, plan(*moves, new=tuple(founded(f"moi-{n}") for n, part in parts.items() if part))
    )

    assert outcome.is_sound
    villages = [v.unit for v in outcome.after.units_on(DAY, level=Level.VILLAGE)]
    assert sorted(villages) == sorted(v.unit for v in BEFORE.units_on(DAY, level=Level.VILLAGE))
    assert check(outcome.after) == ()


def test_a_plan_that_a_later_act_stands_against_can_be_looked_at_but_not_carried_out() -> None:
    merger = [Move(f"xa-{a}", ChangeKind.MERGE, into="xa-moi") for a in "ab"]
    known = carry_out(BEFORE, plan(*merger, new=(founded("xa-moi"),))).after
    earlier = replace(plan(Move("xa-a", ChangeKind.ABSORB, into="xa-c")), on=date(2021, 1, 1))

    outcome = carry_out(known, earlier)

    assert faults(outcome) == ["reorganisation.later_acts"]
    assert "nq (ngày 01/07/2025)" in outcome.findings[0].message
    assert not outcome.is_sound
    assert outcome.ended == ("xa-a",)


MERGE = Move("xa-a", ChangeKind.MERGE, into="xa-moi")
REFUSED = {
    "reorganisation.empty": plan(),
    "reorganisation.unknown_unit": plan(Move("xa-x", ChangeKind.ABSORB, into="xa-b")),
    "reorganisation.unknown_heir": plan(MERGE),
    "reorganisation.new_twice": plan(MERGE, new=(founded("xa-moi"), founded("xa-moi"))),
    "reorganisation.no_heir": plan(Move("xa-a", ChangeKind.ABSORB)),
    "reorganisation.own_heir": plan(Move("xa-a", ChangeKind.ABSORB, into="xa-a")),
    "reorganisation.no_change": plan(Move("xa-a", ChangeKind.RENAME)),
    "reorganisation.ends_and_stays": plan(
        Move("xa-a", ChangeKind.ABSORB, into="xa-b"), Move("xa-a", ChangeKind.RENAME, name="Khác")
    ),
    "reorganisation.ends_and_takes": plan(
        Move("xa-a", ChangeKind.ABSORB, into="xa-b"), Move("xa-b", ChangeKind.ABSORB, into="xa-c")
    ),
    "reorganisation.whole_twice": plan(
        Move("xa-a", ChangeKind.ABSORB, into="xa-b"), Move("xa-a", ChangeKind.ABSORB, into="xa-c")
    ),
    "reorganisation.stranger": plan(
        Move("xa-a", ChangeKind.PART, into="xa-b", share=Share.PART, below=("thon-c1",))
    ),
    "reorganisation.below_twice": plan(
        Move("xa-a", ChangeKind.PART, into="xa-b", share=Share.PART, below=("thon-a1",)),
        Move("xa-a", ChangeKind.PART, into="xa-c", share=Share.PART, below=("thon-a1",)),
    ),
    "reorganisation.orphans": plan(Move("xa-a", ChangeKind.ABOLISH)),
    "lineage.code_twice": plan(Move("xa-a", ChangeKind.RETYPE, code="07401")),
    "lineage.level": plan(Move("xa-a", ChangeKind.REPARENT, parent="xa-b")),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_plan_that_cannot_be_is_refused_whole_and_says_why(code) -> None:
    outcome = carry_out(BEFORE, REFUSED[code])

    assert code in faults(outcome)
    assert not outcome.is_sound
    assert (outcome.closed, outcome.opened, outcome.steps) == ((), (), ())
    assert outcome.after is BEFORE


def test_an_orphaning_plan_names_everybody_it_would_leave_behind() -> None:
    outcome = carry_out(BEFORE, plan(Move("xa-a", ChangeKind.ABOLISH)))

    assert all(f"Thôn Thon A{n}" in outcome.findings[0].message for n in range(6))


def test_a_plan_for_the_day_a_unit_was_already_changed_says_so() -> None:
    again = replace(plan(Move("xa-a", ChangeKind.RENAME, name="Khác")), on=date(2020, 1, 1))

    assert "01/01/2020" in carry_out(BEFORE, again).findings[0].message
