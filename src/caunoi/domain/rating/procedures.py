"""Who does what in a year's rating (trình tự xếp loại), as dated data beside the scheme it belongs to."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from caunoi.domain.rating.schemes import Scheme, UnreadableScheme, load_schemes

SELF, COMMENT, PROPOSE, DECIDE = "self", "comment", "propose", "decide"
STEPS = (SELF, COMMENT, PROPOSE, DECIDE)
ABOVE, OFFICE = "cap_tren", "don_vi"
DECIDERS = (ABOVE, OFFICE)
NOT_ABOVE_UNIT, REMINDER = "khong_cao_hon_don_vi", "nhac"


@dataclass(frozen=True)
class Criterion:
    """Something a person writes about their own year (tiêu chí tự đánh giá)."""

    code: str
    name: str
    heads_only: bool = False


@dataclass(frozen=True)
class StepRule:
    """One step (bước): who does it by the document, and how sure the data is."""

    code: str
    who: str
    confidence: str


@dataclass(frozen=True)
class HeadRule:
    """A condition for the head of a unit (điều kiện của người đứng đầu); ``level`` empty speaks of every level."""

    code: str
    text: str
    clause: str
    confidence: str
    level: str = ""


@dataclass(frozen=True)
class Procedure:
    """How a year is rated, step by step (trình tự): ``days`` are month and day within the year."""

    schemes: tuple[str, ...]
    document: str
    confidence: str
    from_day: tuple[int, int]
    due_day: tuple[int, int]
    days_confidence: str
    criteria: tuple[Criterion, ...]
    steps: tuple[StepRule, ...]
    decides: Mapping[str, str]
    heads: frozenset[str]
    head_rules: tuple[HeadRule, ...]

    def decided_from(self, year: int) -> date:
        """The first day on which a level of the year can be decided: before it the year is not over."""
        return date(year, *self.from_day)

    def due_on(self, year: int) -> date:
        return date(year, *self.due_day)

    def asks(self, *, head: bool) -> list[Criterion]:
        return [each for each in self.criteria if head or not each.heads_only]

    def decider(self, block: str, *, head: bool) -> str:
        """Who decides on somebody of a block of titles; whatever the data does not name is decided above."""
        return ABOVE if head else self.decides.get(block, ABOVE)


def procedure_of(scheme: Scheme) -> Procedure:
    for procedure in load_procedures():
        if scheme.id in procedure.schemes:
            return procedure
    raise LookupError(f"Cách xếp loại “{scheme.id}” chưa có trình tự nào được ghi lại.")


@lru_cache(maxsize=1)
def load_procedures() -> tuple[Procedure, ...]:
    file = files("caunoi.regulations") / "rating" / "procedures.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return read_procedures(content, {scheme.id for scheme in load_schemes()})


def read_procedures(content: Mapping[str, Any], schemes: Iterable[str]) -> tuple[Procedure, ...]:
    """Every scheme has one procedure; each procedure has the four steps in their order."""
    procedures = tuple(_procedure(each) for each in content["procedure"])
    named = sorted(scheme for each in procedures for scheme in each.schemes)
    if named != sorted(schemes):
        raise UnreadableScheme("Mỗi cách xếp loại phải có đúng một trình tự.")
    return procedures


def _procedure(table: Mapping[str, Any]) -> Procedure:
    found = Procedure(
        schemes=tuple(table["schemes"]),
        document=table["document"],
        confidence=table["confidence"],
        from_day=_month_and_day(table["from_day"]),
        due_day=_month_and_day(table["due_day"]),
        days_confidence=table["days_confidence"],
        criteria=tuple(Criterion(**each) for each in table["criterion"]),
        steps=tuple(StepRule(each["code"], each["who"], each["confidence"]) for each in table["step"]),
        decides=dict(table["decides"]),
        heads=frozenset(table.get("heads", ())),
        head_rules=tuple(HeadRule(**each) for each in table.get("head", ())),
    )
    _refuse_unreadable(found)
    return found


def _refuse_unreadable(found: Procedure) -> None:
    if tuple(step.code for step in found.steps) != STEPS:
        raise UnreadableScheme(f"“{found.document}”: trình tự phải có đủ {', '.join(STEPS)}, theo thứ tự.")
    if not set(found.decides.values()) <= set(DECIDERS):
        raise UnreadableScheme(f"“{found.document}”: người quyết định phải là {' hoặc '.join(DECIDERS)}.")
    if not {rule.code for rule in found.head_rules} <= {NOT_ABOVE_UNIT, REMINDER}:
        raise UnreadableScheme(f"“{found.document}”: có điều kiện của người đứng đầu chưa biết cách kiểm.")


def _month_and_day(text: str) -> tuple[int, int]:
    month, _dash, day = text.partition("-")
    try:
        date(2001, int(month), int(day))
    except ValueError as fault:
        raise UnreadableScheme(f"“{text}” không phải tháng-ngày.") from fault
    return int(month), int(day)
