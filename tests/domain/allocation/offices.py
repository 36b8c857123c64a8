"""Invented provinces under every rule an office adds, for tests larger than an oracle can try."""

from dataclasses import replace

import numpy as np

from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.office import Floor, Item, Lecturers, Locks, Quota
from caunoi.domain.allocation.problem import NO_LIMIT, Problem


def office_province(size: str, seed: int) -> Problem:
    """A province in which every rule of an office limits, and none demands."""
    problem, rng = generate_province(size, seed), np.random.default_rng(seed)
    classes, people, units = len(problem.offerings), len(problem.unit_of_person), len(problem.away_limit)
    weeks, lecturers = int(problem.offerings.end.max()), max(2, classes // 12)
    nothing = np.zeros(classes)
    return replace(
        problem,
        offerings=replace(problem.offerings, lecturer=rng.integers(-1, lecturers, size=classes)),
        requests=replace(problem.requests, mandatory=problem.requests.weight > 10),
        closed_weeks=tuple(
            (weeks // 4, weeks // 4 + 1) for _ in range(int(problem.offerings.venue.max()) + 1)
        ),
        lecturers=Lecturers(np.ones(lecturers, dtype=np.int64), np.full(lecturers, 8)),
        key_person=rng.random(people) < 0.3,
        key_away_limit=np.ones(units, dtype=np.int64),
        leaves=np.where(rng.random(people) < 0.1, rng.integers(weeks, weeks + 104, size=people), NO_LIMIT),
        serve=dict.fromkeys(range(int(problem.offerings.programme.max()) + 1), 52),
        items=(
            Item("giảng viên", 0.5 * problem.budget, 0.6 * problem.offerings.open_cost, nothing),
            Item("đi lại", 0.04 * problem.budget, nothing, nothing, travel=True),
        ),
        quotas=tuple(Quota(unit, most=12) for unit in range(units)),
        floors=(Floor("nữ", tuple(range(0, people, 3)), share=0.25),),
        locks=Locks(closed=(1, 2)),
    )


def with_demands(problem: Problem, plan: list[tuple[int, int, int]], share: float) -> Problem:
    """The same with seats and classes of a sound plan locked, its units' seats demanded, and a higher floor."""
    served = {int(problem.unit_of_person[problem.requests.person[request]]) for request, _, _ in plan}
    quotas = tuple(
        Quota(unit, most=12, least=1 if unit in served else None) for unit in range(len(problem.quotas))
    )
    opened = tuple(sorted({offering for _, offering, _ in plan})[:2])
    group = problem.floors[0].people
    floors = (replace(problem.floors[0], share=share), Floor("xã khó khăn", group[::2], heads=5))
    locks = Locks(opened=opened, closed=(1, 2), placed=tuple(plan[:3]))
    return replace(problem, quotas=quotas, floors=floors, locks=locks)
