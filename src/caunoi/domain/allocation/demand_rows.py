"""Demands as rows (yêu cầu thành ràng buộc): which side of which row holds because of which demand.

The rows are those of the model itself (`constraints.RULES`), written over all pairs that could be used if nobody
demanded anything, so that any demand can be put in or left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.constraints import RULES, open_only_with_enough_heads
from caunoi.domain.allocation.demands import KINDS, Demand, seats_for_everybody
from caunoi.domain.allocation.linear import Programme, Rows, rows, stacked
from caunoi.domain.allocation.problem import TOLERANCE, Floats, Ints, Problem
from caunoi.domain.allocation.variables import Choices, choices, serve_after_learning, within_reach

INF = np.inf
NONE = -1
Owners = list[Demand | None]


@dataclass(frozen=True, eq=False)
class Labelled:
    """Rows, and whose demand each side is: None where nobody can let go of it."""

    rows: Rows
    least: Owners
    most: Owners


class DemandModel:
    """All demands of a problem over one set of columns."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.loosest = loosest(problem)
        self.choice = choices(self.loosest)
        blocks = list(_blocks(problem, self.loosest, self.choice))
        self.rows = stacked(block.rows for block in blocks)
        least = [owner for block in blocks for owner in block.least]
        most = [owner for block in blocks for owner in block.most]
        asked = {*_asked(least, self.rows.lower), *_asked(most, self.rows.upper)}
        self.demands = tuple(sorted(asked))
        number = {demand: n for n, demand in enumerate(self.demands)}
        self.least, self.most = _numbers(least, number), _numbers(most, number)
        top = [self.choice.most.astype(np.float64), np.ones(self.choice.offerings)]
        self.upper = np.concatenate(top)

    def question(self, kept: NDArray[np.bool_]) -> Programme:
        """Is there any plan at all that meets the demands kept?"""
        body = replace(self.rows, lower=self._lower(kept), upper=self._upper(kept))
        return Programme(np.zeros(len(self.upper)), np.zeros(len(self.upper)), self.upper, body)

    def broken(self, values: Floats) -> Floats:
        """How far the column values are from each demand, in its unit; zero where they meet it."""
        used = _activity(self.rows, values)
        far = np.zeros(len(self.demands))
        for owner, amount in ((self.least, self.rows.lower - used), (self.most, used - self.rows.upper)):
            owned = (owner != NONE) & (amount > TOLERANCE)
            np.maximum.at(far, owner[owned], amount[owned])
        return far

    def elastic(self, price: Floats, kept: NDArray[np.bool_] | None = None) -> Programme:
        """Least paid for letting go of demands: one more column for each, none for those kept.

        A column counts units of the demand, or is 0 or 1 for one that can only be let go of altogether.
        """
        least, most = self._reach()
        size = np.zeros(len(self.demands))
        np.maximum.at(size, self.least[self.least != NONE], least[self.least != NONE])
        np.maximum.at(size, self.most[self.most != NONE], most[self.most != NONE])
        switch = np.array([KINDS[demand.kind].whole_only for demand in self.demands], dtype=bool)
        return self._with_slack(price, size, switch, (least, most), kept)

    def dropping(self, kept: NDArray[np.bool_]) -> Programme:
        """The fewest demands to let go of altogether, none of those kept."""
        every = np.ones(len(self.demands))
        return self._with_slack(every, every, every.astype(bool), self._reach(), kept)

    def _with_slack(
        self,
        price: Floats,
        size: Floats,
        switch: NDArray[np.bool_],
        reach: tuple[Floats, Floats],
        kept: NDArray[np.bool_] | None,
    ) -> Programme:
        first = len(self.upper)
        slack = [
            _slack(first, owner, np.where(np.append(switch, False)[owner], far, 1.0), sign)
            for owner, far, sign in ((self.least, reach[0], 1.0), (self.most, reach[1], -1.0))
        ]
        body = self.rows
        entries = [(body.row, body.column, body.value), *slack]
        row, column, value = (np.concatenate(part) for part in zip(*entries, strict=True))
        most = np.where(switch, 1.0, np.ceil(size))
        most = most if kept is None else np.where(kept, 0.0, most)
        real = np.zeros(first + len(self.demands), dtype=bool)
        real[first:] = ~switch & self._real()
        return Programme(
            np.concatenate([np.zeros(first), -price]),
            np.zeros(first + len(most)),
            np.concatenate([self.upper, most]),
            Rows(row, column, value, body.lower, body.upper),
            real=real,
        )

    def _reach(self) -> tuple[Floats, Floats]:
        """How far each side of each row could be missed, whatever the columns are."""
        body = self.rows
        entry = body.value * self.upper[body.column]
        highest = np.bincount(body.row, weights=np.maximum(entry, 0), minlength=len(body))
        lowest = np.bincount(body.row, weights=np.minimum(entry, 0), minlength=len(body))
        below = np.where(np.isfinite(body.lower), body.lower - lowest, 0.0)
        above = np.where(np.isfinite(body.upper), highest - body.upper, 0.0)
        return np.maximum(below, 0.0), np.maximum(above, 0.0)

    def _real(self) -> NDArray[np.bool_]:
        """Demands counted in money, and seats where heads use parts of seats."""
        parts = not _whole(self.choice.seats) or not _whole(self.problem.offerings.capacity)
        return np.array([KINDS[d.kind].real or (d.kind == "seats" and parts) for d in self.demands], bool)

    def _lower(self, kept: NDArray[np.bool_]) -> Floats:
        return np.where((self.least == NONE) | _of(kept, self.least), self.rows.lower, -INF)

    def _upper(self, kept: NDArray[np.bool_]) -> Floats:
        return np.where((self.most == NONE) | _of(kept, self.most), self.rows.upper, INF)


