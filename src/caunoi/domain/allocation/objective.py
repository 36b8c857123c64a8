"""What a good plan is worth (hàm mục tiêu): one function a term, maximised."""

from __future__ import annotations

import numpy as np

from caunoi.domain.allocation.constraints import all_rows
from caunoi.domain.allocation.linear import Programme
from caunoi.domain.allocation.problem import Floats, Problem
from caunoi.domain.allocation.variables import Choices


def weight_served(problem: Problem, choice: Choices) -> Floats:
    """prices.weight * sum_{r,o} weight[r,o] x[r,o]."""
    weight = np.zeros(choice.columns)
    weight[: choice.pairs] = problem.prices.weight * problem.weight(choice.request, choice.offering)
    return weight


def travel_paid(problem: Problem, choice: Choices) -> Floats:
    """prices.pair_cost * sum_{r,o} travel[r,o] x[r,o]."""
    travel = np.zeros(choice.columns)
    travel[: choice.pairs] = problem.prices.pair_cost * choice.travel
    return travel


def opening_paid(problem: Problem, choice: Choices) -> Floats:
    """prices.open_cost * sum_o open_cost[o] y[o]."""
    opening = np.zeros(choice.columns)
    opening[choice.pairs :] = problem.prices.open_cost * problem.offerings.open_cost
    return opening


TERMS = (weight_served, travel_paid, opening_paid)


def full_programme(problem: Problem, choice: Choices) -> Programme:
    """The whole model: every term to maximise under every rule."""
    cost = np.sum([term(problem, choice) for term in TERMS], axis=0)
    most = np.concatenate([choice.most.astype(np.float64), np.ones(choice.offerings)])
    return Programme(cost, np.zeros(choice.columns), most, all_rows(problem, choice))
