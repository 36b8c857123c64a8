"""The board as machine code (bàn xếp lớp, phần chạy nhanh): moves tried and taken back, a hundred thousand a second.

Every function works on two bundles of columns: `Ground`, which never changes, and `State`, one plan in the making. A
plan on the board keeps every rule but those that ask for at least so much, and pays a price for what it lacks there.
A move that turns out badly is taken back from the journal.

What was compiled is kept beside the source (`warm.py`). Without reference counts (`_nrt=False`) nothing here may make
an array, and calls cost a hundredth of what they would.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numba import njit

from caunoi.domain.allocation.problem import Floats, Ints

T = TypeVar("T")
NOWHERE = -1
SLACK = 1e-7
Made: TypeAlias = Callable[[T], T]
HOW: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
compiled: Made[Any] = njit(**HOW)
inlined: Made[Any] = njit(**HOW, inline="always")


class Ground(NamedTuple):
    """What a plan stands on: heads (one a row), pairs, classes, groups that share weeks, sums with limits.

    Lists of lists are one long column and where each begins: the pairs of class o are
    by_class[class_start[o] : class_start[o + 1]], the dearest first.
    """

    pair_head: Ints
    pair_class: Ints
    pair_worth: Floats
    pair_pull: Floats  # the worth, and what the sums that lack heads would give for one
    pair_seats: Floats
    pair_sum: Ints  # sums a pair adds to, and how much
    pair_share: Floats
    pair_sum_start: Ints
    by_class: Ints
    class_start: Ints
    head_programme: Ints
    by_programme: Ints  # heads of a programme
    programme_start: Ints
    head_groups: (
        Ints  # [head, kind of group]: the person, key officials, the unit; NOWHERE where there is none
    )
    group_limit: Ints
    by_group: Ints
    group_start: Ints
    earlier: Ints  # heads one of which has to have finished first
    earlier_start: Ints
    later: Ints
    later_start: Ints
    by_head: Ints
    head_start: Ints
    programme: Ints
    first: Ints  # weeks as numbers of the starts that occur: classes that meet, meet in one of these
    last: Ints
    mask: Ints  # [class, word]: the weeks of a class, a bit each
    start: Ints
    end: Ints
    capacity: Floats
    least: Ints
    opening: Floats
    class_sum: Ints
    class_share: Floats
    class_sum_start: Ints
    class_groups: Ints  # [class, kind of group]: the venue, the lecturer
    class_group_limit: Ints
    upper: Floats
    lower: Floats
    price: float  # of each unit that a sum lacks
    money: int  # the sum that is the budget, NOWHERE without one
    classes_of: Ints  # classes of a programme
    classes_start: Ints
    kind: Ints  # classes that differ in nothing but their weeks
    kinds_of: Ints
    kinds_start: Ints
    slot: Ints  # number of a class among those of its programme
    pair_at: Ints  # [head, slot]: the pair, NOWHERE where it is not allowed


class State(NamedTuple):
    """One plan in the making, and the journal of what the present move changed."""

    at: Ints  # pair of each head
    members: Ints  # [class, place]
    place: Ints  # place of each head in its class
    heads: Ints
    seats: Floats
    busy: Ints  # [group, week]
    full: Ints  # [group, word]: weeks in which nobody more of the group may be away, a bit each
    running: Ints  # [class group, week]
    used: Floats  # by sum
    value: Floats  # [1]
    lacking: Floats  # [1]: the price of all that sums lack
    journal: Ints  # [step, (head, pair before)]
    steps: Ints  # [1]
    marks: Ints  # heads asked in the present move
    stamp: Ints  # [1]
    opened: Ints  # [programme, place]: its classes that are open
    opened_at: Ints  # place of a class in that list
    many: Ints  # how many are open, by programme
    score: Floats  # of each class, while the first plan is built


@compiled
def put(ground: Ground, state: State, pair: int) -> None:
    """Seat the head of the pair; whoever calls has asked `fits`."""
    head, offering = ground.pair_head[pair], ground.pair_class[pair]
    if state.heads[offering] == 0:
        _open(ground, state, offering, 1)
    state.members[offering, state.heads[offering]] = head
    state.place[head] = state.heads[offering]
    state.heads[offering] += 1
    state.at[head] = pair
    _count(ground, state, pair, 1)


@compiled
def take(ground: Ground, state: State, head: int) -> None:
    """Take the head out of its class."""
    pair = state.at[head]
    offering = ground.pair_class[pair]
    state.heads[offering] -= 1
    moved = state.members[offering, state.heads[offering]]
    state.members[offering, state.place[head]] = moved
    state.place[moved] = state.place[head]
    state.at[head] = NOWHERE
    _count(ground, state, pair, -1)
    if state.heads[offering] == 0:
        _open(ground, state, offering, -1)


@inlined
def _use(ground: Ground, state: State, row: int, amount: float) -> None:
    """Add to a sum, and keep what it lacks."""
    state.lacking[0] -= ground.price * max(0.0, ground.lower[row] - state.used[row])
    state.used[row] += amount
    state.lacking[0] += ground.price * max(0.0, ground.lower[row] - state.used[row])


@compiled
def worth(ground: Ground, state: State) -> float:
    """The value of the plan, less the price of what it lacks."""
    return state.value[0] - state.lacking[0]


@compiled
def _count(ground: Ground, state: State, pair: int, sign: int) -> None:
    head, offering = ground.pair_head[pair], ground.pair_class[pair]
    state.seats[offering] += sign * ground.pair_seats[pair]
    for kind in range(ground.head_groups.shape[1]):
        group = ground.head_groups[head, kind]
        if group != NOWHERE:
            limit = ground.group_limit[group]
            for week in range(ground.first[offering], ground.last[offering]):
                state.busy[group, week] += sign
                bit = np.int64(1) << (week & 63)
                if state.busy[group, week] >= limit:
                    state.full[group, week >> 6] |= bit
                else:
                    state.full[group, week >> 6] &= ~bit
    for entry in range(ground.pair_sum_start[pair], ground.pair_sum_start[pair + 1]):
        _use(ground, state, ground.pair_sum[entry], sign * ground.pair_share[entry])
    state.value[0] += sign * ground.pair_worth[pair]


@compiled
def _open(ground: Ground, state: State, offering: int, sign: int) -> None:
    for kind in range(ground.class_groups.shape[1]):
        group = ground.class_groups[offering, kind]
        if group != NOWHERE:
            for week in range(ground.first[offering], ground.last[offering]):
                state.running[group, week] += sign
    for entry in range(ground.class_sum_start[offering], ground.class_sum_start[offering + 1]):
        _use(ground, state, ground.class_sum[entry], sign * ground.class_share[entry])
    state.value[0] += sign * ground.opening[offering]
    _list_open(ground, state, offering, sign)


@compiled
def _list_open(ground: Ground, state: State, offering: int, sign: int) -> None:
    programme = ground.programme[offering]
    if sign > 0:
        state.opened[programme, state.many[programme]] = offering
        state.opened_at[offering] = state.many[programme]
        state.many[programme] += 1
        return
    state.many[programme] -= 1
    moved = state.opened[programme, state.many[programme]]
    state.opened[programme, state.opened_at[offering]] = moved
    state.opened_at[moved] = state.opened_at[offering]


@compiled
def may_open(ground: Ground, state: State, offering: int) -> bool:
    """Whether rooms, lecturers and money leave room for the class."""
    for kind in range(ground.class_groups.shape[1]):
        group = ground.class_groups[offering, kind]
        if group != NOWHERE:
            for week in range(ground.first[offering], ground.last[offering]):
                if state.running[group, week] >= ground.class_group_limit[group]:
                    return False
    for entry in range(ground.class_sum_start[offering], ground.class_sum_start[offering + 1]):
        row = ground.class_sum[entry]
        if state.used[row] + ground.class_share[entry] > ground.upper[row] + SLACK:
            return False
    return True


@inlined
def fits(ground: Ground, state: State, pair: int) -> bool:
    """Whether the head may sit there, apart from whether the class may open."""
    head, offering = ground.pair_head[pair], ground.pair_class[pair]
    if state.seats[offering] + ground.pair_seats[pair] > ground.capacity[offering] + SLACK:
        return False
    for kind in range(ground.head_groups.shape[1]):
        group = ground.head_groups[head, kind]
        if group != NOWHERE:
            for word in range(ground.mask.shape[1]):
                if state.full[group, word] & ground.mask[offering, word]:
                    return False
    for entry in range(ground.pair_sum_start[pair], ground.pair_sum_start[pair + 1]):
        row = ground.pair_sum[entry]
        if (
            ground.pair_share[entry] > 0.0
            and state.used[row] + ground.pair_share[entry] > ground.upper[row] + SLACK
        ):
            return False
    return prepared(ground, state, head, offering)


@inlined
def prepared(ground: Ground, state: State, head: int, offering: int) -> bool:
    """Whether the prerequisite, if the person wants it too, ends before the class begins."""
    low, high = ground.earlier_start[head], ground.earlier_start[head + 1]
    if low == high:
        return True
    for place in range(low, high):
        pair = state.at[ground.earlier[place]]
        if pair != NOWHERE and ground.end[ground.pair_class[pair]] <= ground.start[offering]:
            return True
    return False


@compiled
def note(state: State, head: int) -> None:
    """Write into the journal where the head sits now."""
    state.journal[state.steps[0], 0] = head
    state.journal[state.steps[0], 1] = state.at[head]
    state.steps[0] += 1


@compiled
def seat(ground: Ground, state: State, pair: int) -> None:
    """Seat, and remember it."""
    note(state, ground.pair_head[pair])
    put(ground, state, pair)


@compiled
def unseat(ground: Ground, state: State, head: int) -> None:
    """Take out, and with it whoever needs this programme first; remember it."""
    step = state.steps[0]
    note(state, head)
    take(ground, state, head)
    while step < state.steps[0]:
        gone = state.journal[step, 0]
        for place in range(ground.later_start[gone], ground.later_start[gone + 1]):
            follower = ground.later[place]
            pair = state.at[follower]
            if pair != NOWHERE and not prepared(ground, state, follower, ground.pair_class[pair]):
                note(state, follower)
                take(ground, state, follower)
        step += 1


@compiled
def undo(ground: Ground, state: State, until: int) -> None:
    """Take the move back, last step first."""
    while state.steps[0] > until:
        state.steps[0] -= 1
        head, before = state.journal[state.steps[0], 0], state.journal[state.steps[0], 1]
        if state.at[head] != NOWHERE:
            take(ground, state, head)
        if before != NOWHERE:
            put(ground, state, before)


@compiled
def close(ground: Ground, state: State, offering: int) -> None:
    """Send everybody out of the class."""
    while state.heads[offering] > 0:
        unseat(ground, state, state.members[offering, state.heads[offering] - 1])


@compiled
def fill(ground: Ground, state: State, offering: int) -> bool:
    """Open the class with the best heads that have no seat; false if they are too few."""
    if not may_open(ground, state, offering):
        return False
    for place in range(ground.class_start[offering], ground.class_start[offering + 1]):
        pair = ground.by_class[place]
        if ground.pair_pull[pair] <= 0.0:
            break
        if state.at[ground.pair_head[pair]] == NOWHERE and fits_opening(ground, state, pair):
            seat(ground, state, pair)
    return state.heads[offering] >= ground.least[offering]


@compiled
def fits_opening(ground: Ground, state: State, pair: int) -> bool:
    """Like `fits`, with the opening paid if nobody sits there yet."""
    offering = ground.pair_class[pair]
    if state.heads[offering] == 0:
        for entry in range(ground.pair_sum_start[pair], ground.pair_sum_start[pair + 1]):
            row = ground.pair_sum[entry]
            for other in range(ground.class_sum_start[offering], ground.class_sum_start[offering + 1]):
                if ground.class_sum[other] == row:
                    asked = ground.pair_share[entry] + ground.class_share[other]
                    if state.used[row] + asked > ground.upper[row] + SLACK:
                        return False
    return fits(ground, state, pair)


@inlined
def best_seat(ground: Ground, state: State, head: int) -> int:
    """The dearest free seat for the head in a class that is open, or NOWHERE."""
    found, most = NOWHERE, 0.0
    programme = ground.head_programme[head]
    for place in range(state.many[programme]):
        pair = ground.pair_at[head, ground.slot[state.opened[programme, place]]]
        if pair != NOWHERE and ground.pair_pull[pair] > most and fits(ground, state, pair):
            found, most = pair, ground.pair_pull[pair]
    return found


@compiled
def mend(ground: Ground, state: State, since: int) -> None:
    """Seat whoever may sit where the move freed weeks and seats: those it unseated, their units and programmes."""
    state.stamp[0] += 1
    stamp, last = state.stamp[0], state.steps[0]
    for step in range(since, last):
        head, before = state.journal[step, 0], state.journal[step, 1]
        if before != NOWHERE:
            low, high = _span(ground.programme_start, ground.head_programme[head])
            _ask_all(ground, state, ground.by_programme, low, high, stamp)
            group = ground.head_groups[head, ground.head_groups.shape[1] - 1]
            if group != NOWHERE:
                low, high = _span(ground.group_start, group)
                _ask_all(ground, state, ground.by_group, low, high, stamp)


@inlined
def _span(begins: Ints, number: int) -> tuple[int, int]:
    return begins[number], begins[number + 1]


@compiled
def _ask_all(ground: Ground, state: State, listed: Ints, low: int, high: int, stamp: int) -> None:
    """Offer each of the listed heads the best seat that is free, once a move."""
    for place in range(low, high):
        head = listed[place]
        if state.at[head] == NOWHERE and state.marks[head] != stamp:
            state.marks[head] = stamp
            pair = best_seat(ground, state, head)
            if pair != NOWHERE:
                seat(ground, state, pair)


@compiled
def drop_small(ground: Ground, state: State, since: int) -> None:
    """Close classes that the move left below their least number."""
    again = True
    while again:
        again = False
        for step in range(since, state.steps[0]):
            before = state.journal[step, 1]
            if before != NOWHERE:
                offering = ground.pair_class[before]
                if 0 < state.heads[offering] < ground.least[offering]:
                    close(ground, state, offering)
                    again = True
                    break
