"""The board of the fast moves: its counts are those of its plan, and what was tried is taken back to the last count."""

from dataclasses import replace

import numpy as np
import pytest

from caunoi.domain.allocation import kernel, trials
from caunoi.domain.allocation.annealing import SHARES, Annealing
from caunoi.domain.allocation.board import asking, can_be_laid_out, empty, ground_of, pairs_of, plan_of
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.kernel import NOWHERE
from caunoi.domain.allocation.variables import choices
from caunoi.domain.allocation.verify import verify

from .offices import office_province, with_demands
from .tiny import all_plans, instance, random_instance

CLOSE = 1e-6


def province(size, seed, office):
    return office_province(size, seed) if office else generate_province(size, seed)


def moved(problem, turns, seed=1, temperature=20.0):
    """A board after so many moves at a temperature that takes losses."""
    board = Annealing(problem, choices(problem), seed)
    board.construct()
    trials.anneal(board.ground, board.state, board.hint, SHARES, temperature, turns, board.best, board.value)
    return board


def seated(ground, plan):
    """A board on which the plan was seated from nothing."""
    state = empty(ground)
    for pair in pairs_of(ground, plan).tolist():
        kernel.put(ground, state, pair)
    return state


def counts(state):
    """What the board counts, lists of it without their order."""
    heads, many = state.heads, state.many
    return {
        "at": state.at.tolist(),
        "heads": heads.tolist(),
        "members": [sorted(row[:n].tolist()) for row, n in zip(state.members, heads, strict=True)],
        "opened": [sorted(row[:n].tolist()) for row, n in zip(state.opened, many, strict=True)],
        "busy": state.busy.tolist(),
        "full": state.full.tolist(),
        "running": state.running.tolist(),
    }


def sums(state):
    return np.concatenate([state.seats, state.used, state.value, state.lacking])


def lists_agree(state):
    """Whether places in lists say where their owner stands."""
    classes = np.flatnonzero(state.heads)
    inside = all(
        state.place[state.members[o, place]] == place for o in classes for place in range(state.heads[o])
    )
    rows = range(len(state.many))
    return inside and all(
        state.opened_at[state.opened[p, place]] == place for p in rows for place in range(state.many[p])
    )


@pytest.mark.parametrize("office", [False, True])
@pytest.mark.parametrize("size", ["XS", "S"])
def test_after_many_moves_every_count_is_that_of_the_plan_counted_anew(size, office):
    board = moved(province(size, 1, office), turns=5000)

    anew = seated(board.ground, plan_of(board.ground, board.state.at))

    assert counts(board.state) == counts(anew)
    assert np.allclose(sums(board.state), sums(anew), atol=CLOSE)
    assert lists_agree(board.state)


