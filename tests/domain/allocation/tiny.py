"""Tiny instances for the tests of the planner, and an oracle that tries every plan."""

import itertools
import math
import random
from collections.abc import Callable, Collection, Iterator
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
    verdicts = (verify(case, plan) for plan in all_plans(case))
    return max((verdict.objective for verdict in verdicts if verdict.valid), default=None)


def all_plans(case: Instance) -> Iterator[list[list[int]]]:
    """Every plan there is, sound or not, as far as programmes and counts go."""
    pairs = [
        (r, o)
        for r, programme in enumerate(case["requests"]["programme"])
        for o, offered in enumerate(case["offerings"]["programme"])
        if programme == offered
    ]
    ranges = [range(case["requests"]["count"][r] + 1) for r, _ in pairs]
    for heads in itertools.product(*ranges):
        yield [[r, o, n] for (r, o), n in zip(pairs, heads, strict=True)]


def random_instance(seed: int, office: Collection[str] | None = None) -> Instance:
    """A tiny instance in which every rule may appear and may bite; with `office`, surely those rules of an office."""
    rng, chance = random.Random(seed), random.Random(f"office {seed}")
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
    for name, add in OFFICE_RULES.items():
        if chance.random() < 0.2 if office is None else name in office:
            add(chance, case, people)
    return case


def _closed_weeks(rng: random.Random, case: Instance, people: int) -> None:
    venues = max(case["offerings"]["venue"]) + 1
    case["closed_weeks"] = [rng.choice([None, [rng.randint(0, 4)], [1, 2]]) for _ in range(venues)]


def _lecturers(rng: random.Random, case: Instance, people: int) -> None:
    case["offerings"]["lecturer"] = [rng.choice([None, 0, 0, 1]) for _ in case["offerings"]["start"]]
    at_once, weeks = [[rng.choice(some) for _ in range(2)] for some in ([None, 0, 1, 1], [None, 1, 2, 3])]
    case["lecturers"] = rng.choice(
        [{"at_once": at_once}, {"weeks": weeks}, {"at_once": at_once, "weeks": weeks}]
    )


def _key_officials(rng: random.Random, case: Instance, people: int) -> None:
    persons = case["persons"] or {"unit": [0] * people}
    case["persons"] = {**persons, "key": [rng.choice([0, 1, 1]) for _ in range(people)]}
    units = max(persons["unit"]) + 1
    case["units"] = {
        **(case["units"] or {}),
        "key_away_limit": [rng.choice([0, 1, None]) for _ in range(units)],
    }


def _retirement(rng: random.Random, case: Instance, people: int) -> None:
    leaves = [rng.choice([None, rng.randint(1, 5), rng.randint(2, 8)]) for _ in range(people)]
    case["persons"] = {**(case["persons"] or {}), "leaves": leaves}
    for programme in case["programmes"]:
        programme["serve"] = rng.choice([None, 0, 1, 3])


def _items(rng: random.Random, case: Instance, people: int) -> None:
    size = len(case["offerings"]["start"])
    case["items"] = [
        {
            "name": f"mục {number}",
            "limit": rng.choice([None, rng.randint(0, 6), rng.uniform(0, 6)]),
            "open": rng.choice([None, [rng.choice([0, 1, 2.5]) for _ in range(size)]]),
            "head": rng.choice([None, [rng.choice([0, 1, 1.5]) for _ in range(size)]]),
            "travel": rng.randint(0, 1),
        }
        for number in range(rng.randint(1, 2))
    ]


def _quotas(rng: random.Random, case: Instance, people: int) -> None:
    case["persons"] = {"unit": [0] * people, **(case["persons"] or {})}
    programmes = range(len(case["programmes"]))
    case["quotas"] = [
        {
            "unit": rng.choice(case["persons"]["unit"]),
            "programme": rng.choice([None, *programmes]),
            "most": rng.choice([None, 0, 1, 2]),
            "least": rng.choice([None, None, None, 1]),
        }
        for _ in range(rng.randint(1, 2))
    ]


def _floors(rng: random.Random, case: Instance, people: int) -> None:
    group = [person for person in range(people) if rng.random() < 0.5]
    heads, share = rng.choice([(None, 0.5), (None, 0.34), (None, 0.25), (1, None), (1, 0.3)])
    case["floors"] = [{"name": "nữ", "people": group, "heads": heads, "share": share}]


def _locks(rng: random.Random, case: Instance, people: int) -> None:
    classes, wishes = len(case["offerings"]["start"]), len(case["requests"]["person"])
    case["locks"] = {key: [] for key in ("opened", "closed", "placed", "unplaced")}
    pair = [rng.randrange(wishes), rng.randrange(classes)] if wishes else None
    locked = rng.choice(["opened", "closed", "placed", "unplaced"] if wishes else ["opened", "closed"])
    number = rng.randrange(classes if locked in ("opened", "closed") else wishes)
    case["locks"][locked] = [[*pair, 1]] if locked == "placed" else [number]


def _mandatory(rng: random.Random, case: Instance, people: int) -> None:
    case["requests"]["mandatory"] = [rng.randint(0, 1) for _ in case["requests"]["person"]]
    case["objective"]["mandatory_least"] = rng.choice([0, 0, 1, 2])


OFFICE_RULES: dict[str, Callable[[random.Random, Instance, int], None]] = {
    "closed": _closed_weeks,
    "lecturer": _lecturers,
    "key_away": _key_officials,
    "retirement": _retirement,
    "item": _items,
    "quota": _quotas,
    "floor": _floors,
    "lock": _locks,
    "mandatory": _mandatory,
}
"""How each rule an office adds comes into a random instance."""


def generous(case: Instance) -> Instance:
    """The instance without rooms, money and least sizes in the way, so that other rules decide."""
    rows = len(case["offerings"]["min_size"])
    offerings = {**case["offerings"], "min_size": [0] * rows, "open_cost": [1] * rows}
    return {
        **case,
        "rooms": None,
        "budget": None,
        "offerings": offerings,
        "objective": {**case["objective"], "weight": 3},
    }


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
