"""Whose places to look at first when a plan is adjusted (những người xét trước): those hit, then those around them.

With all others where they are, the question is small, and often answered as well as it could be at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.changes import Changes
from caunoi.domain.allocation.problem import NO_LIMIT

People = NDArray[np.bool_]


def rings(change: Changes) -> list[People]:
    """Marks by person index, each ring within the next."""
    hit = people_hit(change)
    return [
        hit,
        hit | _in_their_programmes(change) | _for_small_classes(change) | _of_their_units(change, hit),
    ]


def people_hit(change: Changes) -> People:
    """Those who lost a seat."""
    return _marked(change, change.lost > 0)


def columns_of(change: Changes, people: People) -> NDArray[np.bool_]:
    """The columns that speak of these people, and every opening."""
    requests = people[change.problem.requests.person]
    choice = change.choice
    return np.concatenate([
        requests[choice.request], np.ones(choice.offerings, dtype=bool),
        requests, requests[choice.request[change.seated]], requests, people,
    ])  # fmt: skip


def _in_their_programmes(change: Changes) -> People:
    """Who sits in a class of a programme in which somebody lost a seat."""
    programme = change.problem.requests.programme
    return _marked(change, np.isin(programme, programme[change.lost > 0]) & (change.had > change.lost))


def _for_small_classes(change: Changes) -> People:
    """Who sits in, or could come to, a class that is left with too few."""
    choice = change.choice
    left = np.bincount(choice.offering, weights=change.was, minlength=choice.offerings)
    small = (left > 0) & (left < change.problem.offerings.least_heads)
    suited = np.zeros(len(change.had), dtype=bool)
    suited[choice.request[small[choice.offering]]] = True
    return _marked(change, suited)


def _of_their_units(change: Changes, hit: People) -> People:
    """Who is of a unit that may not send all its people at once, and lost a seat of its own."""
    unit, limit = change.problem.unit_of_person, change.problem.away_limit
    if unit is None or limit is None:
        return hit
    narrow = np.zeros(len(limit), dtype=bool)
    narrow[unit[: len(hit)][hit]] = True
    return np.asarray((narrow & (limit != NO_LIMIT))[unit[: len(hit)]])


def _marked(change: Changes, requests: NDArray[np.bool_]) -> People:
    people = np.zeros(change.people, dtype=bool)
    people[change.problem.requests.person[requests]] = True
    return people