def loosest(problem: Problem) -> Problem:
    """The problem in which nobody demands anything."""
    offerings, requests = problem.offerings, problem.requests
    capacity = np.full(len(offerings), seats_for_everybody(problem))
    return replace(
        problem,
        offerings=replace(offerings, capacity=capacity, min_size=np.zeros_like(offerings.min_size)),
        requests=replace(requests, must=np.zeros_like(requests.must)),
        prerequisite={}, away_limit=None, rooms=None, max_km=None, budget=None, closed_weeks=None,
        lecturers=None, key_away_limit=None, leaves=None, items=(), quotas=(), floors=(), locks=None,
        mandatory_first=False, mandatory_least=0,
    )  # fmt: skip


def _blocks(problem: Problem, free: Problem, choice: Choices) -> Iterator[Labelled]:
    """Every rule with its owners, or as it holds whatever is demanded; then what rules out single pairs."""
    for rule in RULES:
        owners = OWNERS.get(rule.__name__)
        if owners is not None:
            yield owners(problem, choice, rule(problem, choice))
        if owners is None or rule is open_only_with_enough_heads:
            always = rule(free, choice)
            yield Labelled(always, [None] * len(always), [None] * len(always))
    yield _barred(choice, ~within_reach(problem, choice.request, choice.offering), _of_all("distance"))
    late = ~serve_after_learning(problem, choice.request, choice.offering)
    yield _barred(choice, late, lambda pair: Demand("retirement", _person(problem, choice, pair)))


def _barred(choice: Choices, barred: NDArray[np.bool_], owner: Callable[[int], Demand]) -> Labelled:
    pairs = np.flatnonzero(barred[: choice.pairs])
    body = rows((np.arange(len(pairs)), pairs, 1.0), -INF, 0.0, len(pairs))
    return Labelled(body, [None] * len(pairs), [owner(int(pair)) for pair in pairs])


def _of_all(kind: str) -> Callable[[int], Demand]:
    return lambda _: Demand(kind)


def _person(problem: Problem, choice: Choices, pair: int) -> int:
    return int(problem.requests.person[choice.request[pair]])


# --- whose row is it? -----------------------------------------------------------------------------------------

Owning = Callable[[Problem, Choices, Rows], Labelled]


def _numbered(kind: str, *, least: bool) -> Owning:
    """Row n is the demand of row n of the problem."""

    def owning(problem: Problem, choice: Choices, body: Rows) -> Labelled:
        del problem, choice
        owners: Owners = [Demand(kind, row) for row in range(len(body))]
        free: Owners = [None] * len(body)
        return Labelled(body, owners, free) if least else Labelled(body, free, owners)

    return owning


def _sizes(problem: Problem, choice: Choices, body: Rows) -> Labelled:
    """A least size of one head is no demand: a class without heads is no class."""
    del choice
    demanded = (problem.offerings.min_size > 1).tolist()
    owners: Owners = [Demand("min_size", o) if more else None for o, more in enumerate(demanded)]
    return Labelled(body, owners, [None] * len(body))


def _by_first(kind: str, group: Callable[[Problem, Choices, int], int]) -> Owning:
    """All columns of a row belong to one group, so the first says whose the row is."""

    def owning(problem: Problem, choice: Choices, body: Rows) -> Labelled:
        row, first = np.unique(body.row, return_index=True)
        owners: Owners = [None] * len(body)
        for number, entry in zip(row.tolist(), first.tolist(), strict=True):
            owners[number] = Demand(kind, group(problem, choice, int(body.column[entry])))
        return Labelled(body, [None] * len(body), owners)

    return owning


def _listed(make: Callable[[Problem], list[tuple[Demand | None, Demand | None]]]) -> Owning:
    """The rows come in an order the problem tells."""

    def owning(problem: Problem, choice: Choices, body: Rows) -> Labelled:
        del choice
        owners = make(problem)
        return Labelled(body, [least for least, _ in owners], [most for _, most in owners])

    return owning


