"""Old counts on today's units: nothing lost, nothing doubled, and what was estimated is said."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.lineage import (
    ChangeKind,
    Households,
    Lineage,
    Move,
    NewUnit,
    Reorganisation,
    Share,
    UnitType,
    carry_out,
)
from caunoi.domain.lineage.restating import (
    Measure,
    by_list,
    by_units_below,
    restate,
    told_households,
)
from tests.domain.lineage.test_carrying_out import BEFORE, DAY, founded

SINCE = date(2024, 1, 1)


def after(*moves: Move, new: tuple[NewUnit, ...] = ()) -> Lineage:
    outcome = carry_out(BEFORE, Reorganisation("nq", DAY, moves, new))
    assert outcome.is_sound
    return outcome.after


MERGED = after(*(Move(f"xa-{a}", ChangeKind.MERGE, into="moi") for a in "ab"), new=(founded("moi"),))
PARTED = after(Move("xa-a", ChangeKind.PART, into="xa-b", share=Share.PART, below=("thon-a0", "thon-a1")))


def restated(counts, lineage, told=None, on=DAY):
    villages = Measure("thon", by_units_below(lineage, since=SINCE, on=on))
    measures = [Measure("ho", by_list(told or {}), signed=True), villages]
    return restate(counts, lineage, since=SINCE, on=on, measures=measures)


def divided(restatement) -> dict[str, int]:
    return {measure.key: count for measure, count in restatement.divided.items()}


def found(restatement) -> dict[str, tuple[int, int]]:
    return {each.unit: (each.value, each.estimated) for each in restatement.counts}


def test_units_that_merged_whole_add_up_and_nothing_is_estimated() -> None:
    assert found(restated({"xa-a": 7, "xa-b": 5, "xa-c": 1}, MERGED)) == {"moi": (12, 0), "xa-c": (1, 0)}


def test_a_divided_unit_is_shared_by_its_villages_and_says_so() -> None:
    answer = restated({"xa-a": 9, "xa-b": 5}, PARTED)

    assert found(answer) == {"xa-a": (6, 6), "xa-b": (8, 3)}
    assert answer.counts[1].estimated_share == 3 / 8
    assert divided(answer) == {"thon": 9}


def test_a_signed_list_goes_before_the_villages_and_is_no_estimate() -> None:
    told = {("xa-a", "xa-a"): 900, ("xa-a", "xa-b"): 100}

    answer = restated({"xa-a": 10, "xa-b": 5}, PARTED, told)

    assert found(answer) == {"xa-a": (9, 0), "xa-b": (6, 0)}
    assert divided(answer) == {"ho": 10}


def test_a_list_that_misses_an_heir_is_not_used() -> None:
    answer = restated({"xa-a": 9}, PARTED, {("xa-a", "xa-b"): 100})

    assert found(answer) == {"xa-a": (6, 6), "xa-b": (3, 3)}


def test_where_nothing_is_known_of_a_divided_unit_it_is_divided_evenly() -> None:
    without = after(Move("xa-b", ChangeKind.PART, into="xa-a", share=Share.PART))

    told = [Measure("ho", by_list({}), signed=True)]
    answer = restate({"xa-b": 8}, without, since=SINCE, on=DAY, measures=told)

    assert found(answer) == {"xa-a": (4, 4), "xa-b": (4, 4)}


PLAN = Reorganisation(
    "nq",
    DAY,
    (
        Move(
            "xa-a",
            ChangeKind.PART,
            into="xa-b",
            share=Share.PART,
            below=("thon-a0", "thon-a1"),
            households=100,
        ),
    ),
    households={"xa-a": 1000},
)


def told_of(lineage: Lineage, plans, on=DAY) -> dict[tuple[str, str], int]:
    return dict(told_households(lineage, [Households(lineage, plan) for plan in plans], since=SINCE, on=on))


def test_what_an_act_told_is_the_list_of_the_unit_what_it_kept_included() -> None:
    assert told_of(carry_out(BEFORE, PLAN).after, [PLAN]) == {("xa-a", "xa-a"): 900, ("xa-a", "xa-b"): 100}


def test_an_act_that_told_no_households_is_no_list() -> None:
    bare = replace(PLAN, households={}, moves=(replace(PLAN.moves[0], households=None),))

    assert told_of(carry_out(BEFORE, bare).after, [bare]) == {}


def test_a_unit_that_merges_after_it_was_divided_takes_its_households_along() -> None:
    later = DAY.replace(year=DAY.year + 1)
    merger = Reorganisation(
        "nq2", later, tuple(Move(f"xa-{a}", ChangeKind.MERGE, into="moi") for a in "bc"), (founded("moi"),)
    )
    both = carry_out(carry_out(BEFORE, PLAN).after, merger).after

    told = told_of(both, [PLAN, merger], on=later)

    assert told == {("xa-a", "xa-a"): 900, ("xa-a", "moi"): 100}
    answer = restated({"xa-a": 10, "xa-b": 5, "xa-c": 2}, both, told, on=later)
    assert found(answer) == {"moi": (8, 0), "xa-a": (9, 0)}


def test_a_unit_divided_twice_is_on_no_list() -> None:
    later = DAY.replace(year=DAY.year + 1)
    again = Reorganisation(
        "nq2",
        later,
        (Move("xa-b", ChangeKind.PART, into="xa-c", share=Share.PART, households=50),),
        households={"xa-b": 500},
    )
    both = carry_out(carry_out(BEFORE, PLAN).after, again).after

    told = told_of(both, [PLAN, again], on=later)

    assert told == {("xa-b", "xa-b"): 450, ("xa-b", "xa-c"): 50}
    counts = {"xa-a": 10, "xa-b": 10, "xa-c": 1}
    assert restated(counts, both, told, on=later).total == sum(counts.values())


def test_what_has_no_heir_is_counted_apart() -> None:
    gone = after(
        *(Move(f"thon-a{n}", ChangeKind.REPARENT, parent="xa-b") for n in range(6)),
        Move("xa-a", ChangeKind.ABOLISH),
    )

    answer = restated({"xa-a": 4, "xa-b": 1}, gone)

    assert answer.without_heir == {"xa-a": 4}
    assert answer.total == 5


@given(st.dictionaries(st.sampled_from(["xa-a", "xa-b", "xa-c"]), st.integers(0, 10**6)))
def test_the_sum_is_the_old_sum(counts) -> None:
    for lineage in (MERGED, PARTED):
        for told in ({}, {("xa-a", "xa-a"): 7, ("xa-a", "xa-b"): 3}):
            assert restated(counts, lineage, told).total == sum(counts.values())


def test_a_new_commune_counts_what_its_villages_bring() -> None:
    moves = [
        Move("xa-a", ChangeKind.SPLIT, into=f"moi-{n}", share=Share.PART, below=below, dissolves=True)
        for n, below in ((1, ("thon-a0",)), (2, tuple(f"thon-a{n}" for n in range(1, 6))))
    ]
    split = after(*moves, new=tuple(NewUnit(f"moi-{n}", "Mới", UnitType.COMMUNE, "huyen") for n in (1, 2)))

    assert found(restated({"xa-a": 12}, split)) == {"moi-1": (2, 2), "moi-2": (10, 10)}
