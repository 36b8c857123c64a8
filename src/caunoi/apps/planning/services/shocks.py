"""What happened to a plan (biến cố), and the problem as it is afterwards: what fell stays shut, who cannot go out."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from caunoi.apps.planning.models import Offering
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.mergers import Merger, mergers_of, unit_numbers
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.pins import Pins
from caunoi.apps.planning.selectors.places import distances
from caunoi.apps.planning.selectors.plans import PlanRows
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.problem import Problem
from caunoi.domain.allocation.shocks import classes_cancelled, people_ill, units_merged
from caunoi.domain.vocabulary.vietnamese import fold


@dataclass(frozen=True)
class Shock:
    """What an officer says happened (biến cố), by what people know: codes of lines, a venue, people, units.

    Where days are told, of the ``lines`` and of the ``venue`` only classes that meet them fall. ``mergers`` are the
    units that answer for several of the plan ``on`` the day.
    """

    on: date
    lines: tuple[str, ...] = ()
    venue: str = ""
    first: date | None = None
    last: date | None = None
    people: tuple[str, ...] = ()
    mergers: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        days = {name: day.isoformat() if (day := getattr(self, name)) else None for name in DAYS}
        lists = {name: list(getattr(self, name)) for name in LISTS}
        return {"venue": self.venue, **days, **lists}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in DAYS}
        lists = {name: tuple(told[name]) for name in LISTS}
        said: dict[str, Any] = {**days, **lists}
        return cls(venue=told["venue"], **said)

    def fells(self, line: Offering) -> bool:
        """Whether the class cannot be held any more."""
        if line.code not in self.lines and line.venue.code != self.venue:
            return False
        return (self.last or line.starts_on) >= line.starts_on and (
            self.first or line.ends_on
        ) <= line.ends_on


@dataclass(frozen=True)
class ShockAsked:
    """What a shock may be about (những điều có thể xảy ra), as pairs of value and words."""

    lines: Sequence[tuple[str, str]]
    venues: Sequence[tuple[str, str]]
    people: Sequence[tuple[str, str]]
    mergers: Sequence[tuple[str, str]]

    def people_like(self, text: str, chosen: Sequence[str]) -> list[tuple[str, str]]:
        """Those chosen, and the first few whose name holds what was typed."""
        key = fold(text)
        found = [each for each in self.people if each[0] not in chosen and key in fold(each[1])]
        kept = [each for each in self.people if each[0] in chosen]
        return [*kept, *found[:MOST_OFFERED]]


DAYS = ("on", "first", "last")
LISTS = ("lines", "people", "mergers")
MOST_OFFERED = 20
"""People offered at once: whoever is not among them is found by name."""


@dataclass(frozen=True)
class After:
    """A plan beside the problem as it is after a shock (sau biến cố).

    ``board`` has the problem as it would be kept; ``problem`` is the same told so that whoever lost a seat is known.
    """

    shock: Shock
    board: Board
    problem: Problem
    fallen: tuple[Offering, ...]
    joined: tuple[Merger, ...]

    @property
    def fallen_lines(self) -> frozenset[int]:
        return frozenset(line.index for line in self.fallen)

    @property
    def needs_out(self) -> frozenset[int]:
        return needs_out(self.board.rows, self.shock)


def after_shock(rows: PlanRows, shock: Shock) -> After:
    fallen = tuple(line for line in rows.offerings if shock.fells(line))
    joined = tuple(each for each in mergers_of(rows, shock.on) if str(each.heir) in shock.mergers)
    instance = _joined(rows, joined, shock.on)
    needs, lines = needs_out(rows, shock), {line.index for line in fallen}
    instance = Pins.of(instance).shutting(lines, needs).put(instance)
    people = {instance["requests"]["person"][need] for need in needs}
    problem = people_ill(classes_cancelled(problem_from_json(instance), lines), people)
    return After(shock, board_with(rows, instance), problem, fallen, joined)


def needs_out(rows: PlanRows, shock: Shock) -> frozenset[int]:
    """The needs of those who cannot go."""
    return frozenset(need.index for need in rows.needs if str(need.cadre_id) in shock.people)


def board_with(rows: PlanRows, instance: dict[str, Any]) -> Board:
    """The same rows over another problem; the plan itself is left alone."""
    plan = copy(rows.plan)
    plan.instance = instance
    return Board(replace(rows, plan=plan))


def _joined(rows: PlanRows, joined: tuple[Merger, ...], on: date) -> dict[str, Any]:
    """Columns of units and people with the units joined; everything else as it stands in the plan's problem."""
    instance: dict[str, Any] = rows.plan.instance
    for merger in joined:
        numbers = unit_numbers(rows)
        own = sorted({numbers[unit] for unit in merger.units})
        into = numbers.get(merger.heir, own[0])
        told = problem_as_json(units_merged(problem_from_json(instance), own, into))
        kept = {name: told[name] for name in ("units", "quotas") if told.get(name)}
        persons = {**instance["persons"], "unit": told["persons"]["unit"]}
        ways = [*instance["km"]]
        ways[into] = _ways(rows, merger, on)
        instance = {**instance, **kept, "persons": persons, "km": ways}
    return instance


def _ways(rows: PlanRows, merger: Merger, on: date) -> list[float]:
    """Kilometres from the seat of the unit they became."""
    places = rows.plan.instance["offerings"]["venue"]
    venues = {places[line.index]: line.venue for line in rows.offerings}
    factor = PlanOptions.of(rows.plan.options).road_factor
    return distances([merger.heir], [venues[number] for number in sorted(venues)], on, factor)[0]
