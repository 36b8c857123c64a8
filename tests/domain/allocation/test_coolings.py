"""Coolings side by side: each ends in a plan of its own that keeps every rule, whoever runs beside it."""

import numpy as np

from caunoi.domain.allocation.annealing import Annealing
from caunoi.domain.allocation.coolings import Coolings
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.variables import choices
from caunoi.domain.allocation.verify import verify

PROBLEM = generate_province("S", 3)
STEPS = 12


def begun(seed=5):
    board = Annealing(PROBLEM, choices(PROBLEM), seed)
    board.construct()
    return board


def in_steps():
    """The time of each board by itself, so that a seed says it all."""
    passed = {}

    def done(board):
        passed[board.seed] = passed.get(board.seed, -1) + 1
        return passed[board.seed] / STEPS

    return done


def ends(hands, turns):
    board = begun()
    coolings, best, out = Coolings(board, seed=5), board.plan(), []
    for _ in range(turns):
        for ended in coolings.run(best, hands, in_steps()):
            best = max(best, ended.plan(), key=PROBLEM.objective)
            out.append(ended.plan())
    return out


def test_every_cooling_ends_in_a_plan_that_keeps_every_rule():
    first = PROBLEM.objective(begun().plan())

    for plan in ends(hands=2, turns=4):
        assert verify(problem_as_json(PROBLEM), [list(line) for line in plan]).valid
        assert PROBLEM.objective(plan) >= first - 1e-9


def test_two_beside_each_other_draw_numbers_of_their_own():
    together = ends(hands=2, turns=1)

    assert together == ends(hands=1, turns=2)
    assert together[0] != together[1]


def test_a_cool_one_goes_on_from_the_best_plan_and_never_falls_below_it():
    board = begun()
    warm = max((ended.plan() for ended in Coolings(board, 5).run([], 2, in_steps())), key=PROBLEM.objective)
    coolings = Coolings(board, 5)
    coolings.turn = 2

    (cool,) = coolings.run(warm, 1, in_steps())

    assert PROBLEM.objective(cool.plan()) >= PROBLEM.objective(warm) - 1e-9


def test_what_the_relaxation_promises_holds_for_the_coolings_that_begin_later():
    coolings = Coolings(begun(), 5)
    openings = np.zeros(len(PROBLEM.offerings))
    openings[0] = 1.0

    coolings.promise(openings)
    (ended,) = coolings.run([], 1, in_steps())

    assert ended.hint[0] > 0.5 * ended.hint[-1]
