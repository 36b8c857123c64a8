"""What comes due for a person between two days: retirement, ends of postings, ages that matter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from caunoi.domain.tenure.age import reaches_age
from caunoi.domain.tenure.career import Posting
from caunoi.domain.tenure.months import DayRange
from caunoi.domain.tenure.retirement import RetirementTable, Sex, retirement_day
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date

Kind = Literal["retirement", "end_of_posting", "age"]


@dataclass(frozen=True)
class Milestone:
    """A day that comes due (mốc đến hạn), or the days between which it lies."""

    kind: Kind
    day: DayRange
    label: str

    def __str__(self) -> str:
        first, last = format_date(self.day.first), format_date(self.day.last)
        return f"{self.label}: {first}" if self.day.certain else f"{self.label}: từ {first} đến {last}"


def what_comes_due(
    window: Period,
    *,
    birth: PartialDate | None,
    sex: Sex | None,
    postings: Iterable[Posting] = (),
    ages: Mapping[int, str] | None = None,
    table: RetirementTable | None = None,
) -> tuple[Milestone, ...]:
    """The milestones that may fall in the window, in order; `ages` names further ages that matter."""
    found = [
        Milestone(
            "end_of_posting", DayRange(posting.period.end, posting.period.end), f"Hết thời hạn {posting.name}"
        )
        for posting in postings
        if posting.period.end is not None and not posting.planned
    ]
    if birth is not None:
        found += [Milestone("age", reaches_age(birth, age), label) for age, label in (ages or {}).items()]
    if birth is not None and sex is not None:
        found.append(Milestone("retirement", retirement_day(birth, sex, table), "Nghỉ hưu"))
    due = [milestone for milestone in found if _may_fall_in(window, milestone.day)]
    return tuple(
        sorted(due, key=lambda milestone: (milestone.day.first, milestone.day.last, milestone.label))
    )


def _may_fall_in(window: Period, day: DayRange) -> bool:
    return window.overlaps(Period.between(day.first, day.last))
