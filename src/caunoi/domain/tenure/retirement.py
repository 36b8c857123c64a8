"""Retirement age by the dated table of the Labour Code, and how much service is left."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Literal, get_args

from caunoi.domain.tenure.months import DayRange, Span, add_months, whole_months
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date

Sex = Literal["male", "female"]


class UnfitTable(ValueError):
    """A table of retirement ages that cannot be used (bảng tuổi nghỉ hưu chưa dùng được)."""


@dataclass(frozen=True)
class RetirementAge:
    """The age that ends service for those who reach it from a day on (tuổi nghỉ hưu), with its clause."""

    sex: Sex
    since: date
    years: int
    months: int
    clause: str
    confidence: str

    @property
    def in_months(self) -> int:
        return self.years * 12 + self.months


@dataclass(frozen=True)
class RetirementTable:
    """All ages in the order of their first days (lộ trình tuổi nghỉ hưu)."""

    ages: tuple[RetirementAge, ...]

    def age_for(self, born: date, sex: Sex) -> RetirementAge:
        """The age that applies: the first one reached before the next one begins."""
        ages = [age for age in self.ages if age.sex == sex]
        for age, following in zip(ages, [*ages[1:], None], strict=True):
            reached = add_months(born, age.in_months)
            if reached < age.since:
                break
            if following is None or reached < following.since:
                return age
        raise UnfitTable(
            f"chưa có tuổi nghỉ hưu cho người sinh ngày {format_date(born)}; bổ sung dòng có hiệu lực sớm hơn"
        )


@cache
def load_retirement_table() -> RetirementTable:
    """The table kept with the regulations."""
    source = resources.files("caunoi").joinpath("regulations", "tenure", "retirement.toml")
    return read_retirement_table(tomllib.loads(source.read_text(encoding="utf-8"))["age"])


def read_retirement_table(rows: Iterable[Mapping[str, Any]]) -> RetirementTable:
    """The table of the given rows; a faulty row is named by its number."""
    ages = [_read_age(number, row) for number, row in enumerate(rows, start=1)]
    table = RetirementTable(tuple(sorted(ages, key=lambda age: (age.sex, age.since))))
    _refuse_falling_ages(table)
    return table


def retirement_day(birth: PartialDate, sex: Sex, table: RetirementTable | None = None) -> DayRange:
    """The first day without service (ngày nghỉ hưu): it opens the month after the age is reached."""
    chosen = table or load_retirement_table()
    return DayRange(_leaves_on(birth.earliest(), sex, chosen), _leaves_on(birth.latest(), sex, chosen))


def remaining_service_months(
    birth: PartialDate, sex: Sex, on: date, table: RetirementTable | None = None
) -> Span:
    """Full months of service left (số tháng công tác còn lại) from the day to retirement; 0 once retired."""
    leaves = retirement_day(birth, sex, table)
    return Span(whole_months(on, leaves.first), whole_months(on, leaves.last))


def _leaves_on(born: date, sex: Sex, table: RetirementTable) -> date:
    reached = add_months(born, table.age_for(born, sex).in_months)
    return add_months(reached.replace(day=1), 1)


def _read_age(number: int, row: Mapping[str, Any]) -> RetirementAge:
    try:
        age = RetirementAge(
            row["sex"], row["from"], row["years"], row["months"], row["clause"], row["confidence"]
        )
    except KeyError as missing:
        raise UnfitTable(f"dòng {number} thiếu {missing.args[0]!r}; thêm vào dòng đó") from None
    if age.sex not in get_args(Sex) or type(age.since) is not date or not 0 <= age.months < 12:
        raise UnfitTable(f"dòng {number} có giới, ngày hoặc số tháng không hợp lệ; so lại với văn bản")
    return age


def _refuse_falling_ages(table: RetirementTable) -> None:
    for sex in get_args(Sex):
        ages = [age for age in table.ages if age.sex == sex]
        for earlier, later in pairwise(ages):
            if later.since == earlier.since or later.in_months < earlier.in_months:
                raise UnfitTable(
                    f"tuổi từ {format_date(later.since)} không nối tiếp dòng trước; so lại văn bản"
                )
