"""Old counts on today's units: nothing lost, nothing doubled, and what was estimated is said."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.lineage import (
    ChangeKind,
    Lineage,
    Move,
    NewUnit,
    Reorganisation,
    Share,
    UnitType,
    carry_out,
)
from caunoi.domain.lineage.restating import by_list, by_units_below, restate
from tests.domain.lineage.test_carrying_out import BEFORE, DAY, founded

SINCE = date(2024, 1, 1)
BY_VILLAGES = "theo số thôn"


def after(*moves: Move, new: tuple[NewUnit, ...] = ()) -> Lineage:
    outcome = carry_out(BEFORE, Reorganisation("nq", DAY, moves, new))
    assert outcome.is_sound
    return outcome.after


MERGED = after(*(Move(f"xa-{a}", ChangeKind.MERGE, into="moi") for a in "ab"), new=(founded("moi"),))
PARTED = after(Move("xa-a", ChangeKind.PART, into="xa-b", share=Share.PART, below=("thon-a0", "thon-a1")))


def restated(counts, lineage, weigh=None):
    weigh = weigh or by_units_below(lineage, since=SINCE, on=DAY)
    return restate(counts, lineage, since=SINCE, on=DAY, weigh=weigh, rule=BY_VILLAGES)


def found(restatement) -> dict[str, tuple[int, int]]:
    return {each.unit: (each.value, each.estimated) for each in restatement.counts}


def test_units_that_merged_whole_add_up_and_nothing_is_estimated() -> None:
    assert found(restated({"xa-a": 7, "xa-b": 5, "xa-c": 1}, MERGED)) == {"moi": (12, 0), "xa-c": (1, 0)}


def test_a_divided_unit_is_shared_by_its_villages_and_says_so() -> None:
    answer = restated({"xa-a": 9, "xa-b": 5}, PARTED)

    assert found(answer) == {"xa-a": (6, 6), "xa-b": (8, 3)}
    assert answer.counts[1].estimated_share == 3 / 8
    assert answer.rule == BY_VILLAGES


def test_a_named_list_goes_before_a_guess_and_an_incomplete_one_divides_evenly() -> None:
    whole = by_list({("xa-a", "xa-a"): 900, ("xa-a", "xa-b"): 100})
    part = by_list({("xa-a", "xa-b"): 100})

    assert found(restated({"xa-a": 10}, PARTED, whole)) == {"xa-a": (9, 9), "xa-b": (1, 1)}
    assert found(restated({"xa-a": 10}, PARTED, part)) == {"xa-a": (5, 5), "xa-b": (5, 5)}


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
        assert restated(counts, lineage).total == sum(counts.values())


def test_a_new_commune_counts_what_its_villages_bring() -> None:
    moves = [
        Move("xa-a", ChangeKind.SPLIT, into=f"moi-{n}", share=Share.PART, below=below, dissolves=True)
        for n, below in ((1, ("thon-a0",)), (2, tuple(f"thon-a{n}" for n in range(1, 6))))
    ]
    split = after(*moves, new=tuple(NewUnit(f"moi-{n}", "Mới", UnitType.COMMUNE, "huyen") for n in (1, 2)))

    assert found(restated({"xa-a": 12}, split)) == {"moi-1": (2, 2), "moi-2": (10, 10)}
