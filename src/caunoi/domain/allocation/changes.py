"""Plans compared with the plan in force (so với kế hoạch đang thực hiện): columns that count who changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import TypeAlias

import numpy as np

from caunoi.domain.allocation.linear import Programme, Rows, rows, stacked
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import Floats, Ints, Placement, Problem
from caunoi.domain.allocation.variables import Choices

INF = np.inf
Heads: TypeAlias = dict[tuple[int, int], int]
"""Heads of a request in a class."""


def heads_of(plan: Iterable[Placement]) -> Heads:
    """The plan with the lines of one pair added up."""
    heads: Counter[tuple[int, int]] = Counter()
    for request, offering, number in plan:
        heads[request, offering] += number
    return {pair: number for pair, number in heads.items() if number > 0}


class Changes:
    """The model with columns that count who keeps a seat and who changes.

    After x and y: k[r], heads of r that had a seat and have one; d[j], heads that leave pair j; m[r], seats of r that
    move, which are the heads that leave or, if more, those that come; c[p], people behind index p that change.
    """

    def __init__(self, problem: Problem, choice: Choices, before: Heads) -> None:
        self.problem, self.choice = problem, choice
        seats = [(request, offering, heads) for (request, offering), heads in before.items()]
        there = choice.allowed(seats)
        self.was = choice.values(there)[: choice.pairs]
        self.had = self._by_request(seats)
        self.lost = self.had - self._by_request(there)
        self.seated = np.flatnonzero(self.was > 0)
        self.people = int(problem.requests.person.max()) + 1 if len(problem.requests) else 0
        self.first_kept = choice.columns
        self.first_left = self.first_kept + len(problem.requests)
        self.first_moved = self.first_left + len(self.seated)
        self.first_changed = self.first_moved + len(problem.requests)
        self.columns = self.first_changed + self.people

    @cached_property
    def model(self) -> Programme:
        """The rules and the objective, without the counting."""
        return full_programme(self.problem, self.choice)

    @cached_property
    def body(self) -> Rows:
        """Every row, the counting ones below the rules."""
        counting = (
            self._keep(),
            self._leave(),
            self._move_by_leaving(),
            self._move_by_coming(),
            self._change(),
        )
        return stacked([self.model.rows, *counting])

    @property
    def _every(self) -> Ints:
        return np.arange(len(self.had))

    # --- rows ----------------------------------------------------------------------------------------------

    def _keep(self) -> Rows:
        """k[r] <= sum_o x[r,o]; its own bound is the heads that had a seat."""
        every, pairs = self._every, np.arange(self.choice.pairs)
        row, column = (
            np.concatenate([self.choice.request, every]),
            np.concatenate([pairs, self.first_kept + every]),
        )
        value = np.concatenate([-np.ones(len(pairs)), np.ones(len(every))])
        return rows((row, column, value), -INF, 0.0, len(every))

    def _leave(self) -> Rows:
        """d[j] >= was[j] - x[j]."""
        every = np.arange(len(self.seated))
        column = np.concatenate([self.seated, self.first_left + every])
        return rows((np.concatenate([every, every]), column, 1.0), self.was[self.seated], INF, len(every))

    def _move_by_leaving(self) -> Rows:
        """m[r] >= lost[r] + sum_j d[j]."""
        every, left = self._every, self.first_left + np.arange(len(self.seated))
        row = np.concatenate([self.choice.request[self.seated], every])
        column = np.concatenate([left, self.first_moved + every])
        value = np.concatenate([-np.ones(len(left)), np.ones(len(every))])
        return rows((row, column, value), self.lost, INF, len(every))

    def _move_by_coming(self) -> Rows:
        """m[r] >= sum_j (x[j] - was[j] + d[j]): what came beyond what stayed."""
        every, pairs = self._every, np.arange(self.choice.pairs)
        left = self.first_left + np.arange(len(self.seated))
        row = np.concatenate([self.choice.request, self.choice.request[self.seated], every])
        column = np.concatenate([pairs, left, self.first_moved + every])
        value = np.concatenate([-np.ones(len(pairs) + len(left)), np.ones(len(every))])
        staying = self.had - self.lost
        return rows((row, column, value), -staying, INF, len(every))

    def _change(self) -> Rows:
        """c[p] >= m[r] for each request r of the person."""
        every = self._every
        column = np.concatenate([self.first_moved + every, self.first_changed + self.problem.requests.person])
        value = np.concatenate([-np.ones(len(every)), np.ones(len(every))])
        return rows((np.concatenate([every, every]), column, value), 0.0, INF, len(every))

    # --- questions -----------------------------------------------------------------------------------------

    def keeping(self) -> Programme:
        """As many heads as possible keep a seat."""
        return self._programme(self._count(self.first_kept, self.first_left))

    def changing(self, kept: int) -> Programme:
        """As few people as possible change, while so many heads keep a seat."""
        return self._programme(-self._count(self.first_changed, self.columns), self._at_least(kept))

    def moving(self, kept: int, changed: int) -> Programme:
        """As few seats as possible move, while so many heads keep one and no more people change."""
        seats = -self._count(self.first_moved, self.first_changed)
        return self._programme(seats, self._at_least(kept), self._few_changed(changed))

    def worthwhile(self, kept: int, changed: int, moved: int) -> Programme:
        """The best objective with so many kept, no more people changed and no more seats moved."""
        cost = np.concatenate([self.model.cost, np.zeros(self.columns - self.choice.columns)])
        return self._programme(cost, self._at_least(kept), self._few_changed(changed), self._few_moved(moved))

    def _programme(self, cost: Floats, *more: Rows) -> Programme:
        heads = np.minimum(self.had, self.problem.requests.count)
        upper = np.concatenate([
            self.model.upper, heads, self.was[self.seated], self._most_moved(), self._by_person(self._most_moved()),
        ])  # fmt: skip
        return Programme(cost, np.zeros(self.columns), upper, stacked([self.body, *more]))

    def _most_moved(self) -> Floats:
        """Never more seats move than heads leave or come."""
        return np.maximum(self.had, self.problem.requests.count)

    def _count(self, first: int, last: int) -> Floats:
        cost = np.zeros(self.columns)
        cost[first:last] = 1.0
        return cost

    def _at_least(self, kept: int) -> Rows:
        return _sum_of(self.first_kept, self.first_left, float(kept), INF)

    def _few_changed(self, people: int) -> Rows:
        return _sum_of(self.first_changed, self.columns, -INF, float(people))

    def _few_moved(self, seats: int) -> Rows:
        return _sum_of(self.first_moved, self.first_changed, -INF, float(seats))

    def kept(self, values: Floats) -> int:
        """Heads that had a seat and have one."""
        seats = np.bincount(self.choice.request, weights=values[: self.choice.pairs], minlength=len(self.had))
        return round(float(np.minimum(seats, self.had).sum()))

    def changed(self, values: Floats) -> int:
        """People whose place changes."""
        return round(float(self._by_person(self._moves(values[: self.choice.pairs])).sum()))

    def moved(self, values: Floats) -> int:
        """Seats that move: of each request the heads that leave a class or, if more, those that come into one."""
        return round(float(self._moves(values[: self.choice.pairs]).sum()))

    def _moves(self, now: Floats) -> Floats:
        size = len(self.had)
        left = np.bincount(self.choice.request, weights=np.maximum(self.was - now, 0), minlength=size)
        came = np.bincount(self.choice.request, weights=np.maximum(now - self.was, 0), minlength=size)
        return np.maximum(left + self.lost, came)

    def hit(self) -> int:
        """People whose old seat is gone."""
        return int(self._by_person(self.lost).sum())

    def fewest_moved(self, changed: int) -> int:
        """Seats that move at least where so many people change: theirs, and those lost beyond one of each person."""
        return changed + int(self.lost.sum()) - self.hit()

    def most_kept(self) -> int:
        """Heads that had a seat and could have one, each looked at alone."""
        possible = np.bincount(self.choice.request, weights=self.choice.most, minlength=len(self.had))
        return int(np.minimum(np.minimum(self.had, self.problem.requests.count), possible).sum())

    def _by_request(self, plan: Iterable[Placement]) -> Floats:
        heads = np.zeros(len(self.problem.requests))
        for request, _offering, number in plan:
            heads[request] += number
        return heads

    def _by_person(self, heads: Floats) -> Floats:
        most = np.zeros(self.people)
        np.maximum.at(most, self.problem.requests.person, heads)
        return most

    # --- plans as column values ----------------------------------------------------------------------------

    def values(self, plan: Iterable[Placement]) -> Floats:
        """All columns, the counting ones too, that say the plan."""
        values = np.zeros(self.columns)
        values[: self.choice.columns] = self.choice.values(plan)
        now, size = values[: self.choice.pairs], len(self.had)
        seats = np.bincount(self.choice.request, weights=now, minlength=size)
        values[self.first_kept : self.first_left] = np.minimum(seats, self.had)
        values[self.first_left : self.first_moved] = np.maximum(self.was - now, 0)[self.seated]
        values[self.first_moved : self.first_changed] = self._moves(now)
        values[self.first_changed :] = self._by_person(self._moves(now))
        return values

    def staying(self) -> Floats:
        """All columns where everybody stays whose seat is there, and nobody comes."""
        pairs = self.seated
        lines = zip(self.choice.request[pairs].tolist(), self.choice.offering[pairs].tolist(), strict=True)
        return self.values((r, o, int(self.was[j])) for (r, o), j in zip(lines, pairs.tolist(), strict=True))

    def fewest_if_opened(self) -> Floats:
        """For each class without people until now: the fewest people who change in a plan that opens it.

        Everybody in it has come, at least its minimum; those who lost a seat and cannot come change besides.
        """
        hit = self._by_person(self.lost)
        person = self.problem.requests.person[self.choice.request]
        offering, able = np.unique(np.stack([self.choice.offering, person]), axis=1)
        coming = np.bincount(offering, weights=hit[able], minlength=self.choice.offerings)
        return self.problem.offerings.least_heads + hit.sum() - coming


def _sum_of(first: int, last: int, least: float, most: float) -> Rows:
    """One row: least <= the sum of these columns <= most."""
    columns = np.arange(first, last)
    return rows((np.zeros(len(columns), dtype=np.int64), columns, 1.0), least, most, 1)
