"""Tiny instances for the tests of the planner, and an oracle that tries every plan."""

import itertools
import math
import random
from typing import Any

from caunoi.domain.allocation.verify import verify

Instance = dict[str, Any]


def instance(
    offerings: list[dict[str, Any]], requests: list[dict[str, Any]], prices: tuple[float, float, float] = (1, 0, 0),
    **rest: Any,
) -> Instance:  # fmt: skip
    """An instance from rows, with the usual value wherever a row is silent."""
    usual_offering = {
        "programme": 0,
        "venue": 0,
        "start": 0,
        "weeks": 1,
        "min_size": 0,
        "capacity": 9,
        "open_cost": 0,
    }
    usual_request = {"person": 0, "programme": 0, "count": 1, "seats": 1, "weight": 1, "must": 0}
    return {
        "format": "plan-instance/1",
        "name": "tiny",
        "offerings": _columns(offerings, usual_offering),
        "requests": _columns(requests, usual_request),
        "programmes": None,
        "persons": None,
        "units": None,
        "rooms": None,
        "km": None,
        "max_km": None,
        "budget": None,
        "objective": dict(zip(("sense", "weight", "open_cost", "pair_cost"), ("max", *prices), strict=True)),
        **rest,
    }


def best_by_trying_everything(case: Instance) -> float | None:
    """The best objective among all plans the checker accepts, or None if it accepts none."""
    pairs = [
        (r, o)
        for r, programme in enumerate(case["requests"]["programme"])
        for o, offered in enumerate(case["offerings"]["programme"])
        if programme == offered
    ]
    ranges = [range(case["requests"]["count"][r] + 1) for r, _ in pairs]
    verdicts = (
        verify(case, [[r, o, n] for (r, o), n in zip(pairs, heads, strict=True)])
        for heads in itertools.product(*ranges)
    )
    return max((verdict.objective for verdict in verdicts if verdict.valid), default=None)


def random_instance(seed: int) -> Instance:
    """A tiny instance in which every rule may appear and may bite."""
    rng = random.Random(seed)
    programmes, people, units, venues = (
        rng.randint(1, 3),
        rng.randint(1, 3),
        rng.randint(1, 2),
        rng.randint(1, 2),
    )
    offerings = [_offering(rng, programmes, venues) for _ in range(rng.randint(1, 4))]
    requests = [_request(rng, programmes, people) for _ in range(rng.randint(1, 4))]
    while number_of_plans(offerings, requests) > 3000:
        requests.pop()
    shape = (len(requests), len(offerings))
    prices = (rng.choice([0, 1, 1, 2]), rng.choice([0, -1, -0.01, 1]), rng.choice([0, -1, -0.5]))
    case = instance(offerings, requests, prices)
    case["programmes"] = [
        {"id": p, "prerequisite": rng.choice([None, *(q for q in range(programmes) if q != p)])}
        for p in range(programmes)
    ]
    if rng.random() < 0.7:
        case["persons"] = {"unit": [rng.randrange(units) for _ in range(people)]}
        case["units"] = rng.choice([None, {"away_limit": [rng.choice([0, 1, 1, 2]) for _ in range(units)]}])
        case["km"] = rng.choice([None, _grid(rng, units, venues, 0, 9)])
        case["max_km"], case["cost_per_km"] = rng.choice([None, 6]), rng.choice([0, 0.5, 1])
    case["rooms"] = rng.choice([None, [rng.choice([0, 1, 1, 2]) for _ in range(venues)]])
    case["budget"] = rng.choice([None, None, rng.randint(0, 12), rng.uniform(0, 12)])
    for name, low, high in (
        ("pair_cost", 0, 5),
        ("pair_cost_total", 0, 7),
        ("pair_seats", 1, 3),
        ("pair_weight", -1, 5),
    ):
        if rng.random() < 0.25:
            case[name] = _grid(rng, *shape, low, high)
    return case


def number_of_plans(offerings: list[dict[str, Any]], requests: list[dict[str, Any]]) -> int:
    """How many plans the oracle would have to try."""
    taught = [offering["programme"] for offering in offerings]
    return math.prod((request["count"] + 1) ** taught.count(request["programme"]) for request in requests)


def _offering(rng: random.Random, programmes: int, venues: int) -> dict[str, Any]:
    return {
        "programme": rng.randrange(programmes),
        "venue": rng.randrange(venues),
        "start": rng.randint(0, 3),
        "weeks": rng.randint(1, 3),
        "min_size": rng.choice([0, 0, 1, 2, 3]),
        "capacity": rng.randint(1, 5),
        "open_cost": rng.choice([0, 1, 3, 2.5]),
    }


def _request(rng: random.Random, programmes: int, people: int) -> dict[str, Any]:
    return {
        "person": rng.randrange(people),
        "programme": rng.randrange(programmes),
        "count": rng.choice([1, 1, 1, 1, 2, 3]),
        "seats": rng.choice([1, 1, 2]),
        "weight": rng.choice([1, 2, 3, 5]),
        "must": int(rng.random() < 0.15),
    }


def _grid(rng: random.Random, rows: int, columns: int, low: int, high: int) -> list[list[int]]:
    return [[rng.randint(low, high) for _ in range(columns)] for _ in range(rows)]


def _columns(rows: list[dict[str, Any]], usual: dict[str, Any]) -> dict[str, list[Any]]:
    return {key: [row.get(key, default) for row in rows] for key, default in usual.items()}
