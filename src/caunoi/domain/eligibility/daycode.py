"""Days as whole numbers on which ages and service can be counted exactly.

A day is coded as month × 32 + (day of month − 1), with months counted from year 0. Codes sort as days do, and
the difference of two codes shifted right by five is the number of full months between them: ages come out
as the law counts them, for a million rows at once, without a calendar. Zero stands for "not known".
"""

from datetime import date
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from caunoi.domain.vocabulary.vietnamese import parse_date

I32 = npt.NDArray[np.int32]
Codes = npt.NDArray[np.integer]
MONTH_SHIFT = 5
UNKNOWN_DAY = 0


@runtime_checkable
class Dated(Protocol):
    """A date that may be known only to the month or the year."""

    def earliest(self) -> date: ...

    def latest(self) -> date: ...


def encode(day: date) -> int:
    return (day.year * 12 + day.month - 1) * 32 + day.day - 1


def decode(code: int) -> date:
    months, day = divmod(code, 32)
    return date(months // 12, months % 12 + 1, day + 1)


def encode_many(days: npt.NDArray[np.datetime64]) -> I32:
    """Codes of an array of days; NaT becomes the unknown day."""
    known = ~np.isnat(days)
    whole = np.where(known, days, np.datetime64("2000-01-01")).astype("datetime64[D]")
    months = whole.astype("datetime64[M]")
    codes = (months.astype(np.int64) + 1970 * 12) * 32 + (whole - months).astype(np.int64)
    return np.where(known, codes, UNKNOWN_DAY).astype(np.int32)


def bounds(value: object) -> tuple[int, int]:
    """Earliest and latest day a typed, dated or partial value may mean; (0, 0) when there is none."""
    if value is None or value == "":
        return UNKNOWN_DAY, UNKNOWN_DAY
    if isinstance(value, int):
        value = str(value)
    if isinstance(value, str):
        value = parse_date(value)
    if isinstance(value, date):
        return encode(value), encode(value)
    if isinstance(value, Dated):
        return encode(value.earliest()), encode(value.latest())
    raise ValueError(f"Không đọc được ngày: {value!r}.")


def full_months(later: Codes | int, earlier: Codes | int) -> Codes:
    """Full months from the earlier code to the later one (negative when it is the other way round)."""
    return np.right_shift(np.subtract(later, earlier), MONTH_SHIFT)
