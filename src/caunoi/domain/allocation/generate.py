"""Invented provinces for benches and tests (tỉnh giả lập): the same size and seed always give the same problem."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.problem import Floats, Ints, Offerings, Prices, Problem, Requests


@dataclass(frozen=True)
class Size:
    """How large a province is (quy mô)."""

    people: int
    units: int
    programmes: int
    venues: int
    weeks: int
    offerings_per_programme: int
    wishes_per_person: float
    rooms: int = 3


SIZES = {
    "XS": Size(80, 14, 5, 2, 12, 4, 2.5),
    "S": Size(200, 30, 8, 3, 16, 6, 2.3),
    "M": Size(600, 90, 20, 4, 40, 14, 2.45),
    "L": Size(1400, 209, 40, 6, 40, 28, 2.6),
    "X": Size(7350, 400, 60, 10, 40, 47, 2.65, rooms=6),
    "XX": Size(20000, 900, 60, 16, 40, 68, 2.7, rooms=8),
}
COST_PER_KM = 0.002
"""Million đồng a head and kilometre."""
FURTHEST = 90.0


def generate_province(size: str, seed: int) -> Problem:
    """A province with every rule: communes, distances, rooms, prerequisites and half the money asked for."""
    shape, rng = SIZES[size], np.random.default_rng(seed)
    unit = np.sort(rng.integers(shape.units, size=shape.people))
    offerings = _offerings(shape, rng)
    people_of_unit = np.bincount(unit, minlength=shape.units)
    return Problem(
        offerings=offerings,
        requests=_requests(shape, rng),
        prices=Prices(weight=1.0, open_cost=-0.01, pair_cost=-0.01),
        prerequisite=_prerequisites(shape, rng),
        unit_of_person=unit.astype(np.int64),
        away_limit=np.maximum(1, people_of_unit // 4).astype(np.int64),
        rooms=rng.integers(2, shape.rooms + 2, size=shape.venues),
        km=_distances(shape, rng),
        max_km=FURTHEST,
        cost_per_km=COST_PER_KM,
        budget=_half_of_what_is_asked(shape, offerings),
        name=f"province-{size.lower()}-s{seed}",
    )


def _offerings(shape: Size, rng: np.random.Generator) -> Offerings:
    weeks_of = rng.choice([1, 1, 2, 4], size=shape.programmes)
    seats_of = rng.integers(16, 41, size=shape.programmes)
    cost_of = 25 + 12 * weeks_of + rng.integers(0, 10, size=shape.programmes)
    programme = np.repeat(np.arange(shape.programmes), shape.offerings_per_programme)
    weeks = weeks_of[programme]
    return Offerings(
        programme=programme.astype(np.int64),
        venue=rng.integers(shape.venues, size=len(programme)),
        start=rng.integers(0, shape.weeks - weeks + 1),
        weeks=weeks.astype(np.int64),
        min_size=np.maximum(5, seats_of[programme] * 2 // 5).astype(np.int64),
        capacity=seats_of[programme].astype(np.float64),
        open_cost=cost_of[programme].astype(np.float64),
    )


def _requests(shape: Size, rng: np.random.Generator) -> Requests:
    many = np.minimum(rng.poisson(shape.wishes_per_person, size=shape.people), shape.programmes)
    wishes = [np.sort(rng.choice(shape.programmes, size=n, replace=False)) for n in many.tolist()]
    programme = np.concatenate(wishes).astype(np.int64)
    size = len(programme)
    mandatory = rng.random(size) < 0.15
    return Requests(
        person=np.repeat(np.arange(shape.people), many).astype(np.int64),
        programme=programme,
        count=np.ones(size, dtype=np.int64),
        seats=np.ones(size),
        weight=(rng.integers(1, 6, size=size) + np.where(mandatory, 10, 0)).astype(np.float64),
        must=np.zeros(size, dtype=bool),
    )


def _prerequisites(shape: Size, rng: np.random.Generator) -> dict[int, int]:
    """About one programme in five asks for an earlier-numbered one, so that no circle can arise."""
    return {p: int(rng.integers(p)) for p in range(1, shape.programmes) if rng.random() < 0.2}


def _distances(shape: Size, rng: np.random.Generator) -> Floats:
    homes = rng.uniform(0, 80, size=(shape.units, 2))
    venues = rng.uniform(10, 70, size=(shape.venues, 2))
    return np.rint(np.linalg.norm(homes[:, None] - venues[None], axis=2))


def _half_of_what_is_asked(shape: Size, offerings: Offerings) -> float:
    wanted: Ints = np.array([shape.people * shape.wishes_per_person / shape.programmes]).astype(np.int64)
    classes = np.maximum(1, wanted / offerings.capacity)
    asked = float((offerings.open_cost * classes).sum()) / shape.offerings_per_programme
    return float(round(asked / 2))
