"""The open tables: how many key officials met the standard, unit by unit, at the end of each closed year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from caunoi.apps.organisation.selectors import Node
from caunoi.apps.portal.limits import fewest
from caunoi.apps.portal.selectors.published import PUBLISHER, points_at_somebody
from caunoi.apps.standards.selectors import asked_of, verdicts
from caunoi.apps.standards.selectors.matrix import GapRow, gap_matrix
from caunoi.apps.standards.selectors.verdicts import data_version
from caunoi.domain.disclosure.table import Counts, Entry
from caunoi.domain.disclosure.withholding import withheld
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy.walls import acting
from caunoi.foundation.system_time import as_known_now

FIRST_YEAR = 2015
OUTCOMES = ("met", "not_met", "in_transition", "unknown")
ALL = "all"
KEY = {"nhom": ["chu-chot"]}


@dataclass(frozen=True)
class OpenRow:
    """One number of the open table (dòng dữ liệu mở): None where it is withheld."""

    on: date
    unit_code: str
    unit: str
    outcome: str
    people: int | None


@dataclass(frozen=True)
class YearEnd:
    """One year as it was counted on its last day: a line for each unit, a cell for each outcome."""

    on: date
    units: tuple[Node, ...]
    counts: Counts

    @property
    def same_map(self) -> tuple[str, ...]:
        return tuple(unit.code for unit in self.units)


def open_rows(today: date) -> list[OpenRow]:
    """Every closed year, oldest first, as known now whatever the address asks; kept until something is written."""
    with as_known_now():
        return list(_kept(today.year, data_version()))


def closed_years(this_year: int) -> list[date]:
    return [date(year, 12, 31) for year in range(FIRST_YEAR, this_year)]


@lru_cache(maxsize=2)
def _kept(this_year: int, version: object) -> tuple[OpenRow, ...]:
    publisher = replace(PUBLISHER, on=date(this_year, 1, 1))
    with acting(publisher):
        years = [found for day in closed_years(this_year) if (found := _year_end(publisher, day))]
        hidden = _hidden(years)
    return tuple(row for year in years for row in _rows(year, hidden[year.on]))


def _year_end(publisher: SystemActor, day: date) -> YearEnd | None:
    """None where nobody is known of on that day."""
    matrix = gap_matrix(publisher, verdicts(publisher, on=day), asked_of(day, KEY))
    by_unit: dict[Node, list[GapRow]] = defaultdict(list)
    for row in matrix.rows:
        if row.node is not None:
            by_unit[row.district or row.node].append(row)
    units = tuple(sorted(by_unit, key=lambda unit: unit.code))
    cells = tuple(
        tuple(sum(getattr(row, outcome) for row in by_unit[unit]) for outcome in OUTCOMES) for unit in units
    )
    return YearEnd(day, units, Counts(cells)) if any(map(any, cells)) else None


def _hidden(years: Sequence[YearEnd]) -> dict[date, frozenset[Entry]]:
    """One pattern for all years on the same map, so that no difference between years tells what one withholds."""
    found: dict[date, frozenset[Entry]] = {}
    for units in dict.fromkeys(year.same_map for year in years):
        same = [year for year in years if year.same_map == units]
        pattern = withheld(
            [year.counts for year in same],
            fewest=fewest(same[-1].on),
            open_entries=[_told_anyhow(year) for year in same],
        )
        found |= dict.fromkeys((year.on for year in same), pattern)
    return found


def _told_anyhow(year: YearEnd) -> frozenset[Entry]:
    """What the page of published figures says of the same day, for the whole province, by its own rule."""
    rows, columns = year.counts.shape
    people = year.counts.value((rows - 1, columns - 1))
    places = [(rows - 1, OUTCOMES.index(outcome)) for outcome in ("met", "not_met")]
    told = {at for at in places if not points_at_somebody(year.counts.value(at), people, fewest(year.on))}
    return frozenset({(rows - 1, columns - 1), *told})


def _rows(year: YearEnd, hidden: frozenset[Entry]) -> Iterator[OpenRow]:
    names = [*((unit.code, unit.full_name) for unit in year.units), ("", "")]
    for row, (code, name) in enumerate(names):
        for column, outcome in enumerate((*OUTCOMES, ALL)):
            seen = (row, column) not in hidden
            yield OpenRow(year.on, code, name, outcome, year.counts.value((row, column)) if seen else None)
