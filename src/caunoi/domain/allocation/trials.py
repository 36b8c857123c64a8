"""Moves tried on the board, and when they are kept (thử và giữ): classes swapped or opened, heads pushed in."""

from __future__ import annotations

import numpy as np

from caunoi.domain.allocation.kernel import (
    NOWHERE,
    SLACK,
    Ground,
    State,
    close,
    compiled,
    drop_small,
    fill,
    fits_opening,
    may_open,
    mend,
    prepared,
    put,
    seat,
    undo,
    unseat,
    worth,
)
from caunoi.domain.allocation.problem import Floats, Ints

MOST_THROWN_OUT = 6


@compiled
def sow(seed: int) -> None:
    """Begin the random numbers of the compiled code."""
    np.random.seed(seed)


@compiled
def construct(ground: Ground, state: State, noise: float) -> None:
    """Open the class that gives most for its money, again and again; only the head of the queue is judged anew."""
    score = state.score
    for offering in range(len(ground.programme)):
        score[offering] = _judge(ground, state, offering) * (1.0 + noise * np.random.random())
    while True:
        offering = _top(score)
        if score[offering] <= 0.0:
            return
        score[offering] = _judge(ground, state, offering)
        if score[offering] >= score[_top(score)] - SLACK and score[offering] > 0.0:
            state.steps[0] = 0
            fill(ground, state, offering)
            score[offering] = 0.0
            _wake(ground, state, score)


@compiled
def begin(ground: Ground, state: State, pairs: Ints) -> None:
    """Seat one after another whoever fits; a class with too few stays shut."""
    state.steps[0] = 0
    for place in range(len(pairs)):
        pair = pairs[place]
        offering = ground.pair_class[pair]
        free = state.at[ground.pair_head[pair]] == NOWHERE
        opens = state.heads[offering] > 0 or may_open(ground, state, offering)
        if free and opens and fits_opening(ground, state, pair):
            put(ground, state, pair)
    for offering in range(len(ground.programme)):
        if 0 < state.heads[offering] < ground.least[offering]:
            close(ground, state, offering)


@compiled
def _top(score: Floats) -> int:
    found = 0
    for place in range(1, len(score)):
        if score[place] > score[found]:
            found = place
    return found


@compiled
def _wake(ground: Ground, state: State, score: Floats) -> None:
    """Classes that those just seated have become ready for are worth judging again."""
    for step in range(state.steps[0]):
        head = state.journal[step, 0]
        for place in range(ground.later_start[head], ground.later_start[head + 1]):
            follower = ground.later[place]
            for other in range(ground.head_start[follower], ground.head_start[follower + 1]):
                offering = ground.pair_class[ground.by_head[other]]
                if state.heads[offering] == 0:
                    score[offering] = np.inf


@compiled
def _judge(ground: Ground, state: State, offering: int) -> float:
    """What the class would add, for each unit of money where money is short."""
    if state.heads[offering] > 0:
        return 0.0
    state.steps[0] = 0
    before = worth(ground, state)
    spent = state.used[ground.money] if ground.money != NOWHERE else 0.0
    enough = fill(ground, state, offering)
    gain = worth(ground, state) - before
    cost = state.used[ground.money] - spent if ground.money != NOWHERE else 1.0
    undo(ground, state, 0)
    return gain / max(cost, SLACK) if enough else 0.0


@compiled
def anneal(
    ground: Ground,
    state: State,
    hint: Floats,
    shares: Floats,
    temperature: float,
    turns: int,
    best: Ints,
    best_value: Floats,
) -> int:
    """So many moves at one temperature; `best` and `best_value` are renewed in place. Returns the moves kept."""
    kept = 0
    heads = len(ground.head_programme)
    for _ in range(turns):
        state.steps[0] = 0
        before = worth(ground, state)
        draw = np.random.random()
        done = False
        if draw < shares[0]:
            done = _push(ground, state, np.random.randint(heads))
        elif draw < shares[1]:
            done = _swap(ground, state, hint, 0)
        elif draw < shares[2]:
            done = _swap(ground, state, hint, 1)
        elif draw < shares[3]:
            done = _swap(ground, state, hint, 2)
        else:
            done = _open_one(ground, state, hint)
        if not done:
            undo(ground, state, 0)
            continue
        drop_small(ground, state, 0)
        mend(ground, state, 0)
        now = worth(ground, state)
        gain = now - before
        if gain >= 0.0 or np.random.random() < np.exp(gain / temperature):
            kept += 1
            if now > best_value[0] + SLACK:
                best_value[0] = now
                for other in range(heads):
                    best[other] = state.at[other]
        else:
            undo(ground, state, 0)
    return kept


