"""Households through a reorganisation: whatever is told, not one is lost or doubled, and what contradicts is said."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.lineage import ChangeKind, Households, Move, Reorganisation, Share, carry_out
from tests.domain.lineage.test_carrying_out import BEFORE, DAY, faults, founded

VILLAGES = [f"thon-a{n}" for n in range(6)]


def told(*moves: Move, new=(), **households: int) -> Reorganisation:
    return Reorganisation(
        "nq",
        DAY,
        moves,
        new,
        households={unit.replace("_", "-"): count for unit, count in households.items()},
    )


def part(into: str, *below: str, **more: object) -> Move:
    return replace(Move("xa-a", ChangeKind.PART, into=into, share=Share.PART, below=below), **more)


def sums(plan: Reorganisation) -> dict[str, int | None]:
    after = Households(BEFORE, plan).after()
    return {
        unit: None if any(each.count is None for each in brought) else sum(each.count for each in brought)
        for unit, brought in after.items()
    }


def codes(plan: Reorganisation) -> list[str]:
    return [finding.code for finding in Households(BEFORE, plan).faults()]


def test_units_that_merge_bring_all_they_have() -> None:
    moves = [Move(f"xa-{a}", ChangeKind.MERGE, into="moi") for a in "ab"]

    assert sums(told(*moves, new=(founded("moi"),), xa_a=700, xa_b=300)) == {"moi": 1000}
    assert sums(told(*moves, new=(founded("moi"),), xa_a=700)) == {"moi": None}


def test_a_part_takes_what_its_villages_have_and_the_rest_stays() -> None:
    plan = told(part("xa-b", "thon-a0"), xa_a=1000, xa_b=500, thon_a0=120)

    assert sums(plan) == {"xa-b": 620, "xa-a": 880}
    assert codes(plan) == []


def test_a_unit_nobody_counted_is_the_sum_of_its_villages() -> None:
    plan = told(part("xa-b", "thon-a0"), **{village.replace("-", "_"): 100 for village in VILLAGES})

    assert Households(BEFORE, plan).of("xa-a") == 600
    assert sums(plan)["xa-a"] == 500


def test_what_contradicts_is_said() -> None:
    move = part("xa-b", "thon-a0")

    assert codes(told(move, thon_a0=5)) == ["reorganisation.households_unknown"]
    assert codes(told(move, xa_a=4, thon_a0=5)) == [
        "reorganisation.households_villages",
        "reorganisation.households_lost",
    ]
    assert codes(told(part("xa-b", "thon-a0", households=9), xa_a=100, thon_a0=5)) == [
        "reorganisation.households_part"
    ]
    assert codes(told(move, xa_khong_co=5)) == ["reorganisation.households_stranger"]


def test_a_plan_whose_households_contradict_is_not_carried_out() -> None:
    outcome = carry_out(BEFORE, told(part("xa-b", "thon-a0"), xa_a=4, thon_a0=5))

    assert not outcome.is_sound
    assert "reorganisation.households_lost" in faults(outcome)
    assert outcome.after.versions == BEFORE.versions


def test_the_book_is_the_same_after_the_act_is_written() -> None:
    plan = told(part("xa-b", "thon-a0"), xa_a=1000, thon_a0=120)
    after = carry_out(BEFORE, plan).after

    assert Households(after, plan).after() == Households(BEFORE, plan).after()


@given(
    st.lists(st.integers(0, 5000), min_size=6, max_size=6),
    st.lists(st.sampled_from(["xa-a", "xa-b", "xa-c"]), min_size=6, max_size=6),
    st.integers(0, 9000),
    st.integers(0, 9000),
)
def test_whatever_villages_go_wherever_the_sum_after_is_the_sum_before(counts, goes, b, c) -> None:
    moves = [
        part(into, *(v for v, where in zip(VILLAGES, goes, strict=True) if where == into))
        for into in ("xa-b", "xa-c")
        if into in goes
    ]
    if not moves:
        return
    households = {"xa-a": sum(counts), "xa-b": b, "xa-c": c, **dict(zip(VILLAGES, counts, strict=True))}
    plan = Reorganisation("nq", DAY, tuple(moves), households=households)
    after = Households(BEFORE, plan).after()

    assert codes(plan) == []
    assert sum(each.count for brought in after.values() for each in brought) == sum(
        households[unit] for unit in {"xa-a", *(move.into for move in moves)}
    )


def test_a_day_before_the_record_knows_no_unit() -> None:
    plan = replace(told(part("xa-b", "thon-a0"), xa_a=1), on=date(2019, 1, 1))

    assert "reorganisation.households_stranger" in codes(plan)
