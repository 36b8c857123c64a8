"""Every change of a number splits into people, each in exactly one part, and the parts add up to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.movement.parts import (
    CORRECTED_IN,
    CORRECTED_OUT,
    GAINED,
    JOINED,
    LAPSED,
    LEFT,
    PARTS,
    RULES_OUT,
    TERRITORY_IN,
    Step,
)
from caunoi.domain.movement.split import STEPS, Stage, split

LIVES = st.lists(st.lists(st.sampled_from(["out", "in", "counted"]), min_size=5, max_size=5), max_size=40)


def stages_of(lives: list[list[str]]) -> list[Stage]:
    """``lives`` say of each person what they are at each stage."""
    told = np.array(lives, dtype=object).reshape(len(lives), len(STEPS) + 1)
    return [Stage(column != "out", column == "counted") for column in told.T]


def moved(*life: str):
    return split(stages_of([list(life)]))


@given(LIVES)
def test_the_parts_add_up_to_the_change_whatever_happened_to_whom(lives) -> None:
    stages = stages_of(lives)

    found = split(stages)

    assert found.opening == sum(life[0] == "counted" for life in lives)
    assert found.closing == sum(life[-1] == "counted" for life in lives)
    assert found.opening + sum(part.sign * found.counts[part] for part in PARTS) == found.closing
    assert found.after(Step.PEOPLE) == found.closing


@given(LIVES)
def test_everybody_who_came_or_went_is_in_exactly_one_part_and_nobody_else_in_any(lives) -> None:
    found = split(stages_of(lives))

    named = [int(place) for part in PARTS for place in found.places(part)]

    changed = [at for at, life in enumerate(lives) if (life[0] == "counted") != (life[-1] == "counted")]
    assert sorted(named) == changed
    assert {part: len(found.places(part)) for part in PARTS} == found.counts
    assert not set(named) & {int(place) for place in found.returned}


@given(LIVES, st.sampled_from(STEPS))
def test_a_step_that_changes_nothing_has_nobody_in_its_parts(lives, quiet) -> None:
    at = STEPS.index(quiet)
    for life in lives:
        life[at + 1] = life[at]

    found = split(stages_of(lives))

    assert found.of_step(quiet) == 0
    assert not [part for part in PARTS if part.step == quiet and found.counts[part]]


@given(LIVES)
def test_two_reports_the_other_way_round_change_by_the_opposite(lives) -> None:
    there, back = split(stages_of(lives)), split(stages_of([life[::-1] for life in lives]))

    assert (there.opening, there.closing) == (back.closing, back.opening)
    assert sorted(there.returned) == sorted(back.returned)


@pytest.mark.parametrize(
    ("life", "part"),
    [
        (("in", "counted", "counted", "counted", "counted"), CORRECTED_IN),
        (("counted", "out", "out", "out", "in"), CORRECTED_OUT),
        (("counted", "counted", "in", "in", "out"), RULES_OUT),
        (("out", "out", "out", "counted", "counted"), TERRITORY_IN),
        (("out", "out", "out", "out", "counted"), JOINED),
        (("counted", "counted", "counted", "counted", "out"), LEFT),
        (("in", "in", "in", "in", "counted"), GAINED),
        (("counted", "counted", "counted", "counted", "in"), LAPSED),
        (("out", "out", "counted", "out", "counted"), JOINED),
    ],
)
def test_the_last_step_that_changed_somebody_names_their_part(life, part) -> None:
    found = moved(*life)

    assert [each for each in PARTS if found.counts[each]] == [part]


def test_somebody_let_out_by_the_rules_who_gained_the_standard_since_changes_nothing() -> None:
    found = moved("counted", "counted", "in", "in", "counted")

    assert not any(found.counts.values())
    assert found.returned.tolist() == [0]


def test_the_number_after_each_step_is_what_stands_between_the_two_reports() -> None:
    found = split(
        stages_of(
            [
                ["counted", "out", "out", "out", "out"],
                ["in", "in", "counted", "counted", "counted"],
                ["out", "out", "out", "out", "counted"],
            ]
        )
    )

    assert [found.after(step) for step in STEPS] == [0, 1, 1, 2]


def test_nobody_at_all_is_a_change_of_nothing() -> None:
    found = split(stages_of([]))

    assert (found.opening, found.closing, sum(found.counts.values())) == (0, 0, 0)


def test_somebody_counted_outside_the_group_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the group"):
        Stage(np.array([False]), np.array([True]))


def test_a_missing_stage_or_other_people_are_refused() -> None:
    stages = stages_of([["in"] * 5])

    with pytest.raises(ValueError, match="stage is missing"):
        split(stages[:-1])
    with pytest.raises(ValueError, match="different people"):
        split([*stages[:-1], Stage(np.zeros(2, np.bool_), np.zeros(2, np.bool_))])