def _unit(problem: Problem, choice: Choices, column: int) -> int:
    person = problem.requests.person[choice.request[column]]
    return 0 if problem.unit_of_person is None else int(problem.unit_of_person[person])


def _programme(problem: Problem, choice: Choices, column: int) -> int:
    return int(problem.requests.programme[choice.request[column]])


def _venue(problem: Problem, choice: Choices, column: int) -> int:
    return int(problem.offerings.venue[column - choice.pairs])


def _lecturer(problem: Problem, choice: Choices, column: int) -> int:
    taught = problem.offerings.lecturer
    return 0 if taught is None else int(taught[column - choice.pairs])


def _items(problem: Problem) -> list[tuple[Demand | None, Demand | None]]:
    return [(None, Demand("item", n)) for n, item in enumerate(problem.items) if item.limit is not None]


def _quotas(problem: Problem, choice: Choices, body: Rows) -> Labelled:
    """The two sides as rows of their own: a least above the most must be eased on either side, not on both."""
    del problem, choice
    free: Owners = [None] * len(body)
    least: Owners = [Demand("quota_least", n) for n in range(len(body))]
    most: Owners = [Demand("quota_most", n) for n in range(len(body))]
    open_sides = np.full(len(body), INF)
    both = stacked([replace(body, upper=open_sides), replace(body, lower=-open_sides)])
    return Labelled(both, [*least, *free], [*free, *most])


def _floors(problem: Problem) -> list[tuple[Demand | None, Demand | None]]:
    owners: list[tuple[Demand | None, Demand | None]] = []
    for number, floor in enumerate(problem.floors):
        if floor.heads is not None:
            owners.append((Demand("floor", number), None))
        if floor.share is not None:
            owners.append((Demand("floor_share", number), None))
    return owners


def _locks(problem: Problem) -> list[tuple[Demand | None, Demand | None]]:
    locks = problem.locks
    if locks is None:
        return []
    opened: list[tuple[Demand | None, Demand | None]] = [(Demand("opened", o), None) for o in locks.opened]
    shut = [(None, Demand("shut", o)) for o in locks.closed]
    placed = [(Demand("placed", n), None) for n in range(len(locks.placed))]
    return [*opened, *shut, *placed, *((None, Demand("unplaced", r)) for r in locks.unplaced)]


def _mandatory(problem: Problem) -> list[tuple[Demand | None, Demand | None]]:
    return [(Demand("mandatory"), None)] if problem.mandatory_least else []


OWNERS: dict[str, Owning] = {
    "serve_each_head_once": _numbered("must", least=True),
    "fill_no_more_than_the_seats": _numbered("seats", least=False),
    "open_only_with_enough_heads": _sizes,
    "send_no_more_of_a_unit_to_one_class": _by_first("away", _unit),
    "keep_enough_of_each_unit_at_work": _by_first("away", _unit),
    "fit_the_rooms": _by_first("rooms", _venue),
    "stay_within_the_budget": _numbered("budget", least=False),
    "finish_the_prerequisite_first": _by_first("prerequisite", _programme),
    "rest_in_closed_weeks": _by_first("closed", _venue),
    "teach_no_more_at_once": _by_first("lecturer", _lecturer),
    "teach_no_more_weeks": _numbered("lecturer_weeks", least=False),
    "keep_key_officials_at_work": _by_first("key_away", _unit),
    "send_no_more_key_officials_to_one_class": _by_first("key_away", _unit),
    "stay_within_each_item": _listed(_items),
    "keep_seat_quotas": _quotas,
    "keep_fairness_floors": _listed(_floors),
    "keep_locked_choices": _listed(_locks),
    "serve_mandatory_needs_first": _listed(_mandatory),
}
"""The rules that hold because somebody demands it; the others hold always."""


def _asked(owners: Owners, limit: Floats) -> Iterator[Demand]:
    for owner, number in zip(owners, limit.tolist(), strict=True):
        if owner is not None and np.isfinite(number):
            yield owner


def _numbers(owners: Owners, number: dict[Demand, int]) -> Ints:
    return np.array([NONE if owner is None else number.get(owner, NONE) for owner in owners], dtype=np.int64)


def _slack(first: int, owner: Ints, value: Floats, sign: float) -> tuple[Ints, Ints, Floats]:
    row = np.flatnonzero(owner != NONE)
    return row, first + owner[row], sign * value[row]


def _of(kept: NDArray[np.bool_], owner: Ints) -> NDArray[np.bool_]:
    return kept[owner] if len(kept) else np.zeros(len(owner), dtype=bool)


def _activity(body: Rows, values: Floats) -> Floats:
    used = np.bincount(body.row, weights=body.value * values[body.column], minlength=len(body))
    return used.astype(np.float64)


def _whole(values: Floats) -> bool:
    finite = values[np.isfinite(values)]
    return bool(np.all(finite == np.rint(finite)))