@pytest.mark.parametrize("office", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_plan_on_the_way_keeps_every_rule_that_limits(seed, office):
    problem = province("S", seed, office)
    case = problem_as_json(problem)
    board = Annealing(problem, choices(problem), seed)
    board.construct()
    for temperature in (50.0, 10.0, 1.0):
        trials.anneal(
            board.ground, board.state, board.hint, SHARES, temperature, 700, board.best, board.value
        )
        plan = plan_of(board.ground, board.state.at)

        verdict = verify(case, [list(line) for line in plan])

        assert {v.rule for v in verdict.violations} <= {"floor"}
        assert verdict.valid == bool(board.state.lacking[0] <= CLOSE)
        assert board.state.value[0] == pytest.approx(problem.objective(plan))
        assert board.state.value[0] == pytest.approx(verdict.objective)


@pytest.mark.parametrize("office", [False, True])
def test_a_move_taken_back_leaves_every_count_as_it_was(office):
    board = moved(province("S", 1, office), turns=1000)
    ground, state = board.ground, board.state
    before, amounts = counts(state), sums(state)
    for offering in np.flatnonzero(state.heads).tolist():
        state.steps[0] = 0
        kernel.close(ground, state, offering)
        kernel.mend(ground, state, 0)
        kernel.drop_small(ground, state, 0)

        kernel.undo(ground, state, 0)

        assert counts(state) == before, offering
        assert np.allclose(sums(state), amounts, atol=CLOSE), offering


def test_a_head_whose_prerequisite_is_taken_away_goes_with_it():
    case = instance(
        [{}, {"programme": 1, "start": 3}],
        [{}, {"programme": 1}],
        programmes=[{"id": 0, "prerequisite": None}, {"id": 1, "prerequisite": 0}],
    )
    problem = problem_from_json(case)
    ground = ground_of(problem, choices(problem))
    state = seated(ground, [(1, 1, 1), (0, 0, 1)])

    kernel.unseat(ground, state, 0)

    assert state.at.tolist() == [NOWHERE, NOWHERE]
    kernel.undo(ground, state, 0)
    assert plan_of(ground, state.at) == [(0, 0, 1), (1, 1, 1)]


def test_a_unit_that_may_send_nobody_has_no_week_left_from_the_start():
    case = instance([{}], [{}], persons={"unit": [0]}, units={"away_limit": [0]})
    problem = problem_from_json(case)
    choice = choices(problem)
    ground = ground_of(problem, choice)

    allowed = [pair for pair in range(choice.pairs) if kernel.fits(ground, empty(ground), pair)]

    assert allowed == []


def test_what_a_board_lacks_is_what_the_checker_misses_on_every_plan_of_tiny_instances():
    judged = 0
    for seed in range(3000, 3040):
        case = random_instance(seed, ["floor", "quota", "lock", "mandatory"])
        problem = problem_from_json(case)
        if not can_be_laid_out(problem):
            continue
        choice = choices(problem)
        ground = ground_of(problem, choice)
        allowed = set(zip(choice.request.tolist(), choice.offering.tolist(), strict=True))
        for plan in all_plans(case):
            lines = [tuple(line) for line in plan if line[2]]
            broken = {v.rule for v in verify(case, plan).violations}
            demands = {"floor", "quota", "lock", "mandatory", "must"}
            if broken <= demands and {line[:2] for line in lines} <= allowed:
                state, judged = seated(ground, lines), judged + 1
                over = np.any(state.used > ground.upper + CLOSE)

                assert bool(over or state.lacking[0] > CLOSE) == bool(broken), (seed, plan)

    assert judged > 30


def test_heads_that_a_demand_asks_for_are_drawn_first_and_shares_only_when_told():
    problem = office_province("XS", 1)
    demanding = with_demands(replace(problem, items=()), [], share=0.4)
    ground = ground_of(demanding, choices(demanding))
    group = np.isin(demanding.requests.person, demanding.floors[1].people)[ground.pair_head]

    heads, shares = asking(ground, shares=False), asking(ground, shares=True)

    assert np.array_equal(ground.pair_pull, ground.pair_worth)
    assert np.all(heads.pair_pull[group] > ground.pair_worth.max())
    assert np.array_equal(heads.pair_pull[~group], ground.pair_worth[~group])
    assert shares.pair_pull.min() < 0
    first = heads.by_class[heads.class_start[:-1][np.diff(heads.class_start) > 0]]
    assert np.all(np.diff(heads.pair_pull[heads.by_class][: heads.class_start[1]]) <= 0)
    assert group[first].any()


def test_the_price_of_a_missing_share_outweighs_any_one_head():
    problem = office_province("XS", 1)
    for share in (0.02, 0.25, 0.9):
        asked = replace(problem, floors=(replace(problem.floors[0], share=share),))
        choice = choices(asked)
        ground = ground_of(asked, choice)

        assert ground.price * min(share, 1 - share) > choice.worth.max()


def test_a_line_without_heads_seats_nobody():
    problem = problem_from_json(instance([{}], [{}]))
    ground = ground_of(problem, choices(problem))

    assert pairs_of(ground, [(0, 0, 0)]).tolist() == []
