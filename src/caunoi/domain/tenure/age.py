"""Age on a day, honest about birth dates of which only the month or the year is known."""

from datetime import date

from caunoi.domain.tenure.months import DayRange, Span, add_months, whole_months
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date


def age_on(birth: PartialDate, on: date) -> Span:
    """Full years of age (tuổi) on the day. Who was born on 29 February is a year older on 28 February."""
    if on < birth.earliest():
        raise ValueError(f"ngày {format_date(on)} ở trước ngày sinh {birth}")
    return Span(whole_months(birth.latest(), on) // 12, whole_months(birth.earliest(), on) // 12)


def reaches_age(birth: PartialDate, years: int, months: int = 0) -> DayRange:
    """The day on which the age is reached."""
    more = years * 12 + months
    return DayRange(add_months(birth.earliest(), more), add_months(birth.latest(), more))


def age_at_first_election(birth: PartialDate, first_elected_on: PartialDate) -> Span:
    """Age when first elected (tuổi khi tham gia lần đầu), where either date may be known in part only."""
    youngest = age_on(birth, max(first_elected_on.earliest(), birth.earliest())).least
    return Span(youngest, age_on(birth, first_elected_on.latest()).most)
