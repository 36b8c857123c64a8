"""A problem laid out for the fast board, and back (bày bàn xếp lớp): a row a head, shared weeks, limited sums."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from caunoi.domain.allocation.constraints import prerequisite_requests
from caunoi.domain.allocation.kernel import NOWHERE, Ground, State
from caunoi.domain.allocation.linear import Rows, rows, stacked
from caunoi.domain.allocation.problem import Floats, Ints, Offerings, Placement, Problem
from caunoi.domain.allocation.timeless import SUMS, kinds_of
from caunoi.domain.allocation.variables import Choices

WORD = 64


def can_be_laid_out(problem: Problem) -> bool:
    """The board seats single heads; requests with several stay with the exact solver."""
    return bool(problem.requests.count.max(initial=0) <= 1)


def ground_of(problem: Problem, choice: Choices) -> Ground:
    """Everything the board needs to know about the problem."""
    offerings, requests = problem.offerings, problem.requests
    body = stacked([*(rule(problem, choice) for rule in SUMS), _must(problem, choice)])
    opening = problem.prices.open_cost * offerings.open_cost
    groups, group_limit = _groups(problem)
    shared, shared_limit = _class_groups(problem)
    programmes = 1 + int(max(offerings.programme.max(initial=0), requests.programme.max(initial=0)))
    sums, shares, sum_start = _listed_columns(body, choice.columns)
    kind = kinds_of(problem)
    by_class, class_start = _listed(choice.offering, len(offerings), choice.worth)
    by_head, head_start = _listed(choice.request, len(requests), choice.worth)
    by_programme, programme_start = _listed(requests.programme, programmes, requests.weight)
    classes_of, classes_start = _listed(offerings.programme, programmes)
    kinds, kinds_start = _listed(kind, int(kind.max(initial=-1)) + 1)
    by_group, group_start = _members(groups, len(group_limit), requests.weight)
    earlier, earlier_start, later, later_start = _order(problem)
    first, last, mask = _weeks(offerings)
    slot = np.zeros(len(offerings), dtype=np.int64)
    slot[classes_of] = np.arange(len(offerings)) - classes_start[offerings.programme[classes_of]]
    return Ground(
        pair_head=choice.request, pair_class=choice.offering, pair_worth=choice.worth, pair_pull=choice.worth,
        pair_seats=choice.seats, pair_sum=sums, pair_share=shares, pair_sum_start=sum_start[: choice.pairs + 1],
        by_class=by_class, class_start=class_start, head_programme=requests.programme,
        by_programme=by_programme, programme_start=programme_start, head_groups=groups,
        group_limit=group_limit, by_group=by_group, group_start=group_start, earlier=earlier,
        earlier_start=earlier_start, later=later, later_start=later_start, by_head=by_head,
        head_start=head_start, programme=offerings.programme, first=first, last=last, mask=mask,
        start=offerings.start, end=offerings.end, capacity=offerings.capacity, least=offerings.least_heads,
        opening=opening, class_sum=sums, class_share=shares,
        class_sum_start=sum_start[choice.pairs :], class_groups=shared, class_group_limit=shared_limit,
        upper=body.upper, lower=body.lower, price=_price(body, choice, opening),
        money=0 if problem.budget is not None else NOWHERE,
        classes_of=classes_of, classes_start=classes_start, kind=kind, kinds_of=kinds, kinds_start=kinds_start,
        slot=slot, pair_at=_pair_table(choice, slot, len(requests)),
    )  # fmt: skip


def asking(ground: Ground, *, shares: bool) -> Ground:
    """The same ground, on which heads that sums ask for are drawn first; `shares` counts floors by share as well."""
    wanted = np.isfinite(ground.lower) & (shares | (ground.lower > 0))
    pairs, many = len(ground.pair_head), np.diff(ground.pair_sum_start)
    inside = int(many.sum())
    brought = np.where(wanted[ground.pair_sum[:inside]], ground.pair_share[:inside], 0.0)
    asked = np.bincount(np.repeat(np.arange(pairs), many), weights=brought, minlength=pairs)
    pull = ground.pair_worth + ground.price * asked
    by_class, _ = _listed(ground.pair_class, len(ground.programme), pull)
    by_head, _ = _listed(ground.pair_head, len(ground.head_programme), pull)
    return ground._replace(pair_pull=pull, by_class=by_class, by_head=by_head)


def empty(ground: Ground) -> State:
    """A board on which nobody sits."""
    heads, classes = len(ground.head_programme), len(ground.programme)
    programmes, weeks = len(ground.classes_start) - 1, int(ground.last.max(initial=1))
    widest = int(np.diff(ground.class_start).max(initial=1))
    shut = np.where(ground.group_limit > 0, 0, -1)[:, None]
    return State(
        at=np.full(heads, NOWHERE), members=_zeros(classes, widest), place=_zeros(heads),
        heads=_zeros(classes), seats=np.zeros(classes), busy=_zeros(len(ground.group_limit), weeks),
        full=shut + _zeros(1, ground.mask.shape[1]), running=_zeros(len(ground.class_group_limit), weeks),
        used=np.zeros(len(ground.upper)), value=np.zeros(1),
        lacking=np.array([ground.price * np.maximum(0.0, ground.lower).sum()]),
        journal=_zeros(20 * heads + 100, 2), steps=_zeros(1), marks=_zeros(heads), stamp=_zeros(1),
        opened=_zeros(programmes, int(ground.slot.max(initial=0)) + 1), opened_at=_zeros(classes),
        many=_zeros(programmes), score=np.zeros(classes),
    )  # fmt: skip


def plan_of(ground: Ground, at: Ints) -> list[Placement]:
    """The plan that the seats say."""
    pairs = at[at != NOWHERE]
    lines = zip(ground.pair_head[pairs].tolist(), ground.pair_class[pairs].tolist(), strict=True)
    return sorted((head, offering, 1) for head, offering in lines)


def pairs_of(ground: Ground, plan: Iterable[Placement]) -> Ints:
    """The pair of every line of a plan that is possible, prerequisites before what follows them."""
    lines = sorted((line for line in plan if line[2] > 0), key=lambda line: int(ground.start[line[1]]))
    heads, classes = (np.array([line[side] for line in lines], dtype=np.int64) for side in (0, 1))
    # Classes are numbered within their programme: the place of another programme's class names another pair.
    taught = ground.programme[classes] == ground.head_programme[heads]
    pairs = ground.pair_at[heads[taught], ground.slot[classes[taught]]]
    return pairs[pairs != NOWHERE]


def _zeros(*shape: int) -> Ints:
    return np.zeros(shape, dtype=np.int64)


def _must(problem: Problem, choice: Choices) -> Rows:
    """sum_o x[r,o] >= count[r] for every r that must be served."""
    number = np.cumsum(problem.requests.must) - 1
    inside = np.flatnonzero(problem.requests.must[choice.request])
    least = problem.requests.count[problem.requests.must].astype(np.float64)
    return rows((number[choice.request[inside]], inside, 1.0), least, np.inf, len(least))


def _price(body: Rows, choice: Choices, opening: Floats) -> float:
    """More than any one gain could cost, also where a head changes a share by little; nothing without demands."""
    asked = np.isfinite(body.lower)
    dearest = max(np.abs(choice.worth).max(initial=0.0), np.abs(opening).max(initial=0.0))
    steps = np.abs(body.value[asked[body.row]])
    return (1.0 + 4.0 * float(dearest)) / float(steps[steps > 0].min(initial=1.0)) if asked.any() else 0.0


def _groups(problem: Problem) -> tuple[Ints, Ints]:
    """Who shares weeks with whom: the person, key officials of a unit, the unit last."""
    person = problem.requests.person
    behind = np.ones(int(person.max(initial=-1)) + 1, dtype=np.int64)
    columns, limits = [person], [behind]
    unit = None if problem.unit_of_person is None else problem.unit_of_person[person]
    if unit is not None and problem.key_away_limit is not None and problem.key_person is not None:
        columns.append(np.where(problem.key_person[person], len(behind) + unit, NOWHERE))
        limits.append(problem.key_away_limit)
    if unit is not None and problem.away_limit is not None:
        columns.append(sum(len(each) for each in limits) + unit)
        limits.append(problem.away_limit)
    return np.stack(columns, axis=1).astype(np.int64), np.concatenate(limits)


def _class_groups(problem: Problem) -> tuple[Ints, Ints]:
    """Classes that share weeks: those of a venue, those of a lecturer."""
    offerings = problem.offerings
    columns: list[Ints] = []
    limits: list[Ints] = [_zeros(0)]
    if problem.rooms is not None:
        columns.append(offerings.venue)
        limits.append(problem.rooms)
    if problem.lecturers is not None and offerings.lecturer is not None:
        known = offerings.lecturer >= 0
        columns.append(np.where(known, sum(len(each) for each in limits) + offerings.lecturer, NOWHERE))
        limits.append(problem.lecturers.at_once)
    table = np.stack(columns, axis=1) if columns else _zeros(len(offerings), 0)
    return table.astype(np.int64), np.concatenate(limits)


def _listed_columns(body: Rows, size: int) -> tuple[Ints, Floats, Ints]:
    """For each column the sums it adds to, how much, and where each column begins."""
    listed, start = _listed(body.column, size)
    return body.row[listed], body.value[listed], start


def _order(problem: Problem) -> tuple[Ints, Ints, Ints, Ints]:
    earlier = prerequisite_requests(problem)
    links = [(later, first) for later, needed in earlier.items() for first in needed.tolist()]
    table = np.array(links, dtype=np.int64).reshape(-1, 2)
    size = len(problem.requests)
    first, first_start = _listed(table[:, 0], size)
    later, later_start = _listed(table[:, 1], size)
    return table[first, 1], first_start, table[later, 0], later_start


def _members(groups: Ints, size: int, weight: Floats) -> tuple[Ints, Ints]:
    """Heads of every group, the weightiest first."""
    head, kind = np.nonzero(groups != NOWHERE)
    listed, start = _listed(groups[head, kind], size, weight[head])
    return head[listed], start


def _weeks(offerings: Offerings) -> tuple[Ints, Ints, Ints]:
    """First and last week of each class as numbers of the starts that occur, and all of them as bits."""
    starts = np.unique(offerings.start)
    first, last = np.searchsorted(starts, offerings.start), np.searchsorted(starts, offerings.end)
    masks = np.zeros((len(offerings), len(starts) // WORD + 1), dtype=np.uint64)
    for week in range(len(starts)):
        masks[(first <= week) & (week < last), week // WORD] |= np.uint64(1 << (week % WORD))
    return first.astype(np.int64), last.astype(np.int64), masks.view(np.int64)


def _pair_table(choice: Choices, slot: Ints, heads: int) -> Ints:
    table = np.full((heads, int(slot.max(initial=0)) + 1), NOWHERE, dtype=np.int64)
    table[choice.request, slot[choice.offering]] = np.arange(choice.pairs)
    return table


def _listed(key: Ints, size: int, worth: Floats | None = None) -> tuple[Ints, Ints]:
    """Row numbers by key, within a key the dearest first, and where each key begins."""
    order = np.argsort(key, kind="stable") if worth is None else np.lexsort((-worth, key))
    return order.astype(np.int64), np.searchsorted(key[order], np.arange(size + 1)).astype(np.int64)
