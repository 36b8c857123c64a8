"""What a plan is made under (điều kiện lập kế hoạch): dated defaults, changed by whoever draws it up."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Self

from caunoi.apps.standards.selectors.asked import KEY_OFFICIALS

DAYS_A_WEEK = 7
JULY = 7


@dataclass(frozen=True)
class PlanOptions:
    """Everything that shapes a plan besides needs and money; kept with the plan.

    The rules an office adds stand from ``closed_days`` on; left as they are here they ask nothing, so that a plan kept
    from before a rule was known still means what it meant. ``service`` says for a form of training how many times its
    length somebody still serves afterwards, ``floors`` the share or heads of a group, ``quotas`` the seats of a unit,
    ``item_limits`` the đồng of a cost item, ``sources`` where each rule comes from.
    """

    group: str = KEY_OFFICIALS
    transition: bool = False
    first_month: int = 2
    weeks: int = 40
    away_percent: int = 25
    max_km: int = 90
    road_factor: float = 1.3
    cost_per_km: int = 2000
    mandatory_weight: float = 10
    nominated_weight: float = 5
    most_starts: int = 4
    time_limit: int = 30
    gap: float = 0.0
    seed: int = 0
    threads: int = 1
    title_weights: Mapping[str, float] = field(default_factory=dict)
    usual_title_weight: float = 2
    closed_days: int = 0
    key_away: int = 0
    serve_after: bool = False
    leaving_told_days: int = 0
    service: Sequence[Mapping[str, Any]] = ()
    mandatory_first: bool = False
    remote_areas: Sequence[str] = ()
    floors: Sequence[Mapping[str, Any]] = ()
    quotas: Sequence[Mapping[str, Any]] = ()
    item_limits: Mapping[str, int] = field(default_factory=dict)
    lecturers: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        known = {each.name for each in fields(cls)}
        return cls(**{key: value for key, value in given.items() if key in known})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def options_on(day: date, **changed: Any) -> PlanOptions:
    """The defaults in force on the day, with some of them changed."""
    found = next((row for row in _dated() if _in_force(row, day)), {})
    return PlanOptions.of({**found, **{key: value for key, value in changed.items() if value is not None}})


def _in_force(row: Mapping[str, Any], day: date) -> bool:
    return bool(row["from"] <= day and ("to" not in row or day < row["to"]))


@lru_cache(maxsize=1)
def _dated() -> tuple[Mapping[str, Any], ...]:
    file = files("caunoi.regulations") / "training" / "plan.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["plan"])


def year_to_plan(on: date) -> int:
    """Needs are gathered in the second half of a year for the next one."""
    return on.year + 1 if on.month >= JULY else on.year


def first_week(year: int, on: date, options: PlanOptions) -> date:
    """The Monday the plan's week 0 begins: the first of its month, or the next one where that is over."""
    begins = max(date(year, options.first_month, 1), on if on.year == year else date(year, 1, 1))
    return begins + timedelta(days=-begins.weekday() % DAYS_A_WEEK)


def weeks_of(year: int, on: date, options: PlanOptions) -> int:
    """How many weeks are left of the plan's year."""
    first = first_week(year, on, options)
    last = first_week(year, date(year - 1, 12, 31), options) + timedelta(weeks=options.weeks)
    return max(0, (last - first).days // DAYS_A_WEEK)
