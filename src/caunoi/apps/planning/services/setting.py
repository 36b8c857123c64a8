"""What a plan's problem is made of (dữ kiện của bài toán), and the numbers people, units and classes have in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from caunoi.apps.classes.models import LecturerPool, Programme, Venue
from caunoi.apps.planning.selectors.needs import Gap
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.standing import Standing

MILLION = 1_000_000


@dataclass(frozen=True)
class Line:
    """A class the plan may open (dòng có thể mở)."""

    code: str
    programme: Programme
    venue: Venue
    week: int
    capacity: int

    @property
    def weeks(self) -> int:
        return self.programme.away_weeks


@dataclass(frozen=True)
class Setting:
    """What the problem is made of: the lines, the gaps, the calendar, and what the files tell of the people.

    ``standing`` holds for each person whether they are a key official, their groups, and the day they leave office.
    """

    lines: Sequence[Line]
    gaps: Sequence[Gap]
    begins: date
    options: PlanOptions
    at_work: Mapping[UUID, int]
    budget: int
    weeks: int = 0
    standing: Mapping[UUID, Standing] = field(default_factory=dict)
    lecturers: Sequence[LecturerPool] = ()

    @cached_property
    def units(self) -> list[UUID]:
        return list(dict.fromkeys(gap.unit_id for gap in self.gaps))

    @cached_property
    def people(self) -> list[UUID]:
        return list(dict.fromkeys(gap.cadre_id for gap in self.gaps))

    @cached_property
    def programmes(self) -> list[Programme]:
        """Of the lines and of the gaps, by code."""
        mine = [gap.programme for gap in self.gaps if gap.programme is not None]
        found = {each.code: each for each in [*(line.programme for line in self.lines), *mine]}
        return [found[code] for code in sorted(found)]

    @cached_property
    def venues(self) -> list[Venue]:
        return list({line.venue.pk: line.venue for line in self.lines}.values())

    def pool_of(self, line: Line) -> int | None:
        """The number of the pool that teaches the class; None where whoever holds it sees to that."""
        code = line.programme.code
        return next((n for n, pool in enumerate(self.lecturers) if code in pool.programmes), None)

    def of(self, person: UUID) -> Standing:
        return self.standing.get(person, Standing())