@compiled
def _swap(ground: Ground, state: State, hint: Floats, how: int) -> bool:
    """One class goes, another comes: of the same programme half the time."""
    head = np.random.randint(len(ground.head_programme))
    if state.at[head] == NOWHERE:
        return False
    leaving = ground.pair_class[state.at[head]]
    if how == 0:
        kind = ground.kind[leaving]
        low, high = ground.kinds_start[kind], ground.kinds_start[kind + 1]
        coming = ground.kinds_of[low + np.random.randint(high - low)]
    elif how == 1:
        coming = _of_programme(ground, ground.programme[leaving])
    else:
        coming = _drawn(hint)
    if state.heads[coming] > 0:
        return False
    close(ground, state, leaving)
    return fill(ground, state, coming)


@compiled
def _open_one(ground: Ground, state: State, hint: Floats) -> bool:
    coming = _drawn(hint)
    if state.heads[coming] > 0:
        return False
    return fill(ground, state, coming)


@compiled
def _of_programme(ground: Ground, programme: int) -> int:
    low, high = ground.classes_start[programme], ground.classes_start[programme + 1]
    return ground.classes_of[low + np.random.randint(high - low)]


@compiled
def _drawn(hint: Floats) -> int:
    """A class drawn by the running sum of its promise."""
    wanted = np.random.random() * hint[-1]
    low, high = 0, len(hint) - 1
    while low < high:
        middle = (low + high) // 2
        if hint[middle] > wanted:
            high = middle
        else:
            low = middle + 1
    return low


@compiled
def _push(ground: Ground, state: State, head: int) -> bool:
    """Seat the head in an open class drawn, throwing out whoever is in the way and worth least."""
    programme = ground.head_programme[head]
    if state.many[programme] == 0:
        return False
    coming = state.opened[programme, np.random.randint(state.many[programme])]
    pair = ground.pair_at[head, ground.slot[coming]]
    if pair == state.at[head]:
        return False
    if pair == NOWHERE or not prepared(ground, state, head, ground.pair_class[pair]):
        return False
    if state.at[head] != NOWHERE:
        unseat(ground, state, head)
    for _ in range(MOST_THROWN_OUT):
        if state.heads[ground.pair_class[pair]] == 0:
            return False
        if fits_opening(ground, state, pair):
            seat(ground, state, pair)
            return True
        victim = _in_the_way(ground, state, pair)
        if victim == NOWHERE:
            return False
        unseat(ground, state, victim)
    return False


@compiled
def _in_the_way(ground: Ground, state: State, pair: int) -> int:
    """The head worth least among those that hold the seat or the week the pair needs."""
    head, offering = ground.pair_head[pair], ground.pair_class[pair]
    found, least = NOWHERE, np.inf
    for kind in range(ground.head_groups.shape[1]):
        group = ground.head_groups[head, kind]
        if group == NOWHERE:
            continue
        for week in range(ground.first[offering], ground.last[offering]):
            if state.busy[group, week] >= ground.group_limit[group]:
                for place in range(ground.group_start[group], ground.group_start[group + 1]):
                    other = ground.by_group[place]
                    if state.at[other] != NOWHERE:
                        theirs = ground.pair_class[state.at[other]]
                        if (
                            ground.first[theirs] <= week < ground.last[theirs]
                            and ground.pair_pull[state.at[other]] < least
                        ):
                            found, least = other, ground.pair_pull[state.at[other]]
                if found != NOWHERE:
                    return found
    if state.seats[offering] + ground.pair_seats[pair] > ground.capacity[offering] + SLACK:
        for place in range(state.heads[offering]):
            other = state.members[offering, place]
            if ground.pair_pull[state.at[other]] < least:
                found, least = other, ground.pair_pull[state.at[other]]
    return found
